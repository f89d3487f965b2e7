package se.malmo.meet.language;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text as the models read it (letters composed, no markup, no addresses), and the way back to the text as it was written. */
final class NormalText {

  /** Longer runs without a space cost the models time in the square of their length: their punctuation is read as spaces. */
  private static final int LONGEST_RUN = 80;

  private static final int LONGEST_WORD = 200;
  private static final Pattern NOT_LANGUAGE = Pattern.compile(
      "<[\\p{Alpha}/!?][^<>]{0,300}>"
          + "|https?://[^\\s<>\"]+|www\\.[^\\s<>\"]+"
          + "|(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,64}){1,5}");
  private static final Pattern LONG_RUN = Pattern.compile("\\S{" + LONGEST_RUN + ",}+");
  private static final Pattern LONG_WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]{" + LONGEST_WORD + ",}+");

  private final char[] text;
  private final int[] starts;
  private final int[] ends;
  private int length;

  private NormalText(int capacity) {
    text = new char[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
  }

  static NormalText of(String written) {
    NormalText normal = new NormalText(written.length());
    for (int at = 0; at < written.length();) {
      int end = at + 1;
      while (end < written.length() && isMark(written.charAt(end))) {
        end++;
      }
      normal.add(written, at, end);
      at = end;
    }
    normal.blank(NOT_LANGUAGE, false);
    normal.blank(LONG_RUN, true);
    normal.blank(LONG_WORD, false);
    return normal;
  }

  private void add(String written, int start, int end) {
    String piece = written.substring(start, end);
    String composed = piece.length() > 1 ? Normalizer.normalize(piece, Normalizer.Form.NFC) : piece;
    if (composed.length() > piece.length()) {
      composed = piece;
    }
    for (int i = 0; i < composed.length(); i++) {
      char letter = composed.charAt(i);
      if (Character.getType(letter) == Character.FORMAT && letter != '\u200d') {
        continue; // a soft hyphen or an invisible mark is no letter of the word
      }
      text[length] = readable(letter);
      starts[length] = start + i;
      ends[length] = i == composed.length() - 1 ? end : start + i + 1;
      length++;
    }
  }

  private static char readable(char letter) {
    if (letter == '\n' || letter == '\u2028' || letter == '\u2029') {
      return '\n';
    }
    return Character.isISOControl(letter) || Character.isSpaceChar(letter) ? ' ' : letter;
  }

  private static boolean isMark(char letter) {
    return Character.getType(letter) == Character.NON_SPACING_MARK;
  }

  private void blank(Pattern pattern, boolean keepsLetters) {
    Matcher found = pattern.matcher(text());
    while (found.find()) {
      for (int i = found.start(); i < found.end(); i++) {
        if (!keepsLetters || !Character.isLetterOrDigit(text[i]) && !isMark(text[i])) {
          text[i] = ' ';
        }
      }
    }
  }

  String text() {
    return new String(text, 0, length);
  }

  /** Where a stretch, not an empty one, of the normal text stands in the text as written. */
  Span written(Span span) {
    return new Span(starts[span.start()], ends[span.end() - 1]);
  }

}
