package se.malmo.meet.showcase;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.matching.Ending;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Sweden;

/**
 * A published initiative as far as a list can be narrowed by it.
 *
 * @param date when it came in
 * @param sectors of those who take part
 * @param competences that it needs; where nobody has said, those that its text speaks of
 */
public record Project(String reference, Status status, Instant date, int year, Set<String> forvaltningar, Set<String> sectors, Set<String> competences) {

  /** One line of a list. */
  public record Line(String id, String reference, String title, String language, Status status, Instant date, String summary, List<String> leaders,
      List<String> forvaltningar, List<String> forvaltningarEn, Optional<Ending> ending) {

    /** When it came in, in Sweden. */
    public int year() {
      return date.atZone(Sweden.ZONE).getYear();
    }

    /** The förvaltningar that it was sent to. */
    public List<String> forvaltningar(Messages messages) {
      return messages.isEnglish() ? forvaltningarEn : forvaltningar;
    }
  }
}
