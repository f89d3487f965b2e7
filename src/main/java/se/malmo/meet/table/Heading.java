package se.malmo.meet.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.malmo.meet.platform.Problem;

/** The first row of a table: which column stands where. */
final class Heading {
  private static final int LONGEST_SHOWN = 200;
  private final Map<Integer, Column> places;
  private final List<String> unread;

  private Heading(Map<Integer, Column> places, List<String> unread) {
    this.places = places;
    this.unread = unread;
  }

  /** @throws Problem.Invalid where a column is missing that every row needs, or two are called the same */
  static Heading of(List<String> names, List<Column> columns) {
    Map<Integer, Column> places = new LinkedHashMap<>();
    Map<Column, String> seen = new HashMap<>();
    List<String> unread = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip();
      if (name.isEmpty()) continue;
      var column = columns.stream().filter(one -> one.isCalled(name)).findFirst();
      if (column.isEmpty()) {
        unread.add(name);
        continue;
      }
      String twin = seen.putIfAbsent(column.get(), name);
      if (twin != null) throw new Problem.Invalid("", "problem.table.twice", twin, name);
      places.put(i, column.get());
    }
    List<Column> missing = columns.stream().filter(one -> one.isRequired() && !seen.containsKey(one)).toList();
    if (!missing.isEmpty()) throw new Problem.Invalid("", "problem.table.header", Column.list(missing), shown(names), Column.list(columns));
    return new Heading(places, List.copyOf(unread));
  }

  private static String shown(List<String> names) {
    String all = String.join(", ", names.stream().map(String::strip).toList());
    return all.length() <= LONGEST_SHOWN ? all : all.substring(0, LONGEST_SHOWN) + " …";
  }

  /** Columns of the file that nothing is made of. */
  List<String> unread() {
    return unread;
  }

  /** How many cells of a row are looked at. */
  int width() {
    return places.keySet().stream().mapToInt(place -> place + 1).max().orElse(0);
  }

  /** A row's cells by name; an empty cell is as one that is not there. */
  Cells cells(long line, List<String> row, Map<Integer, String> faults) {
    Map<String, String> values = new HashMap<>();
    List<Problem.Field> wrong = new ArrayList<>();
    places.forEach((place, column) -> {
      if (faults.containsKey(place)) wrong.add(new Problem.Field(column.name(), faults.get(place)));
      String text = place < row.size() && row.get(place) != null ? unquoted(row.get(place)).strip() : "";
      if (!text.isEmpty()) values.put(column.name(), column.read(text));
    });
    return new Cells(line, values, wrong);
  }

  /** Our own exports put an apostrophe before what a spreadsheet would take for a formula. */
  private static String unquoted(String cell) {
    return cell.matches("(?s)'+[=+\\-@\\t\\r].*") ? cell.substring(1) : cell;
  }
}
