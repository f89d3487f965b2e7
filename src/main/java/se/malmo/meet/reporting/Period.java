package se.malmo.meet.reporting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Sweden;

/**
 * The days that a report is of, both included.
 *
 * @param address how it stands in an address
 */
record Period(LocalDate from, LocalDate to, String address) {
  private static final Pattern QUARTER = Pattern.compile("([0-9]{4})-([1-4])");
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
  private static final int MONTHS = 3;
  private static final int LONGEST_YEARS = 10;

  static Period quarter(int year, int quarter) {
    LocalDate from = LocalDate.of(year, 1 + MONTHS * (quarter - 1), 1);
    return new Period(from, from.plusMonths(MONTHS).minusDays(1), "quarter=" + year + "-" + quarter);
  }

  static Period quarterOf(LocalDate day) {
    return quarter(day.getYear(), (day.getMonthValue() + 2) / MONTHS);
  }

  static Period year(int year) {
    return new Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), "year=" + year);
  }

  /**
   * A quarter ("2026-4"), a year, or two days; else the quarter of today.
   *
   * @param checks hears of days that are none, or the wrong way round
   */
  static Period parse(Function<String, Optional<String>> query, LocalDate today, Checks checks) {
    Matcher quarter = QUARTER.matcher(query.apply("quarter").orElse(""));
    if (quarter.matches()) return quarter(Integer.parseInt(quarter.group(1)), Integer.parseInt(quarter.group(2)));
    String year = query.apply("year").orElse("");
    if (YEAR.matcher(year).matches()) return year(Integer.parseInt(year));
    if (query.apply("from").isEmpty() && query.apply("to").isEmpty()) return quarterOf(today);
    Optional<LocalDate> from = day("from", query, checks);
    Optional<LocalDate> to = day("to", query, checks);
    if (from.isEmpty() || to.isEmpty()) return quarterOf(today);
    if (to.get().isBefore(from.get())) checks.fault("to", "problem.report.order");
    else if (ChronoUnit.YEARS.between(from.get(), to.get()) >= LONGEST_YEARS) checks.fault("to", "problem.report.long");
    else return new Period(from.get(), to.get(), "from=" + from.get() + "&to=" + to.get());
    return quarterOf(today);
  }

  private static Optional<LocalDate> day(String field, Function<String, Optional<String>> query, Checks checks) {
    try {
      return Optional.of(LocalDate.parse(query.apply(field).orElse("").strip()));
    } catch (DateTimeException e) {
      checks.fault(field, "problem.report.day");
      return Optional.empty();
    }
  }

  Instant begins() {
    return from.atStartOfDay(Sweden.ZONE).toInstant();
  }

  /** The first moment after it. */
  Instant ends() {
    return to.plusDays(1).atStartOfDay(Sweden.ZONE).toInstant();
  }
}
