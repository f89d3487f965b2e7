package se.malmo.meet.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import se.malmo.meet.matching.Team.Rule;
import se.malmo.meet.matching.TeamTask.Candidate;
import se.malmo.meet.matching.TeamTask.Conflict;
import se.malmo.meet.matching.TeamTask.Wanted;

class TeamsTest {
  private static final List<String> SECTORS = List.of("business", "business", "public", "academia", "civil-society", "");

  @Test
  void a_business_and_a_forvaltning_cover_what_is_needed() {
    Team team = Teams.best(task(List.of(need("kök", 2), need("logistik", 1)), business("bageri", "logistik"), business("åkeri", "logistik"), forvaltning("service", "kök")));

    assertThat(ids(team)).containsExactly("service", "bageri");
    assertThat(team.members()).allSatisfy(member -> assertThat(member.alone()).isEqualTo(member.covers()).hasSize(1));
    assertThat(team.uncovered()).isEmpty();
    assertThat(team.unmet()).isEmpty();
    assertThat(team.isProvenBest()).isTrue();
    assertThat(team.value()).isCloseTo(3, within(1e-9));
  }

  @Test
  void who_covers_more_makes_the_others_redundant() {
    Team team = Teams.best(task(List.of(need("a", 1), need("b", 1)), business("en", "a"), business("båda", "a", "b"), forvaltning("stad", "b")));

    assertThat(ids(team)).containsExactly("båda", "stad");
    assertThat(team.members().getLast().alone()).as("only the rule needs it").isEmpty();
  }

  @Test
  void what_nobody_covers_is_told() {
    Team team = Teams.best(task(List.of(need("a", 1), need("b", 1)), business("en", "a")));

    assertThat(team.uncovered()).containsExactly("b");
    assertThat(team.unmet()).containsExactly(new Team.Unmet(Rule.FORVALTNING, Team.Reason.NOBODY));
  }

  @Test
  void who_has_no_capacity_is_not_asked() {
    Candidate tired = new Candidate("trött", Kind.ORGANISATION, "business", Map.of("a", 1.0), 9, 0);
    Team team = Teams.best(task(List.of(need("a", 1)), tired, business("pigg", "a")));

    assertThat(ids(team)).containsExactly("pigg");
  }

  @Test
  void two_in_conflict_are_never_together_even_if_a_rule_goes_unmet() {
    List<Candidate> candidates = List.of(business("firma", "a"), forvaltning("stad", "b"));
    Team team = Teams.best(new TeamTask(List.of(need("a", 1), need("b", 2)), candidates, List.of(new Conflict("stad", "firma")), 6));

    assertThat(ids(team)).containsExactly("stad");
    assertThat(team.unmet()).containsExactly(new Team.Unmet(Rule.BUSINESS, Team.Reason.EXCLUDED));
    assertThat(team.uncovered()).containsExactly("a");
  }

  @Test
  void who_is_in_conflict_with_the_matter_is_not_in_it_at_all() {
    Team team = Teams.best(new TeamTask(List.of(need("a", 1)), List.of(business("partisk", "a")), List.of(new Conflict("partisk", "partisk")), 6));

    assertThat(team.members()).isEmpty();
    assertThat(team.unmet()).extracting(Team.Unmet::reason).containsOnly(Team.Reason.NOBODY);
  }

  @Test
  void a_business_that_keeps_the_rule_comes_before_a_better_cover() {
    Candidate university = new Candidate("universitet", Kind.ORGANISATION, "academia", Map.of("a", 1.0), 9, 1);
    Candidate firm = new Candidate("firma", Kind.ORGANISATION, "business", Map.of("a", 0.4), 1, 1);

    assertThat(ids(Teams.best(task(List.of(need("a", 1)), university, firm)))).containsExactly("firma");
  }

