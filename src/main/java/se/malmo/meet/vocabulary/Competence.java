package se.malmo.meet.vocabulary;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;

/**
 * A concept of the vocabulary (SKOS), the same in both languages.
 *
 * @param id its slug
 * @param alternatives other ways to say it, by which a text is linked too
 * @param broader ids of wider concepts
 * @param related ids of concepts beside it
 * @param missing the language that has no label of its own: it shows the other's, by which no text is linked
 */
public record Competence(String id, String labelSv, String labelEn, List<String> alternativesSv, List<String> alternativesEn, List<String> broader,
    List<String> related, Optional<Language> missing) {

  /** One with a label in both languages. */
  public Competence(String id, String labelSv, String labelEn, List<String> alternativesSv, List<String> alternativesEn, List<String> broader, List<String> related) {
    this(id, labelSv, labelEn, alternativesSv, alternativesEn, broader, related, Optional.empty());
  }

  public String label(Language language) {
    return language == Language.ENGLISH ? labelEn : labelSv;
  }

  public List<String> alternatives(Language language) {
    return language == Language.ENGLISH ? alternativesEn : alternativesSv;
  }

  /** All of it in a line, the same however its lists are ordered. */
  String told() {
    return Stream.of(List.of(id, labelSv, labelEn, missing.map(Language::code).orElse("")), sorted(alternativesSv), sorted(alternativesEn), sorted(broader), sorted(related))
        .map(part -> String.join("|", part)).collect(Collectors.joining("\t"));
  }

  private static List<String> sorted(List<String> some) {
    return some.stream().sorted().toList();
  }

  /** Whether the label in this language is its own, not lent by the other. */
  public boolean isNamedIn(Language language) {
    return missing.filter(language::equals).isEmpty();
  }
}
