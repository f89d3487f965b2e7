package se.malmo.meet.language;

import java.util.Optional;

/** The inflecting kinds of word, as the tagger and the dictionary tell them apart. */
enum WordClass {
  NOUN("NOUN"),
  VERB("VERB"),
  ADJECTIVE("ADJ");

  private final String tag;

  WordClass(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }

  static Optional<WordClass> of(String tag) {
    return switch (tag) {
      case "NOUN", "PROPN" -> Optional.of(NOUN);
      case "VERB", "AUX" -> Optional.of(VERB);
      case "ADJ" -> Optional.of(ADJECTIVE);
      default -> Optional.empty();
    };
  }

  /** Whether a dictionary entry with these affix flags (those of the Swedish hunspell file) inflects as this kind. */
  boolean fits(String root, String flags) {
    boolean inA = root.endsWith("a");
    return switch (this) {
      case VERB -> hasAny(flags, "mj") || inA && hasAny(flags, "KLN");
      case ADJECTIVE -> hasAny(flags, "k") || !inA && hasAny(flags, "OPQMK") && !VERB.fits(root, flags);
      case NOUN -> inA ? hasAny(flags, "EGIw") || hasAny(flags, "H") && !hasAny(flags, "m") : hasAny(flags, "BCDEFGHIJ");
    };
  }

  private static boolean hasAny(String flags, String wanted) {
    return wanted.chars().anyMatch(flag -> flags.indexOf(flag) >= 0);
  }
}
