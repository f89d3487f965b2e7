package se.malmo.meet.initiative;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Optional;

/**
 * The days on which Swedish offices are closed, each by its name: Saturdays, Sundays and public holidays (lag 1989:253), and the eves of midsummer,
 * Christmas and New Year, which count as holidays for time limits of law (lag 1930:173, section 2).
 */
final class RedDays {
  private static final Map<MonthDay, String> FIXED = Map.of(
      MonthDay.of(Month.JANUARY, 1), "new-year", MonthDay.of(Month.JANUARY, 6), "epiphany", MonthDay.of(Month.MAY, 1), "may-day",
      MonthDay.of(Month.JUNE, 6), "national-day", MonthDay.of(Month.DECEMBER, 24), "christmas-eve", MonthDay.of(Month.DECEMBER, 25), "christmas-day",
      MonthDay.of(Month.DECEMBER, 26), "boxing-day", MonthDay.of(Month.DECEMBER, 31), "new-years-eve");

  /** Days after Easter Sunday. */
  private static final Map<Integer, String> BY_EASTER = Map.of(-2, "good-friday", 0, "easter-sunday", 1, "easter-monday", 39, "ascension", 49, "pentecost");

  private RedDays() {}

  /** The name of a closed day as in the message keys, "good-friday"; empty for a working day. */
  static Optional<String> nameOf(LocalDate day) {
    String fixed = FIXED.get(MonthDay.from(day));
    if (fixed != null) return Optional.of(fixed);
    String moving = BY_EASTER.get((int) (day.toEpochDay() - easterSunday(day.getYear()).toEpochDay()));
    if (moving != null) return Optional.of(moving);
    LocalDate midsummerEve = firstFrom(day.getYear(), Month.JUNE, 19, DayOfWeek.FRIDAY);
    if (day.equals(midsummerEve)) return Optional.of("midsummer-eve");
    if (day.equals(midsummerEve.plusDays(1))) return Optional.of("midsummer-day");
    if (day.equals(firstFrom(day.getYear(), Month.OCTOBER, 31, DayOfWeek.SATURDAY))) return Optional.of("all-saints");
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> Optional.of("saturday");
      case SUNDAY -> Optional.of("sunday");
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> Optional.empty();
    };
  }

  private static LocalDate firstFrom(int year, Month month, int day, DayOfWeek which) {
    return LocalDate.of(year, month, day).with(TemporalAdjusters.nextOrSame(which));
  }

  /** Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms 1991, chapter 8). */
  static LocalDate easterSunday(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
