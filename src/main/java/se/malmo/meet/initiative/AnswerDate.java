package se.malmo.meet.initiative;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/** When the sender has an answer at the latest: 21 days after arrival, moved to the next Swedish working day. */
public final class AnswerDate {
  public static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final int DAYS = 21;

  /** Fixed red days (lag 1989:253), and the eves on which Swedish offices are closed. */
  private static final Set<MonthDay> FIXED = Set.of(
      MonthDay.of(Month.JANUARY, 1), MonthDay.of(Month.JANUARY, 6), MonthDay.of(Month.MAY, 1), MonthDay.of(Month.JUNE, 6),
      MonthDay.of(Month.DECEMBER, 24), MonthDay.of(Month.DECEMBER, 25), MonthDay.of(Month.DECEMBER, 26), MonthDay.of(Month.DECEMBER, 31));

  private AnswerDate() {}

  /** The date of the answer to what arrives at an instant, counted from its Swedish day. */
  public static LocalDate of(Instant arrival) {
    LocalDate day = arrival.atZone(SWEDEN).toLocalDate().plusDays(DAYS);
    while (!isWorkingDay(day)) day = day.plusDays(1);
    return day;
  }

  /** Whether Swedish offices are open. */
  static boolean isWorkingDay(LocalDate day) {
    if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) return false;
    if (FIXED.contains(MonthDay.from(day))) return false;
    LocalDate easter = easterSunday(day.getYear());
    boolean moves = day.equals(easter.minusDays(2)) || day.equals(easter.plusDays(1)) || day.equals(easter.plusDays(39));
    return !moves && !day.equals(midsummerEve(day.getYear()));
  }

  /** The Friday between 19 and 25 June. */
  private static LocalDate midsummerEve(int year) {
    return LocalDate.of(year, Month.JUNE, 19).with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
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
