package se.malmo.meet.convening;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What a table plan is made from.
 *
 * @param attendees those who are here, by id
 * @param ties units that have to do with each other already
 * @param apart attendees who must not sit together
 * @param tableSize how many a table takes
 */
record Task(List<Attendee> attendees, Set<Pair> ties, Set<Pair> apart, int tableSize) {
  static final int LEAST_SIZE = 4;
  static final int MOST_SIZE = 10;

  Task {
    attendees = attendees.stream().sorted(Comparator.comparing(Attendee::id)).toList();
    ties = Set.copyOf(ties);
    apart = Set.copyOf(apart);
  }

  /** So many tables that nobody is left without a chair. */
  int needed() {
    return Math.max(1, (attendees.size() + tableSize - 1) / tableSize);
  }

  /** The same, and as many more as somebody is locked to. */
  int tables() {
    return Math.max(needed(), attendees.stream().filter(Attendee::isLocked).mapToInt(Attendee::table).max().orElse(0));
  }
}
