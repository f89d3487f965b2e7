package se.malmo.meet.ambassador;

import java.util.Set;
import se.malmo.meet.platform.Checks;

/** Where a question is passed on to, and why, in words that whoever asked reads. */
record Passing(String forvaltning, String reason) {
  private static final int LONGEST_REASON = 4_000;
  private static final int LONGEST_SLUG = 100;

  /** @param offered the slugs of those that take questions today */
  static Passing read(Checks checks, String forvaltning, String reason, Set<String> offered) {
    String to = checks.required("forvaltning", forvaltning, LONGEST_SLUG);
    if (!to.isEmpty() && !offered.contains(to)) checks.fault("forvaltning", "problem.forvaltning");
    return new Passing(to, checks.required("reason", reason, LONGEST_REASON));
  }
}
