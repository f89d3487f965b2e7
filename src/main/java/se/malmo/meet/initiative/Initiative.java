package se.malmo.meet.initiative;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.matching.Ending;

/**
 * An idea with a text, from arrival to outcome; one that runs is a project.
 *
 * @param answerBy when its sender has an answer at the latest; none for one that came by an import
 * @param published whether the public may see it
 */
public record Initiative(String id, String reference, String title, String text, String language, Status status, Instant date, Optional<LocalDate> answerBy,
    boolean published, Optional<String> outcome, Optional<String> lesson) {

  /** An organisation that takes part. */
  public record Participant(String id, String name, String sector, String role) {}

  /** A förvaltning that it was sent to. */
  public record Holder(String id, String name, String nameEn) {
    public String name(String language) {
      return "en".equals(language) ? nameEn : name;
    }
  }

  /** An initiative with those it concerns, as its page shows it. */
  public record Whole(Initiative initiative, List<Participant> participants, List<Holder> holders) {}

  /** One line of a list. */
  public record Line(String reference, String title, Status status, int year, String summary, String language, Optional<Ending> ending) {}
}
