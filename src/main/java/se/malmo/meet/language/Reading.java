package se.malmo.meet.language;

import java.util.List;

/** What a written word is: its base form, its UPOS tag, and the parts of a compound (empty if simple). */
record Reading(String lemma, String tag, List<String> parts) {

  static Reading simple(String lemma, String tag) {
    return new Reading(lemma, tag, List.of());
  }
}
