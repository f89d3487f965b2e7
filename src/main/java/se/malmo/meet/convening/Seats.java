package se.malmo.meet.convening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** How many sit at each table, and how it would be if nobody had thought about it. */
final class Seats {
  private Seats() {}

  /** Whether the attendee is locked to a table. */
  static boolean isHeld(Attendee one) {
    return one.isLocked() && one.table() > 0;
  }

  /** As even as those who are locked let it be: each next chair goes to the table with the fewest. */
  static int[] sizes(Task task) {
    int[] sizes = new int[task.tables()];
    for (Attendee one : task.attendees()) {
      if (isHeld(one)) sizes[one.table() - 1]++;
    }
    for (int left = task.attendees().size() - Arrays.stream(sizes).sum(); left > 0; left--) sizes[smallest(sizes)]++;
    return sizes;
  }

  private static int smallest(int[] sizes) {
    int least = 0;
    for (int t = 1; t < sizes.length; t++) {
      if (sizes[t] < sizes[least]) least = t;
    }
    return least;
  }

  /** Chairs at each table, an empty one where others have one more: so that a table can take the odd one instead of another. */
  static int chairs(Task task, int[] sizes) {
    int even = (task.attendees().size() + sizes.length - 1) / sizes.length;
    return Arrays.stream(sizes).anyMatch(size -> size > even) ? 0 : even;
  }

  /** How many new ties there are on average where everybody sits down at random. */
  static double random(Task task, int draws, long seed) {
    Circle circle = new Circle(task);
    int[] sizes = sizes(new Task(task.attendees().stream().map(one -> one.at(0)).toList(), task.ties(), task.apart(), task.tableSize()));
    Random random = new Random(seed);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < circle.size; i++) order.add(i);
    long sum = 0;
    for (int draw = 0; draw < draws; draw++) {
      Collections.shuffle(order, random);
      int[][] tables = new int[sizes.length][];
      int next = 0;
      for (int t = 0; t < sizes.length; t++) {
        tables[t] = order.subList(next, next + sizes[t]).stream().mapToInt(Integer::intValue).toArray();
        next += sizes[t];
      }
      sum += new Tables(circle, tables, Tables.Worth.WHOLE).ties();
    }
    return (double) sum / draws;
  }
}
