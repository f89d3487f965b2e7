package se.malmo.meet.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import se.malmo.meet.insight.Snapshot.Initiative;

/**
 * What the city meets others about through one organisation alone.
 *
 * <p>An organisation that takes part in K of N joint initiatives is in all n about a competence by chance as seldom as n drawn from N are all among its K
 * (hypergeometric; Tumminello et al. 2011, PLoS ONE 6(3) e17994). The one whose leaving would cut all ties is a broker with no other way round (Burt 1992,
 * Structural Holes).
 */
final class CarrierGaps {
  /** Fewer ties about a competence are too few to go by. */
  static final int FEWEST_TIES = 4;

  private CarrierGaps() {}

  /** @param tooFew how many competences have ties, but too few to tell */
  record Found(List<Gap> gaps, int tooFew) {}

  static Found in(Snapshot snapshot) {
    List<Initiative> joint = snapshot.initiatives().stream().filter(Initiative::isJoint).toList();
    Map<String, Integer> part = new HashMap<>();
    Map<String, List<Initiative>> ties = new TreeMap<>();
    for (Initiative one : joint) {
      one.organisations().forEach(who -> part.merge(who, 1, Integer::sum));
      one.needs().forEach(need -> ties.computeIfAbsent(need, id -> new ArrayList<>()).add(one));
    }
    int tooFew = (int) ties.values().stream().filter(some -> some.size() < FEWEST_TIES).count();
    ties.values().removeIf(some -> some.size() < FEWEST_TIES);
    int[] busy = part.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    int lookedAt = ties.values().stream().mapToInt(some -> atLeast(busy, some.size())).sum();
    Chances chances = new Chances(joint.size());
    List<Gap> gaps = new ArrayList<>();
    ties.forEach((competence, some) -> {
      Set<String> inAll = new HashSet<>(some.getFirst().organisations());
      some.forEach(one -> inAll.retainAll(one.organisations()));
      // Two that are in all carry it together: should one leave, the other is still there.
      if (inAll.size() != 1) return;
      String carrier = inAll.iterator().next();
      double score = Chances.score(chances.allMarked(joint.size(), part.get(carrier), some.size()), lookedAt);
      if (score >= Gap.THRESHOLD) gaps.add(new Gap.SingleCarrier(competence, carrier, some.size(), others(some, carrier), score, some.reversed()));
    });
    return new Found(gaps, tooFew);
  }

  /** How many of the numbers, which ascend, are at least so large. */
  private static int atLeast(int[] ascending, int least) {
    int i = ascending.length;
    while (i > 0 && ascending[i - 1] >= least) i--;
    return ascending.length - i;
  }

  private static Set<String> others(List<Initiative> ties, String carrier) {
    Set<String> others = new HashSet<>();
    ties.forEach(one -> {
      others.addAll(one.organisations());
      others.addAll(one.forvaltningar());
    });
    others.remove(carrier);
    return others;
  }
}
