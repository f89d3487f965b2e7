package se.malmo.meet.matching;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** The few with the most points of many. */
final class Best {
  private Best() {}

  /**
   * The places with the most points, best first.
   *
   * @param eligible asked only of those with enough points
   * @param tie decides between equals, the greater first
   */
  static List<Integer> of(float[] points, double least, int limit, IntPredicate eligible, IntUnaryOperator tie) {
    Comparator<Integer> worstFirst = Comparator.<Integer>comparingDouble(place -> points[place]).thenComparingInt(tie::applyAsInt).thenComparing(place -> place);
    PriorityQueue<Integer> best = new PriorityQueue<>(limit + 1, worstFirst);
    float bar = (float) Math.max(least, Float.MIN_VALUE);
    for (int place = 0; place < points.length; place++) {
      if (points[place] < bar || !eligible.test(place)) continue;
      best.add(place);
      if (best.size() > limit) {
        best.poll();
        bar = Math.max(bar, points[best.element()]);
      }
    }
    return best.stream().sorted(worstFirst.reversed()).toList();
  }
}
