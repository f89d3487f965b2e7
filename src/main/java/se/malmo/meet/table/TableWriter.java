package se.malmo.meet.table;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.SpreadsheetText;

/** Writes rows of one kind, one at a time, in a form that can be read again. A value is a text, or a list of texts; what is not there is left out. */
public abstract sealed class TableWriter implements AutoCloseable {

  /** The forms that a file may have. */
  public enum Form {
    CSV("text/csv; charset=utf-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    JSONL("application/x-ndjson");

    private final String type;

    Form(String type) {
      this.type = type;
    }

    /** The media type. */
    public String type() {
      return type;
    }

    /** How a file's name ends, without the dot. */
    public String ending() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** By the ending of a file's name. */
    public static Optional<Form> named(String file) {
      return Arrays.stream(values()).filter(form -> file.toLowerCase(Locale.ROOT).endsWith("." + form.ending())).findFirst();
    }
  }

  /** @param name of the sheet, where there is one */
  public static TableWriter open(Form form, OutputStream out, String name, List<String> columns) throws IOException {
    return switch (form) {
      case CSV -> new Csv(out, columns);
      case XLSX -> new Xlsx(out, name, columns);
      case JSONL -> new Lines(out, columns);
    };
  }

  /** @param row values by the names of the columns */
  public abstract void row(Map<String, Object> row) throws IOException;

  @Override
  public abstract void close() throws IOException;

  private static String cell(Object value) {
    return switch (value) {
      case null -> "";
      case List<?> list -> Cells.joined(list.stream().map(String::valueOf).toList());
      default -> value.toString();
    };
  }

  private static final class Csv extends TableWriter {
    private final Writer out;
    private final SpreadsheetText text;
    private final List<String> columns;

    Csv(OutputStream bytes, List<String> columns) throws IOException {
      out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
      text = SpreadsheetText.to(out);
      this.columns = columns;
      text.row(columns);
    }

    @Override
    public void row(Map<String, Object> row) {
      text.row(columns.stream().map(column -> cell(row.get(column))).toList());
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Every cell is a text, which no spreadsheet reckons. */
  private static final class Xlsx extends TableWriter {
    /** No cell of a workbook holds more characters. */
    private static final int LONGEST = 32_767;
    private static final int FLUSH = 500;
    /** What an import would take an apostrophe from, as it does from a table that a spreadsheet has saved anew. */
    private static final Pattern QUOTED = Pattern.compile("'+[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private final Workbook book;
    private final Worksheet sheet;
    private final List<String> columns;
    private int line;

    Xlsx(OutputStream bytes, String name, List<String> columns) throws IOException {
      book = new Workbook(bytes, "Meet Malmo", null);
      sheet = book.newWorksheet(name);
      this.columns = columns;
      row(columns.stream().collect(Collectors.toMap(column -> column, column -> column)));
    }

    @Override
    public void row(Map<String, Object> row) throws IOException {
      for (int i = 0; i < columns.size(); i++) {
        String cell = cell(row.get(columns.get(i)));
        if (!cell.isEmpty()) sheet.inlineString(line, i, fitting(QUOTED.matcher(cell).matches() ? "'" + cell : cell));
      }
      if (++line % FLUSH == 0) sheet.flush();
    }

    private static String fitting(String cell) {
      return cell.length() <= LONGEST ? cell : cell.substring(0, LONGEST - 1) + "…";
    }

    @Override
    public void close() throws IOException {
      book.finish();
    }
  }

  private static final class Lines extends TableWriter {
    private final OutputStream out;
    private final List<String> columns;

    Lines(OutputStream bytes, List<String> columns) {
      out = new BufferedOutputStream(bytes);
      this.columns = columns;
    }

    @Override
    public void row(Map<String, Object> row) throws IOException {
      Map<String, Object> told = new LinkedHashMap<>();
      columns.stream().filter(column -> row.get(column) != null && !"".equals(row.get(column))).forEach(column -> told.put(column, row.get(column)));
      out.write(Json.write(told));
      out.write('\n');
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
