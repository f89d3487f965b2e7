package se.malmo.meet.scanning;

/** A feed cannot be read; says why, for those who follow it. */
final class FeedFault extends RuntimeException {
  private static final int LONGEST = 300;
  private final String code;
  private final String detail;

  /**
   * One with something to name.
   *
   * @param code the end of a message key: "redirect"
   */
  FeedFault(String code, String detail) {
    super(code, null, false, false);
    this.code = code;
    this.detail = PlainText.cut(PlainText.line(detail), LONGEST);
  }

  FeedFault(String code) {
    this(code, "");
  }

  Feed.Fault told() {
    return new Feed.Fault(code, detail);
  }
}
