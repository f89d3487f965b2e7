package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.language.Span;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Keyword;

/**
 * What a person takes from and adds to what was read of a text; nothing else of it changes.
 *
 * @param without lemmas of keywords, or ids or labels of competences; what the text only hints at, or does not say at all, may be among them
 * @param with competences that the initiative has to do with though the text may not say so
 */
public record Choices(List<String> without, List<Competence> with) {
  public static final Choices NONE = new Choices(List.of(), List.of());
  /** At most so many of each. */
  public static final int MOST = 20;

  public Choices {
    without = List.copyOf(without);
    with = List.copyOf(with);
  }

  /** What was read of a text as it is after this. */
  public Profile applied(Profile read) {
    if (without.isEmpty() && with.isEmpty()) return read;
    List<Keyword> taken = taken(read);
    List<Keyword> kept = read.keywords().stream().filter(keyword -> !taken.contains(keyword)).toList();
    return new Profile(read.text(), weighed(Stream.concat(kept.stream(), added(read, kept)).toList()), words(read, taken), refused(read, taken));
  }

  /** What the text is not to hint at: all that was named, the competences of what was taken, and what was refused before. */
  private Set<String> refused(Profile read, List<Keyword> taken) {
    Set<String> refused = new HashSet<>(read.refused());
    without.forEach(name -> refused.add(lower(name)));
    taken.stream().flatMap(keyword -> keyword.competence().stream()).forEach(competence -> refused.add(lower(competence.id())));
    return refused;
  }

  /** The keywords that this takes from a text: those named, and those that denote the same. */
  List<Keyword> taken(Profile read) {
    Set<String> named = without.stream().map(Choices::lower).collect(Collectors.toSet());
    if (named.isEmpty()) return List.of();
    Set<String> competences = read.keywords().stream().filter(keyword -> named.contains(lower(keyword.lemma())))
        .flatMap(keyword -> keyword.competence().stream()).map(Competence::id).collect(Collectors.toCollection(HashSet::new));
    competences.addAll(named);
    return read.keywords().stream().filter(keyword -> named.contains(lower(keyword.lemma()))
        || keyword.competence().filter(competence -> Profile.names(competence).anyMatch(competences::contains)).isPresent()).toList();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Keywords that stand nowhere in the text; each weighs as much as the heaviest that do. */
  private Stream<Keyword> added(Profile read, List<Keyword> kept) {
    double weight = kept.stream().mapToDouble(Keyword::weight).max().orElse(1);
    Set<String> already = kept.stream().filter(Choices::isAdded).flatMap(keyword -> keyword.competence().stream()).map(Competence::id).collect(Collectors.toSet());
    return with.stream().filter(competence -> !already.contains(competence.id())).map(competence -> {
      String label = competence.label(read.language());
      return new Keyword(label, label.toLowerCase(read.language().locale()), read.language(), weight, List.of(), Optional.of(competence));
    });
  }

  /** Whether a keyword was added by a person: then it stands nowhere in the text. */
  static boolean isAdded(Keyword keyword) {
    return keyword.spans().isEmpty();
  }

  private static List<Keyword> weighed(List<Keyword> keywords) {
    double sum = keywords.stream().mapToDouble(Keyword::weight).sum();
    return keywords.stream().map(k -> new Keyword(k.text(), k.lemma(), k.language(), k.weight() / sum, k.spans(), k.competence())).toList();
  }

  /** The words without those at the places of what was taken, so that no reason cites them, also not in a pair with a neighbour. */
  private static Words words(Profile read, Collection<Keyword> taken) {
    if (taken.isEmpty()) return read.words();
    List<Span> gone = taken.stream().flatMap(keyword -> keyword.spans().stream()).toList();
    Map<String, Words.Said> left = new LinkedHashMap<>();
    read.words().said().forEach((word, said) -> {
      List<Span> places = new ArrayList<>(said.places());
      places.removeIf(place -> gone.stream().anyMatch(span -> place.start() < span.end() && span.start() < place.end()));
      if (!places.isEmpty()) left.put(word, new Words.Said(places, said.language(), said.lemma(), said.isName()));
    });
    return new Words(left);
  }
}