  @Test
  void of_equals_the_more_relevant_and_then_the_lower_id_is_taken() {
    Candidate relevant = new Candidate("z", Kind.ORGANISATION, "business", Map.of("a", 1.0), 2, 1);
    assertThat(ids(Teams.best(task(List.of(need("a", 1)), business("b", "a"), relevant, business("a", "a"))))).containsExactly("z");
    assertThat(ids(Teams.best(task(List.of(need("a", 1)), business("b", "a"), business("a", "a"))))).containsExactly("a");
  }

  @Test
  void nobody_and_nothing_give_an_empty_team() {
    assertThat(Teams.best(task(List.of())).members()).isEmpty();
    assertThat(Teams.best(task(List.of(), business("a", "x"))).members()).isEmpty();
    assertThat(Teams.best(task(List.of(need("x", 1)))).uncovered()).containsExactly("x");
    assertThat(Teams.best(task(List.of(need("x", 1)), business("a", "y"))).uncovered()).containsExactly("x");
  }

  @Test
  void a_task_that_makes_no_sense_is_refused() {
    assertThatThrownBy(() -> need("a", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> need("a", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> task(List.of(need("a", 1), need("a", 2)))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> task(List.of(), business("a", "x"), business("a", "y"))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Candidate("a", Kind.ORGANISATION, "", Map.of("x", 1.5), 0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void two_hundred_random_small_cases_equal_brute_force() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      TeamTask task = random(random, 1 + random.nextInt(7), 1 + random.nextInt(12), 1 + random.nextInt(6), 0.15 + 0.5 * random.nextDouble(), seed % 2 == 0);
      Team team = Teams.best(task);
      Trial best = bruteForce(task);
      assertThat(team.members().stream().map(member -> member.candidate().id()).sorted().toList()).as("seed " + seed + " " + task).isEqualTo(best.ids());
      assertThat(team.isProvenBest()).isTrue();
      assertThat(team.value() * 1e9).isCloseTo(best.value(), within(1.0));
      assertNobodyIsRedundant(task, team);
    }
  }

  @Test
  void removing_a_member_uncovers_just_what_it_covers_alone() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(1_000 + seed);
      Team team = Teams.best(random(random, 1 + random.nextInt(20), 1 + random.nextInt(40), 6, 0.2, seed % 2 == 0));
      Set<String> covered = covered(team.members());
      for (Team.Member gone : team.members()) {
        Set<String> lost = new HashSet<>(covered);
        lost.removeAll(covered(team.members().stream().filter(member -> member != gone).toList()));
        assertThat(gone.alone()).containsExactlyInAnyOrderElementsOf(lost);
      }
      assertThat(team.uncovered()).noneMatch(covered::contains);
    }
  }

  @Test
  void above_fifteen_needs_nobody_is_redundant_and_little_is_lost() {
    double least = 1;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(2_000 + seed);
      TeamTask task = random(random, 16 + random.nextInt(10), 10 + random.nextInt(7), 3 + random.nextInt(4), 0.1 + 0.25 * random.nextDouble(), seed % 2 == 0);
      Team team = Teams.best(task);
      Trial best = bruteForce(task);
      assertNobodyIsRedundant(task, team);
      if (task.candidates().stream().filter(c -> c.capacity() > 0).flatMap(c -> c.covers().keySet().stream()).distinct().count() > 20) assertThat(team.isProvenBest()).isFalse();
      assertThat(Rule.values().length - team.unmet().size()).as("seed " + seed).isEqualTo(best.rules());
      if (best.value() > 0) least = Math.min(least, team.value() * 1e9 / best.value());
    }
    LogManager.getLogger().info("Greedy with exchange reaches at least {} of the best", least);
    assertThat(least).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void the_same_task_in_another_order_gives_the_same_team() {
    for (int seed = 0; seed < 50; seed++) {
      TeamTask task = random(new Random(seed), 8, 14, 5, 0.3, true);
      List<Candidate> shuffled = new ArrayList<>(task.candidates());
      java.util.Collections.shuffle(shuffled, new Random(seed));
      assertThat(ids(Teams.best(new TeamTask(task.needs(), shuffled, task.conflicts(), task.size())))).isEqualTo(ids(Teams.best(task)));
    }
  }

  @Test
  @Tag("slow")
  void fifteen_needs_and_sixty_candidates_are_searched_to_the_end() {
    for (double density : new double[] {0.08, 0.15, 0.25, 0.4}) {
      for (boolean coarse : new boolean[] {false, true}) {
        double[] millis = new double[100];
        for (int seed = -20; seed < millis.length; seed++) {
          TeamTask task = random(new Random(3_000 + seed), 15, 60, 6, density, coarse);
          long start = System.nanoTime();
          Team team = Teams.best(task);
          if (seed >= 0) millis[seed] = (System.nanoTime() - start) / 1e6;
          assertThat(team.isProvenBest()).as("density " + density + " seed " + seed).isTrue();
        }
        Arrays.sort(millis);
        LogManager.getLogger().warn("15 needs, 60 candidates, density {}, {}: p50 {} ms, p99 {} ms, max {} ms", density, coarse ? "coarse" : "fine", millis[50], millis[98], millis[99]);
      }
    }
  }

  @Test
  void many_that_are_equally_good_are_searched_to_the_end() {
    for (int each = 1; each <= 5; each++) {
      Random random = new Random(each);
      Set<Set<String>> covers = new HashSet<>();
      while (covers.size() < Math.min(60, each == 1 ? 15 : 60)) {
        Set<String> one = new HashSet<>();
        while (one.size() < each) one.add("n" + random.nextInt(15));
        covers.add(one);
      }
      List<Candidate> candidates = new ArrayList<>();
      for (Set<String> one : covers) candidates.add(candidate("c" + candidates.size(), Kind.ORGANISATION, "business", one.toArray(String[]::new)));
      TeamTask task = task(java.util.stream.IntStream.range(0, 15).mapToObj(i -> need("n" + i, 1)).toList(), candidates.toArray(Candidate[]::new));
      long start = System.nanoTime();
      Team team = Teams.best(task);
      LogManager.getLogger().info("Equals that cover {} each: {} ms, {} covered", each, (System.nanoTime() - start) / 1e6, 15 - team.uncovered().size());
      assertThat(team.isProvenBest()).as("each covers " + each).isTrue();
    }
  }

  private static Wanted need(String id, double weight) {
    return new Wanted(id, weight);
  }

  private static Candidate business(String id, String... covers) {
    return candidate(id, Kind.ORGANISATION, "business", covers);
  }

  private static Candidate forvaltning(String id, String... covers) {
    return candidate(id, Kind.FORVALTNING, "", covers);
  }

  private static Candidate candidate(String id, Kind kind, String sector, String... covers) {
    Map<String, Double> all = new HashMap<>();
    for (String need : covers) all.put(need, 1.0);
    return new Candidate(id, kind, sector, all, 1, 1);
  }

  private static TeamTask task(List<Wanted> needs, Candidate... candidates) {
    return new TeamTask(needs, List.of(candidates), List.of(), TeamTask.USUAL_SIZE);
  }

  private static List<String> ids(Team team) {
    return team.members().stream().map(member -> member.candidate().id()).toList();
  }

  private static Set<String> covered(Collection<Team.Member> members) {
    Set<String> covered = new HashSet<>();
    members.forEach(member -> covered.addAll(member.covers()));
    return covered;
  }

  /** A random task; a coarse one has few different weights and qualities, so that many teams are equally good. */
  private static TeamTask random(Random random, int needs, int candidates, int size, double density, boolean coarse) {
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < needs; i++) wanted.add(need("n" + i, coarse ? 1 + random.nextInt(2) : (1 + random.nextInt(100)) / 100.0));
    List<Candidate> all = new ArrayList<>();
    List<Conflict> conflicts = new ArrayList<>();
    for (int i = 0; i < candidates; i++) {
      Map<String, Double> covers = new HashMap<>();
      for (Wanted need : wanted) if (random.nextDouble() < density) covers.put(need.id(), coarse ? random.nextBoolean() ? 1 : 0.4 : (1 + random.nextInt(20)) / 20.0);
      boolean city = random.nextInt(5) == 0;
      all.add(new Candidate("c" + i, city ? Kind.FORVALTNING : Kind.ORGANISATION, city ? "" : SECTORS.get(random.nextInt(SECTORS.size())), covers,
          coarse ? random.nextInt(3) : random.nextInt(1000) / 100.0, random.nextInt(10) == 0 ? 0 : 1));
      if (random.nextInt(6) == 0) conflicts.add(new Conflict("c" + i, "c" + random.nextInt(candidates)));
    }
    return new TeamTask(wanted, all, conflicts, size);
  }

