package se.malmo.meet.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One mail in the outbox. It holds neither its text nor an address: both are made when it is sent, from what then holds, so that nothing outdated leaves and
 * nothing about a person is kept twice.
 *
 * @param recipient {@link #SENDER} of the case, or the id of an account or of a follower
 * @param subject the id of the case, "" for none
 * @param event the number of the event that it tells of, or of the newest one that it may tell of; 0 for none
 * @param covers the accounts whose work a digest tells of: the reader's own, and those they stand in for
 */
public record Delivery(String id, Kind kind, String recipient, String subject, long event, LocalDate day, Set<String> covers, Instant created, int tries, State state,
    Optional<Instant> sent) {
  static final String SENDER = "sender";

  /** How far it has come. */
  public enum State {
    WAITING, SENT,
    /** Given up; a person can have it sent again. */
    FAILED,
    /** There was nothing to say any more when its time came. */
    DROPPED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<State> of(String code) {
      return Stream.of(values()).filter(state -> state.code().equals(code)).findFirst();
    }
  }

  public Delivery {
    covers = Set.copyOf(covers);
  }

  /**
   * One to be made, if it has not been.
   *
   * @param key the same key is the same mail, however often it is made
   */
  record Made(String key, Kind kind, String recipient, String subject, long event, Set<String> covers) {
    /** Tells one recipient of an event. */
    static Made ofEvent(Kind kind, String recipient, String subject, long event) {
      return new Made(event + " " + recipient + " " + kind.code(), kind, recipient, subject, event, Set.of());
    }
  }
}
