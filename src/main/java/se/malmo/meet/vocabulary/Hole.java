package se.malmo.meet.vocabulary;

import java.util.List;
import se.malmo.meet.language.Language;

/**
 * A term that texts say and the vocabulary does not know.
 *
 * @param term in its base form, by which it can be stopped
 * @param text as the first example writes it, else the term
 * @param texts how many texts say it
 * @param nearest competences that it may be another name of
 */
public record Hole(String term, String text, Language language, long texts, List<Example> examples, List<Near> nearest) {

  /** A sentence that says it. */
  public record Example(String kind, String id, String heading, String sentence) {}

  /**
   * A competence beside a term.
   *
   * @param likeness 0 for nothing in common to 1 for the same words
   */
  public record Near(Competence competence, double likeness) {}
}
