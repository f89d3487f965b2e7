package se.malmo.meet.language;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Words whose base form the dictionary has wrong, and the plurals with another vowel, also as the last part of a compound. */
final class LemmaExceptions {

  private static final String ANY_TAG = "*";

  private final Map<String, String> words = new HashMap<>();
  private final Map<String, String> endings = new HashMap<>();

  static LemmaExceptions load() {
    LemmaExceptions exceptions = new LemmaExceptions();
    Resources.lines("lemma-exceptions-sv.tsv").map(line -> line.split("\\s+")).forEach(exceptions::add);
    return exceptions;
  }

  private void add(String[] columns) {
    if (columns[0].startsWith("-")) {
      endings.put(key(columns[0].substring(1), columns[1]), columns[2]);
    } else {
      words.put(key(columns[0], columns[1]), columns[2]);
    }
  }

  Optional<String> lemma(String form, String tag) {
    return find(words, form, tag).or(() -> find(endings, form, tag)).or(() -> byEnding(form, tag));
  }

  private Optional<String> byEnding(String form, String tag) {
    for (int at = 2; at <= form.length() - 3; at++) {
      Optional<String> ending = find(endings, form.substring(at), tag);
      if (ending.isPresent()) {
        return Optional.of(form.substring(0, at) + ending.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> find(Map<String, String> lemmas, String form, String tag) {
    String found = lemmas.get(key(form, tag));
    return Optional.ofNullable(found == null ? lemmas.get(key(form, ANY_TAG)) : found);
  }

  private static String key(String form, String tag) {
    return form + ' ' + (tag.equals("PROPN") ? "NOUN" : tag);
  }
}
