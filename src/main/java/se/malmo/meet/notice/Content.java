package se.malmo.meet.notice;

import java.util.ArrayList;
import java.util.List;

/**
 * What a mail says, before it is made into plain text and HTML.
 *
 * @param language "sv" or "en"
 */
public record Content(String language, String subject, List<Part> parts) {
  private static final int LONGEST_SUBJECT = 150;
  private static final String BREAK = "\n\n";

  /** One piece. */
  public sealed interface Part {}

  /** A sentence or a few of ours. */
  public record Said(String text) implements Part {}

  /** The words of a person, told apart from ours. */
  public record Quoted(String label, String text) implements Part {}

  /** Somewhere to go on. */
  public record Leading(String label, String address) implements Part {}

  /** Several of one sort, and how many more there are. */
  public record Listed(String heading, List<Line> lines, String more) implements Part {}

  /** One of a list. */
  public record Line(String text, String note, String address) {}

  public Content {
    parts = List.copyOf(parts);
    subject = cut(line(subject));
  }

  /** A text as one line, without what could steer a mail program: line breaks, control characters, marks that turn the reading direction. */
  public static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\uFEFF]+", " ").strip();
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST_SUBJECT) return text;
    int end = Character.isHighSurrogate(text.charAt(LONGEST_SUBJECT - 1)) ? LONGEST_SUBJECT - 1 : LONGEST_SUBJECT;
    return text.substring(0, end) + " …";
  }

  /** As plain text; every line of a person's words begins with a mark, so that none of them passes for ours. */
  public String plain() {
    List<String> pieces = new ArrayList<>();
    for (Part part : parts) {
      pieces.add(switch (part) {
        case Said said -> line(said.text());
        case Quoted quoted -> line(quoted.label()) + "\n" + quoted(quoted.text());
        case Leading leading -> line(leading.label()) + "\n" + leading.address();
        case Listed listed -> listed(listed);
      });
    }
    return String.join(BREAK, pieces) + "\n";
  }

  private static String quoted(String text) {
    return String.join("\n", text.lines().map(one -> "> " + line(one)).toList());
  }

  private static String listed(Listed listed) {
    StringBuilder text = new StringBuilder(line(listed.heading()));
    for (Line one : listed.lines()) text.append("\n- ").append(line(one.text())).append("\n  ").append(line(one.note())).append("\n  ").append(one.address());
    if (!listed.more().isEmpty()) text.append('\n').append(line(listed.more()));
    return text.toString();
  }
}
