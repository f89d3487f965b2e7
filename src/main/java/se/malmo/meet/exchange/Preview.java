package se.malmo.meet.exchange;

import java.util.ArrayList;
import java.util.List;
import se.malmo.meet.exchange.Import.Counts;
import se.malmo.meet.platform.Difference;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Problem;

/** What a file would change, as far as a person reads: how many rows of each sort, and the first of those that are not as before. */
public final class Preview {
  /** So many lines of each sort are kept. */
  static final int MOST = 100;

  private final List<Line> lines = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private List<String> unread = List.of();
  private final long[] counts = new long[Difference.What.values().length];
  private long faults;

  /**
   * A row that is new, changed or left.
   *
   * @param fields that it changes
   */
  public record Line(long line, String name, String what, List<String> fields) {}

  /** A row that cannot be taken, with each field at fault. */
  public record Refused(long line, List<Fault> faults) {}

  /** One field at fault: its message key and what the message names. */
  public record Fault(String field, String key, List<String> arguments) {}

  /** What of it is kept. */
  public record Kept(List<Line> lines, List<Refused> refused, List<String> unread) {}

  void add(long line, String name, Difference difference) {
    long before = counts[difference.what().ordinal()]++;
    if (difference.what() == Difference.What.UNCHANGED || before >= MOST) return;
    lines.add(new Line(line, name, difference.what().code(), difference.fields()));
  }

  void refuse(JsonLines.RowFault fault) {
    if (++faults > MOST) return;
    refused.add(new Refused(fault.line(), fault.fields().stream().map(Preview::fault).toList()));
  }

  private static Fault fault(Problem.Field field) {
    return new Fault(field.field(), field.key(), field.arguments().stream().map(String::valueOf).toList());
  }

  void unread(List<String> columns) {
    unread = columns.stream().limit(MOST).toList();
  }

  public Counts counts() {
    return new Counts(counts[Difference.What.ADDED.ordinal()], counts[Difference.What.CHANGED.ordinal()], counts[Difference.What.UNCHANGED.ordinal()], counts[Difference.What.LEFT.ordinal()], faults, 0);
  }

  public Kept kept() {
    return new Kept(List.copyOf(lines), List.copyOf(refused), unread);
  }
}
