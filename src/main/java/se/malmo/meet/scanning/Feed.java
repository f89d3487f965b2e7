package se.malmo.meet.scanning;

import java.time.Instant;
import java.util.Optional;
import se.malmo.meet.scanning.Signal.Unit;

/**
 * A feed (RSS or Atom) that a förvaltning follows.
 *
 * @param title as the feed calls itself, or whoever added it; its address where neither says
 * @param fault why the last reading came to nothing
 * @param waiting proposals from it that nobody has decided on
 */
public record Feed(String id, String address, String title, Unit forvaltning, String who, boolean isPaused, Optional<Instant> lastRead, Instant nextRead, Optional<Fault> fault,
    int failures, long waiting) {

  /**
   * Why a feed could not be read.
   *
   * @param code of a message key: "feed.fault.redirect"
   * @param detail that the message names, "" for none
   */
  public record Fault(String code, String detail) {}
}
