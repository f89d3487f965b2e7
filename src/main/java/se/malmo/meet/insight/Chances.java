package se.malmo.meet.insight;

/** How likely a count is by chance alone. By logarithms of factorials, so that nothing overflows. */
final class Chances {
  private final double[] logFactorial;

  /** @param most the largest number of things that is asked about */
  Chances(int most) {
    logFactorial = new double[most + 1];
    for (int i = 2; i <= most; i++) logFactorial[i] = logFactorial[i - 1] + Math.log(i);
  }

  private double logChoose(int of, int some) {
    return logFactorial[of] - logFactorial[some] - logFactorial[of - some];
  }

  /**
   * The chances of 0, 1, 2 … marked things among those drawn (hypergeometric; Tumminello et al. 2011, PLoS ONE 6(3) e17994, eq. 1).
   *
   * @param all things there are
   * @param marked of them
   * @param drawn at once
   */
  double[] drawing(int all, int marked, int drawn) {
    double[] chances = new double[Math.min(marked, drawn) + 1];
    for (int k = Math.max(0, marked + drawn - all); k < chances.length; k++) {
      chances[k] = Math.exp(logChoose(marked, k) + logChoose(all - marked, drawn - k) - logChoose(all, drawn));
    }
    return chances;
  }

  /** The chances of the sum of two counts that know nothing of each other. */
  static double[] sum(double[] one, double[] other) {
    double[] sum = new double[one.length + other.length - 1];
    for (int i = 0; i < one.length; i++) for (int j = 0; j < other.length; j++) sum[i + j] += one[i] * other[j];
    return sum;
  }

  /** The chance of so few or fewer. */
  static double atMost(int few, double[] chances) {
    double sum = 0;
    for (int k = 0; k <= few && k < chances.length; k++) sum += chances[k];
    return Math.min(1, sum);
  }

  /** The chance of so few or fewer events where so many are expected (Poisson). */
  static double atMost(int few, double expected) {
    double term = Math.exp(-expected);
    double sum = term;
    for (int k = 1; k <= few; k++) {
      term *= expected / k;
      sum += term;
    }
    return Math.min(1, sum);
  }

  /** The chance that all drawn are marked. */
  double allMarked(int all, int marked, int drawn) {
    return drawn > marked ? 0 : Math.exp(logChoose(marked, drawn) - logChoose(all, drawn));
  }

  /**
   * How sure it is that something is no chance: -log10 of the chance that any of so many looked at would look so (Bonferroni). 2 is one in a hundred, 3 one
   * in a thousand; never under 0, and 300 at most.
   */
  static double score(double chance, int lookedAt) {
    double any = Math.min(1, chance * Math.max(1, lookedAt));
    return any <= 0 ? 300 : Math.max(0, Math.min(300, -Math.log10(any)));
  }
}
