package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Teams over the demo city. */
class TeamApiTest {
  private static final String TEAMS = "/api/v1/teams";
  private static final String TEXT = "Vi driver ett bageri i Fosie. Bilen har vi. Vi söker hjälp med matsvinn, logistik och träbyggande.";
  private static TestServer server;
  private static Vertx vertx;
  private static ResponseValidator validator;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.withDemo();
    vertx = Vertx.vertx();
    JsonObject contract = new JsonObject(server.get("/openapi.json").body().replace("application/problem+json", "application/json"));
    contract.remove("servers");
    validator = ResponseValidator.create(vertx, await(OpenAPIContract.from(vertx, contract)));
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close());
    server.close();
  }

  @AfterEach
  void makeEverybodyAvailable() {
    server.graph().write("MATCH (n:Organisation|Forvaltning) REMOVE n.capacity, n.pausedUntil WITH n MATCH (n)-[c:CONFLICT]-() DELETE c", Map.of());
  }

  @Test
  void a_team_covers_what_the_text_asks_for_and_everybody_in_it_is_missed() {
    JsonNode answer = team(TEXT);

    assertThat(answer.get("needs").findValuesAsText("stated")).containsOnly("true");
    assertThat(needIds(answer)).contains("matsvinn", "logistik");
    assertThat(answer.get("provenBest").asBoolean()).isTrue();
    assertThat(answer.get("rules").findValuesAsText("met")).containsExactly("true", "true");
    assertThat(answer.get("team")).hasSizeBetween(2, 6);
    Set<String> covered = covered(answer, "");
    for (JsonNode member : answer.get("team")) {
      Set<String> lost = new HashSet<>(covered);
      lost.removeAll(covered(answer, id(member)));
      assertThat(strings(member.get("coversAlone"))).containsExactlyInAnyOrderElementsOf(lost);
    }
    Set<String> all = new HashSet<>(needIds(answer));
    all.removeAll(covered);
    assertThat(strings(answer.get("uncovered"))).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void the_places_of_needs_are_those_of_the_senders_own_text() {
    JsonNode answer = read(server.post(TEAMS, "{\"title\": \"Vi söker lokal\", \"text\": \"" + TEXT + "\"}"));

    for (JsonNode need : answer.get("needs")) {
      if (need.get("spans").isEmpty()) assertThat(need.get("titleSpans")).isNotEmpty();
      else assertThat(TEXT.substring(need.get("spans").get(0).get(0).asInt(), need.get("spans").get(0).get(1).asInt())).isEqualTo(need.get("text").asText());
    }
  }

  @Test
  void who_is_excluded_paused_or_full_is_replaced() {
    List<String> before = ids(team(TEXT));
    String gone = before.getFirst();
    assertThat(ids(read(server.post(TEAMS, "{\"text\": \"" + TEXT + "\", \"exclude\": [\"" + gone + "\"]}")))).doesNotContain(gone);
    for (String busy : List.of("n.capacity = 0", "n.pausedUntil = '2999-01-01'", "n.pausedUntil = date('2999-01-01')", "n.pausedUntil = datetime('2999-01-01T00:00Z')")) {
      server.graph().write("MATCH (n:Organisation|Forvaltning {id: $id}) SET " + busy, Map.of("id", gone));
      assertThat(ids(team(TEXT))).as(busy).doesNotContain(gone);
      makeEverybodyAvailable();
    }
    server.graph().write("MATCH (n:Organisation|Forvaltning {id: $id}) SET n.capacity = 3, n.pausedUntil = date('2020-01-01')", Map.of("id", gone));
    assertThat(ids(team(TEXT))).isEqualTo(before);
  }

  @Test
  void two_in_conflict_are_not_put_together_and_one_in_conflict_with_itself_not_at_all() {
    List<String> before = ids(team(TEXT));
    connect(before.get(0), before.get(1));
    assertThat(ids(team(TEXT))).isNotEqualTo(before).satisfies(after -> assertThat(after.containsAll(before.subList(0, 2))).isFalse());
    makeEverybodyAvailable();
    connect(before.get(0), before.get(0));
    assertThat(ids(team(TEXT))).doesNotContain(before.get(0));
  }

  @Test
  void a_rule_that_cannot_be_kept_is_told_in_the_readers_language() {
    server.graph().write("MATCH (n:Organisation {sector: 'business'}) SET n.capacity = 0", Map.of());
    JsonNode answer = read(send("{\"text\": \"" + TEXT + "\"}", "en"));

    assertThat(answer.get("rules").get(0).get("met").asBoolean()).isFalse();
    assertThat(answer.get("rules").get(0).get("text").asText()).startsWith("No business");
  }

  @Test
  void a_text_that_asks_for_nothing_needs_what_it_is_about() {
    JsonNode answer = team("Stadsodling och biodling på taken i Augustenborg.");

    assertThat(answer.get("needs")).isNotEmpty();
    assertThat(answer.get("needs").findValuesAsText("stated")).containsOnly("false");
  }

  @Test
  void what_is_nobodys_matter_gives_an_empty_team() {
    for (String text : List.of("asdf qwer zxcv", "🍞 7 ?", "Vi söker xqzzt.")) {
      JsonNode answer = team(text);
      assertThat(answer.get("team")).isEmpty();
      assertThat(answer.get("rules").findValuesAsText("met")).containsExactly("false", "false");
    }
  }

  @Test
  void answers_have_the_form_of_the_contract() {
    for (String text : List.of(TEXT, "We bring the vans. What we need is charging and somebody who understands logistics.", "bröd", "🍞 7 ?")) {
      for (String language : List.of("sv", "en")) assertConforms(send("{\"title\": \"Vi söker lokal\", \"text\": \"" + text + "\"}", language), 200);
    }
    assertConforms(send("{}", "sv"), 400);
    assertConforms(send("{\"text\": \"" + "a".repeat(40_001) + "\"}", "sv"), 413);
    assertConforms(server.send(HttpRequest.newBuilder(URI.create(server.url(TEAMS))).POST(HttpRequest.BodyPublishers.ofString("{}"))), 415);
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        bad("", 400, ""),
        bad("null", 400, ""),
        bad("[]", 400, ""),
        bad("{}", 400, "text"),
        bad("{\"text\": \" \\n \"}", 400, "text"),
        bad("{\"text\": \"a\\u0000b\"}", 400, "text"),
        bad("{\"text\": 5}", 400, "text"),
        bad("{\"text\": \"" + "a".repeat(40_001) + "\"}", 413, "text"),
        bad("{\"text\": \"bröd\", \"title\": \"" + "a".repeat(201) + "\"}", 400, "title"),
        bad("{\"text\": \"bröd\", \"language\": \"fi\"}", 400, "language"),
        bad("{\"text\": \"bröd\", \"language\": \"\"}", 400, "language"),
        bad("{\"text\": \"bröd\", \"exclude\": \"a\"}", 400, "exclude"),
        bad("{\"text\": \"bröd\", \"exclude\": {\"id\": \"a\"}}", 400, "exclude"),
        bad("{\"text\": \"bröd\", \"exclude\": [1]}", 400, "exclude.0"),
        bad("{\"text\": \"bröd\", \"exclude\": [\"a\", [\"b\"]]}", 400, "exclude.1"),
        bad("{\"text\": \"bröd\", \"exclude\": [\"a\\u0000\"]}", 400, "exclude.0"),
        bad("{\"text\": \"bröd\", \"exclude\": [\"" + "a".repeat(101) + "\"]}", 400, "exclude.0"),
        bad("{\"text\": \"bröd\", \"exclude\": [" + "\"a\",".repeat(200) + "\"a\"]}", 400, "exclude"),
        bad("{\"text\": \"bröd\", \"limit\": 5}", 400, "limit"),
        bad("{\"title\": 5, \"text\": \"bröd\"}", 400, "title"),
        bad("{\"text\": \"bröd\", \"text\": \"smör\"}", 400, ""),
        bad("{\"text\": \"bröd\"", 400, ""),
        bad("{\"language\": \"fi\", \"exclude\": [\"a\\u0000\"]}", 400, "text", "language", "exclude.0"));
  }

  private static Arguments bad(String json, int status, String... fields) {
    return Arguments.argumentSet(json.length() > 90 ? json.substring(0, 90) + "… (" + json.length() + ")" : json.isEmpty() ? "nothing" : json, json, status, List.of(fields));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void what_cannot_be_read_is_refused_with_field_and_remedy(String json, int status, List<String> fields) {
    for (String language : List.of("sv", "en")) {
      HttpResponse<String> answer = send(json, language);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(read(answer).get("errors").findValuesAsText("field")).containsExactlyInAnyOrderElementsOf(fields);
      assertThat(read(answer).get("errors").findValuesAsText("message")).allSatisfy(message -> assertThat(message).isNotBlank());
    }
  }

  @Test
  void odd_ids_are_read_past_and_a_long_text_is_read() {
    assertThat(ids(read(server.post(TEAMS, "{\"text\": \"" + TEXT + "\", \"exclude\": [\"' OR 1=1 //\", \"\", \" \", null, \"😀\"]}")))).isEqualTo(ids(team(TEXT)));
    String text = "Vi söker lokal för en cykelverkstad. ".repeat(1_100).substring(0, 40_000);
    assertThat(server.post(TEAMS, "{\"text\": \"" + text + "\"}").statusCode()).isEqualTo(200);
  }

  private static void connect(String one, String other) {
    server.graph().write("MATCH (a:Organisation|Forvaltning {id: $one}), (b:Organisation|Forvaltning {id: $other}) CREATE (a)-[:CONFLICT]->(b)", Map.of("one", one, "other", other));
  }

  private static JsonNode team(String text) {
    HttpResponse<String> answer = server.post(TEAMS, "{\"text\": \"" + text + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer);
  }

  private static List<String> needIds(JsonNode answer) {
    return StreamSupport.stream(answer.get("needs").spliterator(), false).map(need -> need.get("id").asText()).toList();
  }

  private static List<String> ids(JsonNode answer) {
    return StreamSupport.stream(answer.get("team").spliterator(), false).map(TeamApiTest::id).toList();
  }

  private static String id(JsonNode member) {
    return (member.has("organisation") ? member.get("organisation") : member.get("forvaltning")).get("id").asText();
  }

  private static Set<String> covered(JsonNode answer, String without) {
    return StreamSupport.stream(answer.get("team").spliterator(), false).filter(member -> !id(member).equals(without))
        .flatMap(member -> member.get("covers").findValuesAsText("need").stream()).collect(Collectors.toSet());
  }

  private static List<String> strings(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static void assertConforms(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    ValidatableResponse response = ValidatableResponse.create(status, Buffer.buffer(answer.body()), "application/json");
    assertThat(validator.validate(response, "proposeTeam").toCompletionStage().toCompletableFuture()).as(answer.body()).succeedsWithin(5, TimeUnit.SECONDS);
  }

  private static HttpResponse<String> send(String json, String language) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(TEAMS))).header("Content-Type", "application/json").header("Accept-Language", language)
        .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
