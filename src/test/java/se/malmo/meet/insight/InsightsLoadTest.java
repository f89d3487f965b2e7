package se.malmo.meet.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import se.malmo.meet.matching.Covering;
import se.malmo.meet.matching.TeamStore;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.TestGraph;

/** The radar over a large city: 50,000 organisations, 3,000 competences, 500,000 edges. */
@Tag("slow")
class InsightsLoadTest {
  private static final int BATCH = 5_000;

  @Test
  void a_large_city_is_counted_within_a_minute() {
    Graph graph = TestGraph.fresh();
    fill(graph);
    long edges = graph.read("MATCH ()-[r]->() RETURN count(r) AS n", Map.of()).getFirst().get("n").asLong();
    assertThat(edges).isGreaterThan(500_000);
    Covering covering = new Covering(new TeamStore(graph), () -> Weights.STANDARD, Clock.systemUTC());
    try (Insights insights = new Insights(graph, covering, new EventLog(graph), Clock.systemUTC(), new Ids(Clock.systemUTC()))) {
      Instant start = Instant.now();
      insights.renew();
      Duration took = Duration.between(start, Instant.now());
      Findings findings = insights.findings();
      LogManager.getLogger().warn("{} organisations, {} initiatives, {} edges: counted in {} ms, {} gaps", findings.snapshot().organisations().size(),
          findings.snapshot().initiatives().size(), edges, took.toMillis(), findings.gaps().size());
      assertThat(took).isLessThan(Duration.ofSeconds(60));
      // Nobody offers the first, and 30 ask for it.
      assertThat(findings.gaps()).anySatisfy(one -> assertThat(one.gap().id()).isEqualTo("gap-demand-c0"));
    }
  }

  static void fill(Graph graph) {
    graph.write("UNWIND range(0, 2999) AS i CREATE (:Competence {id: 'c' + i, labelSv: 'kompetens ' + i, labelEn: 'competence ' + i})", Map.of());
    graph.write("UNWIND range(300, 2999) AS i MATCH (a:Competence {id: 'c' + i}), (b:Competence {id: 'c' + (i % 290 + 1)}) CREATE (a)-[:BROADER]->(b)", Map.of());
    graph.write("UNWIND range(0, 12) AS i CREATE (f:Forvaltning {id: 'f' + i, name: 'F' + i}) WITH f, i UNWIND range(0, 99) AS m "
        + "MATCH (c:Competence {id: 'c' + ((i * 100 + m) % 3000)}) CREATE (f)-[:HAS_MANDATE {weight: 1.0}]->(c)", Map.of());
    for (int from = 0; from < 50_000; from += BATCH) {
      graph.write("""
          UNWIND range($from, $from + 4999) AS i
          CREATE (o:Organisation {id: 'o' + i, name: 'O' + i, sector: ['business', 'business', 'public', 'academia', 'civil-society'][toInteger(rand() * 5)]})
          WITH o, i UNWIND range(0, 7) AS k MATCH (c:Competence {id: 'c' + (1 + toInteger(rand() * 2999))}) CREATE (o)-[:OFFERS {strength: 1.0}]->(c)
          """, Map.of("from", from));
    }
    for (int from = 0; from < 15_000; from += BATCH) {
      graph.write("""
          UNWIND range($from, $from + 4999) AS i
          CREATE (n:Initiative {id: 'i' + i, reference: 'MM-' + i, title: 'T', status: 'ended', published: true, date: datetime('2024-01-01T00:00:00Z')})
          WITH n, i
          CALL (n, i) { UNWIND range(0, 3) AS k MATCH (c:Competence {id: 'c' + CASE WHEN i < 30 AND k = 0 THEN 0 ELSE 1 + toInteger(rand() * 2999) END}) CREATE (n)-[:NEEDS]->(c) }
          CALL (n) { UNWIND range(0, 3) AS k MATCH (o:Organisation {id: 'o' + toInteger(rand() * 50000)}) CREATE (o)-[:PARTICIPATES_IN]->(n) }
          MATCH (f:Forvaltning {id: 'f' + toInteger(rand() * 13)}) CREATE (n)-[:ROUTED_TO]->(f)
          """, Map.of("from", from));
    }
  }
}
