package se.malmo.meet.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import se.malmo.meet.platform.Difference;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Trace;
import se.malmo.meet.table.TableFile;

/**
 * How files of one kind are read and what becomes of their rows.
 *
 * @param checking what makes a row valid, or throws Problem.Invalid; asked for once a file
 * @param key what a row is known by: two of one file with the same one cannot both be meant
 * @param name what people call it
 * @param differences what taking rows in would do
 * @param saving takes rows in
 */
record Intake<R, V>(TableFile<R> form, Supplier<Function<R, V>> checking, Function<V, String> key, Function<V, String> name, Function<List<V>, List<Difference>> differences, Saving<V> saving) {

  /** Writes rows. */
  @FunctionalInterface
  interface Saving<V> {
    void save(List<V> rows, String by, Trace trace);
  }

  /** Hears of the rows of a file. */
  interface Hearing {
    void row(long line, String name, Difference difference);

    void refused(JsonLines.RowFault fault);

    void unread(List<String> columns);

    /** Between two transactions: so many rows have been gone through. */
    void at(long rows, long bytes);
  }

  private record Numbered<V>(long line, V row) {}

  /** Goes through a file and only looks. */
  void look(Path file, Hearing hearing) throws IOException {
    each(file, hearing, batch -> told(batch, hearing));
  }

  /** Goes through a file and takes its rows in, a transaction for each few. */
  void take(Path file, String by, Trace trace, Hearing hearing) throws IOException {
    each(file, hearing, batch -> {
      told(batch, hearing);
      saving.save(batch.stream().map(Numbered::row).toList(), by, trace);
    });
  }

  private void told(List<Numbered<V>> batch, Hearing hearing) {
    List<Difference> all = differences.apply(batch.stream().map(Numbered::row).toList());
    for (int i = 0; i < batch.size(); i++) hearing.row(batch.get(i).line(), name.apply(batch.get(i).row()), all.get(i));
  }

  private void each(Path file, Hearing hearing, Consumer<List<Numbered<V>>> batches) throws IOException {
    Function<R, V> check = checking.get();
    Map<String, Long> seen = new HashMap<>();
    List<Numbered<V>> batch = new ArrayList<>(JsonLines.BATCH);
    long[] bytes = new long[1];
    LongConsumer progress = read -> bytes[0] = read;
    form.read(file, (line, row) -> {
      V valid = check.apply(row);
      Long twin = seen.putIfAbsent(key.apply(valid), line);
      if (twin != null) throw new Problem.Invalid("", "problem.import.twice", twin);
      batch.add(new Numbered<>(line, valid));
      if (batch.size() < JsonLines.BATCH) return;
      batches.accept(batch);
      batch.clear();
      hearing.at(seen.size(), bytes[0]);
    }, hearing::refused, hearing::unread, progress);
    if (!batch.isEmpty()) batches.accept(batch);
    hearing.at(seen.size(), bytes[0]);
  }
}
