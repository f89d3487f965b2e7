package se.malmo.meet.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How sure a difference is: the paired bootstrap over queries (Efron & Tibshirani 1993; Smucker et al. 2007). */
public final class Bootstrap {
  private static final int SAMPLES = 10_000;
  private static final long SEED = 20_150_611;

  /** A difference of means with the borders of its 95 % interval. */
  public record Interval(double difference, double low, double high) {}

  private Bootstrap() {}

  /** Ours minus theirs over the same queries; the same samples each time. */
  public static Interval difference(double[] ours, double[] theirs) {
    if (ours.length != theirs.length) throw new IllegalArgumentException("Pairs are needed: " + ours.length + " and " + theirs.length + " values.");
    double[] differences = new double[ours.length];
    for (int i = 0; i < ours.length; i++) differences[i] = ours[i] - theirs[i];
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      double sum = 0;
      for (int i = 0; i < differences.length; i++) sum += differences[random.nextInt(differences.length)];
      means[s] = sum / differences.length;
    }
    Arrays.sort(means);
    return new Interval(Figures.mean(differences), means[SAMPLES / 40], means[SAMPLES - 1 - SAMPLES / 40]);
  }
}
