package se.malmo.meet.fairness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The order in which suggestions are shown where the spreading rule is on: among those that fit about as well, who has been shown least comes first. After
 * the amortised attention of Biega, Gummadi and Weikum, "Equity of Attention" (SIGIR 2018), place by place: a place goes to the one with least exposure of
 * those whose relevance is at least a share of the best that is left and who are in the same band of confidence.
 */
final class Spreading {
  /** The least share of the best's relevance that somebody may have who takes the first place, and the last: further down a step costs less. */
  private static final double FIRST = 0.93;
  private static final double LAST = 0.6;

  private Spreading() {}

  /**
   * Somebody who could be shown.
   *
   * @param score of relevance, more than 0
   * @param band of confidence; none takes the place of one of another band
   * @param isNew whether it came lately and was hardly shown yet
   */
  record Fit(String id, double score, int band, boolean isNew) {}

  /** Why somebody stands where relevance alone would not have put them. */
  enum Lift { SPREAD, NEWCOMER }

  /** @param lift empty for one that stands where relevance puts it, or lower */
  record Placed(Fit fit, Optional<Lift> lift) {}

  /**
   * The first places.
   *
   * @param ranked by relevance, best first; more than there are places, so that others can come in
   * @param exposure so far by id; none is 0
   * @param places more than 0
   */
  static List<Placed> order(List<Fit> ranked, Map<String, Double> exposure, int places) {
    List<Fit> left = new ArrayList<>(ranked);
    List<Placed> placed = new ArrayList<>();
    while (placed.size() < places && !left.isEmpty()) {
      Fit best = left.getFirst();
      double least = best.score() * tolerance(placed.size(), places);
      Fit next = left.stream().filter(one -> one.score() >= least && one.band() == best.band())
          .min(Comparator.comparingDouble((Fit one) -> exposure.getOrDefault(one.id(), 0.0)).thenComparingInt(ranked::indexOf)).orElse(best);
      left.remove(next);
      placed.add(new Placed(next, ranked.indexOf(next) > placed.size() ? Optional.of(Lift.SPREAD) : Optional.empty()));
    }
    newcomer(ranked, places, placed);
    return placed;
  }

  private static double tolerance(int place, int places) {
    return places == 1 ? FIRST : FIRST + (LAST - FIRST) * place / (places - 1);
  }

  /** The last place is for a newcomer of the best two bands, where none is among the others. */
  private static void newcomer(List<Fit> ranked, int places, List<Placed> placed) {
    if (placed.size() < places || placed.stream().anyMatch(one -> one.fit().isNew())) return;
    ranked.stream().filter(one -> one.isNew() && one.band() <= 1).findFirst()
        .ifPresent(one -> placed.set(places - 1, new Placed(one, Optional.of(Lift.NEWCOMER))));
  }
}
