package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** What a coordinator does to the vocabulary, through the API, in the demo city. */
class WorkbenchTest {
  /** All that people and texts have put into the graph; the logs grow. */
  private static final String NODES = """
      MATCH (n) WHERE NOT n:Event AND NOT n:EventLog AND NOT n:VocabularyChange AND NOT n:Account AND NOT n:__Neo4jMigration AND NOT n:__Neo4jMigrationsLock
      RETURN labels(n) + coalesce(n.id, toString(n.year), n.hash, n.key, '') AS key, properties(n) AS properties ORDER BY key
      """;
  private static final String EDGES = """
      MATCH (a)-[e]->(b) WHERE NOT a:__Neo4jMigration
      RETURN labels(a) + a.id + type(e) + labels(b) + b.id AS key, properties(e) AS properties ORDER BY key, toString(e.weight), e.text
      """;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static TestServer server;
  private static String token;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    token = server.app().tokens().make(new Caller(Role.COORDINATOR, Optional.empty()));
    IntStream.range(0, 3).forEach(i -> server.post("/api/v1/initiatives", """
        {"title": "Hamnen %d", "text": "Vi vill bygga en mekanisk flöjel. Den ska visa hur vattnet stiger vid hus %d.",
         "sender": {"name": "Åsa", "sector": "business", "organisation": "Kajplats", "email": "asa@kaj.example"}}""".formatted(i, i)));
    server.app().organisations().save(IntStream.range(0, 3).mapToObj(i -> new OrganisationRow("kajak-" + i, "Paddel " + i, "civil-society", "sv",
        "Vi lär ungdomar att paddla i kanalen.", List.of("paddelfodral"), List.of("kapellharts"), null, null, null)).map(Organisations::checked).toList(), "test");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_term_in_three_texts_is_a_hole_until_it_is_another_name_of_a_competence() throws IOException {
    JsonNode hole = hole("mekanisk flöjel").orElseThrow();
    assertThat(hole.get("texts").asInt()).isEqualTo(3);
    assertThat(hole.get("examples")).hasSize(3).allSatisfy(example -> assertThat(example.get("sentence").asText()).isEqualTo("Vi vill bygga en mekanisk flöjel."));
    assertThat(hole.has("nearest")).isTrue();
    List<?> before = graph();
    String text = "{\"text\": \"Kan en mekanisk flöjel visa var folk bor?\", \"language\": \"sv\"}";
    assertThat(server.post("/api/v1/suggestions", text).body()).doesNotContain("\"id\":\"digitalisering\"");

    JsonNode change = change("{\"action\": \"alias\", \"term\": \"mekanisk flöjel\", \"language\": \"sv\", \"competence\": \"digitalisering\"}");
    assertThat(change.get("textsRead").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(server.post("/api/v1/suggestions", text).body()).contains("\"id\":\"digitalisering\"");
    assertThat(hole("mekanisk flöjel")).isEmpty();
    assertThat(count("MATCH (i:Initiative)-[:MENTIONS]->(:Keyword {lemma: 'mekanisk flöjel'})-[:DENOTES]->(:Competence {id: 'digitalisering'}) RETURN count(i) AS n")).isEqualTo(3);

    undo(change);
    assertThat(server.post("/api/v1/suggestions", text).body()).doesNotContain("\"id\":\"digitalisering\"");
    assertThat(hole("mekanisk flöjel")).isPresent();
    assertThat(graph()).isEqualTo(before);
  }

  @Test
  void a_new_term_is_found_in_the_texts_that_say_it_in_another_form() throws IOException {
    server.post("/api/v1/initiatives", """
        {"title": "Stränder", "text": "Vi jämför oss med Europas pärlstäder och deras hamnbad.",
         "sender": {"name": "Åsa", "sector": "business", "organisation": "Kajplats", "email": "asa@kaj.example"}}""");
    List<?> before = graph();
    JsonNode change = change("{\"action\": \"add\", \"term\": \"pärlstad\", \"translation\": \"pearl city\"}");
    assertThat(change.get("textsRead").asInt()).isPositive();
    assertThat(count("MATCH (i:Initiative)-[:MENTIONS]->(:Keyword {lemma: 'pärlstad'})-[:DENOTES]->(:Competence {labelSv: 'pärlstad'}) RETURN count(DISTINCT i) AS n")).isEqualTo(1);
    undo(change);
    assertThat(graph()).isEqualTo(before);
  }

  @Test
  void an_offer_in_own_words_becomes_an_offer_of_the_competence_made_of_it() throws IOException {
    assertThat(hole("paddelfodral").orElseThrow().get("texts").asInt()).isEqualTo(3);
    List<?> before = graph();
    JsonNode change = change("{\"action\": \"add\", \"term\": \"paddelfodral\", \"translation\": \"paddle sleeves\", \"broader\": [\"digitalisering\"]}");
    assertThat(change.get("competence").asText()).isEqualTo("paddelfodral");
    assertThat(count("MATCH (:Organisation)-[o:OFFERS {text: 'paddelfodral', source: 'test'}]->(:Competence {id: 'paddelfodral'}) RETURN count(o) AS n")).isEqualTo(3);
    soon("Vi söker paddelfodral.", "Paddel 0 erbjuder paddelfodral");
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"We need paddle sleeves.\", \"language\": \"en\"}").body()).contains("paddelfodral");
    assertThat(hole("paddelfodral")).isEmpty();
    undo(change);
    assertThat(graph()).isEqualTo(before);
    assertThat(hole("paddelfodral")).isPresent();
  }

  @Test
  void two_that_are_one_become_one_with_the_offers_of_both_and_two_again() throws IOException {
    JsonNode one = change("{\"action\": \"add\", \"term\": \"blazerteknik\", \"broader\": [\"digitalisering\"]}");
    JsonNode other = change("{\"action\": \"add\", \"term\": \"blazorteknik\", \"translation\": \"blazor engineering\"}");
    server.app().organisations().save(IntStream.range(0, 5).mapToObj(i -> new OrganisationRow("blaz-" + i, "Webbyrå " + i, "business", "sv", "Vi gör sidor " + i + ".",
        i < 2 ? List.of("blazerteknik") : i < 4 ? List.of("blazorteknik") : List.of("blazerteknik", "blazorteknik"), List.of(), null, null, null))
        .map(Organisations::checked).toList(), "test");
    server.graph().write("MATCH (f:Forvaltning {id: 'kulturforvaltningen'}), (a:Competence {id: 'blazerteknik'}), (b:Competence {id: 'blazorteknik'}) "
        + "CREATE (f)-[:HAS_MANDATE {weight: 0.3, source: 'test', since: date('2026-01-02')}]->(a), (f)-[:HAS_MANDATE {weight: 0.4, source: 'test'}]->(b)", Map.of());
    server.graph().write("MATCH (a:Competence {id: 'blazerteknik'}), (b:Competence {id: 'blazorteknik'}), (x:Competence {id: 'digitalisering'}) "
        + "CREATE (a)-[:RELATED]->(b), (b)-[:BROADER]->(a), (x)-[:RELATED]->(a)", Map.of());
    List<?> before = graph();

    JsonNode merge = change("{\"action\": \"merge\", \"competence\": \"blazerteknik\", \"into\": \"blazorteknik\"}");
    assertThat(count("MATCH (:Competence {id: 'blazerteknik'}) RETURN count(*) AS n")).isZero();
    assertThat(count("MATCH (o:Organisation)-[e:OFFERS]->(:Competence {id: 'blazorteknik'}) RETURN count(e) AS n")).isEqualTo(5);
    assertThat(count("MATCH (o:Organisation)-[e:OFFERS]->(:Competence {id: 'blazorteknik'}) RETURN count(DISTINCT o) AS n")).isEqualTo(5);
    assertThat(server.graph().read("MATCH (:Forvaltning)-[m:HAS_MANDATE]->(:Competence {id: 'blazorteknik'}) RETURN m.weight AS w", Map.of()))
        .singleElement().satisfies(row -> assertThat(row.get("w").asDouble()).isEqualTo(0.7));
    assertThat(count("MATCH (c:Competence {id: 'blazorteknik'})-[:BROADER]->(:Competence {id: 'digitalisering'}) RETURN count(c) AS n")).isEqualTo(1);
    assertThat(count("MATCH (c:Competence)-[:BROADER*1..5]->(c) RETURN count(c) AS n")).isZero();
    soon("Vi behöver blazerteknik.", "Webbyrå 3 erbjuder blazorteknik");

    undo(merge);
    assertThat(graph()).isEqualTo(before);
    server.graph().write("MATCH (:Forvaltning {id: 'kulturforvaltningen'})-[m:HAS_MANDATE {source: 'test'}]->() DELETE m", Map.of());
    server.graph().write("MATCH (:Competence {id: 'digitalisering'})-[m:RELATED]->(:Competence {id: 'blazerteknik'}) DELETE m", Map.of());
    server.graph().write("MATCH (:Competence {id: 'blazerteknik'})-[m:RELATED|BROADER]-(:Competence {id: 'blazorteknik'}) DELETE m", Map.of());
    undo(other);
    undo(one);
  }

  @Test
  void competences_of_the_demo_city_merge_and_part_again_bit_for_bit() throws IOException {
    List<List<String>> before = graph();
    for (List<String> pair : List.of(List.of("rekrytering", "kompetensforsorjning"), List.of("arbetsmarknad", "rekrytering"), List.of("matsvinn", "digitalisering"))) {
      JsonNode merge = change("{\"action\": \"merge\", \"competence\": \"" + pair.get(0) + "\", \"into\": \"" + pair.get(1) + "\"}");
      assertThat(graph()).isNotEqualTo(before);
      undo(merge);
      List<List<String>> after = graph();
      for (int i = 0; i < after.size(); i++) {
        Set<String> was = new HashSet<>(before.get(i));
        Set<String> is = new HashSet<>(after.get(i));
        assertThat(is.stream().filter(one -> !was.contains(one)).toList()).as(pair + ": new").isEmpty();
        assertThat(was.stream().filter(one -> !is.contains(one)).toList()).as(pair + ": gone").isEmpty();
      }
      assertThat(after).as(pair.toString()).isEqualTo(before);
    }
  }

  @Test
  void a_later_change_stays_when_an_earlier_label_is_taken_back() throws IOException {
    List<?> before = graph();
    JsonNode first = change("{\"action\": \"alias\", \"term\": \"kajkartering\", \"competence\": \"digitalisering\"}");
    JsonNode second = change("{\"action\": \"alias\", \"term\": \"bryggmätning\", \"competence\": \"digitalisering\"}");
    undo(first);
    assertThat(server.graph().read("MATCH (c:Competence {id: 'digitalisering'}) RETURN c.addedSv AS x", Map.of()).getFirst().get("x").asList()).containsExactly("bryggmätning");
    undo(second);
    assertThat(graph()).isEqualTo(before);
    assertThat(send("POST", "/api/v1/vocabulary/changes/" + first.get("id").asText() + "/undo", "", token).statusCode()).isEqualTo(409);
  }

  @Test
  void what_is_in_use_or_has_changed_since_is_not_taken_back() throws IOException {
    JsonNode add = change("{\"action\": \"add\", \"term\": \"bryggsvetsning\"}");
    JsonNode under = change("{\"action\": \"add\", \"term\": \"undervattensbryggsvetsning\", \"broader\": [\"bryggsvetsning\"]}");
    assertThat(send("POST", "/api/v1/vocabulary/changes/" + add.get("id").asText() + "/undo", "", token).statusCode()).isEqualTo(409);
    undo(under);
    undo(add);
  }

  /** What is read again reaches the index by the log, within a second. */
  private static void soon(String text, String reason) {
    Soon.holds(Duration.ofSeconds(2), reason, () -> server.post("/api/v1/suggestions", "{\"text\": \"" + text + "\"}").body().contains(reason));
  }

  @Test
  void a_term_that_is_stopped_never_comes_back_unless_that_is_undone() throws IOException {
    assertThat(hole("kapellharts")).isPresent();
    JsonNode stop = change("{\"action\": \"stop\", \"term\": \"Kapellharts\"}");
    assertThat(hole("kapellharts")).isEmpty();
    // Also when nobody says it for a while and then somebody does again.
    server.app().organisations().save(List.of(Organisations.checked(new OrganisationRow("kajak-9", "Paddel 9", "business", "sv", "Vi säljer båtar.", null,
        List.of("kapellharts"), null, null, null))), "test");
    assertThat(hole("kapellharts")).isEmpty();
    undo(stop);
    assertThat(hole("kapellharts").orElseThrow().get("texts").asInt()).isEqualTo(4);
  }

  @Test
  void an_import_leaves_what_people_have_changed() throws IOException {
    JsonNode alias = change("{\"action\": \"alias\", \"term\": \"tidvattenspaning\", \"competence\": \"digitalisering\"}");
    JsonNode merge = change("{\"action\": \"merge\", \"competence\": \"matsvinn\", \"into\": \"cirkular-ekonomi\"}");
    java.nio.file.Path changed = java.nio.file.Files.createTempFile("seed", ".csv");
    java.nio.file.Files.writeString(changed, java.nio.file.Files.readString(java.nio.file.Path.of("graph-schema/seed/competences.csv")).replace(",digitalisation,", ",digitization,"));
    server.app().vocabularyImport().run(changed, remark -> { }, (done, of) -> { });
    assertThat(count("MATCH (c:Competence {id: 'digitalisering'}) WHERE 'tidvattenspaning' IN c.alternativesSv RETURN count(c) AS n")).isEqualTo(1);
    assertThat(count("MATCH (c:Competence {id: 'matsvinn'}) RETURN count(c) AS n")).isZero();
    undo(merge);
    undo(alias);
    assertThat(count("MATCH (c:Competence {id: 'matsvinn'}) RETURN count(c) AS n")).isEqualTo(1);
  }

  @Test
  void a_process_that_ends_before_the_texts_are_read_is_followed_by_one_that_reads_them() throws IOException {
    JsonNode alias = change("{\"action\": \"alias\", \"term\": \"kanalpaddling\", \"competence\": \"digitalisering\"}");
    server.graph().write("MATCH (v:VocabularyChange {id: $id}) SET v.reading = true REMOVE v.textsRead", Map.of("id", alias.get("id").asText()));
    server.app().workbench().resume();
    Soon.holds(java.time.Duration.ofSeconds(10), "the texts are read", () -> server.app().workbench().page(0, 50).stream().allMatch(c -> c.textsRead().isPresent()));
    undo(alias);
  }

  @Test
  void input_that_cannot_be_is_refused_by_field() throws IOException {
    Map<String, String> faults = Map.ofEntries(
        Map.entry("{\"action\": \"jump\"}", "action"), Map.entry("{}", "action"), Map.entry("{\"action\": \"add\"}", "term"),
        Map.entry("{\"action\": \"add\", \"term\": \"digitalisering\"}", "term"), Map.entry("{\"action\": \"add\", \"term\": \"och\"}", "term"),
        Map.entry("{\"action\": \"add\", \"term\": \"a|b\"}", "term"), Map.entry("{\"action\": \"add\", \"term\": \"flygskam\", \"broader\": [\"finns-inte\"]}", "broader"),
        Map.entry("{\"action\": \"alias\", \"term\": \"flygskam\", \"competence\": \"finns-inte\"}", "competence"),
        Map.entry("{\"action\": \"merge\", \"competence\": \"digitalisering\", \"into\": \"digitalisering\"}", "into"),
        Map.entry("{\"action\": \"merge\", \"competence\": \"digitalisering\", \"into\": \"x\", \"term\": \"y\"}", "term"),
        Map.entry("{\"action\": \"stop\", \"term\": \"x\", \"language\": \"fi\"}", "language"), Map.entry("{\"action\": \"add\", \"term\": \"" + "å".repeat(201) + "\"}", "term"));
    List<?> before = graph();
    for (Map.Entry<String, String> fault : faults.entrySet()) {
      HttpResponse<String> answer = send("POST", "/api/v1/vocabulary/changes", fault.getKey(), token);
      assertThat(answer.statusCode()).as(fault.getKey()).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).get("errors").get(0).get("field").asText()).as(fault.getKey()).isEqualTo(fault.getValue());
    }
    assertThat(graph()).isEqualTo(before);
    assertThat(send("POST", "/api/v1/vocabulary/changes/voc-finns-inte/undo", "", token).statusCode()).isEqualTo(404);
    for (String query : List.of("limit=0", "limit=51", "limit=x", "page=0", "page=-1", "limit=99999999999")) {
      assertThat(server.get("/api/v1/vocabulary/competences?" + query).statusCode()).as(query).isEqualTo(400);
    }
  }

  @Test
  void a_search_by_the_beginning_of_a_word_finds_labels_before_alternatives() throws IOException {
    JsonNode found = JSON.readTree(server.get("/api/v1/vocabulary/competences?q=rekryt&limit=5").body());
    assertThat(found.get("competences").get(0).get("id").asText()).isEqualTo("rekrytering");
    assertThat(found.get("competences").size()).isLessThanOrEqualTo(5);
    JsonNode second = JSON.readTree(server.get("/api/v1/vocabulary/competences?page=2&limit=10").body());
    assertThat(second.get("competences")).hasSize(10);
    assertThat(second.get("total").asInt()).isGreaterThan(100);
    for (String query : List.of("%22", "*", "%00", "(", "%F0%9F%8D%9E", "a%20".repeat(60))) assertThat(server.get("/api/v1/vocabulary/competences?q=" + query).statusCode()).isEqualTo(200);
  }

  @Test
  void the_log_tells_who_did_what() throws IOException {
    JsonNode stop = change("{\"action\": \"stop\", \"term\": \"loggning\"}");
    JsonNode log = JSON.readTree(send("GET", "/api/v1/vocabulary/changes?limit=1", "", token).body());
    assertThat(log.get("changes").get(0).get("id")).isEqualTo(stop.get("id"));
    assertThat(log.get("changes").get(0).get("by").asText()).isEqualTo("coordinator");
    undo(stop);
    assertThat(JSON.readTree(send("GET", "/api/v1/vocabulary/changes?limit=1", "", token).body()).get("changes").get(0).has("undoneAt")).isTrue();
  }

  private static List<List<String>> graph() {
    return List.of(told(NODES), told(EDGES));
  }

  /** By the names of the properties, which the graph tells in any order; bytes are told by their place in memory, which says nothing. */
  private static List<String> told(String cypher) {
    return server.graph().read(cypher, Map.of()).stream().map(row -> (row.get("key").asList() + " " + new TreeMap<>(row.get("properties").asMap())).replaceAll("\\[B@[0-9a-f]+", "bytes")).sorted().toList();
  }

  private static long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  private static Optional<JsonNode> hole(String term) throws IOException {
    long total = 1;
    for (int page = 1; (page - 1) * 50 < total; page++) {
      HttpResponse<String> answer = send("GET", "/api/v1/vocabulary/holes?limit=50&page=" + page, "", token);
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode holes = JSON.readTree(answer.body());
      total = holes.get("total").asLong();
      Optional<JsonNode> found = StreamSupport.stream(holes.get("holes").spliterator(), false).filter(hole -> hole.get("term").asText().equals(term)).findFirst();
      if (found.isPresent()) return found;
    }
    return Optional.empty();
  }

  private static JsonNode change(String body) throws IOException {
    HttpResponse<String> answer = send("POST", "/api/v1/vocabulary/changes", body, token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  private static void undo(JsonNode change) throws IOException {
    HttpResponse<String> answer = send("POST", "/api/v1/vocabulary/changes/" + change.get("id").asText() + "/undo", "", token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    if (JSON.readTree(answer.body()).get("reading").asBoolean()) Soon.holds(Duration.ofSeconds(30), "texts read again", () -> !isReading());
  }

  private static boolean isReading() {
    try {
      JsonNode changes = JSON.readTree(send("GET", "/api/v1/vocabulary/changes?limit=1", "", token).body()).get("changes");
      return changes.get(0).get("reading").asBoolean();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> send(String method, String path, String body, String bearer) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Content-Type", "application/json").header("Authorization", "Bearer " + bearer)
        .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
  }
}
