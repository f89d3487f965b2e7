package se.malmo.meet.matching;

import java.util.Locale;

/** How a new text stands to an earlier initiative. */
public enum Relation {
  /** Asks for the same thing for the same people in the same place. */
  DUPLICATE,
  /** Takes up an earlier, ended effort of the same matter and goes on. */
  CONTINUES,
  /** The same matter for another target group, place or part. */
  COMPLEMENTS,
  /** Wants the same scarce thing: a site, premises, funds, a contract, people. */
  COMPETES,
  /** Cannot start or finish without something that the other produces. */
  NEEDS_RESULT_OF;

  /** Its name in the contract and in message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
