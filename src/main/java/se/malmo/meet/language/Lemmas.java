package se.malmo.meet.language;

/** Finds the base form of a word of one language. */
sealed interface Lemmas permits SwedishLemmas, EnglishLemmas {

  /**
   * @param form the word, letters composed, as written
   * @param tag the tagger's UPOS tag
   * @param guess the lemmatizer model's base form
   */
  record Asked(String form, String tag, String guess) {}

  Reading read(Asked asked);
}
