package se.malmo.meet.matching;

import java.util.HashSet;
import java.util.Set;

/** How like a name others are, by the pairs of letters that they share (Dice 1945: twice the shared ones by the sum of both). */
final class Alike {
  /** Below this a name is another. */
  static final double LEAST = 0.5;

  private final Set<String> pairs;

  Alike(String name) {
    pairs = pairs(name);
  }

  /** 0 for nothing in common, 1 for the same; the best of the whole name and each of its words. */
  double to(String name) {
    double best = dice(pairs(name));
    for (String word : name.split("[\\s-]+")) best = Math.max(best, dice(pairs(word)));
    return best;
  }

  private double dice(Set<String> other) {
    if (pairs.isEmpty() || other.isEmpty()) return 0;
    long shared = pairs.stream().filter(other::contains).count();
    return 2.0 * shared / (pairs.size() + other.size());
  }

  private static Set<String> pairs(String name) {
    Set<String> pairs = new HashSet<>();
    String letters = name.replaceAll("[^\\p{L}\\p{N}]", "");
    for (int i = 0; i + 2 <= letters.length(); i++) pairs.add(letters.substring(i, i + 2));
    return pairs;
  }
}
