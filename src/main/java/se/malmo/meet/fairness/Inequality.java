package se.malmo.meet.fairness;

import java.util.Arrays;

/** How unevenly something is shared out. */
final class Inequality {
  private Inequality() {}

  /**
   * The Gini coefficient: half the mean difference of all pairs over the mean; 0 where all have the same, near 1 where one has all. By the sorted values:
   * G = 2 Σ i·x(i) / (n Σ x) − (n + 1) / n (Sen 1973).
   *
   * @param values none below 0
   * @return 0 for nothing to share
   */
  static double gini(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < sorted.length; i++) {
      sum += sorted[i];
      weighted += (i + 1) * sorted[i];
    }
    return sum == 0 ? 0 : 2 * weighted / (sorted.length * sum) - (sorted.length + 1.0) / sorted.length;
  }

  /** The part of all that the ten with most have, 0 to 1. */
  static double topTen(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = Arrays.stream(sorted).sum();
    double top = 0;
    for (int i = Math.max(0, sorted.length - 10); i < sorted.length; i++) top += sorted[i];
    return sum == 0 ? 0 : top / sum;
  }
}
