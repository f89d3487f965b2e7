package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What Prometheus reads, and the dashboard that shows it. */
@Order(TestServer.SHARED)
class MetricsTest {
  private static final Pattern NAME = Pattern.compile("\\b(?:meet|jvm|process|vertx|system)_[a-z0-9_]+");
  /** Comes with the first collection, with the first failure. */
  private static final Set<String> LATER = Set.of("jvm_gc_pause_seconds_sum", "meet_graph_failures_total");
  private static TestServer server;
  private static String scraped;

  @BeforeAll
  static void walk() {
    server = TestServer.shared();
    server.app().measures().look();
    server.get("/");
    server.get("/en/initiatives");
    server.get("/nowhere/anna@example.org");
    server.get("/arende/" + "0123456789abcdef".repeat(2));
    server.post("/api/v1/suggestions", "{\"text\": \"Vi söker lokaler för en utbildning.\"}");
    scraped = server.get("/metrics").body();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Set<String> names() {
    return scraped.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void every_question_of_the_dashboard_names_a_metric_that_there_is() throws Exception {
    JsonNode dashboard = new ObjectMapper().readTree(Path.of("docs/grafana.json").toFile());
    List<String> asked = dashboard.findValuesAsText("expr");
    assertThat(asked).hasSizeGreaterThan(20);
    Set<String> there = names();
    for (String expression : asked) {
      List<String> used = NAME.matcher(expression).results().map(MatchResult::group).toList();
      assertThat(used).as(expression).isNotEmpty();
      for (String name : used) assertThat(there.contains(name) || LATER.contains(name)).as(name + " of " + expression).isTrue();
    }
  }

  @Test
  void requests_are_told_apart_by_the_pattern_of_their_address_and_by_nothing_in_it() {
    assertThat(scraped).contains("route=\"/en/initiatives\"").contains("route=\"/arende/:secret\"").contains("route=\"unknown\"");
    assertThat(scraped).doesNotContain("0123456789abcdef").doesNotContain("nowhere").doesNotContain("anna");
    assertThat(scraped).contains("meet_suggestions_seconds_count{part=\"language\"}").contains("meet_suggestions_seconds_count{part=\"matching\"}").contains("meet_graph_seconds_count{kind=\"read\"}");
  }

  @Test
  void work_that_waits_is_counted() {
    assertThat(value("meet_graph_up")).isEqualTo(1);
    assertThat(value("meet_queue_length{queue=\"mail\",state=\"waiting\"}")).isNotNaN();
    assertThat(value("meet_queue_length{queue=\"webhook\",state=\"failed\"}")).isNotNaN();
    assertThat(value("meet_queue_length{queue=\"job\",state=\"failed\"}")).isNotNaN();
    assertThat(value("meet_projection_lag")).isNotNaN();
    long late = server.graph().read("MATCH (i:Initiative) WHERE i.status IN ['received', 'assessed'] RETURN count(i) AS n", java.util.Map.of()).getFirst().get("n").asLong();
    assertThat(value("meet_cases_open")).isEqualTo(late).isPositive();
    assertThat(value("meet_cases_overdue")).isBetween(0.0, (double) late);
  }

  private static double value(String metric) {
    return scraped.lines().filter(line -> line.startsWith(metric + " ")).map(line -> Double.parseDouble(line.substring(metric.length() + 1))).findFirst().orElseThrow();
  }
}
