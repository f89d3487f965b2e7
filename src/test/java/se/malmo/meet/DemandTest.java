package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** What is needed and nobody surely offers is kept when it is handed in, without who it was. */
class DemandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String UNMET = "Vi söker någon som lagar zeppelinare, gärna en som heter Folke Zetterqvist. Vi saknar också en hangar.";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void what_nobody_surely_offers_is_kept_with_its_needs_and_nothing_of_its_sender() {
    assertThat(isConfident(UNMET)).isFalse();
    String reference = submit(UNMET);
    JsonNode newest = page(Role.COORDINATOR, "?limit=1").get("demand").get(0);
    assertThat(newest.get("reference").asText()).isEqualTo(reference);
    assertThat(newest.get("language").asText()).isEqualTo("sv");
    assertThat(newest.get("needs")).extracting(need -> need.get("text").asText()).anyMatch(text -> text.startsWith("zeppelinare")).anyMatch(text -> text.startsWith("hangar"));
    assertThat(newest.get("needs")).allSatisfy(need -> assertThat(need.get("stated").asBoolean()).isTrue());
    String kept = newest + server.graph().read("MATCH (d:Demand)-[edge:NEEDS]->(x) RETURN properties(d) AS d, properties(edge) AS e, x.id AS x", Map.of()).toString();
    assertThat(kept.toLowerCase(java.util.Locale.ROOT)).doesNotContain("folke", "zetterqvist", "bergdahl", "ugnen");
  }

  @Test
  void what_somebody_offers_is_no_unmet_demand_and_a_look_keeps_nothing() {
    long before = count();
    String met = server.graph().read("MATCH (i:Initiative) WHERE i.published RETURN i.text AS x ORDER BY i.reference LIMIT 1", Map.of()).getFirst().get("x").asString();
    assertThat(isConfident(met)).isTrue();
    submit(met);
    isConfident(UNMET);
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void two_cases_that_became_one_want_a_thing_once() {
    String first = submit(UNMET + " Helst i vår.");
    String second = submit(UNMET + " Helst i höst.");
    long before = total();
    server.graph().write("MATCH (i:Initiative {reference: $second}) SET i.mergedInto = $first", Map.of("first", first, "second", second));
    assertThat(total()).isEqualTo(before - 1);
    assertThat(page(Role.COORDINATOR, "?limit=1").get("demand").get(0).get("reference").asText()).isEqualTo(first);
    server.graph().write("MATCH (i:Initiative {reference: $second}) REMOVE i.mergedInto", Map.of("second", second));
    assertThat(total()).isEqualTo(before);
  }

  @Test
  void what_needs_nothing_leaves_nothing() {
    long before = count();
    for (String text : List.of("asdf qwer zxcv 1234", "🙂🙃", "12 34 56")) submit(text);
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void it_is_read_page_by_page_by_coordinators_alone() {
    for (int i = 0; i < 3; i++) submit("Vi söker en zeppelinförare och någon med en ballongpark, försök " + i + ".");
    JsonNode both = page(Role.ADMINISTRATOR, "?limit=2");
    assertThat(both.get("demand")).hasSize(2);
    assertThat(both.get("total").asLong()).isEqualTo(count());
    assertThat(page(Role.COORDINATOR, "?limit=1&page=2").get("demand").get(0)).isEqualTo(both.get("demand").get(1));
    for (JsonNode demand : both.get("demand")) {
      assertThat(StreamSupport.stream(demand.get("needs").spliterator(), false).mapToDouble(need -> need.get("weight").asDouble()).sum()).isCloseTo(1, within(1e-6));
    }
    assertThat(page(Role.COORDINATOR, "?limit=50&page=1000000").get("demand")).isEmpty();
    for (String bad : List.of("?limit=0", "?limit=51", "?page=0", "?page=x")) assertThat(ask(Role.COORDINATOR, bad).statusCode()).as(bad).isEqualTo(400);
    for (Role role : List.of(Role.AMBASSADOR, Role.INTEGRATOR, Role.AUDITOR, Role.MEMBER)) assertThat(ask(role, "").statusCode()).as(role.code()).isEqualTo(403);
  }

  @Test
  void a_need_that_the_vocabulary_comes_to_know_is_shown_as_a_competence_and_can_be_merged_away() {
    submit("Vi söker en kalligraf som kan kalligraftextning av zeppelinare.");
    String added = change("{\"action\": \"add\", \"term\": \"kalligraftextning\", \"translation\": \"calligraphy lettering\"}");
    submit("Vi söker kalligraftextning av zeppelinare.");
    JsonNode known = StreamSupport.stream(page(Role.COORDINATOR, "?limit=1").get("demand").get(0).get("needs").spliterator(), false)
        .filter(need -> need.get("competence").asBoolean()).findFirst().orElseThrow();
    assertThat(known.get("text").asText()).isEqualTo("kalligraftextning");
    change("{\"action\": \"merge\", \"competence\": \"" + added + "\", \"into\": \"arbetsmarknad\"}");
    assertThat(page(Role.COORDINATOR, "?limit=1").get("demand").get(0).get("needs").toString()).contains("\"arbetsmarknad\"").doesNotContain("\"" + added + "\"");
  }

  private static String change(String act) {
    HttpResponse<String> answer = send(Role.COORDINATOR, "/api/v1/vocabulary/changes", HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(act)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return read(answer).path("competence").asText();
  }

  private static boolean isConfident(String text) {
    return read(server.post("/api/v1/suggestions", MAPPER.createObjectNode().put("text", text).toString())).get("confident").asBoolean();
  }

  private static String submit(String text) {
    var body = MAPPER.createObjectNode().put("title", "idé").put("text", text);
    body.putObject("sender").put("name", "Åsa Bergdahl").put("sector", "business").put("organisation", "Ugnen").put("email", "asa@ugnen.example");
    HttpResponse<String> answer = server.post("/api/v1/initiatives", body.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return read(answer).get("reference").asText();
  }

  private static long total() {
    return page(Role.COORDINATOR, "?limit=1").get("total").asLong();
  }

  private static long count() {
    return server.graph().read("MATCH (d:Demand) RETURN count(d) AS n", Map.of()).getFirst().get("n").asLong();
  }

  private static JsonNode page(Role role, String query) {
    HttpResponse<String> answer = ask(role, query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer);
  }

  private static HttpResponse<String> ask(Role role, String query) {
    return send(role, "/api/v1/demand" + query, HttpRequest.newBuilder().GET());
  }

  private static HttpResponse<String> send(Role role, String path, HttpRequest.Builder request) {
    String token = server.app().tokens().make(new Caller(role, Optional.empty()));
    return server.send(request.uri(URI.create(server.url(path))).header("Content-Type", "application/json").header("Authorization", "Bearer " + token));
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
