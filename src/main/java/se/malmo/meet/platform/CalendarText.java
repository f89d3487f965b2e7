package se.malmo.meet.platform;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A calendar as a file (RFC 5545), line by line: lines are folded, and no text can end its own line or begin another property. */
public final class CalendarText {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  /** Bytes in a line, its end not counted (RFC 5545, section 3.1). */
  private static final int LONGEST_LINE = 75;

  private final StringBuilder lines = new StringBuilder();

  /** A line of ours as it is: "BEGIN:VEVENT". */
  public CalendarText line(String line) {
    lines.append(folded(line)).append("\r\n");
    return this;
  }

  /** A property with a text that somebody wrote; an empty one is left out. */
  public CalendarText text(String property, String text) {
    return text.isBlank() ? this : line(property + ":" + escaped(text));
  }

  /** A moment, in UTC. */
  public CalendarText moment(String property, Instant at) {
    return line(property + ":" + MOMENT.format(at));
  }

  /** A text as the value of a parameter, which can hold no quotation mark (RFC 5545, section 3.2). */
  public static String parameter(String text) {
    return "\"" + text.replaceAll("[\\p{Cc}\"]", " ") + "\"";
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

  @Override
  public String toString() {
    return lines.toString();
  }
}
