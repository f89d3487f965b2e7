package se.malmo.meet.matching;

import java.util.List;
import se.malmo.meet.vocabulary.Competence;

/**
 * What would bring somebody among the first, if it is true of the initiative.
 *
 * @param added competences that the text does not speak of
 * @param rank that somebody then has, worked out by ranking anew
 */
public record Tip(List<Competence> added, int rank) {
  public Tip {
    added = List.copyOf(added);
  }
}
