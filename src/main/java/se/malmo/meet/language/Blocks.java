package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text where its lines end a sentence: paragraphs, headings, list items. */
final class Blocks {

  /** A shorter line that the next one does not continue is a heading or an item, not a line wrapped by a program. */
  private static final int WRAPPED_LINE = 60;

  private static final Pattern LINE = Pattern.compile("[^\\n]+");
  private static final Pattern ITEM = Pattern.compile(
      "\\s*(?:[-–—•*·▪‣◦+>#|]+|\\d{1,2}[.)]|[a-z]\\))\\s+.*|\\s*[•▪‣◦].*");
  private static final Pattern MARKER = Pattern.compile(
      "\\s*(?:[-–—•*·▪‣◦+>#|]+(?=\\s)|\\d{1,2}[.)](?=\\s)|[•▪‣◦]+)?\\s*");

  private Blocks() {}

  static List<Span> of(String text) {
    List<Span> blocks = new ArrayList<>();
    int start = -1;
    int end = -1;
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      boolean isNew = start < 0 || !isContinued(text, end, line);
      if (isNew) {
        add(blocks, text, start, end);
        start = line.start() + marker(text, line);
      }
      end = line.end();
    }
    add(blocks, text, start, end);
    return blocks;
  }

  private static boolean isContinued(String text, int end, Matcher line) {
    String next = line.group();
    boolean isBlankBetween = next.isBlank() || line.start() - end > 1;
    if (isBlankBetween || ITEM.matcher(next).matches()) {
      return false;
    }
    int lastLine = text.lastIndexOf('\n', end - 1) + 1;
    return end - lastLine >= WRAPPED_LINE || Character.isLowerCase(next.strip().codePointAt(0));
  }

  private static int marker(String text, Matcher line) {
    Matcher marker = MARKER.matcher(text).region(line.start(), line.end());
    return marker.lookingAt() ? marker.end() - marker.start() : 0;
  }

  private static void add(List<Span> blocks, String text, int start, int end) {
    if (start >= 0 && start < end && !text.substring(start, end).isBlank()) {
      blocks.add(new Span(start, end));
    }
  }
}
