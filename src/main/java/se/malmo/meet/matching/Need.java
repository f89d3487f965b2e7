package se.malmo.meet.matching;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.language.Span;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Keyword;

/**
 * One thing that a text needs somebody for.
 *
 * @param competence what it denotes, where the vocabulary knows it
 * @param keyword the first keyword that said it
 * @param spans where it is said; for a stated need only where it is asked for, nowhere where a person added it
 * @param weight share of all needs of the text; they sum to 1
 * @param isStated whether the writers ask for it in so many words
 */
public record Need(Optional<Competence> competence, Keyword keyword, List<Span> spans, double weight, boolean isStated) {

  /** Its id in the graph: that of the competence, or else of the keyword. */
  public String id() {
    return competence.map(Competence::id).orElse(keyword.id());
  }

  Need weighing(double other) {
    return new Need(competence, keyword, spans, other, isStated);
  }
}
