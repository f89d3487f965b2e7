package se.malmo.meet.matching;

/**
 * Every number that the matching decides by, in one place.
 *
 * <p>Points: a rare word of the text that stands once in a profile of usual length gives about one point.
 *
 * @param saturation BM25 k1: how soon saying a word again adds little
 * @param lengthPenalty BM25 b: how much a long profile's words count less
 * @param rarity the power of a word's rarity (0 for a word that all have, 1 for one that nobody has)
 * @param repetition the power of how often the text itself says the word
 * @param compoundPart a part of a compound, against the word itself
 * @param pair two words that follow each other, against a single word
 * @param word points of a shared word
 * @param competence points of an offered competence that the text puts first
 * @param seeks a competence that the other seeks too, against one that it offers
 * @param broader a wider or narrower competence, against the same one
 * @param related a related competence, against the same one
 * @param vote points of an earlier initiative that says the same as the text
 * @param voteSharpness the power that keeps votes to what is really alike
 * @param leastAlike an initiative less like the text than this share of a perfect match has no vote
 * @param participant the vote of one who took part, against the one who led
 * @param mandate points of a mandate for the competence that the text puts first
 * @param high from how many points a suggestion is strong
 * @param possible from how many points it is possible
 * @param uncertain from how many points it is shown at all
 */
public record Weights(double saturation, double lengthPenalty, double rarity, double repetition, double compoundPart, double pair, double word,
    double competence, double seeks, double broader, double related, double vote, double voteSharpness, double leastAlike, double participant, double mandate,
    double high, double possible, double uncertain) {

  /** What the product uses. */
  public static final Weights STANDARD = new Weights(
      2.0, 0.9, 1.5, 0.3, 0.3, 0.5, 1.0,
      2.0, 0.5, 0.4, 0.3,
      30.0, 3.0, 0.08, 0.7, 2.0,
      4.5, 2.8, 1.0);
}
