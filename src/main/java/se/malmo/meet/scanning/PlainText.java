package se.malmo.meet.scanning;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;

/** Makes plain text of what a feed says in HTML: no markup, no scripts, nothing that cannot be seen. */
final class PlainText {
  /** What has no shape, or turns the direction of what follows. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF\\uFFFE\\uFFFF]");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");

  private PlainText() {}

  /** The words of a piece of HTML on one line; text without markup stays as it is. */
  static String of(String html) {
    StringWriter text = new StringWriter();
    try (Reader words = new HTMLStripCharFilter(new StringReader(html))) {
      words.transferTo(text);
    } catch (IOException e) {
      throw new IllegalStateException("A string can be read", e);
    }
    return line(text.toString());
  }

  /** A text on one line, without what cannot be seen. */
  static String line(String text) {
    return SPACES.matcher(UNSEEN.matcher(SPACES.matcher(text).replaceAll(" ")).replaceAll("")).replaceAll(" ").strip();
  }

  /** A text no longer than so many characters, cut between words where it can be. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) return text;
    int space = text.lastIndexOf(' ', longest - 2);
    int end = space > longest / 2 ? space : longest - 2;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + " …";
  }
}
