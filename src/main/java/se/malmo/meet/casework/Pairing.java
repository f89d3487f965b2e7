package se.malmo.meet.casework;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A proposal that cases are merged, run together or parted, from the asking of their senders to what came of it.
 *
 * @param from the case that is merged into the other, runs under the other, or is parted
 * @param to the other case; the same as "from" for a split
 * @param title of the part, "" but for a split
 * @param part of the text, "" but for a split
 * @param made the case that a split has made, "" for none, as its reference is
 * @param sequence the number of the last event of its carrying out, 0 for none
 */
record Pairing(String id, Sort sort, String from, String fromReference, String to, String toReference, String title, String part, String reason, String name, Instant at,
    Instant lapses, String state, String made, String madeReference, long sequence, List<Answered> answers) {

  /** What is proposed. */
  enum Sort {
    MERGE,
    BUNDLE,
    SPLIT;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Sort> of(String code) {
      return Arrays.stream(values()).filter(sort -> sort.code().equals(code)).findFirst();
    }
  }

  /**
   * What the sender of a case has answered.
   *
   * @param answer "yes", "no", or "" for nothing yet
   */
  record Answered(String initiative, String reference, String answer, String word) {}

  /** How it stands: "asked", "agreed", "refused", "lapsed", "carried", "undone" or "dropped". */
  String standing(Instant now) {
    if (!state.equals("asked")) return state;
    if (answers.stream().anyMatch(one -> one.answer().equals("no"))) return "refused";
    if (answers.stream().allMatch(one -> one.answer().equals("yes"))) return "agreed";
    return now.isBefore(lapses) ? "asked" : "lapsed";
  }

  boolean isOpen(Instant now) {
    return Set.of("asked", "agreed").contains(standing(now));
  }

  /** The case on the other side of one. */
  String other(String reference) {
    return reference.equals(fromReference) ? toReference : fromReference;
  }
}
