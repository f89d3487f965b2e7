package se.malmo.meet.matching;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Hash;

/** What words mean in the other language, as the graph's TRANSLATES edges say; never changed once made. */
public final class Translations {
  static final Translations NONE = new Translations(Map.of());

  private final Map<Language, Map<String, List<Translation>>> byWord = new EnumMap<>(Language.class);
  private volatile String version;

  /**
   * A word of the other language.
   *
   * @param stem as texts are compared
   * @param lemma as people write it
   * @param weight how surely it is meant, 0 to 1
   */
  public record Translation(String stem, String lemma, double weight) {}

  Translations(Map<Language, Map<String, List<Translation>>> byWord) {
    byWord.forEach((language, words) -> this.byWord.put(language, Map.copyOf(words)));
  }

  /** The translations of a stem, surest first. */
  List<Translation> of(Language language, String stem) {
    return byWord.getOrDefault(language, Map.of()).getOrDefault(stem, List.of());
  }

  /** The same for the same translations. */
  String version() {
    if (version == null) {
      StringBuilder all = new StringBuilder();
      byWord.forEach((language, words) -> new TreeMap<>(words).forEach((word, meanings) -> {
        all.append(language.code()).append(word);
        meanings.stream().map(meaning -> meaning.stem() + " " + meaning.weight()).sorted().forEach(all::append);
      }));
      version = Hash.sha256(all.toString()).substring(0, 16);
    }
    return version;
  }

  int size() {
    return byWord.values().stream().mapToInt(Map::size).sum();
  }
}
