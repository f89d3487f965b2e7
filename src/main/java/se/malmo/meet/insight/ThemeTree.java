package se.malmo.meet.insight;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.insight.Snapshot.Competence;

/** Which competences are wider than which, and which theme an initiative is about: the widest competence above most of its needs. */
final class ThemeTree {
  private final Map<String, Competence> competences;
  private final Map<String, Set<String>> wider = new HashMap<>();
  private final Map<String, String> roots = new HashMap<>();

  ThemeTree(Map<String, Competence> competences) {
    this.competences = competences;
  }

  /** A competence and all that are wider, however far up. */
  Set<String> andWider(String competence) {
    return wider.computeIfAbsent(competence, this::collect);
  }

  private Set<String> collect(String competence) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(competence));
    while (!next.isEmpty()) {
      String id = next.poll();
      if (found.add(id) && competences.containsKey(id)) next.addAll(competences.get(id).broader());
    }
    return found;
  }

  /** The widest one above; of several the one with the lowest id at each step, and the lowest of all in a circle. */
  String root(String competence) {
    return roots.computeIfAbsent(competence, this::climb);
  }

  private String climb(String competence) {
    Set<String> seen = new LinkedHashSet<>();
    String here = competence;
    while (seen.add(here)) {
      Competence known = competences.get(here);
      Optional<String> above = known == null ? Optional.empty() : known.broader().stream().min(Comparator.naturalOrder());
      if (above.isEmpty()) return here;
      here = above.get();
    }
    return seen.stream().min(Comparator.naturalOrder()).orElse(competence);
  }

  /** "" for an initiative that needs nothing that the vocabulary knows. */
  String of(Snapshot.Initiative initiative) {
    Map<String, Integer> counts = new HashMap<>();
    initiative.needs().forEach(need -> counts.merge(root(need), 1, Integer::sum));
    return counts.entrySet().stream().max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
        .map(Map.Entry::getKey).orElse("");
  }
}
