package se.malmo.meet.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import se.malmo.meet.insight.Snapshot.Ambassador;
import se.malmo.meet.insight.Snapshot.Initiative;

/**
 * What the city meets others about through one organisation, or through one of its own ambassadors, alone.
 *
 * <p>One who takes part in K of N joint initiatives is in all n about a competence by chance as seldom as n drawn from N are all among those K
 * (hypergeometric; Tumminello et al. 2011, PLoS ONE 6(3) e17994). The one whose leaving would cut all ties is a broker with no other way round (Burt 1992,
 * Structural Holes).
 */
final class CarrierGaps {
  /** Fewer ties about a competence are too few to go by. */
  static final int FEWEST_TIES = 4;

  private CarrierGaps() {}

  /** @param tooFew how many competences have ties, but too few to tell */
  record Found(List<Gap> gaps, List<SinglePerson> people, int tooFew) {}

  private record Carried(String theme, String carrier, List<Initiative> ties, double score) {}

  static Found in(Snapshot snapshot) {
    List<Initiative> joint = snapshot.initiatives().stream().filter(Initiative::isJoint).toList();
    Map<String, List<Initiative>> ties = new TreeMap<>();
    for (Initiative one : joint) one.needs().forEach(need -> ties.computeIfAbsent(need, id -> new ArrayList<>()).add(one));
    int tooFew = (int) ties.values().stream().filter(some -> some.size() < FEWEST_TIES).count();
    ties.values().removeIf(some -> some.size() < FEWEST_TIES);
    List<Gap> gaps = new ArrayList<>();
    for (Carried one : carried(joint, ties, Initiative::organisations)) {
      gaps.add(new Gap.SingleCarrier(one.theme(), one.carrier(), one.ties().size(), others(one.ties(), one.carrier()), one.score(), one.ties().reversed()));
    }
    List<SinglePerson> alone = new ArrayList<>();
    Map<String, Set<String>> people = people(snapshot);
    for (Carried one : carried(joint, ties, initiative -> people(initiative, people))) {
      if (!snapshot.ambassadors().containsKey(one.carrier())) continue;
      String unit = snapshot.ambassadors().get(one.carrier()).forvaltning();
      alone.add(new SinglePerson(one.theme(), one.carrier(), unit, one.score(), one.ties().reversed()));
    }
    alone.sort(Comparator.comparingDouble(SinglePerson::score).reversed().thenComparing(SinglePerson::theme));
    return new Found(gaps, alone, tooFew);
  }

  /** Ids of the ambassadors of each förvaltning. */
  static Map<String, Set<String>> people(Snapshot snapshot) {
    Map<String, Set<String>> people = new HashMap<>();
    for (Ambassador one : snapshot.ambassadors().values()) people.computeIfAbsent(one.forvaltning(), id -> new HashSet<>()).add(one.id());
    return people;
  }

  /** Those through whom the city is in an initiative; a förvaltning without an ambassador is a way in that hangs on nobody. */
  static Set<String> people(Initiative one, Map<String, Set<String>> people) {
    Set<String> through = new HashSet<>();
    for (String unit : one.forvaltningar()) through.addAll(people.getOrDefault(unit, Set.of(unit)));
    return through;
  }

  /** The competences of which exactly one carrier is in all ties, surely enough. */
  private static List<Carried> carried(List<Initiative> joint, Map<String, List<Initiative>> ties, Function<Initiative, Set<String>> carriers) {
    Map<String, Integer> part = new HashMap<>();
    for (Initiative one : joint) carriers.apply(one).forEach(who -> part.merge(who, 1, Integer::sum));
    int[] busy = part.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    int lookedAt = ties.values().stream().mapToInt(some -> atLeast(busy, some.size())).sum();
    Chances chances = new Chances(joint.size());
    List<Carried> carried = new ArrayList<>();
    ties.forEach((competence, some) -> {
      Set<String> inAll = new HashSet<>(carriers.apply(some.getFirst()));
      some.forEach(one -> inAll.retainAll(carriers.apply(one)));
      // Two that are in all carry it together: should one leave, the other is still there.
      if (inAll.size() != 1) return;
      String carrier = inAll.iterator().next();
      double score = Chances.score(chances.allMarked(joint.size(), part.get(carrier), some.size()), lookedAt);
      if (score >= Gap.THRESHOLD) carried.add(new Carried(competence, carrier, some, score));
    });
    return carried;
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
