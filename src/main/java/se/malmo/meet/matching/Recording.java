package se.malmo.meet.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is kept of the answer to a text so that it can be made again: the versions of all that it came from, the counts that the text's words and
 * competences were weighed by, and who was suggested for how many points. The text itself stays with its initiative.
 *
 * @param position of the event log up to which the graph was surely known
 * @param vocabulary which vocabulary linked the text
 * @param meanings which translations, and which space of meanings, there were
 * @param reading what was read of the text: words, keywords and hints
 * @param counts the statistics, as far as the text needs them
 * @param weights every number of {@link Weights} by its name
 * @param answer those who were suggested, by kind and rank
 */
record Recording(long position, String vocabulary, String meanings, String reading, Counts counts, Map<String, Double> weights, List<Suggested> answer) {

  /**
   * Statistics of the features of one text.
   *
   * @param version of the snapshot that they are of
   * @param features names in the order of their numbers then, so that sums are made in the same order again
   * @param frequencies of the features
   */
  record Counts(long version, int profiles, double meanLength, Map<String, Integer> edgeOwners, List<String> features, List<Integer> frequencies) {

    static Counts of(ProfileIndex index, int[] features) {
      Statistics statistics = index.statistics();
      return new Counts(statistics.version(), statistics.profiles(), statistics.meanLength(), statistics.edgeOwners(),
          Arrays.stream(features).mapToObj(index.numbering()::name).toList(),
          Arrays.stream(features).mapToObj(statistics::frequency).toList());
    }

    /** The features with their numbers in a new numbering, which begins with them. */
    Features numbering() {
      Features numbering = new Features();
      features.forEach(numbering::number);
      return numbering;
    }

    /** To be used with {@link #numbering}. */
    Statistics statistics() {
      return new Statistics(version, profiles, frequencies.stream().mapToInt(Integer::intValue).toArray(), meanLength, edgeOwners);
    }
  }

  /** Somebody or something that was suggested. */
  record Suggested(Kind kind, String id, double score, List<Ground> grounds) {}

  /**
   * What spoke for it, words of a kind together.
   *
   * @param kind of the evidence, as in the contract
   * @param edge type of the edge, "" for words
   * @param to the competence that the edge leads to, or the earlier initiative or moved case; "" for words
   */
  record Ground(String kind, String edge, String to, double points) {
    static Ground of(Evidence evidence) {
      return switch (evidence) {
        case Evidence.SharedWord word -> new Ground(word.kind(), "", "", word.points());
        case Evidence.TranslatedWord word -> new Ground(word.kind(), "", "", word.points());
        case Evidence.SharedCompetence shared -> new Ground(shared.kind(), shared.edge(), shared.met().id(), shared.points());
        case Evidence.Mandate mandate -> new Ground(mandate.kind(), "HAS_MANDATE", mandate.met().id(), mandate.points());
        case Evidence.Tie tie -> new Ground(tie.kind(), "MEMBER_OF", tie.met().id(), tie.points());
        case Evidence.PastInitiative past -> new Ground(past.kind(), "", past.id(), past.points());
        case Evidence.MovedCase moved -> new Ground(moved.kind(), "", moved.id(), moved.points());
      };
    }

    /** Whether it is the same reason, however many points it gives. */
    boolean isSame(Ground other) {
      return kind.equals(other.kind) && edge.equals(other.edge) && to.equals(other.to);
    }
  }
}
