package se.malmo.meet.invitation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;

/**
 * An organisation that is asked to take part in an initiative.
 *
 * @param about the initiative
 * @param by the id of the account that asks, "sender" for the one whose idea it is
 * @param byName of the person, or of the sender's organisation
 * @param role that the organisation would have, "" where none was named
 * @param why what the one who asks noted for passing others by, "" where nobody was passed by
 * @param cited the offers that the suggestion rested on, heaviest first
 * @param until the last day to answer
 */
public record Invitation(String id, About about, String organisation, String organisationName, String by, String byName, String message, String role, String why, List<Cited> cited,
    Instant at, LocalDate until, State state, Optional<Answered> answered) {

  /** What one is asked to take part in. */
  public record About(String id, String reference, String title, String text, Language language, String status) {}

  /** An offer by which somebody was found. */
  public record Cited(String competence, String text) {
    /** What it is called; the text has the name in both languages, the Swedish one first. */
    public String label(String language) {
      String[] both = text.split("\n", 2);
      return "en".equals(language) && both.length > 1 ? both[1] : both[0];
    }
  }

  /**
   * What was answered.
   *
   * @param reason of a no
   * @param word what was added, "" for nothing
   * @param pausedUntil the day before which they are not suggested, where they said that they have no time
   * @param wrong the competence that they do not offer, "" for none
   * @param before how strong that offer was, or until when they rested before, "" for neither
   */
  public record Answered(Optional<Declining> reason, String word, Optional<LocalDate> pausedUntil, String wrong, String before, Instant at) {}

  /** Where it stands. */
  public enum State {
    OPEN, ACCEPTED, DECLINED, LAPSED, WITHDRAWN;

    /** Its name in the graph and in message keys. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String code) {
      return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst().orElseThrow();
    }
  }

  /** Whether it can be answered on a day. */
  public boolean isOpen(LocalDate today) {
    return state == State.OPEN && !until.isBefore(today);
  }

  /** Where it stands on a day: one that nobody answered in time has lapsed, whether or not that is written yet. */
  public State standing(LocalDate today) {
    return state == State.OPEN && until.isBefore(today) ? State.LAPSED : state;
  }

  /** Whether its answer can still be taken back. */
  public boolean isUndoable(Instant now) {
    return (state == State.ACCEPTED || state == State.DECLINED) && answered.filter(one -> one.at().plus(Invitations.TIME_TO_UNDO).isAfter(now)).isPresent();
  }
}
