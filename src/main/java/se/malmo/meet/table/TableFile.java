package se.malmo.meet.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Problem;

/**
 * A file of rows of one kind, whichever form it has: a workbook (XLSX), a table as text in any of the usual encodings, or one JSON object a line. What it is is told
 * by what is in it.
 *
 * @param type of a row
 * @param columns that a table may have
 * @param made a row of a table's cells
 */
public record TableFile<R>(Class<R> type, List<Column> columns, Function<Cells, R> made) {
  /** So many rows are read between two words of progress. */
  static final int STEP = 100;
  /** No file has more rows than this. */
  public static final int MOST_ROWS = 2_000_000;
  /** What an older Excel makes (Compound File Binary). */
  private static final byte[] OLD_EXCEL = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** Takes a row in. */
  @FunctionalInterface
  public interface Taking<R> {
    /** @throws Problem.Invalid where it cannot be taken */
    void row(long line, R row);
  }

  /** Hears of the rows of a table, the heading first. */
  interface Reading {
    void row(long line, List<String> cells, Map<Integer, String> faults);
  }

  /**
   * Reads all rows.
   *
   * @param faults hears of each row that cannot be taken
   * @param unread hears which columns of a table nothing is made of
   * @param progress hears about how many bytes have been read
   * @throws Problem.Invalid where the file as a whole cannot be read; rows before the fault have then been handed over
   */
  public void read(Path file, Taking<R> taking, Consumer<JsonLines.RowFault> faults, Consumer<List<String>> unread, LongConsumer progress) throws IOException {
    byte[] head = head(file);
    Rows rows = new Rows(taking, faults, unread);
    if (begins(head, OLD_EXCEL)) throw new Problem.Invalid("", "problem.table.xls");
    if (begins(head, ZIP)) {
      WorkbookTable.read(file, rows, progress);
    } else if (isJson(file, head)) {
      rows.count = new JsonLines(faults, progress).each(file, type, taking::row);
    } else {
      CsvTable.read(file, rows, progress);
      if (rows.heading == null) throw new Problem.Invalid("", "problem.table.empty");
    }
    if (rows.count == 0) throw new Problem.Invalid("", "problem.table.empty");
    progress.accept(Files.size(file));
  }

  /** A table's rows, made what they are about. */
  private final class Rows implements Reading {
    private final Taking<R> taking;
    private final Consumer<JsonLines.RowFault> faults;
    private final Consumer<List<String>> unread;
    private Heading heading;
    private long count;

    Rows(Taking<R> taking, Consumer<JsonLines.RowFault> faults, Consumer<List<String>> unread) {
      this.taking = taking;
      this.faults = faults;
      this.unread = unread;
    }

    @Override
    public void row(long line, List<String> cells, Map<Integer, String> wrong) {
      if (heading == null) {
        heading = Heading.of(cells, columns);
        if (!heading.unread().isEmpty()) unread.accept(heading.unread());
        return;
      }
      Cells row = heading.cells(line, cells, wrong);
      if (row.values().isEmpty() && row.faults().isEmpty()) return;
      if (++count > MOST_ROWS) throw new Problem.Invalid("", "problem.table.many", MOST_ROWS);
      try {
        if (!row.faults().isEmpty()) throw new Problem.Invalid(row.faults());
        taking.row(line, made.apply(row));
      } catch (Problem.Invalid e) {
        faults.accept(new JsonLines.RowFault(line, e.fields()));
      }
    }
  }

  private static boolean isJson(Path file, byte[] head) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) return true;
    for (int i = begins(head, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}) ? 3 : 0; i < head.length; i++) {
      if (head[i] > ' ' || head[i] < 0) return head[i] == '{';
    }
    return false;
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(256);
    }
  }

  private static boolean begins(byte[] head, byte[] mark) {
    if (head.length < mark.length) return false;
    for (int i = 0; i < mark.length; i++) if (head[i] != mark[i]) return false;
    return true;
  }
}
