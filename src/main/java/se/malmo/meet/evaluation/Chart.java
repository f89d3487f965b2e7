package se.malmo.meet.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import se.malmo.meet.evaluation.Bench.Measured;
import se.malmo.meet.evaluation.BenchReport.Row;

/** Bars of what a bench found, as a picture that can be read on light and dark ground and by a screen reader. */
public final class Chart {
  private static final int WIDTH = 860;
  private static final int LEFT = 20;
  private static final int BAR = 18;
  private static final int GAP = 14;
  private static final int NAMES = 190;
  private static final int MOST = 480;
  private static final int HEAD = 64;
  private static final String STYLE = """
      <style>
      text { font: 14px system-ui, sans-serif; fill: #1a1a1a; }
      .heading { font-weight: 600; }
      .bar0 { fill: #0b6e4f; }
      .bar1 { fill: #8a8f98; }
      @media (prefers-color-scheme: dark) {
        text { fill: #f0f0f0; }
        .bar0 { fill: #4cc38a; }
        .bar1 { fill: #9aa0aa; }
      }
      </style>
      """;

  private final List<String> marks = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private int y;

  private Chart() {}

  /** The picture of a report, as a file of its own. */
  public static String of(BenchReport report) {
    Chart chart = new Chart();
    chart.panel("Matching (Lucene: search), one client: half of all answers within, ms", report, one -> one.finding().p50(), "%,.2f");
    chart.panel("Language and matching, " + report.clients() + " clients: answers a second", report, Measured::throughput, "%,.0f");
    return chart.drawn(report);
  }

  private void panel(String heading, BenchReport report, ToDoubleFunction<Measured> value, String format) {
    y += HEAD / 2;
    mark(LEFT, "heading", heading);
    double most = report.rows().stream().flatMap(row -> row.measured().stream()).mapToDouble(value).max().orElse(1);
    for (Row row : report.rows()) {
      y += GAP;
      for (int i = 0; i < row.measured().size(); i++) bar(row, i, value.applyAsDouble(row.measured().get(i)), most, format);
    }
    told.add(heading + ": " + report.rows().stream().map(row -> said(row, value, format)).collect(Collectors.joining("; ")) + ".");
    y += GAP;
  }

  private void bar(Row row, int which, double value, double most, String format) {
    y += BAR + 2;
    mark(LEFT, "name", String.format(Locale.ROOT, "%,d · %s", row.organisations(), row.measured().get(which).name()));
    double length = most > 0 ? Math.max(1, value / most * MOST) : 1;
    marks.add(String.format(Locale.ROOT, "<rect class=\"bar%d\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>", which % 2, LEFT + NAMES, y - BAR + 4, length, BAR));
    mark((int) (LEFT + NAMES + length + 8), "value", String.format(Locale.ROOT, format, value));
  }

  private static String said(Row row, ToDoubleFunction<Measured> value, String format) {
    return String.format(Locale.ROOT, "%,d organisations: ", row.organisations())
        + row.measured().stream().map(one -> one.name() + " " + String.format(Locale.ROOT, format, value.applyAsDouble(one))).collect(Collectors.joining(", "));
  }

  private void mark(int x, String kind, String text) {
    marks.add("<text class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y + "\">" + escaped(text) + "</text>");
  }

  private String drawn(BenchReport report) {
    String names = report.rows().stream().flatMap(row -> row.measured().stream()).map(Measured::name).distinct().collect(Collectors.joining(" and "));
    int height = y + HEAD / 2;
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\"" + WIDTH + "\" height=\"" + height
        + "\" role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">" + escaped("How fast " + names + " are as the city grows") + "</title>\n<desc id=\"desc\">"
        + escaped(String.join(" ", told)) + "</desc>\n" + STYLE + String.join("\n", marks) + "\n</svg>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
