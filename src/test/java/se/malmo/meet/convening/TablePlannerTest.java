package se.malmo.meet.convening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestScale;
import se.malmo.meet.organisation.Sector;

/** Who sits where: what every plan keeps to, that no plan is better, and how much better it is than sitting down at random. */
class TablePlannerTest {
  private static final Logger LOG = LogManager.getLogger();

  /** A room of strangers and acquaintances. */
  private static Task room(Random random, int people, int units, double tied, int size) {
    List<Attendee> attendees = new ArrayList<>();
    Sector[] sectors = IntStream.range(0, units).mapToObj(u -> Sector.values()[random.nextInt(4)]).toArray(Sector[]::new);
    boolean[] city = new boolean[units];
    for (int u = 0; u < units; u++) city[u] = sectors[u] == Sector.PUBLIC && random.nextBoolean();
    for (int i = 0; i < people; i++) {
      int unit = random.nextInt(units);
      attendees.add(new Attendee("gst-" + (1000 + i), random.nextInt(12) == 0 ? "" : "u" + unit, sectors[unit], city[unit], random.nextInt(3) == 0 ? Set.of("t" + random.nextInt(3)) : Set.of(), 0, false));
    }
    Set<Pair> ties = new HashSet<>();
    for (int a = 0; a < units; a++) {
      for (int b = 0; b < a; b++) {
        if (random.nextDouble() < tied) ties.add(Pair.of("u" + a, "u" + b));
      }
    }
    Set<Pair> apart = new HashSet<>();
    for (int i = 0; i < people / 8; i++) {
      int one = random.nextInt(people);
      int other = random.nextInt(people);
      if (one != other) apart.add(Pair.of(attendees.get(one).id(), attendees.get(other).id()));
    }
    return new Task(attendees, ties, apart, size);
  }

  private static Task seated(Task task, Map<String, Integer> tables) {
    return new Task(task.attendees().stream().map(one -> one.at(tables.getOrDefault(one.id(), 0))).toList(), task.ties(), task.apart(), task.tableSize());
  }

  private static Task planned(Task task, long seed) {
    return seated(task, TablePlanner.plan(task, seed).tables());
  }

  /** What a seating is worth, by the outcome that people read and not by what the search counts. */
  private static long worth(Task seated) {
    Outcome outcome = Outcome.of(seated);
    Tables.Worth worth = Tables.Worth.WHOLE;
    long sum = worth.tie() * outcome.ties();
    for (Outcome.Table table : outcome.taken()) {
      sum += worth.theme() * table.themes().size() - worth.apart() * table.apart().size() - worth.rule() * Math.max(0, 3 - table.sectors().size()) - (table.hasMandate() ? 0 : worth.rule());
      Map<String, Long> units = table.attendees().stream().filter(one -> !one.unit().isEmpty()).collect(Collectors.groupingBy(Attendee::unit, Collectors.counting()));
      sum -= worth.same() * units.values().stream().mapToLong(count -> count - 1).sum();
    }
    return sum;
  }

  @Test
  void no_seating_of_a_few_at_two_tables_is_better_than_the_plan() {
    Random random = new Random(8);
    for (int turn = 0; turn < TestScale.of(60, 600); turn++) {
      int people = 6 + random.nextInt(3);
      Task task = room(random, people, 3 + random.nextInt(5), 0.3, 4);
      long best = Long.MIN_VALUE;
      for (int mask = 0; mask < 1 << people; mask++) {
        int there = Integer.bitCount(mask);
        if (Math.abs(people - 2 * there) > 1) continue;
        int chosen = mask;
        best = Math.max(best, worth(seated(task, IntStream.range(0, people).boxed().collect(Collectors.toMap(i -> task.attendees().get(i).id(), i -> (chosen >> i & 1) + 1)))));
      }
      assertThat(worth(planned(task, turn))).as("turn " + turn).isEqualTo(best);
    }
  }

  @Test
  void every_plan_seats_everybody_evenly_and_is_the_same_for_the_same_seed() {
    Random random = new Random(9);
    for (int turn = 0; turn < TestScale.of(12, 200); turn++) {
      int people = 2 + random.nextInt(60);
      Task task = room(random, people, 2 + random.nextInt(30), random.nextDouble() * 0.5, 4 + random.nextInt(7));
      Map<String, Integer> tables = TablePlanner.plan(task, turn).tables();
      assertThat(tables).hasSize(people).isEqualTo(TablePlanner.plan(task, turn).tables());
      Outcome outcome = Outcome.of(seated(task, tables));
      assertThat(outcome.taken()).hasSize(task.tables()).allSatisfy(table -> assertThat(table.attendees().size()).isBetween(people / task.tables(), (people + task.tables() - 1) / task.tables()));
      assertThat(Breaches.of(seated(task, tables), outcome)).noneMatch(breach -> Set.of(Rule.EVEN, Rule.FULL).contains(breach.rule()));
    }
  }

