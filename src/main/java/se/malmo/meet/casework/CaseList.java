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
   * @param still since when nothing has happened to it, for one that stands still
   */
  record Line(String reference, String title, String language, Status status, String who, LocalDate received, Optional<LocalDate> answerBy, boolean isExtended,
      List<Holder> forvaltningar, Optional<String> handler, Optional<Last> last, Optional<LocalDate> still) {

    boolean isLate(LocalDate today) {
      return Transitions.awaitsAnswer(status) && answerBy.filter(day -> day.isBefore(today)).isPresent();
    }
  }

  /**
   * Where a case stands in the order of a list: by the day of its answer, then the newest first.
   *
   * @param due the day, "9999-12-31" for none; "" for before all
   * @param at when it came in
   */
  record Place(String due, String at, String reference) {}

  /** A case with its place. */
  record Placed(Line line, Place place) {}

  record Last(String type, Instant at) {}

  /** A part of a list, with how long the whole is. */
  record Found(List<Line> lines, long total) {}

  /**
   * How many cases there are.
   *
   * @param late whose answer should have come
   * @param unrouted that await an answer and that no förvaltning has
   * @param stalled that stand still
   */
  record Counts(Map<Status, Long> by, long late, long unrouted, long stalled) {
    long of(Status status) {
      return by.getOrDefault(status, 0L);
    }

    long total() {
      return by.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** The board: the first cases of each state, and how many there are. */
  record Columns(Map<Status, List<Line>> first, Counts counts) {
    List<Line> of(Status status) {
      return first.getOrDefault(status, List.of());
    }
  }
}
