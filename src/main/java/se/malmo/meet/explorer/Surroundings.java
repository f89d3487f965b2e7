package se.malmo.meet.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.neighbours.Neighbour.Kind;

/**
 * A node and those that are tied to it, the most meaningful of each kind first.
 *
 * @param byKind at most sixty of each kind
 * @param totals how many there are of each, shown or not
 */
record Surroundings(Node centre, Map<Kind, List<Near>> byKind, Map<Kind, Long> totals) {
  /** In what order kinds take their turns. */
  private static final List<Kind> TURNS = List.of(Kind.PROJECT, Kind.ORGANISATION, Kind.ALLIANCE, Kind.FORVALTNING, Kind.COMPETENCE);

  /**
   * A neighbour.
   *
   * @param strength sum of its ties, each halved for every two years of its age
   * @param latest the year of its last tie
   */
  record Near(Node node, double strength, Optional<Integer> latest) {}

  long total() {
    return totals.values().stream().mapToLong(Long::longValue).sum();
  }

  /** So many of them after so many others: the kinds take turns, so that no kind crowds out another. */
  List<Near> most(int skip, int limit) {
    List<Near> taken = new ArrayList<>();
    for (int round = 0; taken.size() < skip + limit; round++) {
      int before = taken.size();
      for (Kind kind : TURNS) {
        List<Near> near = byKind.getOrDefault(kind, List.of());
        if (round < near.size()) taken.add(near.get(round));
      }
      if (taken.size() == before) break;
    }
    return taken.stream().skip(skip).limit(limit).toList();
  }
}
