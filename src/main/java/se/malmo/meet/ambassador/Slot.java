package se.malmo.meet.ambassador;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Sweden;

/**
 * A time that an ambassador has put up for a meeting.
 *
 * @param by the account that put it up
 * @param who the name of that account
 * @param booking id of the booking that has it, empty for a time that is free
 */
public record Slot(String id, Inquiry.Place forvaltning, String by, String who, Hours hours, Spot spot, Optional<String> booking) {
  /** Minutes that one can be long. */
  public static final List<String> LENGTHS = List.of("15", "30", "45", "60", "90");
  /** For so many weeks one can be put up at once. */
  public static final List<String> WEEKS = IntStream.rangeClosed(1, 12).mapToObj(String::valueOf).toList();

  /** From when until when. */
  public record Hours(Instant starts, Instant ends) {
    /** The day in Sweden. */
    public LocalDate day() {
      return Sweden.day(starts);
    }

    /** "10.00–10.30", in Sweden. */
    public String clock(Messages messages) {
      DateTimeFormatter hour = DateTimeFormatter.ofPattern(messages.get("format.hour"), messages.locale());
      ZoneId zone = Sweden.ZONE;
      return hour.format(starts.atZone(zone)) + "–" + hour.format(ends.atZone(zone));
    }

    /** "tisdag 1 december 2026 kl. 10.00–10.30". */
    public String whole(Messages messages) {
      return messages.get("slot.whole", DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", messages.locale()).format(day()), clock(messages));
    }
  }

  /**
   * Where one meets.
   *
   * @param where an address of a place, or of a video meeting, which only those who have booked get to know
   */
  public record Spot(boolean isVideo, String where) {
    /** What everybody may read of it. */
    public String openly(Messages messages) {
      return isVideo ? messages.get("slot.video") : where;
    }
  }
}
