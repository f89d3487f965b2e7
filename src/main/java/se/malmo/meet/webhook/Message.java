package se.malmo.meet.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One event for one target. It holds no content: that is made when it is sent, from what then holds.
 *
 * @param id the same each time that it is tried, so that a receiver recognises one that came twice
 * @param event its number in the log
 * @param tries how often it has been tried
 * @param status the code of the last answer, 0 for none
 * @param reason why the last try failed, "" where it did not
 */
public record Message(String id, String target, long event, String type, State state, int tries, Instant created, Instant nextTry, Optional<Instant> ended, int status, String reason) {

  /** How far it has come. */
  public enum State {
    WAITING, DELIVERED,
    /** Given up; a person can have it sent again. */
    FAILED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<State> of(String code) {
      return Stream.of(values()).filter(state -> state.code().equals(code)).findFirst();
    }
  }
}
