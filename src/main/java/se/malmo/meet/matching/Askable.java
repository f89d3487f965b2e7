package se.malmo.meet.matching;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.language.Denials;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.Lexicon;
import se.malmo.meet.language.Sentence;
import se.malmo.meet.language.Span;
import se.malmo.meet.language.Token;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary.Near;

/**
 * Which competences somebody may be asked about: none that the text says already, that was taken away, that the text denies, or that is for others
 * than those whom the text is for alone.
 */
final class Askable {
  private static final Lexicon GROUPS = Lexicon.of(Relations.class, "target-groups");
  private static final Set<String> ALONE = Set.of("bara", "endast", "enbart", "uteslutande", "only", "solely", "exclusively");
  private static final Set<String> NOT = Set.of("inte", "not");

  private final Profiles profiles;
  private final Set<String> settled = new HashSet<>();
  private final Map<Language, Set<String>> denied = new HashMap<>();
  private final Set<String> onlyFor = new HashSet<>();

  /**
   * Reads what the text leaves open.
   *
   * @param read the text as it was read, with what was taken away since
   * @param taken ids of competences that a person took away
   * @param asked ids of those that the text asks about already
   */
  Askable(Profile read, Collection<String> taken, Collection<String> asked, Map<String, List<Near>> nearby, Profiles profiles) {
    this.profiles = profiles;
    settled.addAll(taken);
    settled.addAll(asked);
    Denials denials = Denials.in(read.text());
    read.keywords().stream().filter(keyword -> keyword.spans().stream().anyMatch(denials::denies)).flatMap(keyword -> keyword.competence().stream())
        .forEach(competence -> nearby.getOrDefault(competence.id(), List.of()).stream().filter(near -> !near.isRelated()).forEach(near -> settled.add(near.id())));
    for (Sentence sentence : read.text().sentences()) {
      Set<String> words = denied.computeIfAbsent(sentence.language(), language -> new HashSet<>());
      sentence.tokens().stream().filter(token -> denials.denies(token.span())).flatMap(Askable::stems).forEach(words::add);
      if (isForSomeAlone(sentence)) GROUPS.in(read.text()).stream().filter(mention -> isIn(mention.span(), sentence.span())).forEach(mention -> onlyFor.add(mention.code()));
    }
  }

  private static boolean isIn(Span inner, Span outer) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  private static boolean isForSomeAlone(Sentence sentence) {
    String before = "";
    for (Token token : sentence.tokens()) {
      String word = token.text().toLowerCase(Locale.ROOT);
      if (ALONE.contains(word) && !NOT.contains(before)) return true;
      before = word;
    }
    return false;
  }

  private static Stream<String> stems(Token token) {
    return Stream.concat(Stream.of(token.stem()), token.stemsOfParts().stream()).filter(stem -> !stem.isEmpty());
  }

  /** Whether one may ask about it. */
  boolean mayBe(Competence competence) {
    if (settled.contains(competence.id())) return false;
    for (Language language : Language.values()) {
      if (!competence.isNamedIn(language)) continue;
      if (Stream.concat(Stream.of(competence.label(language)), competence.alternatives(language).stream()).anyMatch(label -> contradicts(label, language))) return false;
    }
    return true;
  }

  private boolean contradicts(String label, Language language) {
    Set<String> words = denied.getOrDefault(language, Set.of());
    if (words.isEmpty() && onlyFor.isEmpty()) return false;
    Profile read = profiles.of(label, Optional.of(language));
    if (read.text().tokens().flatMap(Askable::stems).anyMatch(words::contains)) return true;
    Set<String> groups = GROUPS.in(read.text()).stream().map(Lexicon.Mention::code).collect(Collectors.toSet());
    return !onlyFor.isEmpty() && !groups.isEmpty() && groups.stream().noneMatch(onlyFor::contains);
  }
}
