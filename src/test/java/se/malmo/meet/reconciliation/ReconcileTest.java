package se.malmo.meet.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestServer;

/** Names matched as OpenRefine asks for it, each answer looked at by the schemas of Reconciliation Service API 0.2. */
@Order(TestServer.SHARED)
class ReconcileTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
    server.graph().write("""
        CREATE (:Organisation {reconcileTest: true, id: 'org-r1', name: 'Öresunds Segelduk AB', nameKey: 'öresunds segelduk ab', sector: 'business', website: 'https://www.segelduk.example/om', description: 'Vi syr segel.',
          offers: ['segel'], seeks: ['brygga'], organisationNumber: '556012-5790', claimed: true})
        CREATE (:Organisation {reconcileTest: true, id: 'org-r2', name: 'Föreningen Bakfickan', nameKey: 'föreningen bakfickan', sector: 'civil-society', description: 'Vi bakar.', claimed: true})
        CREATE (:Organisation {reconcileTest: true, id: 'org-r3', name: 'Föreningen Bakfickan', nameKey: 'föreningen bakfickan', sector: 'civil-society', description: 'Vi bakar också.', claimed: true})
        CREATE (:Organisation {reconcileTest: true, id: 'org-r4', name: 'Dolda Gråspoven AB', nameKey: 'dolda gråspoven ab', description: 'x', optedOut: true, organisationNumber: '5560125790', claimed: true})
        CREATE (:Organisation {reconcileTest: true, id: 'org-r5', name: 'Stängda Gråspoven AB', nameKey: 'stängda gråspoven ab', description: 'x', closedOn: date(), claimed: true})
        CREATE (:Organisation {reconcileTest: true, id: 'org-r6', name: 'Enskilda Firman', nameKey: 'enskilda firman', description: 'x', organisationNumber: '811218-9876', claimed: true})
        """, Map.of());
    server.graph().write("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()", Map.of());
  }

  @AfterAll
  static void leaveAsItWas() {
    server.graph().write("MATCH (n) WHERE n.reconcileTest DETACH DELETE n", Map.of());
  }

  private static HttpResponse<String> posted(String path, String field, String json) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Content-Type", "application/x-www-form-urlencoded").header("Origin", "http://127.0.0.1:3333")
        .POST(HttpRequest.BodyPublishers.ofString(field + "=" + URLEncoder.encode(json, StandardCharsets.UTF_8))));
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    return MAPPER.readTree(answer.body());
  }

  /** The candidates for one question. */
  private static JsonNode asked(String query) throws Exception {
    JsonNode batch = json(posted("/reconcile", "queries", "{\"q0\":" + query + "}"));
    assertResults(batch, List.of("q0"));
    return batch.get("q0").get("result");
  }

  /** As the schema of a result batch says it. */
  private static void assertResults(JsonNode batch, List<String> keys) {
    assertThat(batch.isObject()).isTrue();
    assertThat(batch.properties().stream().map(Map.Entry::getKey)).containsExactlyElementsOf(keys);
    batch.forEach(one -> {
      double before = 100;
      for (JsonNode candidate : one.get("result")) {
        assertThat(candidate.get("id").isTextual() && candidate.get("name").isTextual() && candidate.get("score").isNumber() && candidate.get("match").isBoolean()).as(candidate.toString()).isTrue();
        candidate.get("type").forEach(type -> assertThat(type.get("id").isTextual() && type.get("name").isTextual()).isTrue());
        candidate.get("features").forEach(feature -> assertThat(feature.get("id").isTextual() && (feature.get("value").isNumber() || feature.get("value").isBoolean())).isTrue());
        assertThat(candidate.get("score").asDouble()).isLessThanOrEqualTo(before);
        before = candidate.get("score").asDouble();
      }
    });
  }

  @Test
  void the_manifest_tells_a_client_where_everything_is() throws Exception {
    JsonNode manifest = json(server.get("/reconcile"));
    assertThat(MAPPER.convertValue(manifest.get("versions"), List.class)).isEqualTo(List.of("0.1", "0.2"));
    for (String field : List.of("name", "identifierSpace", "schemaSpace", "documentation")) assertThat(manifest.get(field).asText()).as(field).isNotBlank();
    assertThat(manifest.get("view").get("url").asText()).contains("{{id}}");
    assertThat(manifest.get("batchSize").asInt()).isEqualTo(50);
    assertThat(manifest.has("preview")).as("nobody may show it in a frame").isFalse();
    assertThat(manifest.get("defaultTypes")).hasSize(3).allSatisfy(type -> assertThat(type.get("id").isTextual() && type.get("name").isTextual()).isTrue());
    for (JsonNode place : List.of(manifest.get("suggest").get("entity"), manifest.get("suggest").get("property"), manifest.get("suggest").get("type"), manifest.get("extend").get("propose_properties"))) {
      String address = place.get("service_url").asText() + place.get("service_path").asText();
      json(server.get(address.substring(server.url("").length()) + "?prefix=a&type=organisation"));
    }
    HttpResponse<String> view = server.get(manifest.get("view").get("url").asText().substring(server.url("").length()).replace("{{id}}", "kulturforvaltningen"));
    assertThat(view.statusCode()).isEqualTo(303);
    assertThat(view.headers().firstValue("Location")).contains("/forvaltningar/kulturforvaltningen");
    assertThat(json(server.get("/en/reconcile")).get("defaultTypes").get(1).get("name").asText()).isEqualTo("City department");
  }

  @Test
  void a_name_finds_its_own_though_it_is_written_otherwise() throws Exception {
    for (String name : List.of("Öresunds Segelduk AB", "öresunds  segelduk ab", "Öresunds Segelduk", "Öresunds Segelduk Aktiebolag", "ÖRESUNDS SEGELDUK AB (publ)")) {
      JsonNode first = asked("{\"query\": \"" + name + "\"}").get(0);
      assertThat(first.get("id").asText()).as(name).isEqualTo("org-r1");
      assertThat(first.get("match").asBoolean()).as(name).isTrue();
    }
    JsonNode misspelt = asked("{\"query\": \"Oresunds Segelduck\"}").get(0);
    assertThat(misspelt.get("id").asText()).isEqualTo("org-r1");
    assertThat(misspelt.get("match").asBoolean()).as("somebody has to look").isFalse();
    assertThat(asked("{\"query\": \"org-r1\"}").get(0).get("id").asText()).isEqualTo("org-r1");
    assertThat(asked("{\"query\": \"Xyzzy Kvarkonium\"}")).isEmpty();
  }

  @Test
  void of_namesakes_none_is_sure_until_something_else_is_known() throws Exception {
    JsonNode both = asked("{\"query\": \"Föreningen Bakfickan\"}");
    assertThat(List.of(both.get(0).get("id").asText(), both.get(1).get("id").asText())).containsExactlyInAnyOrder("org-r2", "org-r3");
    both.forEach(one -> assertThat(one.get("match").asBoolean()).isFalse());
  }

  @Test
  void an_organisation_number_decides_and_is_never_told() throws Exception {
    JsonNode byNumber = asked("{\"query\": \"Segel i Malmö\", \"properties\": [{\"pid\": \"organisation-number\", \"v\": \"5560125790\"}]}");
    assertThat(byNumber.get(0).get("id").asText()).isEqualTo("org-r1");
    assertThat(byNumber.get(0).get("match").asBoolean()).isTrue();
    JsonNode alone = asked("{\"properties\": [{\"pid\": \"organisation-number\", \"v\": [\"556012-5790\"]}], \"type\": \"organisation\"}");
    assertThat(alone.get(0).get("id").asText()).isEqualTo("org-r1");
    JsonNode other = asked("{\"query\": \"Öresunds Segelduk AB\", \"properties\": [{\"pid\": \"organisation-number\", \"v\": \"212000-1124\"}]}");
    assertThat(other.get(0).get("match").asBoolean()).as("the same name, another number").isFalse();
    assertThat(byNumber.toString() + alone + other).doesNotContain("556012");
    for (String person : List.of("811218-9876", "19811218-9876", "8112189876")) {
      assertThat(asked("{\"properties\": [{\"pid\": \"organisation-number\", \"v\": \"" + person + "\"}]}").toString()).as("a person's number is looked up nowhere").doesNotContain("org-r6");
    }
    JsonNode told = json(posted("/reconcile", "extend", "{\"ids\": [\"org-r1\"], \"properties\": [{\"id\": \"organisation-number\"}, {\"id\": \"sector\"}]}"));
    assertThat(told.get("meta")).hasSize(1);
    assertThat(told.toString()).doesNotContain("556012");
  }

  @Test
  void who_has_left_or_closed_is_nobody() throws Exception {
    for (String name : List.of("Dolda Gråspoven AB", "Stängda Gråspoven AB", "org-r4", "org-r5")) {
      assertThat(asked("{\"query\": \"" + name + "\"}").toString()).as(name).doesNotContain("org-r4", "org-r5", "Gråspoven");
      assertThat(json(server.get("/reconcile/suggest/entity?prefix=" + URLEncoder.encode(name, StandardCharsets.UTF_8))).toString()).doesNotContain("Gråspoven");
    }
    for (String id : List.of("org-r4", "org-r5")) {
      assertThat(json(posted("/reconcile", "extend", "{\"ids\": [\"" + id + "\"], \"properties\": [{\"id\": \"description\"}]}")).get("rows").get(id).get("description")).isEmpty();
      assertThat(server.get("/reconcile/preview?id=" + id).statusCode()).isEqualTo(404);
      assertThat(server.get("/id/" + id).statusCode()).isEqualTo(404);
    }
    String hidden = server.graph().read("MATCH (n) WHERE n:Person OR n:Account OR n:Initiative RETURN collect(n.id)[..40] AS ids", Map.of()).getFirst().get("ids").asList().toString();
    for (String id : hidden.substring(1, hidden.length() - 1).split(", ")) assertThat(server.get("/id/" + URLEncoder.encode(id, StandardCharsets.UTF_8)).statusCode()).as(id).isEqualTo(404);
  }

  @Test
  void departments_and_competences_are_found_by_all_their_names() throws Exception {
    Map<String, Object> department = server.graph().read("MATCH (f:Forvaltning) WHERE size(f.aliases) > 0 RETURN f.id AS id, f.aliases[0] AS alias, f.nameEn AS english ORDER BY f.id LIMIT 1", Map.of()).getFirst().asMap();
    for (String name : List.of(department.get("alias").toString(), department.get("english").toString())) {
      assertThat(asked("{\"query\": \"" + name + "\", \"type\": \"forvaltning\"}").get(0).get("id").asText()).as(name).isEqualTo(department.get("id"));
    }
    assertThat(asked("{\"query\": \"welding training\", \"type\": [\"competence\"], \"limit\": 3}").get(0).get("id").asText()).isEqualTo("svetsutbildning");
    JsonNode other = asked("{\"query\": \"lära sig svetsa\", \"type\": {\"id\": \"competence\"}}").get(0);
    assertThat(other.get("id").asText()).isEqualTo("svetsutbildning");
    assertThat(other.get("match").asBoolean()).isTrue();
    assertThat(asked("{\"query\": \"svetsutbildningar\", \"type\": \"competence\"}").get(0).get("id").asText()).isEqualTo("svetsutbildning");
    asked("{\"query\": \"svetsutbildning\", \"type\": \"https://schema.org/Thing\", \"type_strict\": \"should\"}").forEach(one -> assertThat(one.get("score").asDouble()).isPositive());
  }

  @Test
  void a_batch_is_answered_by_key_in_either_way_and_has_its_limits() throws Exception {
    ObjectNode batch = MAPPER.createObjectNode();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      keys.add("q" + i);
      batch.putObject("q" + i).put("query", i % 2 == 0 ? "Öresunds Segelduk" : "svetsutbildning").put("limit", 2);
    }
    JsonNode posted = json(posted("/reconcile", "queries", batch.toString()));
    assertResults(posted, keys);
    posted.forEach(one -> assertThat(one.get("result")).hasSizeBetween(1, 2));
    JsonNode got = json(server.get("/reconcile?queries=" + URLEncoder.encode("{\"q7\":{\"query\":\"Öresunds Segelduk\"}}", StandardCharsets.UTF_8)));
    assertThat(got.get("q7").get("result").get(0).get("id").asText()).isEqualTo("org-r1");
    batch.putObject("q50").put("query", "en till");
    assertThat(posted("/reconcile", "queries", batch.toString()).statusCode()).isEqualTo(413);
  }

  @Test
  void what_is_no_question_is_refused_in_json_and_odd_texts_are_names() throws Exception {
    for (String broken : List.of("{", "[]", "\"x\"", "{\"q0\": 1}", "{\"q0\": {}}", "{\"q0\": {\"query\": \"\"}}", "[".repeat(50))) {
      HttpResponse<String> answer = posted("/reconcile", "queries", broken);
      assertThat(answer.statusCode()).as(broken).isEqualTo(400);
      assertThat(MAPPER.readTree(answer.body()).get("error").asText()).as(broken).isNotBlank();
    }
    assertThat(posted("/reconcile", "extend", "{\"ids\": 1}").statusCode()).isEqualTo(400);
    for (String odd : List.of("/b", "a AND (", "*:*", "name:x~9", "\\\"", "AND OR NOT", "?*", "\\u0000", "()", "ö".repeat(900), "org-'; MATCH (n) DETACH DELETE n //", "{!lucene}", "aktiebolag")) {
      asked("{\"query\": \"" + odd + "\", \"unknown\": [1], \"properties\": [{\"pid\": \"x\", \"v\": {\"id\": \"y\", \"name\": \"z\"}}, {\"pid\": \"sector\", \"v\": 7}]}");
      assertThat(server.get("/reconcile/suggest/entity?prefix=" + URLEncoder.encode(odd, StandardCharsets.UTF_8)).statusCode()).as(odd).isEqualTo(200);
    }
    assertThat(posted("/reconcile?callback=evil", "queries", "{\"q0\":{\"query\":\"a\"}}").body()).as("no JSONP").startsWith("{");
  }

  @Test
  void suggestions_go_on_from_what_is_typed() throws Exception {
    JsonNode entities = json(server.get("/reconcile/suggest/entity?prefix=" + URLEncoder.encode("Öresunds Seg", StandardCharsets.UTF_8)));
    assertThat(entities.get("result").get(0).get("id").asText()).isEqualTo("org-r1");
    entities.get("result").forEach(one -> assertThat(one.get("id").isTextual() && one.get("name").isTextual() && one.get("notable").isArray()).isTrue());
    assertThat(json(server.get("/reconcile/suggest/entity?prefix=kulturf")).get("result").get(0).get("id").asText()).isEqualTo("kulturforvaltningen");
    JsonNode first = json(server.get("/reconcile/suggest/entity?prefix=s")).get("result");
    JsonNode next = json(server.get("/reconcile/suggest/entity?prefix=s&cursor=10")).get("result");
    assertThat(first).hasSize(10);
    next.forEach(one -> assertThat(first.toString()).doesNotContain("\"id\":\"" + one.get("id").asText() + "\""));
    assertThat(json(server.get("/en/reconcile/suggest/property?prefix=org")).get("result").get(0).get("id").asText()).isEqualTo("organisation-number");
    assertThat(json(server.get("/reconcile/suggest/type?prefix=komp")).get("result").get(0).get("id").asText()).isEqualTo("competence");
  }

  @Test
  void public_facts_are_fetched_as_the_schema_of_data_extension_says() throws Exception {
    JsonNode proposals = json(server.get("/reconcile/properties?type=organisation&limit=3"));
    assertThat(proposals.get("type").asText()).isEqualTo("organisation");
    assertThat(proposals.get("properties")).hasSize(3).noneMatch(one -> one.get("id").asText().equals("organisation-number"));
    assertThat(json(server.get("/reconcile/properties?type=https://schema.org/Thing")).get("properties").size()).isGreaterThan(8);
    JsonNode told = json(posted("/en/reconcile", "extend", """
        {"ids": ["org-r1", "kulturforvaltningen", "svetsutbildning", "nothing"],
         "properties": [{"id": "sector"}, {"id": "offers"}, {"id": "ambassadors"}, {"id": "broader"}, {"id": "page", "settings": {"limit": "1"}}, {"id": "unknown"}]}"""));
    assertThat(told.get("meta").findValuesAsText("id")).contains("sector", "offers", "ambassadors", "broader", "page");
    told.get("meta").forEach(column -> assertThat(column.get("name").isTextual()).isTrue());
    JsonNode rows = told.get("rows");
    assertThat(rows.properties().stream().map(Map.Entry::getKey)).containsExactly("org-r1", "kulturforvaltningen", "svetsutbildning", "nothing");
    assertThat(rows.get("org-r1").get("sector").get(0).get("str").asText()).isEqualTo("Business");
    assertThat(rows.get("org-r1").get("offers").get(0).get("str").asText()).isEqualTo("segel");
    assertThat(rows.get("org-r1").get("page").get(0).get("str").asText()).endsWith("/en/organisations/org-r1");
    assertThat(rows.get("kulturforvaltningen").get("ambassadors").get(0).get("str").asText()).contains(", ");
    assertThat(rows.get("svetsutbildning").get("broader").get(0).get("id").asText()).isEqualTo("yrkesutbildning");
    rows.get("nothing").forEach(values -> assertThat(values).isEmpty());
    rows.forEach(row -> row.forEach(values -> values.forEach(value -> assertThat(value.has("str") ^ value.has("id")).isTrue())));
  }

  @Test
  void the_preview_is_a_small_page() {
    HttpResponse<String> preview = server.get("/reconcile/preview?id=org-r1");
    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body()).contains("Öresunds Segelduk AB", "Vi syr segel.", "target=\"_blank\"").doesNotContain("<form", "<script", "556012");
  }
}
