package se.malmo.meet.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestServer;
import se.malmo.meet.platform.Graph;

/** How fast the graph is walked in a city of 50,000 organisations, 3,000 competences and half a million ties: {@code mvn test -Pslow -Dtest=ExplorerReachTest}. */
@Tag("slow")
class ExplorerReachTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int ORGANISATIONS = 50_000;
  private static final int ASKED = 300;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.empty();
    Graph graph = server.graph();
    graph.write("UNWIND range(1, 1700) AS n CREATE (:Competence {id: 'big-' + n, labelSv: 'kompetens ' + n, labelEn: 'competence ' + n, alternativesSv: [], alternativesEn: []})",
        Map.of());
    for (int part = 0; part < 10; part++) {
      graph.write("UNWIND range($from, $from + 4999) AS n CREATE (o:Organisation {id: 'org-big-' + n, name: 'Organisation ' + n, nameKey: 'organisation ' + n, "
          + "sector: ['business', 'public', 'academia', 'civil-society'][n % 4], source: 'big', sourceId: toString(n), description: '', offers: [], seeks: [], roles: []})",
          Map.of("from", part * 5_000));
      graph.write("UNWIND range($from, $from + 999) AS n CREATE (i:Initiative {id: 'ini-big-' + n, reference: 'MM-B-' + n, title: 'Projekt ' + n, text: '', status: 'ended', "
          + "published: true, source: 'big', sourceId: 'i' + n, date: datetime('2015-01-01T00:00Z') + duration({days: n / 3})})", Map.of("from", part * 1_000));
    }
    for (int part = 0; part < 50; part++) {
      graph.write("UNWIND range($from, $from + 999) AS n MATCH (o:Organisation {id: 'org-big-' + n}) UNWIND range(1, 7) AS k "
          + "WITH o, n, toInteger(1 + 1699 * rand() ^ 3) AS c MATCH (t:Competence {id: 'big-' + c}) CREATE (o)-[:OFFERS {strength: 1.0, source: 'big', since: date('2020-01-01') + duration({days: n % 2000})}]->(t)",
          Map.of("from", part * 1_000));
      graph.write("UNWIND range($from, $from + 199) AS n MATCH (i:Initiative {id: 'ini-big-' + n}) UNWIND range(1, 12) AS k "
          + "WITH i, toInteger(49999 * rand() ^ 2) AS o MATCH (who:Organisation {id: 'org-big-' + o}) MERGE (who)-[e:PARTICIPATES_IN]->(i) SET e.since = date(i.date), e.source = 'big', e.role = ''",
          Map.of("from", part * 200));
      graph.write("UNWIND range($from, $from + 199) AS n MATCH (i:Initiative {id: 'ini-big-' + n}), (f:Forvaltning) WITH i, f ORDER BY rand() "
          + "WITH i, collect(f)[0] AS f MERGE (i)-[:ROUTED_TO {at: i.date, by: 'big'}]->(f)", Map.of("from", part * 200));
    }
    LOG.info("{} ties", graph.read("MATCH ()-[e]->() RETURN count(e) AS n", Map.of()).getFirst().get("n").asLong());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_neighbourhood_and_three_paths_come_in_time() {
    Random random = new Random(7);
    List<String> around = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < ASKED; i++) {
      String kind = i % 10 == 0 ? "big-" + (1 + random.nextInt(1_700)) : i % 10 == 1 ? "stadskontoret" : "org-big-" + random.nextInt(ORGANISATIONS);
      around.add("/api/v1/graph/neighbourhood?node=" + kind);
      paths.add("/api/v1/graph/paths?from=org-big-" + random.nextInt(ORGANISATIONS) + "&to=org-big-" + random.nextInt(ORGANISATIONS));
    }
    assertThat(measured("neighbourhood", around)).isLessThan(150);
    assertThat(measured("three paths", paths)).isLessThan(300);
    measured("page", around.stream().map(path -> path.replace("/api/v1/graph/neighbourhood?node=", "/graf?n=")).toList());
  }

  /** The whole graph is read within the time of a question, names are matched fifty at a time, and files have their bounds. */
  @Test
  void files_for_everybody_and_matching_of_names_come_in_time() {
    server.graph().write("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()", Map.of());
    long start = System.nanoTime();
    String graph = server.get("/data/graf.gexf").body();
    LOG.info("whole graph: {} ms the first time, {} characters", (System.nanoTime() - start) / 1_000_000, graph.length());
    assertThat(graph.split("<node ", -1)).hasSizeBetween(WholeGraph.MOST_NODES / 2, WholeGraph.MOST_NODES + 1);
    assertThat(graph.split("<edge ", -1)).hasSizeBetween(1_000, WholeGraph.MOST_TIES + 1);
    measured("whole graph again", java.util.Collections.nCopies(3, "/data/graf.gexf"));
    measured("catalogue", java.util.Collections.nCopies(20, "/catalog.rdf"));
    measured("last file of organisations", java.util.Collections.nCopies(20, "/data/organisationer.jsonld?page=50"));
    Random random = new Random(7);
    List<String> batches = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      StringBuilder batch = new StringBuilder("{");
      for (int q = 0; q < 50; q++) batch.append(q == 0 ? "" : ",").append("\"q").append(q).append("\":{\"query\":\"Organisation ").append(random.nextInt(ORGANISATIONS)).append("\",\"limit\":3}");
      batches.add("/reconcile?queries=" + java.net.URLEncoder.encode(batch.append("}").toString(), java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThat(measured("fifty names matched", batches)).isLessThan(2_500);
  }

  /** The 95th percentile in milliseconds, when warm. */
  private static double measured(String what, List<String> addresses) {
    addresses.stream().limit(60).forEach(server::get);
    double[] times = addresses.stream().mapToDouble(address -> {
      long start = System.nanoTime();
      assertThat(server.get(address).statusCode()).as(address).isEqualTo(200);
      return (System.nanoTime() - start) / 1e6;
    }).sorted().toArray();
    LOG.info(String.format(Locale.ROOT, "%s: p50 %.0f ms, p95 %.0f ms, longest %.0f ms", what, times[times.length / 2], times[(int) (times.length * 0.95)], Arrays.stream(times).max().orElse(0)));
    return times[(int) (times.length * 0.95)];
  }
}
