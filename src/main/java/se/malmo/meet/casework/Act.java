package se.malmo.meet.casework;

import java.time.LocalDate;
import java.util.Optional;
import se.malmo.meet.initiative.Status;

/** One thing that a named person does to a case, which its sender can read. */
sealed interface Act {
  /** Why, in words that the sender reads; "" only where an act needs none. */
  String reason();

  /**
   * Gives a case to a förvaltning, and there to somebody.
   *
   * @param account who takes it, none for whoever of them comes first
   */
  record Assign(String forvaltning, Optional<String> account, String reason) implements Act {}

  /**
   * Moves a case away from a förvaltning that it does not concern.
   *
   * @param to where it goes, none for back to the coordinators
   */
  record NotOurs(String from, Optional<String> to, String reason) implements Act {}

  /**
   * Takes a case to another state.
   *
   * @param onward where its sender can turn instead
   * @param isAchieved of one that ends: whether it came to what it was for
   * @param outcome of one that ends
   * @param lesson of one that ends: what others should know
   */
  record Change(Status to, String reason, Optional<String> onward, Optional<Boolean> isAchieved, Optional<String> outcome, Optional<String> lesson) implements Act {
    static Change of(Status to, String reason) {
      return new Change(to, reason, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** Sets a later day for the answer. */
  record Extend(LocalDate until, String reason) implements Act {}
}
