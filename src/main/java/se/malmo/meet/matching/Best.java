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
   * @param among only these
   * @param eligible asked only of those with enough points
   * @param tie decides between equals, the greater first
   */
  static List<Integer> of(float[] points, double least, int limit, int[] among, IntPredicate eligible, IntUnaryOperator tie) {
    Few few = new Few(points, least, limit, tie);
    for (int place : among) if (points[place] >= few.bar && eligible.test(place)) few.add(place);
    return few.bestFirst();
  }

  /**
   * The places with the most points, best first.
   *
   * @param eligible asked only of those with enough points
   * @param tie decides between equals, the greater first
   */
  static List<Integer> of(float[] points, double least, int limit, IntPredicate eligible, IntUnaryOperator tie) {
    Few few = new Few(points, least, limit, tie);
    for (int place = 0; place < points.length; place++) if (points[place] >= few.bar && eligible.test(place)) few.add(place);
    return few.bestFirst();
  }

  /** The best so far, and what another must have to be among them. */
  private static final class Few {
    private final float[] points;
    private final int limit;
    private final Comparator<Integer> worstFirst;
    private final PriorityQueue<Integer> best;
    private float bar;

    Few(float[] points, double least, int limit, IntUnaryOperator tie) {
      this.points = points;
      this.limit = limit;
      worstFirst = Comparator.<Integer>comparingDouble(place -> points[place]).thenComparingInt(tie::applyAsInt).thenComparing(place -> place);
      best = new PriorityQueue<>(limit + 1, worstFirst);
      bar = (float) Math.max(least, Float.MIN_VALUE);
    }

    void add(int place) {
      best.add(place);
      if (best.size() <= limit) return;
      best.poll();
      bar = Math.max(bar, points[best.element()]);
    }

    List<Integer> bestFirst() {
      return best.stream().sorted(worstFirst.reversed()).toList();
    }
  }
}
