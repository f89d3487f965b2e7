package se.malmo.meet.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import se.malmo.meet.insight.Snapshot.Initiative;

class RadarTest {

  @Test
  void planted_gaps_come_first_and_random_cities_have_none() {
    // 20 cities of each sort; one in twenty may be missed.
    assertThat(count(20, RadarTest::showsNothing)).isGreaterThanOrEqualTo(19);
    assertThat(count(20, RadarTest::findsDemand)).isGreaterThanOrEqualTo(19);
    assertThat(count(20, RadarTest::findsTies)).isGreaterThanOrEqualTo(19);
    assertThat(count(20, RadarTest::findsCarrier)).isGreaterThanOrEqualTo(19);
  }

  @Test
  @Tag("slow")
  void the_same_in_five_times_a_hundred_cities() {
    for (int hundred = 1; hundred <= 5; hundred++) {
      long from = hundred * 1_000L;
      long nothing = count(from, 100, RadarTest::showsNothing);
      long demand = count(from, 100, RadarTest::findsDemand);
      long ties = count(from, 100, RadarTest::findsTies);
      long carrier = count(from, 100, RadarTest::findsCarrier);
      LogManager.getLogger().warn("Of 100 random cities without a gap {} show none; planted and among the first three: demand {}, ties {}, carrier {}", nothing, demand, ties, carrier);
      assertThat(List.of(nothing, demand, ties, carrier)).allSatisfy(it -> assertThat(it).isGreaterThanOrEqualTo(95));
    }
  }

  @Test
  void the_heat_map_counts_what_the_rows_say() {
    Snapshot snapshot = new RandomCity(7).snapshot();
    HeatMap heat = Radar.of(snapshot).heat();
    // The second way: rows to pairs, pairs to counts.
    Map<String, Integer> pairs = new HashMap<>();
    for (Initiative one : snapshot.initiatives()) {
      one.organisations().stream().map(who -> snapshot.organisations().get(who).sector()).distinct()
          .forEach(sector -> one.forvaltningar().forEach(unit -> pairs.merge(sector + " " + unit, 1, Integer::sum)));
    }
    assertThat(heat.cells()).allSatisfy(cell -> assertThat(cell.joint()).isEqualTo(pairs.getOrDefault(cell.sector() + " " + cell.forvaltning(), 0)));
    assertThat(heat.cells().stream().mapToInt(HeatMap.Cell::joint).sum()).isEqualTo(pairs.values().stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void the_chances_are_those_of_the_books() {
    Chances chances = new Chances(72);
    // An urn of 10 with 4 marked, 3 drawn: 20, 60, 36 and 4 of 120.
    assertThat(chances.drawing(10, 4, 3)).containsExactly(new double[] {20 / 120.0, 60 / 120.0, 36 / 120.0, 4 / 120.0}, within(1e-12));
    assertThat(chances.allMarked(72, 7, 5)).isCloseTo(21 / 13_991_544.0, within(1e-12));
    assertThat(Chances.atMost(2, 4.0)).isCloseTo(13 * Math.exp(-4), within(1e-12));
    assertThat(Chances.sum(new double[] {0.5, 0.5}, new double[] {0.5, 0.5})).containsExactly(0.25, 0.5, 0.25);
    assertThat(Chances.score(0.0001, 10)).isCloseTo(3, within(1e-12));
  }

  @Test
  void too_little_is_no_gap_and_is_counted_as_too_little() {
    Radar radar = Radar.of(city(2, "c", Set.of("only")));
    assertThat(radar.gaps()).noneMatch(Gap.Demand.class::isInstance);
    assertThat(radar.thinDemand()).isEqualTo(1);
    assertThat(radar.heat().cells()).allMatch(HeatMap.Cell::isThin);
    assertThat(radar.thinTies()).isEqualTo(HeatMap.SECTORS.size());
  }

  @Test
  void nothing_at_all_has_no_gap() {
    assertThat(Radar.of(Snapshot.EMPTY).gaps()).isEmpty();
  }

  private static Snapshot city(int initiatives, String need, Set<String> who) {
    Map<String, Snapshot.Organisation> organisations = new HashMap<>();
    who.forEach(id -> organisations.put(id, new Snapshot.Organisation(id, id, "business", Set.of("other"))));
    return new Snapshot(Map.of(need, new Snapshot.Competence(need, need, need, List.of())), organisations, Map.of("f", new Snapshot.Forvaltning("f", "f", "f", Set.of())),
        IntStream.range(0, initiatives).mapToObj(i -> new Initiative("MM-" + i, "t", true, LocalDate.of(2025, 1, 1), Set.of(need), false, who, Set.of("f"))).toList());
  }

  private static boolean showsNothing(long seed) {
    return Radar.of(new RandomCity(seed).snapshot()).gaps().isEmpty();
  }

  private static boolean findsDemand(long seed) {
    RandomCity city = new RandomCity(seed);
    String competence = city.withoutOffers();
    return isFirst(city, gap -> gap instanceof Gap.Demand found && found.theme().equals(competence));
  }

  private static boolean findsTies(long seed) {
    RandomCity city = new RandomCity(seed);
    String[] cut = city.withoutTies();
    return isFirst(city, gap -> gap instanceof Gap.MissingTies found && found.sector().equals(cut[0]) && found.forvaltning().equals(cut[1]));
  }

  private static boolean findsCarrier(long seed) {
    RandomCity city = new RandomCity(seed);
    String[] left = city.withOneCarrier();
    return isFirst(city, gap -> gap instanceof Gap.SingleCarrier found && found.theme().equals(left[0]) && found.organisation().equals(left[1]));
  }

  private static boolean isFirst(RandomCity city, Predicate<Gap> planted) {
    return Radar.of(city.snapshot()).gaps().stream().limit(3).anyMatch(planted);
  }

  private static long count(int cities, LongPredicate holds) {
    return count(0, cities, holds);
  }

  private static long count(long from, int cities, LongPredicate holds) {
    return LongStream.range(from, from + cities).filter(holds).count();
  }
}
