package se.malmo.meet.initiative;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import se.malmo.meet.platform.Messages;

/** The date of the answer as an all-day entry for a calendar (RFC 5545); holds no address of the status page, for calendars are shared. */
final class AnswerCalendar {
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  /** Bytes in a line, its end not counted (RFC 5545, section 3.1). */
  private static final int LONGEST_LINE = 75;

  private AnswerCalendar() {}

  static String of(Initiative initiative, Messages messages) {
    LocalDate answer = initiative.answerBy().orElseGet(() -> AnswerDate.of(initiative.date()));
    StringBuilder calendar = new StringBuilder();
    for (String line : List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Meet Malmo//Answer date//SV", "BEGIN:VEVENT",
        "UID:" + initiative.reference() + "@meetmalmo.example",
        "DTSTAMP:" + MOMENT.format(initiative.date()),
        "DTSTART;VALUE=DATE:" + DAY.format(answer),
        "DTEND;VALUE=DATE:" + DAY.format(answer.plusDays(1)),
        "SUMMARY:" + escaped(messages.get("calendar.summary", initiative.reference())),
        "DESCRIPTION:" + escaped(messages.get("calendar.description", initiative.title())),
        "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR")) {
      calendar.append(folded(line)).append("\r\n");
    }
    return calendar.toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replaceAll("\\R", "\\\\n").replaceAll("\\p{Cc}", "");
  }

  /** Cut where a line would be too long, never inside a character. */
  private static String folded(String line) {
    StringBuilder folded = new StringBuilder();
    int length = 0;
    for (int point : line.codePoints().toArray()) {
      String character = Character.toString(point);
      int bytes = character.getBytes(StandardCharsets.UTF_8).length;
      if (length + bytes > LONGEST_LINE) {
        folded.append("\r\n ");
        length = 1;
      }
      folded.append(character);
      length += bytes;
    }
    return folded.toString();
  }
}
