package se.malmo.meet.matching;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.language.AnalyzedText;
import se.malmo.meet.language.Language;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Keyword;

/**
 * What was understood of a text.
 *
 * @param refused competences that a person has taken away, by id or label in lower case: the text's words are not to hint at them either
 */
public record Profile(AnalyzedText text, List<Keyword> keywords, Words words, Set<String> refused) {
  public Profile {
    refused = Set.copyOf(refused);
  }

  /** A text as it was read, with nothing taken away. */
  Profile(AnalyzedText text, List<Keyword> keywords, Words words) {
    this(text, keywords, words, Set.of());
  }

  public Language language() {
    return text.language();
  }

  /** Whether a person has said that the text has nothing to do with it. */
  boolean refuses(Competence competence) {
    return !refused.isEmpty() && names(competence).anyMatch(refused::contains);
  }

  /** By what a person may name a competence, in lower case. */
  static Stream<String> names(Competence competence) {
    return Stream.of(competence.id(), competence.labelSv(), competence.labelEn()).map(name -> name.toLowerCase(Locale.ROOT));
  }
}
