package se.malmo.meet.matching;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import se.malmo.meet.matching.ConceptSpace.SparseRow;

/**
 * The directions in which a table of texts and words differs most: an orthonormal basis of its leading right singular space by randomized subspace
 * iteration (Halko, Martinsson & Tropp 2011, algorithm 4.4). Distances and angles within the space are all that is needed, so no single singular vector is
 * computed.
 */
final class Subspace {
  private static final int ROUNDS = 3;
  private static final long SEED = 11_06_2015;

  private final List<SparseRow> rows;
  private final int words;
  private final int dimensions;

  private Subspace(List<SparseRow> rows, int words, int dimensions) {
    this.rows = rows;
    this.words = words;
    this.dimensions = dimensions;
  }

  /** A row of so many numbers for each word; the columns are orthonormal. */
  static float[][] of(List<SparseRow> rows, int words, int dimensions) {
    Subspace subspace = new Subspace(rows, words, dimensions);
    Random random = new Random(SEED);
    float[][] basis = new float[words][dimensions];
    for (float[] word : basis) for (int d = 0; d < dimensions; d++) word[d] = (float) random.nextGaussian();
    float[][] texts = orthonormal(subspace.texts(basis), dimensions);
    for (int round = 0; round < ROUNDS; round++) texts = orthonormal(subspace.texts(subspace.words(texts)), dimensions);
    return subspace.whitened(subspace.words(texts));
  }

  /** The table times a row for each word: a row for each text. */
  private float[][] texts(float[][] perWord) {
    float[][] result = new float[rows.size()][];
    IntStream.range(0, rows.size()).parallel().forEach(t -> {
      float[] sum = new float[dimensions];
      SparseRow row = rows.get(t);
      for (int i = 0; i < row.words().length; i++) add(sum, row.weights()[i], perWord[row.words()[i]]);
      result[t] = sum;
    });
    return result;
  }

  /** The turned table times a row for each text: a row for each word. */
  private float[][] words(float[][] perText) {
    float[][] result = new float[words][dimensions];
    for (int t = 0; t < rows.size(); t++) {
      SparseRow row = rows.get(t);
      for (int i = 0; i < row.words().length; i++) add(result[row.words()[i]], row.weights()[i], perText[t]);
    }
    return result;
  }

  private static void add(float[] sum, float weight, float[] row) {
    for (int d = 0; d < sum.length; d++) sum[d] += weight * row[d];
  }

  /** Gram-Schmidt, twice over, on the columns. */
  private static float[][] orthonormal(float[][] rows, int dimensions) {
    float[][] columns = new float[dimensions][rows.length];
    for (int r = 0; r < rows.length; r++) for (int d = 0; d < dimensions; d++) columns[d][r] = rows[r][d];
    for (int d = 0; d < dimensions; d++) {
      for (int twice = 0; twice < 2; twice++) for (int before = 0; before < d; before++) add(columns[d], -dot(columns[d], columns[before]), columns[before]);
      float length = (float) Math.sqrt(dot(columns[d], columns[d]));
      if (length > 0) for (int r = 0; r < rows.length; r++) columns[d][r] /= length;
    }
    float[][] result = new float[rows.length][dimensions];
    for (int r = 0; r < rows.length; r++) for (int d = 0; d < dimensions; d++) result[r][d] = columns[d][r];
    return result;
  }

  private static float dot(float[] one, float[] other) {
    float sum = 0;
    for (int i = 0; i < one.length; i++) sum += one[i] * other[i];
    return sum;
  }

  /** Makes the columns orthonormal by the Cholesky factor of their products: fewer steps than Gram-Schmidt over the many words. */
  private float[][] whitened(float[][] perWord) {
    double[][] factor = cholesky(products(perWord));
    IntStream.range(0, words).parallel().forEach(w -> {
      float[] row = perWord[w];
      for (int d = 0; d < dimensions; d++) {
        double value = row[d];
        for (int before = 0; before < d; before++) value -= factor[d][before] * row[before];
        row[d] = (float) (value / factor[d][d]);
      }
    });
    return perWord;
  }

  private double[][] products(float[][] perWord) {
    double[][] products = new double[dimensions][dimensions];
    IntStream.range(0, dimensions).parallel().forEach(i -> {
      for (float[] row : perWord) {
        float own = row[i];
        if (own == 0) continue;
        for (int j = 0; j <= i; j++) products[i][j] += own * row[j];
      }
    });
    return products;
  }

  private static double[][] cholesky(double[][] products) {
    int n = products.length;
    double[][] factor = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = products[i][j];
        for (int k = 0; k < j; k++) sum -= factor[i][k] * factor[j][k];
        factor[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / factor[j][j];
      }
    }
    return factor;
  }
}
