package se.malmo.meet.vocabulary;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives concepts their ids: the label in plain letters, with a number behind it where another has it. */
final class Slugs {
  static final int LONGEST = 80;
  private static final String NAMELESS = "begrepp";

  private final Set<String> taken;

  Slugs(Collection<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /** A new id for a label. */
  String next(String label) {
    String plain = plain(label);
    String slug = plain;
    for (int number = 2; !taken.add(slug); number++) slug = plain + "-" + number;
    return slug;
  }

  boolean isFree(String slug) {
    return !taken.contains(slug);
  }

  /** Gives a slug that is free. */
  String take(String slug) {
    taken.add(slug);
    return slug;
  }

  private static String plain(String label) {
    String letters = Normalizer.normalize(label.toLowerCase(Locale.ROOT).replace("ø", "o").replace("æ", "ae").replace("ß", "ss"), Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    if (letters.isEmpty()) return NAMELESS;
    return letters.length() <= LONGEST ? letters : letters.substring(0, LONGEST).replaceAll("-[^-]*$", "");
  }
}
