package se.malmo.meet.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.evaluation.Bench.Latency;
import se.malmo.meet.evaluation.Bench.Measured;

/**
 * What a bench found, city by city, as Markdown tables.
 *
 * @param circumstances of the machine and the run, one sentence
 */
public record BenchReport(List<Row> rows, int clients, String circumstances) {
  private static final String BEGIN = "<!-- bench -->";
  private static final String END = "<!-- end of bench -->";

  /**
   * A city and how fast it was searched.
   *
   * @param profiles organisations, initiatives and förvaltningar
   * @param words different words and edges
   * @param mentions words and edges of all profiles together
   * @param importSeconds for all texts, from rows to what is on disk
   * @param loadSeconds from the graph into memory
   * @param megabytes of the heap that the index takes, about
   */
  public record Row(int organisations, int profiles, int words, long mentions, double importSeconds, double loadSeconds, double megabytes, List<Measured> measured) {}

  /** The tables with the sentence above. */
  public String markdown() {
    String cities = rows.stream().map(row -> String.format(Locale.ROOT, "| %,d | %,d | %,d | %,d | %.0f s | %.0f | %.1f s | %.0f MB |%n", row.organisations, row.profiles,
        row.words, row.mentions, row.importSeconds, row.profiles / row.importSeconds, row.loadSeconds, row.megabytes)).collect(Collectors.joining());
    String speeds = rows.stream().flatMap(BenchReport::lines).collect(Collectors.joining());
    return circumstances + "\n\n"
        + "| organisations | profiles | different words and edges | mentions | import | profiles a second | load into memory | heap of the index |\n"
        + "|---:|---:|---:|---:|---:|---:|---:|---:|\n" + cities + "\n"
        + "| organisations | | language, p50 / p99 | matching, p50 / p99 | " + clients + " clients, language included, p50 / p99 | answers a second |\n"
        + "|---:|---|---:|---:|---:|---:|\n" + speeds;
  }

  private static Stream<String> lines(Row row) {
    return row.measured.stream().map(one -> String.format(Locale.ROOT, "| %,d | %s | %s | %s | %s | %,.0f |%n", row.organisations, one.name(), pair(one.reading()),
        pair(one.finding()), pair(one.busy()), one.throughput()));
  }

  private static String pair(Latency latency) {
    return String.format(Locale.ROOT, "%.2f / %.2f ms", latency.p50(), latency.p99());
  }

  /** A page with its tables renewed; one that has none yet gets them at its end. */
  public String renewed(String page) {
    String tables = BEGIN + "\n" + markdown() + END;
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) return page.isBlank() ? tables + "\n" : page.stripTrailing() + "\n\n" + tables + "\n";
    return page.substring(0, begin) + tables + page.substring(end + END.length());
  }
}
