package se.malmo.meet.reconciliation;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How alike two names are: the mean of the words and of the pairs of letters that they share (Dice 1945), each counted as often as it stands there. */
final class NameLikeness {
  /** The same but for capitals and spaces. */
  static final double SAME = 1;
  /** The same but for the form of company and signs. */
  static final double SAME_BARE = 0.97;
  private static final double MOST_ALIKE = 0.94;
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");
  /** Forms of company and association that a register writes out and people leave away. */
  private static final Pattern FORMS = Pattern.compile("\\b(ab|aktiebolag|aktiebolaget|publ|hb|handelsbolag|kb|kommanditbolag|ek för|ekonomisk förening|ideell förening|stiftelsen|inc|ltd|limited|gmbh)\\b");

  private NameLikeness() {}

  /** From 0 for nothing in common to 1 for the same name. */
  static double of(String one, String other) {
    String a = plain(one);
    String b = plain(other);
    if (a.isEmpty() || b.isEmpty()) return 0;
    if (a.equals(b)) return SAME;
    String bareA = bare(a);
    String bareB = bare(b);
    if (!bareA.isEmpty() && bareA.equals(bareB)) return SAME_BARE;
    return MOST_ALIKE * (dice(words(bareA), words(bareB)) + dice(pairs(bareA), pairs(bareB))) / 2;
  }

  /** Small letters and digits with single spaces between. */
  static String plain(String name) {
    return SIGNS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  private static String bare(String plain) {
    return FORMS.matcher(plain).replaceAll(" ").strip().replaceAll("\\s+", " ");
  }

  private static Map<String, Integer> words(String name) {
    return counted(Stream.of(name.split(" ")));
  }

  private static Map<String, Integer> pairs(String name) {
    return counted(java.util.stream.IntStream.range(0, Math.max(0, name.length() - 1)).mapToObj(at -> name.substring(at, at + 2)));
  }

  private static Map<String, Integer> counted(Stream<String> parts) {
    Map<String, Integer> counts = new HashMap<>();
    parts.forEach(part -> counts.merge(part, 1, Integer::sum));
    return counts;
  }

  private static double dice(Map<String, Integer> one, Map<String, Integer> other) {
    int all = sum(List.copyOf(one.values())) + sum(List.copyOf(other.values()));
    int shared = one.entrySet().stream().mapToInt(part -> Math.min(part.getValue(), other.getOrDefault(part.getKey(), 0))).sum();
    return all == 0 ? 0 : 2.0 * shared / all;
  }

  private static int sum(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }
}
