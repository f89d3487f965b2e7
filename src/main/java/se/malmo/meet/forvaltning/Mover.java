package se.malmo.meet.forvaltning;

import se.malmo.meet.web.Caller;

/** Moves the open cases of a förvaltning that has ended to one that does what it did. */
@FunctionalInterface
public interface Mover {
  /**
   * Moves them, each with an event that its sender can read.
   *
   * @param reason in words that the sender reads
   * @return how many were moved
   */
  int move(String from, String to, String reason, Caller by);
}
