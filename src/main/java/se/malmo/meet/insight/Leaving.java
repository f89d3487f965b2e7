package se.malmo.meet.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import se.malmo.meet.insight.Snapshot.Ambassador;
import se.malmo.meet.insight.Snapshot.Initiative;

/**
 * What would have no way into the city if an ambassador left: exactly the ties that nobody else carries.
 *
 * @param themes competences, all of whose joint initiatives go through this person alone
 * @param organisations those that have met the city only so
 */
record Leaving(Ambassador who, List<Tied> themes, List<Tied> organisations) {
  /** About a competence the city has met others only once by chance; that hangs on nobody. */
  static final int FEWEST_TIES = 2;

  /** @param ties joint initiatives */
  record Tied(String id, int ties) {}

  /** All on whom something hangs, those with most first. */
  static List<Leaving> in(Snapshot snapshot) {
    Map<String, Set<String>> people = CarrierGaps.people(snapshot);
    List<Initiative> joint = snapshot.initiatives().stream().filter(Initiative::isJoint).toList();
    Map<String, List<Tied>> themes = alone(joint, Initiative::needs, FEWEST_TIES, people);
    Map<String, List<Tied>> organisations = alone(joint, Initiative::organisations, 1, people);
    List<Leaving> all = new ArrayList<>();
    for (Ambassador one : snapshot.ambassadors().values()) {
      Leaving leaving = new Leaving(one, themes.getOrDefault(one.id(), List.of()), organisations.getOrDefault(one.id(), List.of()));
      if (!leaving.themes.isEmpty() || !leaving.organisations.isEmpty()) all.add(leaving);
    }
    all.sort(Comparator.comparingInt((Leaving one) -> one.themes.size() + one.organisations.size()).reversed().thenComparing(one -> one.who.id()));
    return all;
  }

  /** By the id of each carrier, what is tied to the city through that one alone in at least so many initiatives, most first. */
  private static Map<String, List<Tied>> alone(List<Initiative> joint, Function<Initiative, Set<String>> tied, int fewest, Map<String, Set<String>> people) {
    Map<String, Set<String>> inAll = new HashMap<>();
    Map<String, Integer> ties = new HashMap<>();
    for (Initiative one : joint) {
      Set<String> through = CarrierGaps.people(one, people);
      for (String id : tied.apply(one)) {
        ties.merge(id, 1, Integer::sum);
        inAll.computeIfAbsent(id, first -> new HashSet<>(through)).retainAll(through);
      }
    }
    Map<String, List<Tied>> alone = new HashMap<>();
    inAll.forEach((id, carriers) -> {
      if (carriers.size() == 1 && ties.get(id) >= fewest) alone.computeIfAbsent(carriers.iterator().next(), who -> new ArrayList<>()).add(new Tied(id, ties.get(id)));
    });
    alone.values().forEach(some -> some.sort(Comparator.comparingInt(Tied::ties).reversed().thenComparing(Tied::id)));
    return alone;
  }
}
