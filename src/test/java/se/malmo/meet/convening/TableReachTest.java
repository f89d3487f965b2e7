package se.malmo.meet.convening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestScale;
import se.malmo.meet.TestServer;
import se.malmo.meet.organisation.Sector;

/** How much a plan brings over the demo city's own ties. */
@Order(TestServer.SHARED)
class TableReachTest {
  private static final Logger LOG = LogManager.getLogger();
  private static TestServer server;
  private static List<Unit> busiest;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
    UnitStore units = new UnitStore(server.graph());
    busiest = server.graph().read("""
        MATCH (n:Organisation|Forvaltning) WHERE n.source = 'demo' OR n:Forvaltning
        RETURN n.id AS id ORDER BY COUNT { (n)-[:PARTICIPATES_IN|SUBMITTED|ROUTED_TO|MEMBER_OF]-() } DESC, n.name LIMIT 120
        """, Map.of()).stream().flatMap(row -> units.named(row.get("id").asString()).stream()).filter(unit -> unit.sector().isPresent()).toList();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Eighty people from so many of the busiest units: everybody's first person, then second ones, as far as chairs reach. */
  private static Task room(int units, Random random) {
    List<Unit> coming = new ArrayList<>(busiest.subList(0, units));
    Collections.shuffle(coming, random);
    List<Attendee> attendees = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      Unit unit = coming.get(i % units);
      attendees.add(new Attendee("gst-" + (100 + i), unit.id(), unit.sector().orElse(Sector.PUBLIC), unit.isForvaltning(), Set.of(), 0, false));
    }
    Set<Pair> ties = new UnitStore(server.graph()).ties(coming.stream().map(Unit::id).toList());
    return new Task(attendees, ties, Set.of(), 8);
  }

  /** The busiest know each other best; the more of them there are, the fewer of them do. */
  @Test
  void eighty_people_from_the_demo_city_meet_a_quarter_more_of_other_sectors_than_by_chance_and_within_five_seconds() {
    for (int units : TestScale.IS_THOROUGH ? List.of(30, 40, 50, 60, 80) : List.of(40, 80)) {
      Task task = room(units, new Random(units));
      long begin = System.nanoTime();
      TablePlanner.Plan plan = TablePlanner.plan(task, units);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      double random = Seats.random(task, 100, units);
      Task seated = new Task(task.attendees().stream().map(one -> one.at(plan.tables().get(one.id()))).toList(), task.ties(), task.apart(), task.tableSize());
      Outcome outcome = Outcome.of(seated);
      LOG.info("80 people from {} units of the demo city: {} new ties, {} by chance ({} %), {} ms", units, outcome.ties(), random, Math.round(100 * (outcome.ties() / random - 1)), took.toMillis());
      assertThat(outcome.ties()).as(units + " units").isGreaterThanOrEqualTo((int) Math.ceil(1.25 * random));
      assertThat(took).isLessThan(Duration.ofSeconds(5));
      assertThat(Breaches.of(seated, outcome)).as(units + " units").noneMatch(Breach::canBeMended);
    }
  }
}
