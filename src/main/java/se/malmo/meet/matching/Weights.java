package se.malmo.meet.matching;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every number that the matching decides by, in one place; docs/matching.md says where each comes from.
 *
 * <p>Points: a rare word of the text that stands once in a profile of usual length gives about one point.
 *
 * @param saturation BM25 k1: how soon saying a word again adds little
 * @param lengthPenalty BM25 b: how much a long profile's words count less
 * @param rarity the power of a word's rarity (0 for a word that all have, 1 for one that nobody has)
 * @param repetition the power of how often the text itself says the word
 * @param compoundPart a part of a compound, against the word itself
 * @param beginning the first five letters of a word alone, against the word itself
 * @param pair two words that follow each other, against a single word
 * @param translated a word of the other language, against the same word
 * @param translatedPart the translation of a part of a compound, against that of a whole word
 * @param translationSharpness the power of how surely a translation is meant
 * @param notName a word that names no thing (verb, adjective, adverb, number), against a noun or name
 * @param word points of a shared word
 * @param competence points of an offered competence that the text puts first
 * @param seeks a competence that the other seeks too, against one that it offers
 * @param mentions a competence that the other's own text speaks of, against one that it offers
 * @param theme a competence that is the theme of an alliance that the other is in, against one that it offers
 * @param hint prominence of a competence that the text hints at by words of its labels, against one that it puts first
 * @param fullHint points of a hint that is as strong as can be
 * @param leastHint points under which a hint is none
 * @param hintedPart a part of a compound as a hint, against a word
 * @param hintNotName a word that names no thing as a hint, against a noun or name
 * @param keyword an offer in own words that the vocabulary does not know, against a competence
 * @param edgeRarity the power of how few have such an edge at all
 * @param stale an edge of somebody whose profile nobody has confirmed for a year, against one that was confirmed
 * @param nearMandate how much less a mandate counts for a wider, narrower or related competence than an offer of one does
 * @param broader a wider or narrower competence, against the same one
 * @param related a related competence, against the same one
 * @param vote points of an earlier initiative that says the same as the text
 * @param voteSharpness the power that keeps votes to what is really alike
 * @param concept how much likeness in meaning counts beside likeness in words, where the languages differ
 * @param leastAlike an initiative less like the text than this share of a perfect match has no vote
 * @param alike an initiative that is like the text by this share of a perfect match is similar, however few points that gives
 * @param participant the vote of one who took part, against the one who led
 * @param moved points of a case that says the same as the text and was moved, for the förvaltning that it was moved to
 * @param mandate points of a mandate for the competence that the text puts first
 * @param thresholds from how many points a suggestion is strong, possible, and shown at all
 */
public record Weights(double saturation, double lengthPenalty, double rarity, double repetition, double compoundPart, double beginning, double pair, double translated, double translatedPart,
    double translationSharpness, double notName,
    double word, double competence, double seeks, double mentions, double theme, double hint, double fullHint, double leastHint,
    double hintedPart, double hintNotName, double keyword, double edgeRarity, double stale,
    double nearMandate, double broader, double related, double vote, double voteSharpness,
    double concept, double leastAlike, double alike, double participant, double moved, double mandate, Thresholds thresholds) {

  /** Points from which a suggestion is strong, possible, and shown. */
  public record Thresholds(double high, double possible, double uncertain) {
    /** How sure a suggestion of so many points is that is shown. */
    Confidence confidence(double score) {
      if (score >= high) return Confidence.HIGH;
      return score >= possible ? Confidence.POSSIBLE : Confidence.UNCERTAIN;
    }
  }

  /** What the product uses. */
  public static final Weights STANDARD = new Weights(
      2.5, 0.9, 1.5, 0.3, 0.3, 0.3, 0.7, 1.0, 0.6, 0.7, 1.0,
      1.0, 1.5, 0.5, 0.6, 0.5, 1.3, 1.5, 0.4, 0.5, 1.0, 0.5, 1.0, 0.8, 0.0, 0.4, 0.15, 1000.0, 4.0,
      0.5, 0.02, 0.3, 0.7, 8000.0, 2.0, new Thresholds(4.8, 3.5, 0.6));

  /** The same without a least number of points: everybody is ranked, as for measuring. */
  public Weights unbounded() {
    return new Weights(saturation, lengthPenalty, rarity, repetition, compoundPart, beginning, pair, translated, translatedPart, translationSharpness, notName, word, competence, seeks, mentions, theme, hint, fullHint, leastHint, hintedPart, hintNotName, keyword, edgeRarity, stale, nearMandate, broader,
        related, vote, voteSharpness, concept, 0, alike, participant, moved, mandate, new Thresholds(thresholds.high, thresholds.possible, 0));
  }

  /**
   * The same with one number changed, by its name; for measuring.
   *
   * @throws IllegalArgumentException where there is no number of that name
   */
  public Weights with(String name, double value) {
    if (!numbers().containsKey(name)) throw new IllegalArgumentException("There is no weight called " + name + ".");
    return with(Map.of(name, value));
  }

  /** Every number by its name, those of the thresholds too. */
  public Map<String, Double> numbers() {
    Map<String, Double> numbers = new TreeMap<>(Map.of("high", thresholds.high(), "possible", thresholds.possible(), "uncertain", thresholds.uncertain()));
    for (RecordComponent component : Weights.class.getRecordComponents()) {
      if (component.getType() == double.class) numbers.put(component.getName(), (Double) value(component));
    }
    return numbers;
  }

  /** The weights of these numbers; one that is not among them is as it is now. */
  public static Weights of(Map<String, Double> numbers) {
    return STANDARD.with(numbers);
  }

  private Weights with(Map<String, Double> numbers) {
    Thresholds others = new Thresholds(numbers.getOrDefault("high", thresholds.high()), numbers.getOrDefault("possible", thresholds.possible()),
        numbers.getOrDefault("uncertain", thresholds.uncertain()));
    Object[] values = Stream.of(Weights.class.getRecordComponents())
        .map(component -> component.getType() == double.class ? numbers.getOrDefault(component.getName(), (Double) value(component)) : others).toArray();
    try {
      return (Weights) Weights.class.getDeclaredConstructors()[0].newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object value(RecordComponent component) {
    try {
      return component.getAccessor().invoke(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same, with nothing said by earlier initiatives and moved cases. */
  public Weights withoutVotes() {
    return with(Map.of("vote", 0.0, "moved", 0.0));
  }
}
