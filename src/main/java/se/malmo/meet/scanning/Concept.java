package se.malmo.meet.scanning;

import se.malmo.meet.vocabulary.Competence;

/** A competence of the vocabulary that a signal is about, as pages name it. */
public record Concept(String id, String labelSv, String labelEn) {
  static Concept of(Competence competence) {
    return new Concept(competence.id(), competence.labelSv(), competence.labelEn());
  }

  public String label(String language) {
    return "en".equals(language) ? labelEn : labelSv;
  }
}
