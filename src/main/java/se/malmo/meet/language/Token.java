package se.malmo.meet.language;

import java.util.List;

/**
 * A word as it stands in a text.
 *
 * @param partOfSpeech UPOS tag
 * @param lemma lower-case base form
 * @param parts lemmas of the parts of a compound, empty if none
 * @param stem what stays of the word as written when its endings are cut off, by which texts are compared; empty for a function word
 * @param stemsOfParts the same of its parts
 * @param isFiller whether nobody would choose it as a keyword: "projekt", "year"
 * @param isContent whether it carries meaning: noun, name, adjective, full verb or number with letters, and no stop word
 */
public record Token(String text, Span span, String partOfSpeech, String lemma, List<String> parts, String stem, List<String> stemsOfParts,
    boolean isFiller, boolean isContent) {

  public Token {
    parts = List.copyOf(parts);
    stemsOfParts = List.copyOf(stemsOfParts);
  }
}
