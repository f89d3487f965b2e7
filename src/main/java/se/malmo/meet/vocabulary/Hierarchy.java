package se.malmo.meet.vocabulary;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which concept is broader than which, free of loops: an edge that would close one is not taken. */
final class Hierarchy {
  private final Map<String, List<String>> broader = new HashMap<>();

  /** @param known edges that are there already, without a loop */
  Hierarchy(Map<String, List<String>> known) {
    known.forEach((id, wider) -> broader.put(id, new ArrayList<>(wider)));
  }

  /**
   * Adds edges; the order decides which edge of a loop is left out: the last.
   *
   * @param left hears of each edge that is not taken, from and to
   * @return the edges that were taken
   */
  Map<String, List<String>> add(Map<String, List<String>> edges, BiConsumer<String, String> left) {
    Set<String> suspects = inOrBetweenLoops(edges);
    Map<String, List<String>> taken = new LinkedHashMap<>();
    // What cannot be in a loop goes in unasked; a large vocabulary has nothing else.
    edges.forEach((id, wider) -> wider.stream().filter(to -> !(suspects.contains(id) && suspects.contains(to)))
        .forEach(to -> broader.computeIfAbsent(id, i -> new ArrayList<>()).add(to)));
    edges.forEach((id, wider) -> {
      List<String> kept = new ArrayList<>();
      for (String to : wider) {
        boolean suspect = suspects.contains(id) && suspects.contains(to);
        if (suspect && leads(to, id)) {
          left.accept(id, to);
          continue;
        }
        if (suspect) broader.computeIfAbsent(id, i -> new ArrayList<>()).add(to);
        kept.add(to);
      }
      taken.put(id, kept);
    });
    return taken;
  }

  /** Whether one comes from a concept to another by way of broader ones; each leads to itself. */
  boolean leads(String from, String to) {
    Deque<String> open = new ArrayDeque<>(List.of(from));
    Set<String> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      String next = open.pop();
      if (next.equals(to)) return true;
      broader.getOrDefault(next, List.of()).stream().filter(seen::add).forEach(open::push);
    }
    return false;
  }

  /** What is left when the concepts that nobody leads to are taken away again and again (Kahn 1962). */
  private Set<String> inOrBetweenLoops(Map<String, List<String>> edges) {
    Map<String, List<String>> all = new HashMap<>();
    broader.forEach((id, wider) -> all.put(id, new ArrayList<>(wider)));
    edges.forEach((id, wider) -> all.computeIfAbsent(id, i -> new ArrayList<>()).addAll(wider));
    Map<String, Integer> narrower = new HashMap<>();
    all.forEach((id, wider) -> {
      narrower.putIfAbsent(id, 0);
      wider.forEach(to -> narrower.merge(to, 1, Integer::sum));
    });
    Deque<String> free = new ArrayDeque<>();
    narrower.forEach((id, count) -> {
      if (count == 0) free.push(id);
    });
    while (!free.isEmpty()) {
      String next = free.pop();
      narrower.remove(next);
      for (String to : all.getOrDefault(next, List.of())) {
        if (narrower.merge(to, -1, Integer::sum) == 0) free.push(to);
      }
    }
    return narrower.keySet();
  }
}
