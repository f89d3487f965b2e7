package se.malmo.meet.language;

/** A stretch of a text, [start, end) in UTF-16 units. */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a stretch of a text: " + start + " to " + end);
    }
  }

  public String of(String text) {
    return text.substring(start, end);
  }

  Span moved(int by) {
    return new Span(start + by, end + by);
  }
}
