package se.malmo.meet.initiative;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.malmo.meet.platform.Sweden;

/** Dates worked out by hand from the Swedish calendar. */
class AnswerDateTest {

  @ParameterizedTest(name = "{2}: {0} is answered by {1}")
  @CsvSource({
      "2026-02-02, 2026-02-23, an ordinary Monday",
      "2026-02-07, 2026-03-02, a Saturday",
      "2026-02-08, 2026-03-02, a Sunday",
      "2028-02-08, 2028-02-29, the day of a leap year",
      "2026-03-12, 2026-04-02, Maundy Thursday is a working day",
      "2026-03-13, 2026-04-07, Good Friday and the whole of Easter",
      "2026-03-16, 2026-04-07, Easter Monday",
      "2026-04-10, 2026-05-04, the first of May on a Friday",
      "2026-04-23, 2026-05-15, Ascension Day; the Friday after it is a working day",
      "2026-05-16, 2026-06-08, the national day on a Saturday",
      "2028-05-16, 2028-06-07, the national day on a Tuesday",
      "2026-05-28, 2026-06-18, the day before midsummer eve",
      "2026-05-29, 2026-06-22, midsummer eve",
      "2026-10-10, 2026-11-02, All Saints' Day is a Saturday",
      "2026-12-02, 2026-12-23, the day before Christmas eve",
      "2026-12-03, 2026-12-28, Christmas eve to Boxing Day and a Sunday",
      "2026-12-10, 2027-01-04, New Year's eve and a Saturday and a Sunday",
      "2026-12-15, 2027-01-05, the eve of Epiphany is a working day",
      "2026-12-16, 2027-01-07, Epiphany"})
  void three_weeks_and_on_to_a_working_day(LocalDate arrival, LocalDate answer, String which) {
    assertThat(AnswerDate.of(at(arrival, LocalTime.NOON))).isEqualTo(answer);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
      "2026-02-02, 2026-02-23, ''",
      "2026-02-07, 2026-02-28, saturday sunday",
      "2026-03-13, 2026-04-03, good-friday saturday easter-sunday easter-monday",
      "2026-03-16, 2026-04-06, easter-monday",
      "2026-04-10, 2026-05-01, may-day saturday sunday",
      "2026-04-23, 2026-05-14, ascension",
      "2026-05-29, 2026-06-19, midsummer-eve midsummer-day sunday",
      "2026-10-10, 2026-10-31, all-saints sunday",
      "2026-12-03, 2026-12-24, christmas-eve christmas-day boxing-day sunday",
      "2026-12-10, 2026-12-31, new-years-eve new-year saturday sunday",
      "2026-12-16, 2027-01-06, epiphany",
      "2027-05-16, 2027-06-06, national-day"})
  void each_closed_day_that_moved_the_answer_is_named(LocalDate arrival, LocalDate threeWeeks, String closed) {
    AnswerDate counted = AnswerDate.counted(at(arrival, LocalTime.NOON));
    assertThat(counted.arrived()).isEqualTo(arrival);
    assertThat(counted.threeWeeks()).isEqualTo(threeWeeks);
    assertThat(String.join(" ", counted.closed().stream().map(AnswerDate.Closed::name).toList())).isEqualTo(closed);
    assertThat(counted.answer()).isEqualTo(threeWeeks.plusDays(counted.closed().size()));
  }

  @ParameterizedTest
  @CsvSource({
      "2026-02-03T22:59:59Z, 2026-02-24",
      "2026-02-03T23:00:00Z, 2026-02-25",
      "2026-07-07T21:59:59Z, 2026-07-28",
      "2026-07-07T22:00:00Z, 2026-07-29",
      "2026-12-31T23:30:00Z, 2027-01-22"})
  void the_day_is_the_one_in_sweden(Instant arrival, LocalDate answer) {
    assertThat(AnswerDate.of(arrival)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
      // Clocks go forward on 29 March 2026 at 01:00 UTC, back on 25 October at 01:00 UTC.
      "2026-03-24T22:30:00Z, 2026-04-14",
      "2026-03-24T23:30:00Z, 2026-04-15",
      "2026-03-29T00:59:59Z, 2026-04-20",
      "2026-03-29T01:00:00Z, 2026-04-20",
      "2026-03-30T21:59:59Z, 2026-04-20",
      "2026-03-30T22:00:00Z, 2026-04-21",
      "2026-10-20T21:30:00Z, 2026-11-10",
      "2026-10-20T22:30:00Z, 2026-11-11",
      "2026-10-26T22:59:59Z, 2026-11-16",
      "2026-10-26T23:00:00Z, 2026-11-17"})
  void a_change_of_clocks_changes_no_day(Instant arrival, LocalDate answer) {
    assertThat(AnswerDate.of(arrival)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({"1981-04-19", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2049-04-18", "2285-03-22"})
  void easter_is_where_the_almanac_has_it(LocalDate easter) {
    assertThat(RedDays.easterSunday(easter.getYear())).isEqualTo(easter);
  }

  @Test
  void every_answer_falls_on_a_working_day_within_a_few_days_of_three_weeks() {
    for (Instant arrival = at(LocalDate.of(2026, 1, 1), LocalTime.NOON); arrival.isBefore(at(LocalDate.of(2041, 1, 1), LocalTime.NOON));
        arrival = arrival.plus(Duration.ofDays(1))) {
      LocalDate answer = AnswerDate.of(arrival);
      assertThat(RedDays.nameOf(answer).isEmpty()).as(answer.toString()).isTrue();
      assertThat(ChronoUnit.DAYS.between(Sweden.day(arrival), answer)).isBetween(21L, 26L);
    }
  }

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(Sweden.ZONE).toInstant();
  }
}
