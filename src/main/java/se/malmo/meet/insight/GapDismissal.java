package se.malmo.meet.insight;

import java.time.Instant;
import java.util.Optional;

/**
 * A gap that somebody has put aside.
 *
 * @param gap its id
 * @param by the role of who did
 * @param until when it comes back by itself, if ever
 * @param score what it was when it was put aside
 */
public record GapDismissal(String gap, Dismissal why, String by, Instant at, Optional<Instant> until, double score) {
  /** Whether it still holds. */
  boolean holds(Instant now) {
    return until.isEmpty() || now.isBefore(until.get());
  }
}
