package se.malmo.meet.matching;

/**
 * Every number by which the relation of a text to an earlier initiative is decided, in one place.
 *
 * <p>Points: a phrase such as "förra gången" gives one.
 *
 * @param compoundPart a part of a compound that both texts say, against a whole word
 * @param phrase a phrase that speaks for a relation
 * @param word a single word that does
 * @param mostCues at most so many points of phrases and words for one relation
 * @param aware what each of those points takes from a duplicate: who writes of the other does not ask for the same unknowing
 * @param produces for needing a result, where the earlier one makes something
 * @param matter for a duplicate, if both texts said all the same
 * @param mostMatter at most so many points of that
 * @param same from this share of the same words the new text is the earlier one once more, whatever else it says
 * @param scarce for competing, if both texts spoke of nothing but the same things that only one can have
 * @param place for a duplicate if all places are the same, for a complement if none is
 * @param group the same for target groups
 * @param over for continuing an initiative that no longer goes on
 * @param past for continuing that one, a verb in the past tense
 * @param mostPast at most so many points of those
 * @param beside for a complement before anything is known
 */
record RelationWeights(double compoundPart, double phrase, double word, double mostCues, double aware, double produces, double matter, double mostMatter,
    double same, double scarce, double place, double group, double over, double past, double mostPast, double beside) {

  /** What the product uses; tuned on the looked-at half of relations.jsonl, all of which it tells right: RelationTest says how little that proves. */
  static final RelationWeights STANDARD = new RelationWeights(0.4, 1.0, 0.6, 2.4, 0.5, 0.8, 6.0, 2.1,
      0.7, 8.0, 0.8, 0.8, 0.8, 0.3, 1.0, 0.6);
}
