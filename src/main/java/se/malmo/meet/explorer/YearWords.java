package se.malmo.meet.explorer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The years that a question speaks of: "sedan 2022", "2019 to 2023", "de senaste tre åren". */
final class YearWords {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Map<String, Integer> NUMBERS = Map.ofEntries(Map.entry("två", 2), Map.entry("tre", 3), Map.entry("fyra", 4), Map.entry("fem", 5), Map.entry("sex", 6),
      Map.entry("tio", 10), Map.entry("two", 2), Map.entry("three", 3), Map.entry("four", 4), Map.entry("five", 5), Map.entry("six", 6), Map.entry("ten", 10));

  private final int thisYear;
  private final List<Reading> readings;

  private record Reading(Pattern pattern, Function<MatchResult, Optional<Years>> years) {}

  /** What was found; nothing where the words speak of years that cannot be. */
  record Found(Optional<Years> years, int start, int end) {}

  YearWords(int thisYear) {
    this.thisYear = thisYear;
    readings = List.of(
        reading("(?:år(?:et)?\\s+|in\\s+)?\\d{1,4}\\s*(?:f\\.?\\s?kr\\.?|bce?)(?!\\p{L})", found -> Optional.empty()),
        reading("(?:mellan|between|från|from)?\\s*\\b(\\d{4})\\s*(?:[-–—]|till|och|to|and)\\s*(\\d{4})\\b", found -> Years.between(number(found, 1), number(found, 2))),
        reading("(?:sedan|efter|från och med|fr\\.?o\\.?m\\.?|från|since|after|from)\\s+(?:år\\s+)?(\\d{4})\\b", found -> Years.between(number(found, 1), Years.LAST)),
        reading("(?:före|innan|before)\\s+(?:år\\s+)?(\\d{4})\\b", found -> Years.between(Years.FIRST, number(found, 1) - 1)),
        reading("(?:till och med|t\\.?o\\.?m\\.?|until|till)\\s+(?:år\\s+)?(\\d{4})\\b", found -> Years.between(Years.FIRST, number(found, 1))),
        reading("(?:(?:under\\s+)?de\\s+)?senaste\\s+(\\p{L}+|\\d{1,2})\\s+åren|(?:in\\s+)?(?:the\\s+)?(?:last|past)\\s+(\\p{L}+|\\d{1,2})\\s+years", this::last),
        reading("\\bi\\s+år\\b|\\bthis\\s+year\\b", found -> Years.between(thisYear, thisYear)),
        reading("(?:under\\s+)?(?:förra\\s+året|i\\s+fjol)|last\\s+year", found -> Years.between(thisYear - 1, thisYear - 1)),
        reading("(?:(?:under|år)\\s+|in\\s+)?\\b(\\d{4})\\b", found -> Years.between(number(found, 1), number(found, 1))));
  }

  private static Reading reading(String pattern, Function<MatchResult, Optional<Years>> years) {
    return new Reading(Pattern.compile(pattern, FLAGS), years);
  }

  /** The first stretch of years, by the most telling way of saying it. */
  Optional<Found> in(String text) {
    for (Reading reading : readings) {
      Matcher matcher = reading.pattern().matcher(text);
      if (matcher.find()) return Optional.of(new Found(reading.years().apply(matcher.toMatchResult()), matcher.start(), matcher.end()));
    }
    return Optional.empty();
  }

  private static int number(MatchResult found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private Optional<Years> last(MatchResult found) {
    String said = (found.group(1) != null ? found.group(1) : found.group(2)).toLowerCase(java.util.Locale.ROOT);
    int years = said.chars().allMatch(Character::isDigit) ? Integer.parseInt(said) : NUMBERS.getOrDefault(said, 0);
    return years < 1 ? Optional.empty() : Years.between(thisYear - years + 1, thisYear);
  }
}
