package se.malmo.meet.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How good rankings are, over many queries (Manning, Raghavan & Schütze 2008, chapter 8). A query without a right answer is left out; one without a
 * ranking counts as zero.
 *
 * @param reciprocalRanks of the first right answer among the first ten, query by query
 * @param gains discounted gain among the first ten against the best possible, query by query
 */
public record Figures(double[] reciprocalRanks, double[] gains, double[] recall10, double[] recall50, double[] hit1, double[] hit3) {
  private static final int DEPTH = 10;
  private static final int DEEP = 50;

  /** A query's right answers and what was ranked, best first. */
  public record Judged(Set<String> right, List<String> ranked) {}

  public static Figures of(List<Judged> all) {
    List<double[]> rows = new ArrayList<>();
    for (Judged query : all) if (!query.right().isEmpty()) rows.add(row(query.right(), query.ranked()));
    double[][] columns = new double[6][rows.size()];
    for (int i = 0; i < rows.size(); i++) for (int c = 0; c < 6; c++) columns[c][i] = rows.get(i)[c];
    return new Figures(columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
  }

  private static double[] row(Set<String> right, List<String> ranked) {
    double reciprocal = 0;
    double gain = 0;
    int found10 = 0;
    int found50 = 0;
    int first = Integer.MAX_VALUE;
    for (int i = 0; i < Math.min(DEEP, ranked.size()); i++) {
      if (!right.contains(ranked.get(i))) continue;
      found50++;
      if (i >= DEPTH) continue;
      found10++;
      first = Math.min(first, i);
      reciprocal = Math.max(reciprocal, 1.0 / (i + 1));
      gain += discount(i);
    }
    double ideal = 0;
    for (int i = 0; i < Math.min(DEPTH, right.size()); i++) ideal += discount(i);
    return new double[] {reciprocal, gain / ideal, (double) found10 / right.size(), (double) found50 / right.size(), first < 1 ? 1 : 0, first < 3 ? 1 : 0};
  }

  private static double discount(int place) {
    return Math.log(2) / Math.log(place + 2);
  }

  public double mrr() {
    return mean(reciprocalRanks);
  }

  public double ndcg() {
    return mean(gains);
  }

  public int queries() {
    return gains.length;
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  /** One line, as a table's row. */
  public String line() {
    return String.format(Locale.ROOT, "MRR@10 %.4f  nDCG@10 %.4f  Recall@10 %.4f  Recall@50 %.4f  Hit@1 %.4f  Hit@3 %.4f  queries %d", mrr(), ndcg(),
        mean(recall10), mean(recall50), mean(hit1), mean(hit3), queries());
  }
}
