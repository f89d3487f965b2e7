package se.malmo.meet.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestServer;

/** What machines are told of the graph. */
class ExplorerApiTest {
  private static final String AROUND = "/api/v1/graph/neighbourhood?node=";
  private static TestServer server;
  private static City city;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    city = new City(server.graph());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_department_is_told_with_its_projects_alliances_and_competences() {
    JsonNode answer = json(AROUND + "miljoforvaltningen");
    assertThat(answer.get("nodes")).hasSize(60);
    assertThat(answer.get("nodes").get(0).get("id").asText()).isEqualTo("miljoforvaltningen");
    assertThat(answer.get("nodes").findValuesAsText("kind")).contains("forvaltning", "initiative", "alliance", "competence");
    List<String> ids = answer.get("nodes").findValuesAsText("id");
    assertThat(answer.get("edges")).isNotEmpty().allSatisfy(edge -> {
      assertThat(ids).contains(edge.get("from").asText(), edge.get("to").asText());
      assertThat(edge.has("since") && edge.has("source")).isTrue();
    });
    long all = server.graph().read("MATCH (:Forvaltning {id: 'miljoforvaltningen'})-[:ROUTED_TO|HAS_MANDATE|MEMBER_OF|PARTICIPATES_IN]-(m) "
        + "WHERE NOT m:Initiative OR m.published AND m.status IN ['accepted', 'working-group', 'running', 'ended'] RETURN count(DISTINCT m) AS n", Map.of())
        .getFirst().get("n").asLong();
    assertThat(answer.get("more").asLong()).isEqualTo(all - 59);
  }

  @Test
  void nobody_is_told_of_people_or_of_what_is_not_public() {
    city.organisation("org-seen", "business").organisation("org-hidden", "business").project("ini-seen", "2025-01-01", "org-seen", "org-hidden")
        .initiative("ini-draft", "2025-01-01", false, "received", "org-seen").initiative("ini-declined", "2025-01-01", true, "declined", "org-seen");
    server.graph().write("MATCH (o:Organisation {id: 'org-hidden'}) SET o.optedOut = true", Map.of());

    JsonNode around = json(AROUND + "org-seen");
    assertThat(around.get("nodes").findValuesAsText("id")).containsExactly("org-seen", "ini-seen");
    assertThat(around.get("more").asLong()).isZero();
    assertThat(json(AROUND + "ini-seen").get("nodes").findValuesAsText("id")).containsExactlyInAnyOrder("ini-seen", "org-seen");
    String person = server.graph().read("MATCH (p:Person) RETURN min(p.id) AS id", Map.of()).getFirst().get("id").asString();
    for (String hidden : List.of("org-hidden", "ini-draft", "ini-declined", person)) {
      assertThat(server.get(AROUND + hidden).statusCode()).as(hidden).isEqualTo(404);
      assertThat(server.get("/api/v1/graph/paths?from=org-seen&to=" + hidden).statusCode()).as(hidden).isEqualTo(404);
    }
  }

  @Test
  void a_hub_with_twenty_thousand_neighbours_answers_soon_and_tells_the_latest() {
    city.organisation("org-hub", "public");
    server.graph().write("MATCH (o:Organisation {id: 'org-hub'}) UNWIND range(1, 20000) AS n CREATE (o)-[:PARTICIPATES_IN {role: '', source: 'test', "
        + "since: date('2005-01-01') + duration({days: n / 3})}]->(:Initiative {id: 'ini-hub-' + n, reference: 'MM-HUB-' + n, title: 'Projekt ' + n, text: '', "
        + "status: 'ended', published: true, source: 'test', sourceId: 'hub-' + n, date: datetime('2005-01-01T00:00Z') + duration({days: n / 3})})", Map.of());
    json(AROUND + "org-hub");
    long start = System.nanoTime();
    JsonNode answer = json(AROUND + "org-hub&limit=20");
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.getLogger("explorer").log(System.Logger.Level.INFO, "a hub of 20,000 took " + took.toMillis() + " ms");
    assertThat(took).isLessThan(Duration.ofSeconds(3));
    assertThat(answer.get("nodes")).hasSize(20);
    assertThat(answer.get("more").asLong()).isEqualTo(20_000 - 19);
    assertThat(answer.get("nodes").findValuesAsText("id")).contains("ini-hub-20000");
    server.graph().write("MATCH (i:Initiative) WHERE i.id STARTS WITH 'ini-hub-' DETACH DELETE i", Map.of());
  }

