package se.malmo.meet.matching;

import java.util.List;

/**
 * How high the right one stood, over several cases.
 *
 * @param cases those where people have said who was right
 * @param first those of them where a right one stood first
 * @param three those where one stood among the first three
 * @param mrr mean of 1 / place of the first right one, 0 where none was listed (mean reciprocal rank, Voorhees 1999); 0 for no case
 */
public record HitRate(int cases, int first, int three, double mrr) {
  private static final int FEW = 3;

  /** @param places of the first right one in each case, 0 where none was listed */
  public static HitRate of(List<Integer> places) {
    return new HitRate(places.size(), (int) places.stream().filter(place -> place == 1).count(), (int) places.stream().filter(place -> place > 0 && place <= FEW).count(),
        places.stream().mapToDouble(place -> place == 0 ? 0 : 1.0 / place).average().orElse(0));
  }

  /** The place of the first of a list that is right, 0 where none is. */
  static int place(List<String> listed, List<String> right) {
    for (int i = 0; i < listed.size(); i++) if (right.contains(listed.get(i))) return i + 1;
    return 0;
  }
}
