package se.malmo.meet.evaluation;

import java.util.Arrays;
import java.util.Locale;

/** How long something took, many times over. */
public final class Times {
  private final long[] nanos;
  private int taken;

  public Times(int most) {
    nanos = new long[most];
  }

  public synchronized void add(long nanosTaken) {
    nanos[taken++] = nanosTaken;
  }

  /** Milliseconds that this share of all stayed under. */
  public double percentile(double share) {
    if (taken == 0) return 0;
    long[] sorted = Arrays.copyOf(nanos, taken);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(taken - 1, Math.floor(share * taken))] / 1e6;
  }

  public int count() {
    return taken;
  }

  /** The middle and the slow end, in milliseconds. */
  public String line() {
    return String.format(Locale.ROOT, "p50 %.2f ms  p99 %.2f ms", percentile(0.5), percentile(0.99));
  }
}
