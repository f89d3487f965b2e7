package se.malmo.meet.insight;

import java.time.Instant;

/**
 * Somebody has taken a gap on.
 *
 * @param gap its id
 * @param by the role of who did
 * @param factor the gap's score is multiplied by it from then on
 * @param invited how many invitations were drafted
 */
public record GapWork(String gap, String by, Instant at, double factor, int invited) {
  /** A team that covers all that a gap needs halves its score: an invitation is not yet a meeting. */
  static final double WEIGHT = 0.5;

  /** 1 minus half of the share of the needs that the team covers. */
  static double factor(int needs, int uncovered) {
    return needs == 0 ? 1 : 1 - WEIGHT * (needs - uncovered) / needs;
  }
}
