package se.malmo.meet.scanning;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Keyword;

/**
 * What a form about a signal is understood to be about: a box to tick for each competence, and the words that no competence is known by.
 *
 * @param language of the text
 */
public record Understanding(List<Choice> choices, List<String> unknown, Language language, List<Keyword> keywords) {
  static final int MOST_WORDS = 10;
  private static final int LONGEST_WORD = 80;

  /** A competence with its box. */
  public record Choice(Concept concept, boolean isChosen) {}

  static Understanding nothing() {
    return new Understanding(List.of(), List.of(), Language.SWEDISH, List.of());
  }

  /**
   * Reads a form: what its text names is ticked until a person takes the tick away; what was shown and is not ticked stays so.
   *
   * @param title and note as they were typed, already as short as they may be
   * @param page the language of the page, in which words are looked for first
   */
  static Understanding of(String title, String note, MultiMap fields, Language page, ConceptReader reader) {
    ConceptReader.Read read = reader.read(title, note);
    Set<String> shown = Set.copyOf(fields.getAll("shown"));
    Set<String> ticked = Set.copyOf(fields.getAll("concept"));
    Map<String, Competence> all = new LinkedHashMap<>();
    read.byConcept().forEach((id, keyword) -> all.put(id, keyword.competence().orElseThrow()));
    fields.getAll("concept").stream().limit(Signal.MOST_CONCEPTS).flatMap(id -> reader.byId(id).stream()).forEach(one -> all.putIfAbsent(one.id(), one));
    List<String> unknown = new ArrayList<>();
    Set<String> typed = new LinkedHashSet<>();
    words(fields).forEach(word -> reader.named(word, page).ifPresentOrElse(one -> {
      all.putIfAbsent(one.id(), one);
      typed.add(one.id());
    }, () -> unknown.add(word)));
    List<Choice> choices = all.values().stream().limit(Signal.MOST_CONCEPTS)
        .map(one -> new Choice(Concept.of(one), ticked.contains(one.id()) || typed.contains(one.id()) || !shown.contains(one.id()))).toList();
    Set<String> chosen = choices.stream().filter(Choice::isChosen).map(choice -> choice.concept().id()).collect(Collectors.toCollection(LinkedHashSet::new));
    return new Understanding(choices, unknown, read.language(), reader.keywords(read, chosen));
  }

  private static Stream<String> words(MultiMap fields) {
    String given = fields.get("words") == null ? "" : fields.get("words").replace('\0', ' ');
    return Stream.of(given.split("[,;\\n]")).map(String::strip).filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, Math.min(LONGEST_WORD, word.length()))).distinct().limit(MOST_WORDS);
  }

  /** The same with what was typed and understood taken out of the field, so that it is not asked for twice. */
  MultiMap left(MultiMap fields) {
    return MultiMap.caseInsensitiveMultiMap().addAll(fields).set("words", String.join(", ", unknown));
  }
}
