package se.malmo.meet.matching;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.malmo.meet.language.Language;

/** How like a text the earlier initiatives and the moved cases are: the words they share, and, where it was written in the other language, what it means. */
final class Likeness {
  /** Initiatives whose meaning is compared; the others share too few words to be like the text. */
  private static final int MOST_COMPARED = 400;

  private final ProfileIndex index;
  private final Query query;
  private final Weights weights;
  private final Language language;
  private final ConceptSpace concepts;
  private final float[] meaning;

  /** An initiative and how like the text it is, 0 to 1. */
  record Alike(int place, double likeness) {
    /** A dense text may say a sparse one's words more than that does itself; more alike than the same there is not. */
    Alike atMostTheSame() {
      return new Alike(place, Math.min(1, likeness));
    }
  }

  Likeness(ProfileIndex index, Query query, Weights weights, Words text, Language language, ConceptSpace concepts) {
    this.index = index;
    this.query = query;
    this.weights = weights;
    this.language = language;
    this.concepts = concepts;
    Map<String, Integer> counts = new HashMap<>();
    if (!concepts.isEmpty()) text.said().forEach((word, said) -> counts.put(word, said.times()));
    meaning = concepts.place(language, counts);
  }

  /**
   * The most alike of those that took place and may speak for somebody.
   *
   * @param words points of shared words, by place
   * @param kind initiatives or moved cases
   */
  List<Alike> mostAlike(float[] words, Kind kind, int limit) {
    if (query.perfect() <= 0) return List.of();
    if (concepts.isEmpty()) return best(words, kind, limit, weights.leastAlike() * query.perfect()).stream().map(place -> new Alike(place, inWords(words, place)).atMostTheSame())
        .toList();
    return best(words, kind, MOST_COMPARED, 0).stream()
        .map(place -> new Alike(place, inWords(words, place) + inMeaning(place)))
        .filter(alike -> alike.likeness() >= weights.leastAlike())
        .sorted(Comparator.comparingDouble(Alike::likeness).thenComparingInt(alike -> chance(alike.place())).reversed())
        .limit(limit).map(Alike::atMostTheSame).toList();
  }

  private double inWords(float[] words, int place) {
    return words[place] / query.perfect();
  }

  /** What is written in the text's own language is compared by its words alone: meaning adds nothing to them (measured). */
  private double inMeaning(int place) {
    Document document = index.document(place);
    return document.speaks(language) ? 0 : weights.concept() * concepts.likeness(meaning, document, index.numbering());
  }

  private List<Integer> best(float[] words, Kind kind, int limit, double least) {
    return Best.of(words, least, limit, place -> index.kind(place) == kind && !index.isGone(place), this::chance);
  }

  /** Decides between equals, so that nobody's vote counts for having come early. */
  private int chance(int place) {
    return index.document(place).id().hashCode();
  }
}
