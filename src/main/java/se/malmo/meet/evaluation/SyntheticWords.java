package se.malmo.meet.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Writes texts in one language that are like given ones: words follow each other as they do there, and many content words are drawn anew from a list
 * without an end, the word of rank r about 1 / r as often as the first (Zipf), so that the vocabulary grows with the number of texts.
 */
final class SyntheticWords {
  /** A content word is drawn anew in so many cases. */
  private static final double DRAWN = 0.3;
  /** Shorter words are small ones that hold a sentence together. */
  private static final int SHORTEST_CONTENT = 5;
  private static final int LONGEST_SENTENCE = 30;
  private static final int RANKS = 300_000;
  /** How far the most frequent words are alike in frequency (Mandelbrot's shift). */
  private static final double SHIFT = 30;
  private static final List<String> SYLLABLES = List.of("ba", "dri", "fo", "ga", "hel", "jor", "ka", "lum", "mi", "nor", "po", "ral", "sve", "ti", "ul", "vi", "äng", "ör",
      "bru", "dal", "ek", "frö");

  private final List<String> beginnings = new ArrayList<>();
  private final Map<String, List<String>> followers = new HashMap<>();
  private final List<String> byFrequency;

  SyntheticWords(List<String> texts) {
    Map<String, Integer> times = new HashMap<>();
    for (String text : texts) {
      String before = "";
      for (String word : text.strip().split("\\s+")) {
        if (before.isEmpty() || isEnd(before)) beginnings.add(word);
        else followers.computeIfAbsent(before, b -> new ArrayList<>()).add(word);
        if (isContent(word)) times.merge(bare(word).toLowerCase(Locale.ROOT), 1, Integer::sum);
        before = word;
      }
    }
    byFrequency = times.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey).toList();
  }

  /** Whole sentences, about so many words; at least one. */
  String text(int words, RandomGenerator random) {
    List<String> text = new ArrayList<>();
    // A sentence more would on average go as far beyond as it now falls short.
    do text.addAll(sentence(random));
    while (text.size() < words - LONGEST_SENTENCE / 4);
    return String.join(" ", text);
  }

  private List<String> sentence(RandomGenerator random) {
    List<String> sentence = new ArrayList<>();
    for (String word = oneOf(beginnings, random); ; word = oneOf(followers.get(word), random)) {
      sentence.add(isContent(word) && random.nextDouble() < DRAWN ? instead(word, drawn(random)) : word);
      if (isEnd(word) || !followers.containsKey(word)) return sentence;
      if (sentence.size() == LONGEST_SENTENCE) {
        sentence.add(bare(sentence.removeLast()) + ".");
        return sentence;
      }
    }
  }

  private String drawn(RandomGenerator random) {
    int rank = (int) (SHIFT * (Math.pow(1 + RANKS / SHIFT, random.nextDouble()) - 1));
    return rank < byFrequency.size() ? byFrequency.get(rank) : invented(rank);
  }

  /** A word that the given texts do not have: a compound of two of theirs, or a name. */
  private String invented(int rank) {
    if (rank % 2 == 0) return name(rank);
    int mixed = rank * 0x9E3779B1;
    return byFrequency.get(Math.floorMod(mixed, byFrequency.size())) + byFrequency.get(Math.floorMod(mixed >>> 7, byFrequency.size()));
  }

  /** A name, another for every number. */
  static String name(int number) {
    StringBuilder name = new StringBuilder();
    for (int rest = number + SYLLABLES.size(); rest > 0; rest /= SYLLABLES.size()) name.append(SYLLABLES.get(rest % SYLLABLES.size()));
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** With the capital, the comma or full stop of the word that it stands for. */
  private static String instead(String word, String other) {
    String bare = bare(word);
    String capital = Character.isUpperCase(bare.charAt(0)) ? Character.toUpperCase(other.charAt(0)) + other.substring(1) : other;
    return word.replace(bare, capital);
  }

  private static boolean isContent(String word) {
    return bare(word).length() >= SHORTEST_CONTENT;
  }

  private static boolean isEnd(String word) {
    return word.endsWith(".") || word.endsWith("!") || word.endsWith("?");
  }

  /** Without what stands before and after it. */
  private static String bare(String word) {
    return word.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
  }

  private static <T> T oneOf(List<T> all, RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }
}
