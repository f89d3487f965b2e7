package se.malmo.meet.initiative;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import se.malmo.meet.platform.CalendarText;
import se.malmo.meet.platform.Messages;

/** The date of the answer as an all-day entry for a calendar (RFC 5545); holds no address of the status page, for calendars are shared. */
final class AnswerCalendar {
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private AnswerCalendar() {}

  static String of(Initiative initiative, Messages messages) {
    LocalDate answer = initiative.answerBy().orElseGet(() -> AnswerDate.of(initiative.date()));
    return new CalendarText().line("BEGIN:VCALENDAR").line("VERSION:2.0").line("PRODID:-//Meet Malmo//Answer date//SV").line("BEGIN:VEVENT")
        .line("UID:" + initiative.reference() + "@meetmalmo.example")
        .moment("DTSTAMP", initiative.date())
        .line("DTSTART;VALUE=DATE:" + DAY.format(answer))
        .line("DTEND;VALUE=DATE:" + DAY.format(answer.plusDays(1)))
        .text("SUMMARY", messages.get("calendar.summary", initiative.reference()))
        .text("DESCRIPTION", messages.get("calendar.description", initiative.title()))
        .line("TRANSP:TRANSPARENT").line("END:VEVENT").line("END:VCALENDAR").toString();
  }
}
