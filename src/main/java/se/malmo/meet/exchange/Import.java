package se.malmo.meet.exchange;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * One file that was brought in, or is about to be.
 *
 * @param file its name, as people read it
 * @param hash of its content (SHA-256)
 * @param by the id of the account, or "import" for the command line
 * @param byName of the account, "" for the command line
 * @param done rows that have been gone through
 * @param counts what was found; what was done, once it is
 * @param undoneBy the id of the account that takes it back or has, "" for none
 * @param fault why the file as a whole cannot be read, "" where it can
 */
public record Import(String id, Kind kind, String file, String hash, long size, String by, String byName, Instant at, State state, long done, Counts counts, String fault, String undoneBy) {

  /** How far it has come. */
  public enum State {
    /** The file is there and has not been looked at. */
    RECEIVED,
    /** What it would change is known; nothing has been written. */
    PREVIEWED,
    /** Somebody has said yes. */
    CONFIRMED,
    /** It is being written. */
    RUNNING,
    /** It is in. */
    DONE,
    /** The file cannot be read; nothing was written. */
    REFUSED,
    /** It broke off on the way and nobody goes on with it: run the file again, or undo it. */
    BROKEN,
    /** It is being taken back. */
    UNDOING,
    /** It has been taken back. */
    UNDONE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String code) {
      return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst().orElseThrow();
    }
  }

  /**
   * How many rows, by what becomes of them.
   *
   * @param left what people keep themselves, and so is left as it is
   * @param beside nodes that came along: organisations that only take part, accounts
   */
  public record Counts(long added, long changed, long unchanged, long left, long refused, long beside) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    public long rows() {
      return added + changed + unchanged + left + refused;
    }

    public long taken() {
      return rows() - refused;
    }
  }

  /** Whether something is being done with it, or will be by itself. */
  public boolean isAtWork() {
    return switch (state) {
      case RECEIVED, CONFIRMED, RUNNING, UNDOING -> true;
      case PREVIEWED, DONE, REFUSED, BROKEN, UNDONE -> false;
    };
  }

  /** Whether it can be taken back. */
  public boolean isUndoable() {
    return state == State.DONE || state == State.BROKEN;
  }
}
