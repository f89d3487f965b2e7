package se.malmo.meet.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.malmo.meet.insight.Snapshot.Initiative;

/**
 * What many ask for and few or none offer.
 *
 * <p>Of all that is asked for, A asks stand against O offers. Were this competence, with its a asks, offered as the others are, a·O/A organisations would offer
 * it. The chance of so few is the lower tail of the Poisson distribution with that expectation, as for a count of events over a known exposure (Breslow & Day
 * 1987, Statistical Methods in Cancer Research II, section 2.3: observed against expected).
 */
final class DemandGaps {
  /** Asked for more seldom, it is too little to go by. */
  static final int FEWEST_ASKS = 5;
  /** Few are at most one offer for so many asks. */
  static final int ASKS_PER_OFFER = 3;

  private final Map<String, List<Initiative>> asks = new HashMap<>();
  private final Map<String, Set<String>> offers = new HashMap<>();

  private DemandGaps(Snapshot snapshot) {
    ThemeTree tree = new ThemeTree(snapshot.competences());
    snapshot.initiatives().forEach(one -> one.needs().forEach(need -> asks.computeIfAbsent(need, id -> new ArrayList<>()).add(one)));
    snapshot.organisations().values().forEach(who -> who.offers().stream().flatMap(offer -> tree.andWider(offer).stream()).filter(asks::containsKey)
        .forEach(met -> offers.computeIfAbsent(met, id -> new HashSet<>()).add(who.id())));
  }

  /**
   * What was found.
   *
   * @param gaps the surest first
   * @param tooFew how many competences are asked for too seldom to tell
   */
  record Found(List<Gap> gaps, int tooFew) {}

  static Found in(Snapshot snapshot) {
    return new DemandGaps(snapshot).found();
  }

  private Found found() {
    int allAsks = asks.values().stream().mapToInt(List::size).sum();
    int allOffers = offers.values().stream().mapToInt(Set::size).sum();
    List<String> judged = asks.keySet().stream().filter(id -> asks.get(id).size() >= FEWEST_ASKS).toList();
    int tooFew = asks.size() - judged.size();
    if (allOffers == 0) return new Found(List.of(), tooFew);
    List<Gap> gaps = new ArrayList<>();
    for (String id : judged) {
      List<Initiative> asking = asks.get(id);
      int offered = offers.getOrDefault(id, Set.of()).size();
      double expected = asking.size() * allOffers / (double) allAsks;
      double score = Chances.score(Chances.atMost(offered, expected), judged.size());
      if (offered * ASKS_PER_OFFER > asking.size() || score < Gap.THRESHOLD) continue;
      int unmet = (int) asking.stream().filter(Initiative::isUnmet).count();
      gaps.add(new Gap.Demand(id, asking.size(), unmet, offered, expected, score, asking.reversed()));
    }
    return new Found(gaps, tooFew);
  }
}
