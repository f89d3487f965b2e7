package se.malmo.meet.platform;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;

/** A table as text that a Swedish spreadsheet opens right: semicolons, a byte order mark, and no cell that it would take for a formula (OWASP, CSV injection). */
public final class SpreadsheetText {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  /** Also what would look like one of our own after its apostrophe, so that an import can take it away again. */
  private static final Pattern FORMULA = Pattern.compile("^'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

  private final Writer out;
  private final CsvWriter csv;

  /** A table that is kept until it is asked for. */
  public SpreadsheetText() {
    out = new StringWriter();
    csv = CsvWriter.builder().fieldSeparator(';').bufferSize(0).build(out);
  }

  private SpreadsheetText(Writer out) {
    this.out = out;
    csv = CsvWriter.builder().fieldSeparator(';').bufferSize(0).build(out);
  }

  /** A table that is written as it comes. */
  public static SpreadsheetText to(Writer out) throws IOException {
    out.write(BYTE_ORDER_MARK);
    return new SpreadsheetText(out);
  }

  public void row(List<String> cells) {
    csv.writeRecord(cells.stream().map(SpreadsheetText::cell).toList());
  }

  private static String cell(String text) {
    return FORMULA.matcher(text).matches() ? "'" + text : text;
  }

  @Override
  public String toString() {
    return BYTE_ORDER_MARK + out;
  }
}
