package se.malmo.meet.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.malmo.meet.platform.Problem;

/**
 * One row of a table, by the names of its columns.
 *
 * @param line in the file, from 1
 * @param faults cells that cannot be read, by column
 */
public record Cells(long line, Map<String, String> values, List<Problem.Field> faults) {
  private static final char BAR = '|';

  /** A cell's text; null where it is empty or there is no such column. */
  public String text(String column) {
    return values.get(column);
  }

  /** What stands in a cell with a bar between; a bar with a backslash before it belongs to the text. */
  public List<String> list(String column) {
    String cell = values.getOrDefault(column, "");
    List<String> all = new ArrayList<>();
    StringBuilder one = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean isEscaped = c == '\\' && i + 1 < cell.length() && (cell.charAt(i + 1) == BAR || cell.charAt(i + 1) == '\\');
      if (isEscaped) one.append(cell.charAt(++i));
      else if (c == BAR) add(one, all);
      else one.append(c);
    }
    add(one, all);
    return all;
  }

  private static void add(StringBuilder one, List<String> all) {
    String text = one.toString().strip();
    if (!text.isEmpty()) all.add(text);
    one.setLength(0);
  }

  /** A list as one cell, from which it can be read again. */
  public static String joined(List<String> texts) {
    return String.join(" | ", texts.stream().map(text -> text.replace("\\", "\\\\").replace("|", "\\|")).toList());
  }
}
