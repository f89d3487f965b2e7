package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds which words mean the same in texts that say the same in two languages: pairs that often occur together (Dice 1945), sharpened by IBM model 1
 * (Brown et al. 1993) in one direction; a second alignment the other way round gives the other direction.
 */
final class Alignment {
  private static final int FEWEST_TEXTS = 2;
  private static final int MOST_CANDIDATES = 20;
  private static final int ROUNDS = 6;
  /** What stands for a word that has no counterpart. */
  private static final double NOTHING = 0.02;

  private final List<int[]> from;
  private final List<int[]> to;
  private final int[] fromFrequency;
  private final int[] toFrequency;

  /** Texts in pairs, each as the numbers of its words, none twice. */
  Alignment(List<int[]> from, List<int[]> to, int fromWords, int toWords) {
    this.from = from;
    this.to = to;
    fromFrequency = frequencies(from, fromWords);
    toFrequency = frequencies(to, toWords);
  }

  private static int[] frequencies(List<int[]> texts, int words) {
    int[] frequencies = new int[words];
    texts.forEach(text -> IntStream.of(text).forEach(word -> frequencies[word]++));
    return frequencies;
  }

  /** For each word of the first language what it may mean, with the probability. */
  List<Map<Integer, Double>> learn() {
    List<Map<Integer, Double>> meanings = candidates();
    for (int round = 0; round < ROUNDS; round++) meanings = improved(meanings);
    return meanings;
  }

  private List<Map<Integer, Double>> candidates() {
    List<List<Integer>> textsOf = new ArrayList<>();
    for (int word = 0; word < fromFrequency.length; word++) textsOf.add(new ArrayList<>(2));
    for (int text = 0; text < from.size(); text++) for (int word : from.get(text)) textsOf.get(word).add(text);
    int[] together = new int[toFrequency.length];
    List<Map<Integer, Double>> candidates = new ArrayList<>();
    for (int word = 0; word < fromFrequency.length; word++) candidates.add(candidates(word, textsOf.get(word), together));
    return candidates;
  }

  private Map<Integer, Double> candidates(int word, List<Integer> texts, int[] together) {
    if (texts.size() < FEWEST_TEXTS) return Map.of();
    Map<Integer, Double> dice = new HashMap<>();
    for (int text : texts) for (int other : to.get(text)) together[other]++;
    for (int text : texts) {
      for (int other : to.get(text)) {
        if (together[other] >= FEWEST_TEXTS) dice.put(other, 2.0 * together[other] / (fromFrequency[word] + toFrequency[other]));
        together[other] = 0;
      }
    }
    Map<Integer, Double> best = new LinkedHashMap<>();
    dice.entrySet().stream().sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_CANDIDATES).forEach(entry -> best.put(entry.getKey(), entry.getValue()));
    return best;
  }

  /** One round: each word of the second language is shared out over the words of the first that may mean it. */
  private List<Map<Integer, Double>> improved(List<Map<Integer, Double>> meanings) {
    List<Map<Integer, Double>> counts = new ArrayList<>();
    meanings.forEach(m -> counts.add(new HashMap<>()));
    double[] whole = new double[toFrequency.length];
    for (int text = 0; text < from.size(); text++) {
      for (int word : to.get(text)) whole[word] = NOTHING;
      for (int word : from.get(text)) meanings.get(word).forEach((other, probability) -> whole[other] += probability);
      for (int word : from.get(text)) {
        Map<Integer, Double> own = meanings.get(word);
        for (int other : to.get(text)) {
          Double probability = own.get(other);
          if (probability != null) counts.get(word).merge(other, probability / whole[other], Double::sum);
        }
      }
      for (int word : from.get(text)) meanings.get(word).keySet().forEach(other -> whole[other] = 0);
    }
    List<Map<Integer, Double>> after = new ArrayList<>();
    for (int word = 0; word < counts.size(); word++) {
      double texts = Math.max(1, fromFrequency[word]);
      Map<Integer, Double> share = new LinkedHashMap<>();
      counts.get(word).entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(count -> share.put(count.getKey(), count.getValue() / texts));
      after.add(share);
    }
    return after;
  }
}
