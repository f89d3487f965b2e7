package se.malmo.meet.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.malmo.meet.fairness.Spreading.Fit;
import se.malmo.meet.fairness.Spreading.Lift;
import se.malmo.meet.fairness.Spreading.Placed;

/** The rule by itself: who may come before whom, and how unevenly something is shared out. */
class SpreadingTest {
  private static List<Fit> random(Random random, int count) {
    List<Fit> fits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double score = 0.5 + 8 * random.nextDouble();
      fits.add(new Fit("org-" + i, score, score > 4.8 ? 0 : score > 3.5 ? 1 : 2, random.nextInt(10) == 0));
    }
    fits.sort(Comparator.comparingDouble(Fit::score).reversed());
    return fits;
  }

  @Test
  void nobody_comes_before_one_who_fits_much_better_or_of_a_better_band() {
    Random random = new Random(8);
    for (int round = 0; round < 500; round++) {
      List<Fit> ranked = random(random, 3 + random.nextInt(15));
      Map<String, Double> exposure = new HashMap<>();
      ranked.forEach(one -> exposure.put(one.id(), random.nextInt(30) / 3.0));
      List<Placed> placed = Spreading.order(ranked, exposure, 6);
      assertThat(placed).hasSize(Math.min(6, ranked.size())).extracting(one -> one.fit().id()).doesNotHaveDuplicates();
      for (int i = 0; i < placed.size(); i++) {
        Placed one = placed.get(i);
        List<String> before = placed.subList(0, i).stream().map(other -> other.fit().id()).toList();
        Fit best = ranked.stream().filter(other -> !before.contains(other.id())).findFirst().orElseThrow();
        if (one.lift().filter(Lift.NEWCOMER::equals).isPresent()) {
          assertThat(one.fit().isNew()).isTrue();
          assertThat(one.fit().band()).isLessThanOrEqualTo(1);
          continue;
        }
        assertThat(one.fit().score()).isGreaterThanOrEqualTo(0.8 * best.score());
        assertThat(one.fit().band()).isEqualTo(best.band());
        assertThat(one.lift().isPresent()).isEqualTo(ranked.indexOf(one.fit()) > i);
      }
    }
  }

  @Test
  void with_all_shown_alike_the_order_is_that_of_relevance() {
    Random random = new Random(9);
    for (int round = 0; round < 100; round++) {
      List<Fit> ranked = random(random, 12).stream().map(one -> new Fit(one.id(), one.score(), one.band(), false)).toList();
      assertThat(Spreading.order(ranked, Map.of(), 6)).extracting(Placed::fit).isEqualTo(ranked.subList(0, 6));
    }
  }

  @Test
  void the_gini_coefficient_is_half_the_mean_difference_over_the_mean() {
    Random random = new Random(10);
    for (int round = 0; round < 50; round++) {
      double[] values = IntStream.range(0, 2 + random.nextInt(40)).mapToDouble(i -> random.nextInt(4) == 0 ? 0 : random.nextDouble()).toArray();
      double mean = Arrays.stream(values).average().orElseThrow();
      double differences = Arrays.stream(values).flatMap(a -> Arrays.stream(values).map(b -> Math.abs(a - b))).average().orElseThrow();
      if (mean > 0) assertThat(Inequality.gini(values)).isCloseTo(differences / (2 * mean), org.assertj.core.data.Offset.offset(1e-12));
    }
    assertThat(Inequality.gini(new double[] {3, 3, 3})).isZero();
    assertThat(Inequality.gini(new double[] {0, 0})).isZero();
    assertThat(Inequality.topTen(IntStream.range(0, 20).mapToDouble(i -> 1).toArray())).isEqualTo(0.5);
  }
}
