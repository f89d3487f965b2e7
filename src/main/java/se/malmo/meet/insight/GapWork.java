package se.malmo.meet.insight;

import java.time.Instant;
import java.util.List;

/**
 * Somebody has taken a gap on.
 *
 * @param gap its id
 * @param by the role of who did
 * @param factor the gap's score is multiplied by it from then on
 * @param invitations that came of it, drafted or sent
 */
public record GapWork(String gap, String by, Instant at, double factor, List<Invitation> invitations) {
  /** A team that covers all that a gap needs halves its score: an invitation is not yet a meeting. */
  static final double WEIGHT = 0.5;

  /** 1 minus half of the share of the needs that the team covers. */
  static double factor(int needs, int uncovered) {
    return needs == 0 ? 1 : 1 - WEIGHT * (needs - uncovered) / needs;
  }

  /**
   * Somebody whom the gap's work means to bring in.
   *
   * @param who id of the organisation or förvaltning
   * @param covers ids of the competences that it is asked for
   * @param isDraft whether nothing has been sent
   */
  public record Invitation(String id, String who, String nameSv, String nameEn, boolean isForvaltning, List<String> covers, boolean isDraft) {
    String in(String language) {
      return language.equals("en") ? nameEn : nameSv;
    }
  }

  List<Invitation> drafts() {
    return invitations.stream().filter(Invitation::isDraft).toList();
  }
}
