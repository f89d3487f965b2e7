package se.malmo.meet.vocabulary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.Sentence;
import se.malmo.meet.language.Span;
import se.malmo.meet.language.Token;

/** All labels of the vocabulary as lemmas, to find them in sentences; never changed once made. */
final class LabelIndex {
  /** A label of several words may have this many other content words between its own. */
  private static final int SLACK = 2;

  private final Map<Language, Map<String, List<Label>>> byWord = new EnumMap<>(Language.class);
  private final Map<Language, Map<String, Competence>> byText = new EnumMap<>(Language.class);

  private record Label(Set<String> words, boolean noun, Competence competence) {}

  /**
   * A label found in a sentence.
   *
   * @param tokens the words that carry it
   * @param whole whether the label was said itself, not only as a part of a compound
   */
  record Found(Competence competence, List<Token> tokens, boolean whole) {
    Span span() {
      return new Span(tokens.getFirst().span().start(), tokens.getLast().span().end());
    }
  }

  LabelIndex(Collection<Competence> competences, LabelReader reader) {
    for (Language language : Language.values()) {
      byWord.put(language, new HashMap<>());
      byText.put(language, new HashMap<>());
      for (Competence competence : competences) {
        // A lent label may say something else in the other language: "barn" is no building.
        if (competence.isNamedIn(language)) add(competence.label(language), competence, language, reader);
        competence.alternatives(language).forEach(label -> add(label, competence, language, reader));
      }
    }
  }

  private void add(String label, Competence competence, Language language, LabelReader reader) {
    byText.get(language).putIfAbsent(label.toLowerCase(language.locale()), competence);
    LabelReader.Read read = reader.read(label, language);
    Label indexed = new Label(read.words(), read.isNoun(), competence);
    // By each of its words, for a text may say them in any order.
    read.words().forEach(word -> byWord.get(language).computeIfAbsent(word, w -> new ArrayList<>()).add(indexed));
  }

  /** The competence that has this very label. */
  Optional<Competence> exactly(String label, Language language) {
    return Optional.ofNullable(byText.get(language).get(label.strip().toLowerCase(Locale.ROOT)));
  }

  /** The labels said in a sentence; of labels at the same words only the longest. */
  List<Found> in(Sentence sentence) {
    List<Token> content = sentence.tokens().stream().filter(LabelReader::speaks).toList();
    Map<String, List<Label>> labels = byWord.get(sentence.language());
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < content.size(); i++) {
      Token token = content.get(i);
      // "trains" in "our company trains clubs" is no train.
      List<Label> here = labels.getOrDefault(token.lemma(), List.of()).stream()
          .filter(label -> !(label.noun() && sentence.language() == Language.ENGLISH && token.partOfSpeech().equals("VERB"))).toList();
      for (Label label : here) whole(label, content, i).ifPresent(found::add);
      // A name is what it is: Limhamn is no harbour.
      boolean name = token.partOfSpeech().equals("PROPN") || i > 0 && Character.isUpperCase(token.text().charAt(0));
      if (!name && here.stream().noneMatch(label -> label.words().size() == 1)) found.addAll(parts(token, labels));
    }
    return longest(found);
  }

  private static Optional<Found> whole(Label label, List<Token> content, int at) {
    // Most labels are one word: the one that they were found by.
    if (label.words().size() == 1) return Optional.of(new Found(label.competence(), List.of(content.get(at)), true));
    List<Token> carrying = new ArrayList<>();
    Set<String> missing = new HashSet<>(label.words());
    int end = Math.min(content.size(), at + label.words().size() + SLACK);
    for (int i = at; i < end && !missing.isEmpty(); i++) {
      if (missing.remove(content.get(i).lemma())) carrying.add(content.get(i));
    }
    return missing.isEmpty() ? Optional.of(new Found(label.competence(), carrying, true)) : Optional.empty();
  }

  private static List<Found> parts(Token token, Map<String, List<Label>> labels) {
    return token.parts().stream()
        .flatMap(part -> labels.getOrDefault(part, List.of()).stream())
        .filter(label -> label.words().size() == 1)
        .map(label -> new Found(label.competence(), List.of(token), false))
        .distinct()
        .toList();
  }

  private static List<Found> longest(List<Found> found) {
    return found.stream()
        .filter(one -> found.stream().noneMatch(other -> other != one && other.tokens().size() > one.tokens().size()
            && other.tokens().containsAll(one.tokens())))
        .distinct()
        .toList();
  }
}
