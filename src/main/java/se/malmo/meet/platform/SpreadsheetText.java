package se.malmo.meet.platform;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;

/** A table as text that a Swedish spreadsheet opens right: semicolons, a byte order mark, and no cell that it would take for a formula (OWASP, CSV injection). */
public final class SpreadsheetText {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r].*", Pattern.DOTALL);

  private final StringWriter out = new StringWriter();
  private final CsvWriter csv = CsvWriter.builder().fieldSeparator(';').bufferSize(0).build(out);

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
