package se.malmo.meet.ambassador;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.ambassador.Slot.Hours;
import se.malmo.meet.ambassador.Slot.Spot;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.platform.WebAddress;

/** Times that an ambassador puts up, as the form says them: one, or the same hour week after week. */
record SlotForm(String forvaltning, List<Hours> hours, Spot spot) {
  /** The names of the fields, in the order in which a person meets them. */
  static final List<String> ORDER = List.of("forvaltning", "day", "time", "length", "weeks", "way", "where", "slot");
  static final String PLACE = "place";
  static final String VIDEO = "video";
  /** So far ahead a time can be put up. */
  static final int MOST_DAYS = 183;
  private static final int LONGEST_WHERE = 300;

  /**
   * Reads the form.
   *
   * @param own ids of the förvaltningar that a time may be put up for
   * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
   */
  static SlotForm parse(MultiMap fields, List<String> own, Instant now) {
    Checks checks = new Checks();
    String forvaltning = Optional.ofNullable(fields.get("forvaltning")).orElse("");
    if (!own.contains(forvaltning)) checks.fault("forvaltning", "problem.slot.forvaltning");
    Optional<LocalDate> day = day(checks, fields.get("day"));
    Optional<LocalTime> time = time(checks, fields.get("time"));
    int length = number(checks, "length", fields.get("length"), Slot.LENGTHS);
    int weeks = number(checks, "weeks", Optional.ofNullable(fields.get("weeks")).orElse("1"), Slot.WEEKS);
    Spot spot = spot(checks, fields);
    List<Hours> hours = day.isPresent() && time.isPresent() ? hours(checks, day.get().atTime(time.get()), length, weeks, now) : List.of();
    checks.done();
    return new SlotForm(forvaltning, hours, spot);
  }

  private static Optional<LocalDate> day(Checks checks, String value) {
    String given = checks.required("day", value, LONGEST_WHERE);
    try {
      return given.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(given));
    } catch (DateTimeParseException e) {
      checks.fault("day", "problem.date");
      return Optional.empty();
    }
  }

  private static Optional<LocalTime> time(Checks checks, String value) {
    String given = checks.required("time", value, LONGEST_WHERE);
    try {
      return given.isEmpty() ? Optional.empty() : Optional.of(LocalTime.parse(given.replace('.', ':')).withSecond(0).withNano(0));
    } catch (DateTimeException e) {
      checks.fault("time", "problem.slot.time");
      return Optional.empty();
    }
  }

  private static int number(Checks checks, String field, String value, List<String> allowed) {
    return checks.oneOf(field, value, given -> Optional.of(given).filter(allowed::contains), allowed).map(Integer::parseInt).orElseGet(() -> {
      if (value == null || value.isBlank()) checks.fault(field, "problem.required");
      return 1;
    });
  }

  private static Spot spot(Checks checks, MultiMap fields) {
    String way = checks.oneOf("way", fields.get("way"), given -> Optional.of(given).filter(List.of(PLACE, VIDEO)::contains), List.of(PLACE, VIDEO)).orElse("");
    if (way.isEmpty()) checks.fault("way", "problem.slot.way");
    String where = checks.required("where", fields.get("where"), LONGEST_WHERE);
    boolean isVideo = way.equals(VIDEO);
    if (isVideo && !where.isEmpty() && WebAddress.of(where).filter(WebAddress::isSecure).isEmpty()) checks.fault("where", "problem.slot.link");
    return new Spot(isVideo, where);
  }

  /** The same hour on the clock each week, also over the day on which clocks are moved. */
  private static List<Hours> hours(Checks checks, LocalDateTime first, int length, int weeks, Instant now) {
    List<Hours> hours = new ArrayList<>();
    for (int week = 0; week < weeks; week++) {
      LocalDateTime at = first.plusWeeks(week);
      if (Sweden.ZONE.getRules().getValidOffsets(at).isEmpty()) checks.fault("time", "problem.slot.gap", at.toLocalDate());
      Instant starts = at.atZone(Sweden.ZONE).toInstant();
      if (!starts.isAfter(now) || starts.isAfter(now.plus(Duration.ofDays(MOST_DAYS)))) checks.fault("day", "problem.slot.day", MOST_DAYS / 30);
      hours.add(new Hours(starts, starts.plus(Duration.ofMinutes(length))));
    }
    return hours;
  }
}
