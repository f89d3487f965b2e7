package se.malmo.meet.invitation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why somebody says no to an invitation; each changes one thing, and nothing else. */
public enum Declining {
  /** The offer that the suggestion rested on counts half until its owner has confirmed it. */
  WRONG_COMPETENCE,
  /** Not suggested for anything before a day that they name. */
  NO_CAPACITY,
  /** Not suggested for this initiative for a while. */
  BAD_TIMING,
  /** Never suggested for this initiative. */
  CONFLICT,
  /** Comes after others where somebody for this role is looked for. */
  NOT_OUR_ROLE,
  /** The sender reads what was not understood. */
  UNCLEAR_TEXT;

  /** Its name in the graph, in forms and in message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Declining> of(String code) {
    return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
  }
}
