package se.malmo.meet.explorer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of years, both ends included.
 *
 * @param from the first, {@link #FIRST} for no beginning
 * @param to the last, {@link #LAST} for no end
 */
public record Years(int from, int to) {
  static final int FIRST = 1900;
  static final int LAST = 2100;
  static final Years ALL = new Years(FIRST, LAST);
  private static final Pattern WRITTEN = Pattern.compile("(\\d{4})?-(\\d{4})?|(\\d{4})");

  /** Reads "2021-2024", "2021-", "-2024" and "2021"; nothing for any other text and for years that cannot be. */
  static Optional<Years> of(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    if (!matcher.matches() || written.equals("-")) return Optional.empty();
    if (matcher.group(3) != null) return between(Integer.parseInt(written), Integer.parseInt(written));
    int from = matcher.group(1) == null ? FIRST : Integer.parseInt(matcher.group(1));
    int to = matcher.group(2) == null ? LAST : Integer.parseInt(matcher.group(2));
    return between(from, to);
  }

  static Optional<Years> between(int from, int to) {
    return from < FIRST || to > LAST || from > to ? Optional.empty() : Optional.of(new Years(from, to));
  }

  boolean isAll() {
    return equals(ALL);
  }

  boolean hasBeginning() {
    return from > FIRST;
  }

  boolean hasEnd() {
    return to < LAST;
  }

  /** As it stands in an address: "2021-2024", "2021-", "-2024". */
  String written() {
    return (hasBeginning() ? from : "") + "-" + (hasEnd() ? to : "");
  }
}
