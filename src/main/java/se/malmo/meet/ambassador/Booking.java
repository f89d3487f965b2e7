package se.malmo.meet.ambassador;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.malmo.meet.ambassador.Inquiry.Place;
import se.malmo.meet.ambassador.Slot.Hours;
import se.malmo.meet.ambassador.Slot.Spot;
import se.malmo.meet.platform.Checks;

/**
 * A meeting that somebody has booked. The visitor's address is no part of it: only mails are written with it.
 *
 * @param by the account that put the time up
 * @param who the name of that account
 * @param at when it was booked
 */
public record Booking(String id, Place forvaltning, String by, String who, Hours hours, Spot spot, String name, String matter, String language, Instant at, Optional<Off> off) {

  /**
   * That it is off.
   *
   * @param isByVisitor whether the visitor said so
   * @param word what the other one is told, "" for nothing
   */
  public record Off(boolean isByVisitor, String word, Instant at) {}

  /** Whether it can still be called off. */
  public boolean canBeOff(Instant now) {
    return off.isEmpty() && hours.starts().isAfter(now);
  }

  /** Without what may name a person. */
  @Override
  public String toString() {
    return "booking " + id;
  }

  /** What somebody says who books. */
  record Asked(String name, String email, String matter) {
    static final int LONGEST_MATTER = 2_000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 254;
    /** The names of the fields, in the order in which a person meets them. */
    static final List<String> ORDER = List.of("slot", "name", "email", "matter", "again");

    /**
     * Reads the form.
     *
     * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
     */
    static Asked parse(MultiMap fields) {
      Checks checks = new Checks();
      String name = checks.required("name", fields.get("name"), LONGEST_NAME);
      String email = checks.required("email", fields.get("email"), LONGEST_ADDRESS);
      if (!email.isEmpty()) checks.email("email", email);
      String matter = checks.required("matter", fields.get("matter"), LONGEST_MATTER);
      checks.done();
      return new Asked(name, email, matter);
    }

    /** The same words from the same visitor are the same booking. */
    String sameness() {
      return String.join("\n", email.toLowerCase(Locale.ROOT), name, matter);
    }

    @Override
    public String toString() {
      return "a visitor";
    }
  }
}
