package se.malmo.meet.table;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A column that a table may have.
 *
 * @param name as the API has it
 * @param otherNames what people call it, in Swedish or English
 * @param isRequired whether no row can do without it
 * @param words what people write in its cells in the place of a code
 */
public record Column(String name, Set<String> otherNames, boolean isRequired, Map<String, String> words) {

  public Column {
    otherNames = otherNames.stream().map(Column::key).collect(Collectors.toCollection(TreeSet::new));
    words = Map.copyOf(words);
  }

  public static Column of(String name, String... otherNames) {
    return new Column(name, Set.of(otherNames), false, Map.of());
  }

  public static Column required(String name, String... otherNames) {
    return new Column(name, Set.of(otherNames), true, Map.of());
  }

  /** The same, where each of these words may stand for a code. */
  public Column saying(String code, String... said) {
    Map<String, String> more = new HashMap<>(words);
    for (String word : said) more.put(key(word), code);
    return new Column(name, otherNames, isRequired, more);
  }

  /** How names are compared: letters and digits alone, small. */
  static String key(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  boolean isCalled(String heading) {
    String key = key(heading);
    return key.equals(key(name)) || otherNames.contains(key);
  }

  /** A cell's text, with the code in the place of a word for it. */
  String read(String cell) {
    return words.getOrDefault(key(cell), cell);
  }

  /** Names as a message lists them. */
  static String list(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
