package se.malmo.meet.convening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Seats those who are here so that as many as possible meet somebody of another sector whom they have nothing to do with yet: local search by simulated annealing
 * (Kirkpatrick, Gelatt and Vecchi 1983) over exchanges of two chairs. The rules come first: see {@link Tables.Worth}.
 */
final class TablePlanner {
  private static final int RESTARTS = 4;
  private static final int LEAST_STEPS = 8_000;
  private static final int STEPS_EACH = 1_000;
  private static final int MOST_STEPS = 150_000;
  /** Nobody waits longer: what has been found by then is the plan. */
  private static final long MOST_NANOS = 4_000_000_000L;
  private static final int BETWEEN_LOOKS = 4_095;
  private static final double HOT = 12;
  private static final double WARM = 2;
  private static final double COLD = 0.15;

  private TablePlanner() {}

  /**
   * A plan.
   *
   * @param tables by attendee, from 1
   * @param isCutShort whether the time was up before the search was through, so that another run may find another plan
   */
  record Plan(Map<String, Integer> tables, boolean isCutShort) {}

  /** The same plan for the same task and seed, unless it is cut short. Locked attendees stay at their tables. */
  static Plan plan(Task task, long seed) {
    Circle circle = new Circle(task);
    long end = System.nanoTime() + MOST_NANOS;
    int[][] best = null;
    long most = Long.MIN_VALUE;
    boolean isCutShort = false;
    for (int run = 0; run < RESTARTS && !isCutShort; run++) {
      Search search = new Search(circle, new Random(seed * RESTARTS + run), end);
      isCutShort = search.run();
      if (search.most > most) {
        most = search.most;
        best = search.best;
      }
    }
    return new Plan(byAttendee(task, best), isCutShort);
  }

  private static Map<String, Integer> byAttendee(Task task, int[][] seating) {
    Map<String, Integer> tables = new HashMap<>();
    for (int t = 0; t < seating.length; t++) {
      for (int who : seating[t]) {
        if (who >= 0) tables.put(task.attendees().get(who).id(), t + 1);
      }
    }
    return tables;
  }

  /** One run, from one first seating. */
  private static final class Search {
    private final Circle circle;
    private final Random random;
    private final long end;
    private final Tables tables;
    private final int[][] free;
    private int[][] best;
    private long most;

    Search(Circle circle, Random random, long end) {
      this.circle = circle;
      this.random = random;
      this.end = end;
      tables = new Tables(circle, first(circle, random), Tables.Worth.SOFT);
      free = IntStream.range(0, circle.task.tables()).boxed().flatMap(table -> IntStream.range(0, tables.chairs(table))
          .filter(chair -> !isLocked(tables.on(table, chair))).mapToObj(chair -> new int[] {table, chair})).toArray(int[][]::new);
    }

    private boolean isLocked(int who) {
      return who >= 0 && Seats.isHeld(circle.task.attendees().get(who));
    }

    /** Whether it was cut short. */
    boolean run() {
      int steps = Math.clamp((long) circle.size * STEPS_EACH, LEAST_STEPS, MOST_STEPS);
      boolean isCutShort = anneal(steps / 2, HOT, WARM);
      tables.weigh(Tables.Worth.WHOLE);
      best = tables.seating();
      most = tables.worth();
      return anneal(steps, WARM, COLD) || isCutShort;
    }

    private boolean anneal(int steps, double from, double to) {
      if (Arrays.stream(free).mapToInt(seat -> seat[0]).distinct().count() < 2) return false;
      boolean isLast = to == COLD;
      double cooling = Math.pow(to / from, 1.0 / steps);
      double temperature = from;
      for (int step = 0; step < steps; step++) {
        temperature *= cooling;
        if ((step & BETWEEN_LOOKS) == BETWEEN_LOOKS && System.nanoTime() > end) return true;
        int[] one = free[random.nextInt(free.length)];
        int[] other = free[random.nextInt(free.length)];
        if (one[0] == other[0] || !tables.staysEven(one[0], one[1], other[0], other[1])) continue;
        long before = tables.worth();
        tables.swap(one[0], one[1], other[0], other[1]);
        long gain = tables.worth() - before;
        if (gain < 0 && random.nextDouble() >= Math.exp(gain / temperature)) tables.swap(one[0], one[1], other[0], other[1]);
        else if (isLast && tables.worth() > most) keep();
      }
      return false;
    }

    private void keep() {
      most = tables.worth();
      best = tables.seating();
    }
  }

  /** Locked ones at their tables, the others dealt out by sector and unit, so that most rules hold from the start. */
  private static int[][] first(Circle circle, Random random) {
    Task task = circle.task;
    int[] sizes = Seats.sizes(task);
    int chairs = Seats.chairs(task, sizes);
    List<List<Integer>> tables = new ArrayList<>();
    for (int t = 0; t < sizes.length; t++) tables.add(new ArrayList<>());
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < circle.size; i++) {
      Attendee one = task.attendees().get(i);
      if (Seats.isHeld(one)) tables.get(one.table() - 1).add(i);
      else others.add(i);
    }
    Collections.shuffle(others, random);
    others.sort(Comparator.comparing((Integer i) -> !circle.hasMandate[i]).thenComparing(i -> circle.sector[i]).thenComparing(i -> circle.unit[i]));
    int next = 0;
    for (int who : others) {
      while (tables.get(next % sizes.length).size() >= sizes[next % sizes.length]) next++;
      tables.get(next++ % sizes.length).add(who);
    }
    return tables.stream().map(table -> IntStream.range(0, Math.max(table.size(), chairs)).map(i -> i < table.size() ? table.get(i) : Tables.EMPTY).toArray()).toArray(int[][]::new);
  }
}
