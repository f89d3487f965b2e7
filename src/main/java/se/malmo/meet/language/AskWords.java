package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words and phrases of one language by which a writer asks for something or offers something. */
final class AskWords {
  private static final Map<Language, AskWords> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) ALL.put(language, new AskWords(language));
  }

  private final Map<String, List<List<String>>> phrases = new HashMap<>();
  private final Map<String, Set<String>> words = new HashMap<>();

  private AskWords(Language language) {
    Resources.lines("ask-words-" + language.code() + ".txt").forEach(line -> {
      int colon = line.indexOf(':');
      for (String phrase : line.substring(colon + 1).split(",")) {
        if (!phrase.isBlank()) add(line.substring(0, colon), phrase.strip());
      }
    });
    // Of phrases that begin alike the longest is meant.
    phrases.values().forEach(list -> list.sort(Comparator.comparingInt((List<String> phrase) -> phrase.size()).reversed()));
  }

  static AskWords of(Language language) {
    return ALL.get(language);
  }

  private void add(String list, String phrase) {
    phrases.computeIfAbsent(list, l -> new ArrayList<>()).add(Arrays.asList(phrase.split(" ")));
    words.computeIfAbsent(list, l -> new HashSet<>()).add(phrase);
  }

  /** The phrases of a list, longest first. */
  List<List<String>> phrases(String list) {
    return phrases.getOrDefault(list, List.of());
  }

  boolean has(String list, String word) {
    return words.getOrDefault(list, Set.of()).contains(word);
  }
}
