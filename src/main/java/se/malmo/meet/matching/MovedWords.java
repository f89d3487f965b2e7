package se.malmo.meet.matching;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import se.malmo.meet.language.Span;

/** What a case that is moved teaches the router: its common words. A word that it writes only with a capital letter or a digit may name somebody and is left out. */
public final class MovedWords {
  private final Profiles profiles;

  public MovedWords(Profiles profiles) {
    this.profiles = profiles;
  }

  /** The properties that keep the common words of a title and a text, as many times as they are said without a name's look. */
  public Map<String, Object> properties(String title, String text) {
    String whole = title + "\n\n" + text;
    Words words = profiles.of(whole, Optional.empty()).words();
    Map<String, Words.Said> common = words.said().entrySet().stream().map(entry -> Map.entry(entry.getKey(), common(entry.getValue(), whole)))
        .filter(entry -> entry.getValue().times() > 0).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, Object> kept = new HashMap<>();
    new Words(common).properties().forEach((name, values) -> kept.put(name.equals("words") ? "movedWords" : "movedCounts", values));
    return kept;
  }

  private static Words.Said common(Words.Said said, String text) {
    return new Words.Said(said.places().stream().filter(place -> isCommon(place, text)).toList(), said.language(), said.lemma(), said.isName());
  }

  private static boolean isCommon(Span place, String text) {
    return place.of(text).codePoints().noneMatch(letter -> Character.isDigit(letter) || Character.isUpperCase(letter) || Character.isTitleCase(letter));
  }
}
