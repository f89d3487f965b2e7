package se.malmo.meet.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;

/** The first sheet of a workbook (XLSX). Formulas are not reckoned: a cell with one is at fault. */
final class WorkbookTable {
  /** What a format for dates has outside quotes and brackets. */
  private static final Pattern DATE = Pattern.compile("(?i)[ymd]");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.");
  private static final int MOST_COLUMNS = 1_000;

  private WorkbookTable() {}

  static void read(Path file, TableFile.Reading reading, LongConsumer progress) throws IOException {
    long all = Math.max(1, WorkbookCheck.rows(file));
    long size = Files.size(file);
    try (ReadableWorkbook book = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true)); Stream<Row> rows = book.getFirstSheet().openStream()) {
      long read = 0;
      for (Iterator<Row> each = rows.iterator(); each.hasNext();) {
        row(each.next(), reading);
        if (++read % TableFile.STEP == 0) progress.accept(size * read / all);
      }
    } catch (Problem e) {
      throw e;
    } catch (ExcelReaderException | IndexOutOfBoundsException | NullPointerException | NoSuchElementException | ClassCastException | IllegalArgumentException e) {
      // A file that is no workbook inside: the library fails at whichever place it looks first.
      throw WorkbookCheck.broken();
    }
  }

  private static void row(Row row, TableFile.Reading reading) {
    List<String> cells = new ArrayList<>();
    Map<Integer, String> faults = new HashMap<>();
    for (int place = 0; place < Math.min(row.getCellCount(), MOST_COLUMNS); place++) {
      Cell cell = row.getOptionalCell(place).orElse(null);
      if (cell != null && cell.getType() == CellType.FORMULA) faults.put(place, "problem.table.formula");
      if (cell != null && cell.getType() == CellType.ERROR) faults.put(place, "problem.table.cell");
      cells.add(cell == null || faults.containsKey(place) ? "" : text(cell));
    }
    if (cells.stream().allMatch(String::isBlank) && faults.isEmpty()) return;
    reading.row(row.getRowNum(), cells, faults);
  }

  private static String text(Cell cell) {
    return switch (cell.getType()) {
      case STRING -> cell.getValue() == null ? "" : cell.getValue().toString();
      case NUMBER -> isDate(cell) ? day(cell) : cell.asNumber().stripTrailingZeros().toPlainString();
      case BOOLEAN -> cell.asBoolean() ? "true" : "false";
      case EMPTY, FORMULA, ERROR -> "";
    };
  }

  private static boolean isDate(Cell cell) {
    String format = cell.getDataFormatString();
    return format != null && DATE.matcher(QUOTED.matcher(format).replaceAll("")).find();
  }

  private static String day(Cell cell) {
    try {
      LocalDateTime at = cell.asDate();
      return at.toLocalTime().equals(LocalTime.MIDNIGHT) ? at.toLocalDate().toString() : at.atZone(Sweden.ZONE).toInstant().toString();
    } catch (DateTimeException e) {
      return String.valueOf(cell.getRawValue());
    }
  }
}
