package se.malmo.meet.insight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.malmo.meet.insight.Snapshot.Initiative;

/**
 * What is needed, by theme and quarter: in how many initiatives that came in a quarter something of the theme is needed.
 *
 * @param quarters oldest first
 * @param rows the theme that is needed most first
 */
record QuarterlyNeeds(List<Quarter> quarters, List<Row> rows) {
  private static final int QUARTERS = 8;
  private static final int THEMES = 8;

  /** A quarter of a year, 1 to 4. */
  record Quarter(int year, int number) {
    static Quarter of(LocalDate date) {
      return new Quarter(date.getYear(), (date.getMonthValue() + 2) / 3);
    }

    Quarter before() {
      return number == 1 ? new Quarter(year - 1, 4) : new Quarter(year, number - 1);
    }

    /** "2026-4", as it stands in an address. */
    String code() {
      return year + "-" + number;
    }
  }

  /** @param counts one for each quarter */
  record Row(String theme, List<Integer> counts) {
    int sum() {
      return counts.stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** The last quarters, up to the one that a day lies in. */
  static QuarterlyNeeds of(Snapshot snapshot, LocalDate today) {
    List<Quarter> quarters = new ArrayList<>();
    for (Quarter quarter = Quarter.of(today); quarters.size() < QUARTERS; quarter = quarter.before()) quarters.addFirst(quarter);
    ThemeTree tree = new ThemeTree(snapshot.competences());
    Map<String, int[]> counts = new HashMap<>();
    for (Initiative one : snapshot.initiatives()) {
      int place = quarters.indexOf(Quarter.of(one.date()));
      if (place >= 0) themes(one, tree).forEach(theme -> counts.computeIfAbsent(theme, id -> new int[QUARTERS])[place]++);
    }
    List<Row> rows = counts.entrySet().stream().map(one -> new Row(one.getKey(), Arrays.stream(one.getValue()).boxed().toList()))
        .sorted(Comparator.comparingInt(Row::sum).reversed().thenComparing(Row::theme)).limit(THEMES).toList();
    return new QuarterlyNeeds(List.copyOf(quarters), rows);
  }

  private static Set<String> themes(Initiative one, ThemeTree tree) {
    Set<String> themes = new HashSet<>();
    one.needs().forEach(need -> themes.add(tree.root(need)));
    return themes;
  }

  int most() {
    return rows.stream().flatMap(row -> row.counts().stream()).mapToInt(Integer::intValue).max().orElse(0);
  }
}
