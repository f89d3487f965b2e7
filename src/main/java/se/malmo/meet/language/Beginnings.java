package se.malmo.meet.language;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the words of a search begin with in all their forms: skola, skolor, skolan all begin with "skol". */
public final class Beginnings {
  private static final int SHORTEST = 4;
  private static final int MOST = 8;

  private Beginnings() {}

  /** The beginning of one word, in small letters; a short word stays whole. */
  public static String of(String word) {
    String plain = word.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    String shorter = plain.replaceFirst("(orna|erna|arna|an|en|et|or|ar|er|a|e)$", "");
    return shorter.length() >= SHORTEST ? shorter : plain;
  }

  /** The beginnings of the words of a search, at most eight. */
  public static List<String> ofEach(String search) {
    return Stream.of(search.strip().split("[\\s,.;:!?\"()]+")).filter(word -> !word.isBlank()).map(Beginnings::of).distinct().limit(MOST).toList();
  }
}
