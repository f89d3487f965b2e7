package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** What the API answers is what openapi.json says. */
@Order(TestServer.SHARED)
class ContractTest {
  private static final String SENDER = """
      {"name": "Åsa", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}""";
  private static final List<String> TEXTS = List.of("Vi är en byggfirma i Fosie som vill ge nyanlända praktik på bygget. Vi saknar språkstöd.",
      "We are a start-up that wants to reduce food waste in restaurants and looks for kitchens to test with.", "bröd", "🍞 7 ?", "xqzzt wvvrk",
      "Etsimme kumppania, joka auttaa meitä kierrätyksessä ja koulutuksessa: matsvinn.");
  private static TestServer server;
  private static Vertx vertx;
  private static ResponseValidator validator;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.shared();
    vertx = Vertx.vertx();
    // The validator knows no problem+json (the tests themselves look at the type) and no relative server, which "/" is by default.
    JsonObject contract = new JsonObject(server.get("/openapi.json").body().replace("application/problem+json", "application/json"));
    contract.remove("servers");
    validator = ResponseValidator.create(vertx, await(OpenAPIContract.from(vertx, contract)));
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close());
    server.close();
  }

  @Test
  void the_contract_says_nothing_twice() {
    // Of two schemas or paths of one name a reader keeps the last and loses the other in silence.
    JsonMapper strict = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    assertThatCode(() -> strict.readTree(server.get("/openapi.json").body())).doesNotThrowAnyException();
    assertThatThrownBy(() -> strict.readTree("{\"schemas\": {\"Competence\": 1, \"Competence\": 2}}")).hasMessageContaining("Competence");
  }

  @Test
  void suggestions_have_the_form_of_the_contract() throws Exception {
    for (String text : TEXTS) {
      for (String language : List.of("sv", "en")) {
        HttpResponse<String> answer = post("/api/v1/suggestions", "{\"title\": \"Bröd\", \"text\": \"" + text + "\", \"limit\": 50}", language);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertConforms(answer, "suggest", "application/json");
      }
    }
  }

  @Test
  void suggestions_with_choices_and_explanations_have_the_form_of_the_contract() throws Exception {
    String organisation = server.graph().read("MATCH (o:Organisation) RETURN min(o.id) AS x", Map.of()).getFirst().get("x").asString();
    for (String text : TEXTS) {
      String choices = "\"title\": \"Bröd\", \"text\": \"" + text + "\", \"with\": [\"matsvinn\"], \"without\": [\"bröd\"]";
      assertConforms(post("/api/v1/suggestions", "{" + choices + "}", "en"), "suggest", "application/json");
      for (String who : List.of("\"organisation\": \"" + organisation + "\"", "\"forvaltning\": \"kulturforvaltningen\"")) {
        assertConforms(post("/api/v1/suggestions/why", "{" + choices + ", " + who + "}", "sv"), "explain", "application/json");
        assertConforms(post("/api/v1/suggestions/why", "{\"text\": \"" + text + "\", " + who + "}", "en"), "explain", "application/json");
      }
    }
    assertConforms(post("/api/v1/suggestions/why", "{\"text\": \"bröd\"}", "sv"), "explain", "application/problem+json");
  }

  @Test
  void a_receipt_has_the_form_of_the_contract() throws Exception {
    HttpResponse<String> answer = post("/api/v1/initiatives", "{\"title\": \"Bröd\", \"text\": \"Vi bakar.\", \"sender\": " + SENDER + "}", "sv");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertConforms(answer, "submitInitiative", "application/json");
  }

  @Test
  void problems_have_the_form_of_the_contract() throws Exception {
    for (String body : List.of("", "{}", "{\"text\": 5}", "{\"text\": \"" + "a".repeat(40_001) + "\"}", "{\"text\": \"a\", \"limit\": 99, \"language\": \"fi\"}")) {
      assertConforms(post("/api/v1/suggestions", body, "en"), "suggest", "application/problem+json");
      assertConforms(post("/api/v1/initiatives", body, "sv"), "submitInitiative", "application/problem+json");
    }
    HttpResponse<String> untyped = server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/suggestions"))).POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertConforms(untyped, "suggest", "application/problem+json");
  }

  @Test
  void events_have_the_form_of_the_contract() throws Exception {
    String token = server.app().tokens().make(new Caller(Role.COORDINATOR, Optional.empty()));
    assertConforms(as(token, "GET", "/api/v1/events?limit=500", ""), "events", "application/json");
    assertConforms(as(token, "GET", "/api/v1/events?after=x", ""), "events", "application/problem+json");
    assertConforms(as("x", "GET", "/api/v1/events", ""), "events", "application/problem+json");
    assertConforms(as(token, "GET", "/api/v1/events/types", ""), "eventTypes", "application/json");
  }

  @Test
  void the_vocabulary_and_the_learning_log_have_the_form_of_the_contract() throws Exception {
    String token = server.app().tokens().make(new Caller(Role.COORDINATOR, Optional.empty()));
    String organisation = server.graph().read("MATCH (o:Organisation) RETURN min(o.id) AS x", Map.of()).getFirst().get("x").asString();
    assertConforms(server.get("/api/v1/vocabulary/competences?q=rek"), "competences", "application/json");
    assertConforms(server.get("/api/v1/vocabulary/competences?limit=0"), "competences", "application/problem+json");
    assertConforms(as(token, "GET", "/api/v1/vocabulary/holes", ""), "holes", "application/json");
    assertConforms(as("x", "GET", "/api/v1/vocabulary/holes", ""), "holes", "application/problem+json");
    HttpResponse<String> change = as(token, "POST", "/api/v1/vocabulary/changes", "{\"action\": \"add\", \"term\": \"paddelslip\"}");
    assertConforms(change, "changeVocabulary", "application/json");
    assertConforms(as(token, "POST", "/api/v1/vocabulary/changes", "{}"), "changeVocabulary", "application/problem+json");
    String undo = "/api/v1/vocabulary/changes/" + new ObjectMapper().readTree(change.body()).get("id").asText() + "/undo";
    assertConforms(as(token, "POST", undo, ""), "undoVocabularyChange", "application/json");
    assertConforms(as(token, "POST", undo, ""), "undoVocabularyChange", "application/problem+json");
    assertConforms(as(token, "GET", "/api/v1/vocabulary/changes", ""), "vocabularyChanges", "application/json");
    assertConforms(as(token, "POST", "/api/v1/feedback", "{\"organisation\": \"" + organisation + "\", \"useful\": true}"), "giveFeedback", "application/json");
    assertConforms(as(token, "POST", "/api/v1/feedback", "{\"organisation\": \"org-x\", \"useful\": true}"), "giveFeedback", "application/problem+json");
    assertConforms(as(token, "GET", "/api/v1/feedback", ""), "learningLog", "application/json");
  }

  @Test
  void a_replay_and_unmet_demand_have_the_form_of_the_contract() throws Exception {
    String token = server.app().tokens().make(new Caller(Role.ADMINISTRATOR, Optional.empty()));
    for (String text : TEXTS) {
      HttpResponse<String> receipt = post("/api/v1/initiatives", "{\"title\": \"Bröd\", \"text\": \"" + text + "\", \"sender\": " + SENDER + "}", "sv");
      String replay = "/api/v1/initiatives/" + new ObjectMapper().readTree(receipt.body()).get("reference").asText() + "/replay";
      assertConforms(as(token, "GET", replay, ""), "replaySuggestions", "application/json");
    }
    assertConforms(as(token, "GET", "/api/v1/demand", ""), "unmetDemand", "application/json");
    assertConforms(as(token, "GET", "/api/v1/demand?limit=51", ""), "unmetDemand", "application/problem+json");
    assertConforms(as(token, "GET", "/api/v1/initiatives/MM-1999-0001/replay", ""), "replaySuggestions", "application/problem+json");
  }

  @Test
  void gaps_have_the_form_of_the_contract() throws Exception {
    String token = server.app().tokens().make(new Caller(Role.COORDINATOR, Optional.empty()));
    HttpResponse<String> gaps = as(token, "GET", "/api/v1/gaps", "");
    assertConforms(gaps, "gaps", "application/json");
    assertConforms(as(token, "GET", "/api/v1/gaps?limit=0", ""), "gaps", "application/problem+json");
    String gap = "/api/v1/gaps/" + new ObjectMapper().readTree(gaps.body()).get("gaps").get(0).get("id").asText();
    assertConforms(as(token, "POST", gap + "/work", ""), "workOnGap", "application/json");
    assertConforms(as(token, "POST", gap + "/undo", ""), "undoGapWork", "application/json");
    assertConforms(as(token, "POST", gap + "/undo", ""), "undoGapWork", "application/problem+json");
    assertConforms(as("x", "POST", gap + "/work", ""), "workOnGap", "application/problem+json");
    assertConforms(as(token, "POST", gap + "/dismiss", "{\"verdict\": \"not-now\", \"reason\": \"Budgeten\"}"), "dismissGap", "application/json");
    assertConforms(as(token, "POST", gap + "/dismiss", "{\"verdict\": \"x\"}"), "dismissGap", "application/problem+json");
    assertConforms(as(token, "GET", "/api/v1/gaps/people", ""), "carriedByOnePerson", "application/json");
    assertConforms(as(token, "GET", "/api/v1/gaps/people?limit=0", ""), "carriedByOnePerson", "application/problem+json");
    assertConforms(as(token, "GET", "/api/v1/gaps/dismissed", ""), "dismissedGaps", "application/json");
    assertConforms(as(token, "GET", "/api/v1/gaps/dismissed?limit=0", ""), "dismissedGaps", "application/problem+json");
    assertConforms(as(token, "POST", gap + "/restore", ""), "restoreGap", "application/json");
    assertConforms(as(token, "POST", gap + "/restore", ""), "restoreGap", "application/problem+json");
  }

  @Test
  void the_graph_has_the_form_of_the_contract() throws Exception {
    String initiative = server.graph().read("MATCH (i:Initiative) WHERE i.published RETURN min(i.reference) AS x", Map.of()).getFirst().get("x").asString();
    for (String node : List.of("miljoforvaltningen", "matsvinn", initiative)) {
      assertConforms(server.get("/api/v1/graph/neighbourhood?limit=20&node=" + node), "neighbourhood", "application/json");
      assertConforms(server.get("/api/v1/graph/paths?to=kulturforvaltningen&from=" + node), "paths", "application/json");
    }
    assertConforms(server.get("/api/v1/graph/neighbourhood?limit=61&node=matsvinn"), "neighbourhood", "application/problem+json");
    assertConforms(server.get("/api/v1/graph/neighbourhood?node=finns-inte"), "neighbourhood", "application/problem+json");
    assertConforms(server.get("/api/v1/graph/paths?from=matsvinn&to=matsvinn"), "paths", "application/problem+json");
  }

  private static HttpResponse<String> as(String token, String method, String path, String body) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
        .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void what_does_not_conform_is_found_by_this_very_check() {
    ValidatableResponse wrong = ValidatableResponse.create(200, Buffer.buffer("{\"language\": \"fi\"}"), "application/json");
    assertThat(validator.validate(wrong, "suggest").toCompletionStage().toCompletableFuture()).failsWithin(5, TimeUnit.SECONDS);
  }

  @Test
  void the_shares_of_a_suggestion_add_up_and_its_places_are_inside_the_text() throws Exception {
    for (String text : TEXTS) {
      JsonNode answer = new ObjectMapper().readTree(post("/api/v1/suggestions", "{\"text\": \"" + text + "\"}", "sv").body());
      for (String list : List.of("partners", "forvaltningar", "similar")) {
        int rank = 0;
        for (JsonNode hit : answer.get(list)) {
          assertThat(hit.get("rank").asInt()).isEqualTo(++rank);
          double sum = 0;
          for (JsonNode evidence : hit.get("evidence")) sum += evidence.get("share").asDouble();
          assertThat(sum).isCloseTo(1, Offset.offset(1e-6));
        }
      }
      for (JsonNode keyword : answer.get("keywords")) {
        JsonNode first = keyword.get("spans").get(0);
        assertThat(text.substring(first.get(0).asInt(), first.get(1).asInt())).isEqualTo(keyword.get("text").asText());
      }
      boolean sure = answer.get("partners").findValuesAsText("confidence").stream().anyMatch(confidence -> !confidence.equals("uncertain"));
      assertThat(answer.get("confident").asBoolean()).isEqualTo(sure);
    }
  }

  private static void assertConforms(HttpResponse<String> answer, String operation, String type) throws IOException {
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    ValidatableResponse response = ValidatableResponse.create(answer.statusCode(), Buffer.buffer(answer.body()), "application/json");
    assertThat(validator.validate(response, operation).toCompletionStage().toCompletableFuture()).as(answer.body()).succeedsWithin(5, TimeUnit.SECONDS);
  }

  private static HttpResponse<String> post(String path, String json, String language) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Content-Type", "application/json").header("Accept-Language", language)
        .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