  @Test
  void kinds_years_and_sectors_narrow_what_is_told() {
    city.organisation("org-a", "business").organisation("org-b", "academia").organisation("org-c", "business").competence("flinttest").offers("org-a", "flinttest")
        .project("ini-old", "2019-05-01", "org-a", "org-b").project("ini-new", "2025-05-01", "org-a", "org-b", "org-c");
    assertThat(json(AROUND + "org-a&kinds=initiative").get("nodes").findValuesAsText("id")).containsExactly("org-a", "ini-new", "ini-old");
    assertThat(json(AROUND + "org-a&years=2018-2020").get("nodes").findValuesAsText("id")).containsExactly("org-a", "ini-old");
    assertThat(json(AROUND + "ini-new&sectors=academia").get("nodes").findValuesAsText("id")).containsExactly("ini-new", "org-b");
    for (String wrong : List.of("kinds=person", "years=-44", "years=44-BC", "years=2025-2020", "sectors=x", "limit=0", "limit=61", "limit=-1", "limit=1.5", "limit=x")) {
      assertThat(server.get(AROUND + "org-a&" + wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(json(AROUND + "org-a&limit=1").get("nodes")).hasSize(1);
  }

  @Test
  void the_way_through_what_everybody_is_tied_to_is_told_last() {
    city.organisation("org-x", "business").organisation("org-y", "business").organisation("org-z", "academia")
        .project("ini-xz", "2024-01-01", "org-x", "org-z").project("ini-zy", "2025-01-01", "org-z", "org-y")
        .project("ini-xs", "2024-01-01", "org-x").project("ini-ys", "2024-01-01", "org-y").routed("ini-xs", "stadskontoret").routed("ini-ys", "stadskontoret");

    JsonNode paths = json("/api/v1/graph/paths?from=org-x&to=org-y").get("paths");
    assertThat(paths.get(0).get("nodes").findValuesAsText("id")).containsExactly("org-x", "ini-xz", "org-z", "ini-zy", "org-y");
    List<List<String>> all = new ArrayList<>();
    paths.forEach(path -> all.add(path.get("nodes").findValuesAsText("id")));
    assertThat(all).contains(List.of("org-x", "ini-xs", "stadskontoret", "ini-ys", "org-y")).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
    assertThat(paths).allSatisfy(path -> {
      assertThat(path.get("edges")).hasSize(path.get("nodes").size() - 1).hasSizeLessThanOrEqualTo(6).allSatisfy(edge -> {
        assertThat(edge.get("since").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(edge.get("source").asText()).isNotBlank().isNotEqualTo("someone");
      });
    });
  }

  @Test
  void islands_have_no_way_and_a_node_has_none_to_itself() {
    city.organisation("org-island", "business").organisation("org-mainland", "business").project("ini-mainland", "2024-01-01", "org-mainland");
    assertThat(json("/api/v1/graph/paths?from=org-island&to=org-mainland").get("paths")).isEmpty();
    assertThat(json("/api/v1/graph/paths?from=org-mainland&to=org-island").get("paths")).isEmpty();
    assertThat(server.get("/api/v1/graph/paths?from=org-island&to=org-island").statusCode()).isEqualTo(400);
    for (String wrong : List.of("", "?from=org-island", "?from=&to=org-island")) assertThat(server.get("/api/v1/graph/paths" + wrong).statusCode()).as(wrong).isEqualTo(400);
    for (String unknown : List.of("finns-inte", "x".repeat(200), "%00", "%27%20OR%201%3D1")) {
      assertThat(server.get("/api/v1/graph/paths?from=org-island&to=" + unknown).statusCode()).isEqualTo(404);
      assertThat(server.get(AROUND + unknown).statusCode()).isEqualTo(404);
    }
    assertThat(server.get(AROUND + "x".repeat(3_000)).statusCode()).as("longer than any id").isEqualTo(400);
    assertThat(server.get(AROUND).statusCode()).isEqualTo(400);
  }

  @Test
  void every_two_organisations_of_the_demo_city_are_answered_soon() {
    List<String> ids = server.graph().read("MATCH (o:Organisation {source: 'demo'}) RETURN o.id AS id ORDER BY id LIMIT 24", Map.of()).stream().map(row -> row.get("id").asString()).toList();
    List<Long> times = new ArrayList<>();
    for (int i = 0; i + 1 < ids.size(); i++) {
      long start = System.nanoTime();
      JsonNode paths = json("/api/v1/graph/paths?from=" + ids.get(i) + "&to=" + ids.get(i + 1)).get("paths");
      times.add((System.nanoTime() - start) / 1_000_000);
      for (JsonNode path : paths) assertThat(path.get("nodes").findValuesAsText("id")).doesNotHaveDuplicates().startsWith(ids.get(i)).endsWith(ids.get(i + 1));
    }
    System.getLogger("explorer").log(System.Logger.Level.INFO, "paths took " + times.stream().sorted().toList() + " ms");
    assertThat(times.stream().sorted().toList().get(times.size() / 2)).isLessThan(1_500);
  }

  static JsonNode json(String path) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
