package se.malmo.meet.vocabulary;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.Span;

/**
 * A keyphrase of a text as it was understood: with the competence that it denotes, where the vocabulary knows one.
 *
 * @param text as written at its first span
 * @param lemma what it was read as
 * @param weight share of the text's meaning; the weights of a text sum to 1
 */
public record Keyword(String text, String lemma, Language language, double weight, List<Span> spans, Optional<Competence> competence) {

  /** The keyword's identity in the graph: the same words in the same language are one node. */
  public String id() {
    return language.code() + ":" + lemma;
  }

  Keyword weighing(double other) {
    return new Keyword(text, lemma, language, other, spans, competence);
  }
}
