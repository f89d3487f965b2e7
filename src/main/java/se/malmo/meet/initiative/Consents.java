package se.malmo.meet.initiative;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the sender of a case is asked to agree to, and where a case that has been merged goes on. */
public interface Consents {
  /**
   * Something that a sender is asked.
   *
   * @param kind "merge", "bundle" or "split"
   * @param other the reference of the other case, "" for a split
   * @param title of the other case, or of the part
   * @param part of the text that would be a case of its own, "" but for a split
   * @param until the last day to answer
   */
  record Asked(String id, String kind, String other, String title, String part, String reason, LocalDate until) {}

  /** What a case's sender has not answered yet, and still can. */
  List<Asked> asked(String id);

  /** The reference of the case that this one goes on in. */
  Optional<String> continues(String id);

  /**
   * Keeps an answer; a second one to the same question changes nothing.
   *
   * @param word what the sender adds, "" for nothing
   * @return false where the question is not open any more
   */
  boolean answer(String id, String asked, boolean isYes, String word);
}
