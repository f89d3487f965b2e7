package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.ConcurrentHashMap;
import se.malmo.meet.language.Language;

/**
 * A space in which words of both languages lie near each other that are said of the same things, learnt from texts in both languages (latent semantic
 * indexing over two languages: Deerwester et al. 1990; Dumais et al. 1997). A text's place is the sum of its words' places, so a likeness can be shared
 * out over the words exactly.
 */
public final class ConceptSpace {
  static final ConceptSpace NONE = new ConceptSpace(0, Map.of(), new float[0][], new double[0]);
  private static final int FEWEST_TEXTS = 2;
  private static final double PART = 0.3;

  private final int dimensions;
  private final Map<String, Integer> numbers;
  private final float[][] places;
  private final double[] rarities;
  private final Map<String, Placed> placed = new ConcurrentHashMap<>();

  private record Placed(Document document, float[] place) {}

  private ConceptSpace(int dimensions, Map<String, Integer> numbers, float[][] places, double[] rarities) {
    this.dimensions = dimensions;
    this.numbers = numbers;
    this.places = places;
    this.rarities = rarities;
  }

  /** 0 where nothing has been learnt. */
  int dimensions() {
    return dimensions;
  }

  /** A text in both languages: how often each says which words. */
  record Pair(Map<String, Integer> sv, Map<String, Integer> en) {}

  /**
   * Learns from texts in both languages; the same texts give the same space.
   *
   * @param most dimensions
   */
  static ConceptSpace learn(List<Pair> pairs, int most) {
    Map<String, Integer> frequencies = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      pair.sv().keySet().stream().filter(ConceptSpace::isPlaced).forEach(word -> frequencies.merge(key(Language.SWEDISH, word), 1, Integer::sum));
      pair.en().keySet().stream().filter(ConceptSpace::isPlaced).forEach(word -> frequencies.merge(key(Language.ENGLISH, word), 1, Integer::sum));
    }
    Map<String, Integer> numbers = new HashMap<>();
    List<Double> rarities = new ArrayList<>();
    frequencies.forEach((word, frequency) -> {
      if (frequency < FEWEST_TEXTS) return;
      numbers.put(word, numbers.size());
      rarities.add(rarity(frequency, pairs.size()));
    });
    double[] rare = rarities.stream().mapToDouble(Double::doubleValue).toArray();
    ConceptSpace empty = new ConceptSpace(0, numbers, new float[0][], rare);
    List<SparseRow> rows = pairs.stream().map(empty::row).toList();
    int dimensions = Math.min(most, Math.min(pairs.size() / 2, numbers.size() / 2));
    if (dimensions < 2) return NONE;
    return new ConceptSpace(dimensions, numbers, Subspace.of(rows, numbers.size(), dimensions), rare);
  }

  private static double rarity(int frequency, int texts) {
    return Math.log(1 + (texts - frequency + 0.5) / (frequency + 0.5)) / Math.log(1 + (texts + 0.5) / 0.5);
  }

  private static boolean isPlaced(String word) {
    return Words.isWhole(word) || Words.isPart(word);
  }

  private static String key(Language language, String word) {
    return language.code() + word;
  }

  /** Some words by number with their weights. */
  record SparseRow(int[] words, float[] weights) {}

  /** Each language's half has length 1. */
  private SparseRow row(Pair pair) {
    List<Entry<Integer, Double>> both = new ArrayList<>(weighed(Language.SWEDISH, pair.sv()));
    both.addAll(weighed(Language.ENGLISH, pair.en()));
    int[] words = new int[both.size()];
    float[] weights = new float[both.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = both.get(i).getKey();
      weights[i] = both.get(i).getValue().floatValue();
    }
    return new SparseRow(words, weights);
  }

  private List<Entry<Integer, Double>> weighed(Language language, Map<String, Integer> text) {
    List<Entry<Integer, Double>> weighed = new ArrayList<>();
    double squares = 0;
    for (Entry<String, Integer> said : text.entrySet()) {
      Integer number = isPlaced(said.getKey()) ? numbers.get(key(language, said.getKey())) : null;
      if (number == null) continue;
      double weight = weight(said.getKey(), number, said.getValue());
      weighed.add(Map.entry(number, weight));
      squares += weight * weight;
    }
    double length = Math.sqrt(squares);
    return length == 0 ? List.of() : weighed.stream().map(entry -> Map.entry(entry.getKey(), entry.getValue() / length)).toList();
  }

  private double weight(String word, int number, int times) {
    return (Words.isPart(word) ? PART : 1) * Math.sqrt(times) * rarities[number];
  }

  boolean isEmpty() {
    return dimensions == 0;
  }

  /** The place of a text, of length 1; all zero where none of its words is known. */
  float[] place(Language language, Map<String, Integer> text) {
    float[] place = new float[dimensions];
    text.forEach((word, times) -> {
      Integer number = isPlaced(word) ? numbers.get(key(language, word)) : null;
      if (number == null) return;
      float weight = (float) weight(word, number, times);
      float[] its = places[number];
      for (int d = 0; d < place.length; d++) place[d] += weight * its[d];
    });
    double squares = 0;
    for (float value : place) squares += value * value;
    float length = (float) Math.sqrt(squares);
    if (length > 0) for (int d = 0; d < place.length; d++) place[d] /= length;
    return place;
  }

  /** The likeness in meaning of a text in this language to a profile: the cosine between their places, 0 to 1. */
  double likeness(float[] text, Document document, Features numbering) {
    Placed known = placed.get(document.id());
    if (known == null || known.document() != document) {
      known = new Placed(document, place(document.language(), counts(document, numbering)));
      placed.put(document.id(), known);
    }
    float sum = 0;
    float[] other = known.place();
    for (int d = 0; d < text.length; d++) sum += text[d] * other[d];
    return Math.max(0, sum);
  }

  private static Map<String, Integer> counts(Document document, Features numbering) {
    if (document.texts().isEmpty()) return Map.of();
    Document.Text text = document.texts().getFirst();
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < text.words().length; i++) counts.put(numbering.name(text.words()[i]), text.counts()[i]);
    return counts;
  }
}
