package se.malmo.meet.language;

import java.util.List;

/**
 * A word or phrase that says what a text is about.
 *
 * @param text as the user wrote it at its first span
 * @param lemma normal form, words joined by a space
 * @param weight share of the text's meaning; all weights of a text sum to 1
 * @param words lemmas of its content words
 */
public record Keyphrase(String text, String lemma, double weight, List<Span> spans, List<String> words) {

  public Keyphrase {
    spans = List.copyOf(spans);
    words = List.copyOf(words);
  }
}
