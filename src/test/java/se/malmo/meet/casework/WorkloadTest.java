package se.malmo.meet.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.MovedClock;
import se.malmo.meet.TestServer;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Role;

/** The workload, counted a second way from a random year of cases and their events. */
class WorkloadTest {
  private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-11-29T09:00:00Z"));
  private static final List<String> UNITS = List.of("fritidsforvaltningen", "kulturforvaltningen", "miljoforvaltningen");
  private static final List<String> DECISIONS = List.of("accepted", "referred", "declined");
  private static TestServer server;

  /** What the test knows of a case that it made. */
  private record Told(Instant came, LocalDate answerBy, List<String> units, String handler, Optional<Instant> answered) {}

  @BeforeAll
  static void start() {
    server = TestServer.empty(CLOCK);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Told made(Random random, int number, List<Account> people) {
    Instant came = CLOCK.instant().minus(Duration.ofHours(random.nextInt(24 * 400)));
    LocalDate answerBy = Sweden.day(came).plusDays(21);
    List<String> units = UNITS.stream().filter(unit -> random.nextInt(3) == 0).toList();
    String handler = random.nextBoolean() ? people.get(random.nextInt(people.size())).id() : "";
    Optional<Instant> answered = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(came.plus(Duration.ofHours(random.nextInt(24 * 40)))).filter(at -> at.isBefore(CLOCK.instant()));
    String id = "ini-" + number;
    String status = answered.isPresent() ? DECISIONS.get(random.nextInt(3)) : random.nextBoolean() ? "received" : "assessed";
    Map<String, Object> properties = new HashMap<>(Map.of("id", id, "reference", "MM-2026-" + (1000 + number), "title", "Idé " + number, "text", "Text", "status", status, "senderName", "Åsa"));
    if (!handler.isEmpty()) properties.put("handler", handler);
    server.graph().write("CREATE (i:Initiative) SET i = $p, i.date = datetime($came), i.answerBy = date($by) WITH i UNWIND $units AS unit MATCH (f:Forvaltning {id: unit}) CREATE (i)-[:ROUTED_TO {at: datetime($came)}]->(f)",
        Map.of("p", properties, "came", came.toString(), "by", answerBy.toString(), "units", units));
    server.graph().write(List.of(EventLog.append(came, List.of(new Happening("initiative.received", id, "sender")))));
    answered.ifPresent(at -> {
      server.graph().write(List.of(EventLog.append(at, List.of(new Happening("initiative." + status, id, "someone")))));
      // What is decided later changes nothing of how soon the first answer came.
      if (random.nextBoolean()) server.graph().write(List.of(EventLog.append(at.plusSeconds(900_000), List.of(new Happening("initiative.accepted", id, "someone")))));
    });
    return new Told(came, answerBy, units, handler, answered);
  }

  private static String counted(String name, List<Told> own) {
    Instant since = CLOCK.instant().minus(Workload.PERIOD);
    List<Told> open = own.stream().filter(one -> one.answered().isEmpty()).toList();
    List<Told> answered = own.stream().filter(one -> one.answered().isPresent() && one.came().isAfter(since)).toList();
    double[] days = answered.stream().mapToDouble(one -> Duration.between(one.came(), one.answered().orElseThrow()).toHours() / 24.0).sorted().toArray();
    String median = days.length == 0 ? "-" : String.format(java.util.Locale.ROOT, "%.4f", days.length % 2 == 1 ? days[days.length / 2] : Arrays.stream(days, days.length / 2 - 1, days.length / 2 + 1).average().orElseThrow());
    return name + " " + open.size() + " " + open.stream().filter(one -> one.answerBy().isBefore(Sweden.today(CLOCK))).count() + " " + answered.size() + " " + median + " "
        + answered.stream().filter(one -> !Sweden.day(one.answered().orElseThrow()).isAfter(one.answerBy())).count();
  }

  private static String shown(Workload.Line line) {
    return line.name() + " " + line.open() + " " + line.late() + " " + line.answered() + " " + (line.days().isEmpty() ? "-" : String.format(java.util.Locale.ROOT, "%.4f", line.days().getAsDouble())) + " " + line.inTime();
  }

  @Test
  void the_table_says_what_the_cases_and_their_events_say() {
    Accounts accounts = new Accounts(server.graph(), CLOCK, new Ids(CLOCK));
    List<Account> people = List.of(accounts.make(Role.AMBASSADOR, "Ada", Optional.empty(), java.util.Set.of(UNITS.getFirst()), Optional.empty(), "test"),
        accounts.make(Role.AMBASSADOR, "Bo", Optional.empty(), java.util.Set.of(UNITS.getLast()), Optional.empty(), "test"));
    List<Told> told = new ArrayList<>();
    Random random = new Random(6);
    for (int i = 0; i < 120; i++) told.add(made(random, i, people));
    Workload.Table table = new Workload(server.graph(), accounts, CLOCK).table(UNITS.stream().map(unit -> new Forvaltning.Name(unit, unit, unit, List.of())).toList(), "sv");
    assertThat(table.forvaltningar().stream().map(WorkloadTest::shown)).containsExactlyElementsOf(UNITS.stream().map(unit -> counted(unit, told.stream().filter(one -> one.units().contains(unit)).toList())).toList());
    TreeMap<String, String> byName = new TreeMap<>();
    people.forEach(one -> byName.put(one.name(), counted(one.name(), told.stream().filter(its -> its.handler().equals(one.id())).toList())));
    assertThat(table.people().stream().map(WorkloadTest::shown)).containsExactlyInAnyOrderElementsOf(byName.values());
    assertThat(shown(table.nobody())).isEqualTo(counted("", told.stream().filter(one -> one.units().isEmpty()).toList()));
    assertThat(shown(table.all())).isEqualTo(counted("", told));
  }
}
