package se.malmo.meet.matching;

import java.util.Collection;

/**
 * Counts over all profiles at one moment, kept while profiles change, so that taking one away changes no other's points.
 *
 * @param version which moment
 * @param profiles how many had words
 * @param frequencies in how many profiles a word is, by its number
 * @param meanLength words of a usual text
 */
record Statistics(long version, int profiles, int[] frequencies, double meanLength) {
  static final Statistics NONE = new Statistics(0, 0, new int[0], 1);

  static Statistics of(Collection<Document> documents, Features numbering, long version) {
    int[] frequencies = new int[numbering.size()];
    int profiles = 0;
    int texts = 0;
    long length = 0;
    for (Document document : documents) {
      for (Document.Text text : document.texts()) {
        texts++;
        length += text.length();
        for (int word : text.words()) frequencies[word]++;
      }
      if (!document.texts().isEmpty()) profiles++;
    }
    return new Statistics(version, profiles, frequencies, texts == 0 ? 1 : Math.max(1, (double) length / texts));
  }

  /** 1 for a word that nobody has, near 0 for one that everybody has: BM25's idf (Robertson & Zaragoza 2009, eq. 3.3) over its largest value. */
  double rarity(int word) {
    double n = profiles + 1.0;
    int frequency = word < 0 || word >= frequencies.length ? 0 : Math.min(frequencies[word], profiles);
    return Math.log(1 + (n - frequency + 0.5) / (frequency + 0.5)) / Math.log(1 + (n + 0.5) / 0.5);
  }

  /** BM25's saturation of a word's count by the text's length (Robertson & Zaragoza 2009, eq. 3.15); 1 for once in a usual text. */
  double said(int count, int length, Weights weights) {
    double k = weights.saturation();
    double norm = k * (1 - weights.lengthPenalty() + weights.lengthPenalty() * length / meanLength);
    return count * (k + 1) / (count + norm);
  }
}
