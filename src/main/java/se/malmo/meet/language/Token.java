package se.malmo.meet.language;

import java.util.List;

/**
 * A word as it stands in a text.
 *
 * @param partOfSpeech UPOS tag
 * @param lemma lower-case base form
 * @param parts lemmas of the parts of a compound, empty if none
 * @param isContent whether it carries meaning: noun, name, adjective, full verb or number with letters, and no stop word
 */
public record Token(String text, Span span, String partOfSpeech, String lemma, List<String> parts, boolean isContent) {

  public Token {
    parts = List.copyOf(parts);
  }
}
