package se.malmo.meet.matching;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts over all profiles at one moment, kept while profiles change, so that taking one away changes no other's points.
 *
 * @param version which moment
 * @param profiles how many had words
 * @param frequencies in how many profiles a word or edge is, by its number
 * @param meanLength words of a usual text
 * @param edgeOwners how many have an edge of a type at all
 */
record Statistics(long version, int profiles, int[] frequencies, double meanLength, Map<String, Integer> edgeOwners) {
  static final Statistics NONE = new Statistics(0, 0, new int[0], 1, Map.of());

  /** Moved cases are not public and are not counted: what they say makes no word less rare. */
  static Statistics of(Collection<Document> documents, Features numbering, long version) {
    int[] frequencies = new int[numbering.size()];
    Map<String, Integer> owners = new HashMap<>();
    int profiles = 0;
    int texts = 0;
    long length = 0;
    for (Document document : documents) {
      if (document.kind() == Kind.MOVED) continue;
      for (Document.Text text : document.texts()) {
        texts++;
        length += text.length();
        for (int word : text.words()) frequencies[word]++;
      }
      if (!document.texts().isEmpty()) profiles++;
      Set<String> types = new HashSet<>();
      for (Document.Edge edge : document.edges()) {
        frequencies[edge.number()]++;
        types.add(Features.type(numbering.name(edge.number())));
      }
      types.forEach(type -> owners.merge(type, 1, Integer::sum));
    }
    return new Statistics(version, profiles, frequencies, texts == 0 ? 1 : Math.max(1, (double) length / texts), owners);
  }

  /** In how many profiles a word or edge was; none for one that has come since. */
  int frequency(int feature) {
    return feature < 0 || feature >= frequencies.length ? 0 : frequencies[feature];
  }

  /** 1 for a word that nobody has, near 0 for one that everybody has: BM25's idf (Robertson & Zaragoza 2009, eq. 3.3) over its largest value. */
  double rarity(int word) {
    return rarity(word, profiles);
  }

  /** The same for an edge, among those who have one of its type. */
  double rarity(int edge, String type) {
    return rarity(edge, edgeOwners.getOrDefault(type, 0));
  }

  /** That of a word which so many profiles have. */
  double rarityAmong(int frequency) {
    return rarityOf(frequency, profiles);
  }

  private double rarity(int feature, int all) {
    return rarityOf(Math.min(frequency(feature), all), all);
  }

  private static double rarityOf(int frequency, int all) {
    double n = all + 1.0;
    return Math.log(1 + (n - frequency + 0.5) / (frequency + 0.5)) / Math.log(1 + (n + 0.5) / 0.5);
  }

  /** BM25's saturation of a word's count by the text's length (Robertson & Zaragoza 2009, eq. 3.15); 1 for once in a usual text. */
  double said(int count, int length, Weights weights) {
    double k = weights.saturation();
    double norm = k * (1 - weights.lengthPenalty() + weights.lengthPenalty() * length / meanLength);
    return count * (k + 1) / (count + norm);
  }
}
