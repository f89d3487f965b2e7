package se.malmo.meet.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import se.malmo.meet.evaluation.Bench.Latency;
import se.malmo.meet.evaluation.Bench.Measured;
import se.malmo.meet.evaluation.BenchReport.Row;

class BenchReportTest {
  private static final BenchReport REPORT = new BenchReport(List.of(row(1_000, 0.4), row(50_000, 2.5)), 16, "Measured in a test.");

  @Test
  void the_chart_is_well_formed_and_says_in_words_what_it_shows() throws Exception {
    Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(Chart.of(REPORT).getBytes(StandardCharsets.UTF_8)));
    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("How fast Ours & theirs and Lucene are as the city grows");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).contains("50,000 organisations: Ours & theirs 2.50, Lucene 5.00", "answers a second");
    assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(8);
  }

  @Test
  void the_tables_have_a_row_for_each_city_and_searcher() {
    assertThat(REPORT.markdown()).contains("| 50,000 | 52,500 | 300 | 4,000,000 | 250 s | 210 | 3.0 s | 63 MB |",
        "| 50,000 | Lucene | 1.00 / 2.00 ms | 5.00 / 10.00 ms | 30.00 / 60.00 ms | 400 |");
  }

  @Test
  void a_page_keeps_what_stands_around_its_tables() {
    String page = REPORT.renewed("# Speed\nSaid before.\n");
    String renewed = new BenchReport(List.of(row(2_000, 1)), 4, "Measured again.").renewed(page + "Said after.\n");
    assertThat(renewed).startsWith("# Speed\nSaid before.\n").endsWith("Said after.\n").contains("Measured again.", "| 2,000 |").doesNotContain("Measured in a test.");
    assertThat(REPORT.renewed("")).startsWith("<!-- bench -->");
  }

  private static Row row(int size, double millis) {
    return new Row(size, size * 21 / 20, 300, size * 80L, size / 200.0, 3, 63, List.of(measured("Ours & theirs", millis), measured("Lucene", 2 * millis)));
  }

  private static Measured measured(String name, double millis) {
    return new Measured(name, new Latency(1, 2), new Latency(millis, 2 * millis), new Latency(30, 60), 400);
  }
}
