package se.malmo.meet.tie;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A tie that one of two has told of. That it is there, and whether both say so, everybody may see; the line about it only the two.
 *
 * @param kind as the graph calls it, read from "from" to "to": "owns"
 * @param note one line of what it is
 * @param side the id of the one that told of it
 * @param refusedBy the id of the one that said no or took it back, "" for neither
 * @param day on which it was told
 * @param answered the day of the yes, the no or the taking back
 * @param mailed the day on which the other was last told by mail
 */
public record DeclaredTie(String id, Party from, Party to, String kind, String note, String side, State state, String refusedBy, LocalDate day, Optional<LocalDate> answered, Optional<LocalDate> mailed) {

  /** How far it has come. */
  public enum State {
    /** The other has not answered. */
    OPEN,
    CONFIRMED,
    /** The other does not want it. */
    DENIED,
    /** Whoever told of it took it back. */
    WITHDRAWN;

    /** Its name in the graph and in message keys. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isOf(String party) {
    return from.id().equals(party) || to.id().equals(party);
  }

  /** The end that is not this one. */
  public Party other(String party) {
    return from.id().equals(party) ? to : from;
  }

  /** The one that told of it. */
  public Party declarer() {
    return from.id().equals(side) ? from : to;
  }

  /** The one that is to say yes or no. */
  public Party asked() {
    return other(side);
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether everybody sees it. */
  boolean stands() {
    return isOpen() || state == State.CONFIRMED;
  }

  /** Whether this party has a yes or a no to give. */
  public boolean waitsFor(String party) {
    return isOpen() && !side.equals(party) && isOf(party);
  }
}
