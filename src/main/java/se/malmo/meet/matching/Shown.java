package se.malmo.meet.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import se.malmo.meet.language.Span;
import se.malmo.meet.language.Token;

/** Places of a text as they are quoted: without the function words and marks at either end, which say nothing of why. */
final class Shown {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final String text;
  private final List<Token> tokens;
  private final Map<Span, Span> known = new HashMap<>();
  private final Map<Span, String> keys = new HashMap<>();

  Shown(Profile profile) {
    text = profile.text().text();
    tokens = profile.text().tokens().toList();
  }

  /** The place from the first to the last of its words that carry meaning; one that has none is only freed of the marks at its ends. */
  Span of(Span place) {
    return known.computeIfAbsent(place, this::trimmed);
  }

  private Span trimmed(Span place) {
    int start = -1;
    int end = -1;
    for (int i = firstFrom(place.start()); i < tokens.size() && tokens.get(i).span().start() < place.end(); i++) {
      Token token = tokens.get(i);
      if (!token.isContent() || token.span().end() > place.end()) continue;
      if (start < 0) start = token.span().start();
      end = token.span().end();
    }
    return bare(start < 0 ? place : new Span(start, end));
  }

  /** The first token that begins at a place of the text or after it. */
  private int firstFrom(int start) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).span().start() < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private Span bare(Span place) {
    int start = place.start();
    int end = place.end();
    while (start < end && !Character.isLetterOrDigit(text.codePointAt(start))) start += Character.charCount(text.codePointAt(start));
    while (end > start && !isOfWord(text.codePointBefore(end))) end -= Character.charCount(text.codePointBefore(end));
    return start < end ? new Span(start, end) : place;
  }

  /** A letter, a figure, or what stands on one: a letter is not parted from its marks. */
  private static boolean isOfWord(int point) {
    return Character.isLetterOrDigit(point) || Character.getType(point) == Character.NON_SPACING_MARK || Character.getType(point) == Character.COMBINING_SPACING_MARK;
  }

  /** What stands at a place. */
  String text(Span place) {
    return of(place).of(text);
  }

  /** By what two places read the same. */
  String key(Span place) {
    return keys.computeIfAbsent(place, this::read);
  }

  private String read(Span place) {
    String read = text(place).toLowerCase(Locale.ROOT);
    return read.chars().anyMatch(Character::isWhitespace) ? SPACE.matcher(read).replaceAll(" ") : read;
  }
}
