package se.malmo.meet.matching;

import java.time.Instant;
import java.util.List;
import se.malmo.meet.matching.Evidence.Label;

/**
 * What somebody needed and no partner surely offered; says nothing of who it was.
 *
 * @param reference of the case that it came with
 * @param language of the text
 * @param needs heaviest first
 */
public record Demand(String id, Instant at, String reference, String language, List<Wanted> needs) {

  /**
   * One thing that was needed.
   *
   * @param what a competence by id, or a word that the vocabulary does not know
   * @param isCompetence whether the vocabulary knows it
   * @param weight share of all needs of the text
   * @param isStated whether the text asked for it in so many words
   */
  public record Wanted(Label what, boolean isCompetence, double weight, boolean isStated) {}
}
