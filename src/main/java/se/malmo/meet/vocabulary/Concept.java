package se.malmo.meet.vocabulary;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.language.Language;

/**
 * A concept as a file gives it, its labels checked.
 *
 * @param source names it in its file: an IRI or a slug, by which it is found again
 * @param slug the id that the file wishes for it
 * @param place where it stands in the file, for people: "line 12" or its IRI
 * @param labelSv "" where there is none
 * @param labelEn "" where there is none; one of the two is there
 * @param broader sources of wider concepts
 * @param related sources of concepts beside it
 */
record Concept(String source, Optional<String> slug, String place, String labelSv, String labelEn, List<String> alternativesSv, List<String> alternativesEn,
    List<String> broader, List<String> related) {

  /** The competence that it is; the label that it lacks is lent by the other language. */
  Competence competence(String id, List<String> broaderIds, List<String> relatedIds) {
    Optional<Language> missing = labelSv.isEmpty() ? Optional.of(Language.SWEDISH) : labelEn.isEmpty() ? Optional.of(Language.ENGLISH) : Optional.empty();
    return new Competence(id, labelSv.isEmpty() ? labelEn : labelSv, labelEn.isEmpty() ? labelSv : labelEn, alternativesSv, alternativesEn, broaderIds,
        relatedIds, missing);
  }
}
