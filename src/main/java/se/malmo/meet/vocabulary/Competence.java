package se.malmo.meet.vocabulary;

import java.util.List;
import se.malmo.meet.language.Language;

/**
 * A concept of the vocabulary (SKOS), the same in both languages.
 *
 * @param id its slug
 * @param alternatives other ways to say it, by which a text is linked too
 * @param broader ids of wider concepts
 * @param related ids of concepts beside it
 */
public record Competence(String id, String labelSv, String labelEn, List<String> alternativesSv, List<String> alternativesEn, List<String> broader,
    List<String> related) {

  public String label(Language language) {
    return language == Language.ENGLISH ? labelEn : labelSv;
  }

  public List<String> alternatives(Language language) {
    return language == Language.ENGLISH ? alternativesEn : alternativesSv;
  }
}
