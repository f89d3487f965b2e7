package se.malmo.meet.convening;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.malmo.meet.organisation.Sector;

/**
 * What a seating brings, counted from who sits where and from nothing else.
 *
 * @param tables by number, from 1 to the last that anybody has or needs
 * @param ties new ties across sectors in all; a pair that meets at two tables counts once
 * @param unseated attendees without a table, by id
 */
record Outcome(List<Table> tables, int ties, List<String> unseated) {

  /**
   * One table.
   *
   * @param ties pairs of units here that come from different sectors and had no tie
   * @param mandates förvaltningar here, by id
   * @param themes what of the meeting's themes somebody here knows
   * @param apart pairs here that must not sit together
   * @param own units with more than one person here
   */
  record Table(int number, List<Attendee> attendees, Set<Sector> sectors, int ties, List<String> mandates, Set<String> themes, List<Pair> apart, List<String> own) {
    boolean hasSectors() {
      return sectors.size() >= Tables.SECTORS_WANTED;
    }

    boolean hasMandate() {
      return !mandates.isEmpty();
    }
  }

  /** As everybody sits by the table that they have. */
  static Outcome of(Task task) {
    Map<Integer, List<Attendee>> seated = task.attendees().stream().filter(one -> one.table() > 0).collect(Collectors.groupingBy(Attendee::table, TreeMap::new, Collectors.toList()));
    int last = Math.max(seated.keySet().stream().mapToInt(Integer::intValue).max().orElse(0), seated.isEmpty() ? 0 : 1);
    Set<Pair> met = new HashSet<>();
    List<Table> tables = IntStream.rangeClosed(1, last).mapToObj(number -> table(number, seated.getOrDefault(number, List.of()), task, met)).toList();
    return new Outcome(tables, met.size(), task.attendees().stream().filter(one -> one.table() < 1).map(Attendee::id).toList());
  }

  private static Table table(int number, List<Attendee> here, Task task, Set<Pair> met) {
    Set<Pair> ties = new HashSet<>();
    List<Pair> apart = new ArrayList<>();
    Set<String> own = new TreeSet<>();
    for (int i = 0; i < here.size(); i++) {
      for (int j = 0; j < i; j++) {
        Attendee one = here.get(i);
        Attendee other = here.get(j);
        if (isNew(one, other, task)) ties.add(Pair.of(one.unit(), other.unit()));
        if (task.apart().contains(Pair.of(one.id(), other.id()))) apart.add(Pair.of(one.id(), other.id()));
        if (!one.unit().isEmpty() && one.unit().equals(other.unit())) own.add(one.unit());
      }
    }
    met.addAll(ties);
    return new Table(number, here, here.stream().map(Attendee::sector).collect(Collectors.toCollection(TreeSet::new)), ties.size(),
        here.stream().filter(Attendee::hasMandate).map(Attendee::unit).distinct().sorted().toList(),
        here.stream().flatMap(one -> one.themes().stream()).collect(Collectors.toCollection(TreeSet::new)), apart, List.copyOf(own));
  }

  private static boolean isNew(Attendee one, Attendee other, Task task) {
    return !one.unit().isEmpty() && !other.unit().isEmpty() && one.sector() != other.sector() && !task.ties().contains(Pair.of(one.unit(), other.unit()));
  }

  /** Tables at which anybody sits. */
  List<Table> taken() {
    return tables.stream().filter(table -> !table.attendees().isEmpty()).toList();
  }

  Optional<Table> table(int number) {
    return tables.stream().filter(table -> table.number() == number).findFirst();
  }
}