  /** The rules once more, word by word and without any cleverness. */
  private record Trial(List<String> ids, int rules, long value, long relevance) {
    static final Comparator<Trial> ORDER = Comparator.comparingInt(Trial::rules).thenComparingLong(Trial::value)
        .thenComparing(trial -> -trial.ids().size()).thenComparingLong(Trial::relevance).thenComparing((one, other) -> -compare(one.ids(), other.ids()));

    static int compare(List<String> one, List<String> other) {
      for (int i = 0; i < one.size(); i++) if (!one.get(i).equals(other.get(i))) return one.get(i).compareTo(other.get(i));
      return 0;
    }

    static Trial of(TeamTask task, List<Candidate> team) {
      long value = 0;
      for (Wanted need : task.needs()) {
        value += team.stream().filter(c -> c.covers().containsKey(need.id())).mapToLong(c -> Math.round(need.weight() * c.covers().get(need.id()) * 1e9)).max().orElse(0);
      }
      return new Trial(team.stream().map(Candidate::id).sorted().toList(), kept(team), value, team.stream().mapToLong(c -> Math.round(c.relevance() * 1e6)).sum());
    }
  }

  private static int kept(List<Candidate> team) {
    boolean business = team.stream().anyMatch(c -> c.kind() == Kind.ORGANISATION && c.sector().equals("business"));
    boolean city = team.stream().anyMatch(c -> c.kind() == Kind.FORVALTNING);
    return (business ? 1 : 0) + (city ? 1 : 0);
  }