  /** Rules that can be held in a way that everybody sees: each table could get one of each. */
  @Test
  void where_those_who_are_here_allow_it_every_rule_holds() {
    Random random = new Random(10);
    for (int turn = 0; turn < TestScale.of(8, 100); turn++) {
      int tables = 2 + random.nextInt(8);
      List<Attendee> attendees = new ArrayList<>();
      for (int t = 0; t < tables; t++) {
        attendees.add(new Attendee("c" + t, "f" + t % 5, Sector.PUBLIC, true, Set.of(), 0, false));
        for (int i = 0; i < 5; i++) attendees.add(new Attendee("b" + t + i, "b" + t + i, Sector.BUSINESS, false, Set.of(), 0, false));
        attendees.add(new Attendee("a" + t, "a" + t, random.nextBoolean() ? Sector.ACADEMIA : Sector.CIVIL_SOCIETY, false, Set.of(), 0, false));
      }
      Set<Pair> apart = new HashSet<>();
      for (int i = 0; i < tables; i++) apart.add(Pair.of("b" + i + "0", "b" + (i + 1) % tables + "1"));
      Task task = new Task(attendees, Set.of(), apart, 7);
      Task planned = planned(task, turn);
      assertThat(Breaches.of(planned, Outcome.of(planned)).stream().filter(breach -> breach.rule() != Rule.OWN)).as("turn " + turn).isEmpty();
    }
  }

  @Test
  void who_is_locked_stays_and_the_others_sit_as_well_as_can_be() {
    Random random = new Random(11);
    for (int turn = 0; turn < TestScale.of(10, 100); turn++) {
      Task before = planned(room(random, 30, 18, 0.2, 6), turn);
      Set<String> locked = before.attendees().stream().filter(one -> random.nextInt(3) == 0).map(Attendee::id).collect(Collectors.toSet());
      List<Attendee> attendees = before.attendees().stream().map(one -> new Attendee(one.id(), one.unit(), one.sector(), one.hasMandate(), one.themes(), one.table(), locked.contains(one.id()))).toList();
      Task task = new Task(attendees, before.ties(), before.apart(), 6);
      Map<String, Integer> tables = TablePlanner.plan(task, turn + 1).tables();
      assertThat(attendees.stream().filter(Attendee::isLocked)).allSatisfy(one -> assertThat(tables.get(one.id())).isEqualTo(one.table()));
    }
  }

  @Test
  void too_few_too_alike_or_without_mandate_is_told_with_its_reason_and_seated_all_the_same() {
    List<Attendee> three = List.of(new Attendee("a", "a", Sector.BUSINESS, false, Set.of(), 0, false), new Attendee("b", "b", Sector.BUSINESS, false, Set.of(), 0, false),
        new Attendee("c", "c", Sector.ACADEMIA, false, Set.of(), 0, false));
    Task few = planned(new Task(three, Set.of(), Set.of(Pair.of("a", "b")), 8), 1);
    assertThat(Breaches.of(few, Outcome.of(few))).extracting(breach -> breach.rule() + " " + breach.why()).containsExactly("APART one.table", "SECTORS few", "MANDATE none", "FEW people");
    assertThat(Outcome.of(few).unseated()).isEmpty();
    List<Attendee> alike = IntStream.range(0, 20).mapToObj(i -> new Attendee("g" + (10 + i), "u" + i % 3, i < 17 ? Sector.BUSINESS : i < 19 ? Sector.PUBLIC : Sector.ACADEMIA, i == 18, Set.of(), 0, false)).toList();
    Task same = planned(new Task(alike, Set.of(), Set.of(), 5), 1);
    assertThat(Breaches.of(same, Outcome.of(same))).extracting(breach -> breach.rule() + " " + breach.why() + " " + breach.numbers())
        .contains("SECTORS uneven [1, 4]", "MANDATE few [1, 4]").anyMatch(told -> told.startsWith("OWN many [7, 4]"));
  }

  /** The reach that was promised, over rooms as full of acquaintances as the demo city's is. */
  @Test
  void eighty_people_meet_a_quarter_more_of_other_sectors_than_by_chance_and_within_five_seconds() {
    for (int turn = 0; turn < TestScale.of(2, 20); turn++) {
      Task task = room(new Random(100 + turn), 80, 45, 0.15, 8);
      long begin = System.nanoTime();
      TablePlanner.Plan plan = TablePlanner.plan(task, turn);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      double random = Seats.random(task, 100, turn);
      int planned = Outcome.of(seated(task, plan.tables())).ties();
      LOG.info("80 people, room {}: {} new ties, {} by chance ({} %), {} ms", turn, planned, random, Math.round(100 * (planned / random - 1)), took.toMillis());
      assertThat(planned).isGreaterThanOrEqualTo((int) Math.ceil(1.25 * random));
      assertThat(took).isLessThan(Duration.ofSeconds(5));
    }
  }
}
