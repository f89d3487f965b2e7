package se.malmo.meet.alliance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Groups that nobody has named: those who have done at least two things together.
 *
 * <p>A group is a closed set (Pasquier et al. 1999): all who took part in each of the things that any two of its organisations did together.
 */
final class RecurringGroups {
  private static final int LEAST_ACTIVITIES = 2;
  private static final int LEAST_ORGANISATIONS = 2;

  /** Some who keep doing things together, with what they did, the latest first. */
  record Found(Set<String> members, List<Activity> activities, Strength strength) {}

  private record Pair(String one, String other) {}

  private RecurringGroups() {}

  /** The strongest groups first, at most so many. */
  static List<Found> in(List<Activity> activities, Predicate<String> isOrganisation, LocalDate today, int most) {
    Map<Pair, List<Activity>> together = new HashMap<>();
    for (Activity activity : activities) {
      List<String> organisations = activity.members().stream().filter(isOrganisation).sorted().toList();
      for (int i = 0; i < organisations.size(); i++) {
        for (int j = i + 1; j < organisations.size(); j++) {
          together.computeIfAbsent(new Pair(organisations.get(i), organisations.get(j)), pair -> new ArrayList<>()).add(activity);
        }
      }
    }
    Map<Set<String>, List<Activity>> groups = new HashMap<>();
    for (List<Activity> shared : together.values()) {
      if (shared.size() < LEAST_ACTIVITIES) continue;
      Set<String> members = new HashSet<>(shared.getFirst().members());
      shared.forEach(activity -> members.retainAll(activity.members()));
      if (members.stream().filter(isOrganisation).count() >= LEAST_ORGANISATIONS) groups.put(new TreeSet<>(members), shared);
    }
    return groups.entrySet().stream().map(group -> new Found(group.getKey(), latestFirst(group.getValue()), Strength.of(group.getValue(), today)))
        .sorted(Comparator.comparingDouble((Found found) -> found.strength().now()).reversed().thenComparing(found -> found.members().toString())).limit(most).toList();
  }

  private static List<Activity> latestFirst(List<Activity> activities) {
    return activities.stream().sorted(Comparator.comparing(Activity::day).reversed().thenComparing(Activity::id)).toList();
  }
}
