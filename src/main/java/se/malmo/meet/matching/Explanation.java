package se.malmo.meet.matching;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.matching.Evidence.Label;

/**
 * How somebody stands to a text: what is met, what is missing, and what would help.
 *
 * @param who it is about
 * @param rank among all of its kind, 1 for the first
 * @param score 0 where nothing is met
 * @param confidence nothing for so few points that it would not be shown
 * @param scoreOfThird what the third of its kind has, 0 where there are not so many
 * @param missing what the text asks for and they do not have, that which would give most first
 * @param tips the smallest additions that would bring them among the first; none where they are or where none would
 */
public record Explanation(Profile profile, Document.Known who, int rank, double score, Optional<Confidence> confidence, List<Evidence> evidence,
    double scoreOfThird, List<Missing> missing, List<Tip> tips) {

  /**
   * Something that the text asks for and somebody does not offer, or has no mandate for.
   *
   * @param said the user's own words
   * @param points that they would have more if they did
   */
  public record Missing(Label competence, String said, double points) {}
}
