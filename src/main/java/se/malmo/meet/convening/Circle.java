package se.malmo.meet.convening;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A task by numbers, as the search needs it: attendees, units, sectors and themes each from 0. */
final class Circle {
  final Task task;
  final int size;
  final int units;
  /** Of each attendee; -1 where the graph has none. */
  final int[] unit;
  final int[] sector;
  final boolean[] hasMandate;
  /** A bit for each theme. */
  final long[] themes;
  /** Whether two attendees' units come from different sectors and have no tie: by unit and unit. */
  final boolean[][] isNew;
  /** Whether two attendees must not sit together. */
  final boolean[][] apart;

  Circle(Task task) {
    this.task = task;
    size = task.attendees().size();
    Map<String, Integer> places = new LinkedHashMap<>();
    Map<String, Integer> topics = new LinkedHashMap<>();
    unit = new int[size];
    sector = new int[size];
    hasMandate = new boolean[size];
    themes = new long[size];
    List<Attendee> firsts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Attendee one = task.attendees().get(i);
      unit[i] = one.unit().isEmpty() ? -1 : places.computeIfAbsent(one.unit(), id -> places.size());
      if (unit[i] == firsts.size()) firsts.add(one);
      sector[i] = one.sector().ordinal();
      hasMandate[i] = one.hasMandate();
      for (String theme : one.themes().stream().sorted().toList()) themes[i] |= 1L << topics.computeIfAbsent(theme, id -> topics.size());
    }
    units = firsts.size();
    isNew = new boolean[units][units];
    for (int a = 0; a < units; a++) {
      for (int b = 0; b < units; b++) isNew[a][b] = isNew(firsts.get(a), firsts.get(b));
    }
    apart = apart();
  }

  private boolean isNew(Attendee one, Attendee other) {
    return one.sector() != other.sector() && !task.ties().contains(Pair.of(one.unit(), other.unit()));
  }

  private boolean[][] apart() {
    Map<String, Integer> byId = new LinkedHashMap<>();
    IntStream.range(0, size).forEach(i -> byId.put(task.attendees().get(i).id(), i));
    boolean[][] all = new boolean[size][size];
    task.apart().stream().filter(pair -> byId.containsKey(pair.one()) && byId.containsKey(pair.other())).forEach(pair -> {
      all[byId.get(pair.one())][byId.get(pair.other())] = true;
      all[byId.get(pair.other())][byId.get(pair.one())] = true;
    });
    return all;
  }
}
