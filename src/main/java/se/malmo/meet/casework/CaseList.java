package se.malmo.meet.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.initiative.Initiative.Holder;
import se.malmo.meet.initiative.Status;

/** Cases in lists and columns. */
final class CaseList {
  private CaseList() {}

  /**
   * A case as a line or a card.
   *
   * @param who asks: the sender's organisation or name, the leading organisation for one that came by an import, "" for none
   * @param isExtended whether somebody has set a later day for the answer
   * @param handler the name of who has taken it on
   * @param last what happened last and when
   */
  record Line(String reference, String title, String language, Status status, String who, LocalDate received, Optional<LocalDate> answerBy, boolean isExtended,
      List<Holder> forvaltningar, Optional<String> handler, Optional<Last> last) {

    boolean isLate(LocalDate today) {
      return Transitions.awaitsAnswer(status) && answerBy.filter(day -> day.isBefore(today)).isPresent();
    }
  }

  record Last(String type, Instant at) {}

  /** A part of a list, with how long the whole is. */
  record Found(List<Line> lines, long total) {}

  /** The board: the first cases of each state, and how many there are. */
  record Columns(Map<Status, List<Line>> first, Map<Status, Long> counts) {
    List<Line> of(Status status) {
      return first.getOrDefault(status, List.of());
    }

    long count(Status status) {
      return counts.getOrDefault(status, 0L);
    }
  }
}
