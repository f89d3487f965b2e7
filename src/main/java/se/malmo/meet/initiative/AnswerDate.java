package se.malmo.meet.initiative;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Sweden;

/**
 * When the sender has an answer at the latest, and how that was counted: 21 days after arrival, moved to the next Swedish working day.
 *
 * @param arrived the Swedish day on which it came in
 * @param threeWeeks 21 days later
 * @param closed the days from then on on which offices are closed, none where that is a working day
 * @param answer the first working day from then on
 */
public record AnswerDate(LocalDate arrived, LocalDate threeWeeks, List<Closed> closed, LocalDate answer) {
  private static final int DAYS = 21;

  /**
   * A day on which offices are closed.
   *
   * @param name as in the message keys, "good-friday"
   */
  public record Closed(LocalDate day, String name) {}

  public AnswerDate {
    closed = List.copyOf(closed);
  }

  /** Counts from an instant of arrival, by its Swedish day. */
  public static AnswerDate counted(Instant arrival) {
    LocalDate arrived = Sweden.day(arrival);
    LocalDate threeWeeks = arrived.plusDays(DAYS);
    List<Closed> closed = new ArrayList<>();
    LocalDate day = threeWeeks;
    for (Optional<String> name = RedDays.nameOf(day); name.isPresent(); name = RedDays.nameOf(day)) {
      closed.add(new Closed(day, name.get()));
      day = day.plusDays(1);
    }
    return new AnswerDate(arrived, threeWeeks, closed, day);
  }

  /** A day itself where offices are open, else the first working day after it. */
  public static LocalDate workingDay(LocalDate day) {
    LocalDate open = day;
    while (RedDays.nameOf(open).isPresent()) open = open.plusDays(1);
    return open;
  }

  /** The date of the answer to what arrives at an instant. */
  public static LocalDate of(Instant arrival) {
    return counted(arrival).answer();
  }
}