  private static Trial bruteForce(TeamTask task) {
    List<Candidate> able = task.candidates().stream().filter(c -> c.capacity() > 0 && !c.covers().isEmpty()).toList();
    Trial best = Trial.of(task, List.of());
    for (int bits = 1; bits < 1 << able.size(); bits++) {
      if (Integer.bitCount(bits) > task.size()) continue;
      List<Candidate> team = new ArrayList<>();
      for (int i = 0; i < able.size(); i++) if ((bits >> i & 1) == 1) team.add(able.get(i));
      if (!isAllowed(task, team)) continue;
      Trial trial = Trial.of(task, team);
      if (Trial.ORDER.compare(trial, best) > 0) best = trial;
    }
    return best;
  }

  private static boolean isAllowed(TeamTask task, List<Candidate> team) {
    Set<String> ids = new HashSet<>(team.stream().map(Candidate::id).toList());
    if (task.conflicts().stream().anyMatch(conflict -> ids.contains(conflict.one()) && ids.contains(conflict.other()))) return false;
    return team.stream().allMatch(one -> {
      List<Candidate> others = team.stream().filter(other -> other != one).toList();
      boolean coversAlone = one.covers().keySet().stream().anyMatch(need -> others.stream().noneMatch(other -> other.covers().containsKey(need)));
      return coversAlone || kept(others) < kept(team);
    });
  }

  private static void assertNobodyIsRedundant(TeamTask task, Team team) {
    List<Candidate> members = team.members().stream().map(Team.Member::candidate).toList();
    assertThat(members.size()).isLessThanOrEqualTo(task.size());
    assertThat(members).allMatch(member -> member.capacity() > 0);
    assertThat(isAllowed(task, members)).as(task + " " + members).isTrue();
    assertThat(Stream.of(Rule.values()).filter(rule -> members.stream().noneMatch(rule::isKeptBy)).toList()).isEqualTo(team.unmet().stream().map(Team.Unmet::rule).toList());
  }
}
