package se.malmo.meet.convening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds which rules a seating does not hold, and tells whether those who are here allow it at all. */
final class Breaches {
  private final Task task;
  private final List<Outcome.Table> taken;

  private Breaches(Task task, Outcome outcome) {
    this.task = task;
    taken = outcome.taken();
  }

  /** The weightiest rule first; none for a seating that nobody has. */
  static List<Breach> of(Task task, Outcome outcome) {
    if (outcome.taken().isEmpty()) return List.of();
    Breaches breaches = new Breaches(task, outcome);
    List<Breach> all = new ArrayList<>();
    breaches.apart(all);
    breaches.sectors(all);
    breaches.mandate(all);
    breaches.own(all);
    breaches.sizes(all);
    return all.stream().sorted(Comparator.comparing(Breach::rule)).toList();
  }

  private List<Integer> where(Predicate<Outcome.Table> which) {
    return taken.stream().filter(which).map(Outcome.Table::number).toList();
  }

  private void apart(List<Breach> all) {
    for (Outcome.Table table : taken) {
      for (Pair pair : table.apart()) {
        boolean areLocked = table.attendees().stream().filter(one -> one.id().equals(pair.one()) || one.id().equals(pair.other())).allMatch(Attendee::isLocked);
        String why = taken.size() == 1 ? "one.table" : areLocked ? "locked" : "seated";
        all.add(new Breach(Rule.APART, List.of(table.number()), why, List.of(table.number()), List.of(pair.one(), pair.other())));
      }
    }
  }

  private void sectors(List<Breach> all) {
    List<Integer> where = where(table -> !table.hasSectors());
    if (where.isEmpty()) return;
    Map<Object, Long> counts = task.attendees().stream().collect(Collectors.groupingBy(Attendee::sector, Collectors.counting()));
    int possible = (int) IntStream.rangeClosed(1, taken.size()).filter(tables -> counts.values().stream().mapToLong(count -> Math.min(count, tables)).sum()
        >= (long) Tables.SECTORS_WANTED * tables).count();
    if (counts.size() < Tables.SECTORS_WANTED) all.add(new Breach(Rule.SECTORS, where, "few", List.of(counts.size()), List.of()));
    else if (possible < taken.size()) all.add(new Breach(Rule.SECTORS, where, "uneven", List.of(possible, taken.size()), List.of()));
    else all.add(new Breach(Rule.SECTORS, where, "seated", List.of(), List.of()));
  }

  private void mandate(List<Breach> all) {
    List<Integer> where = where(table -> !table.hasMandate());
    if (where.isEmpty()) return;
    int with = (int) task.attendees().stream().filter(Attendee::hasMandate).count();
    all.add(new Breach(Rule.MANDATE, where, with == 0 ? "none" : with < taken.size() ? "few" : "seated", List.of(with, taken.size()), List.of()));
  }

  private void own(List<Breach> all) {
    Map<String, Long> counts = task.attendees().stream().filter(one -> !one.unit().isEmpty()).collect(Collectors.groupingBy(Attendee::unit, Collectors.counting()));
    taken.stream().flatMap(table -> table.own().stream()).distinct().sorted().forEach(unit -> {
      int count = counts.get(unit).intValue();
      all.add(new Breach(Rule.OWN, where(table -> table.own().contains(unit)), count > taken.size() ? "many" : "seated", List.of(count, taken.size()), List.of(unit)));
    });
  }

  private void sizes(List<Breach> all) {
    List<Integer> few = where(table -> table.attendees().size() < Task.LEAST_SIZE);
    int here = task.attendees().size();
    if (!few.isEmpty()) all.add(new Breach(Rule.FEW, few, here < Task.LEAST_SIZE ? "people" : task.tables() > task.needed() ? "locked" : "seated", List.of(here, Task.LEAST_SIZE), List.of()));
    int least = taken.stream().mapToInt(table -> table.attendees().size()).min().orElse(0);
    int most = taken.stream().mapToInt(table -> table.attendees().size()).max().orElse(0);
    if (most - least > 1) all.add(new Breach(Rule.EVEN, List.of(), "seated", List.of(least, most), List.of()));
    List<Integer> full = where(table -> table.attendees().size() > task.tableSize());
    if (!full.isEmpty()) all.add(new Breach(Rule.FULL, full, "seated", List.of(task.tableSize()), List.of()));
  }

  /** Rules that do not hold at a table, for a line beside it. */
  static List<Rule> at(int table, List<Breach> all) {
    return all.stream().filter(breach -> breach.tables().contains(table)).map(Breach::rule).distinct().sorted().toList();
  }
}
