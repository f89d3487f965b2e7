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

  @Test
  void what_the_public_sees_has_the_form_of_the_contract() throws Exception {
    for (Map.Entry<String, String> list : Map.of("initiatives", "Initiative", "organisations", "Organisation", "forvaltningar", "Forvaltning", "alliances", "Alliance", "themes", "Theme").entrySet()) {
      HttpResponse<String> lines = server.get("/api/v1/" + list.getKey() + "?limit=3");
      String plural = list.getKey().substring(0, 1).toUpperCase(java.util.Locale.ROOT) + list.getKey().substring(1);
      assertConforms(lines, "list" + plural, "application/json");
      assertConforms(server.get("/api/v1/" + list.getKey() + "?limit=0"), "list" + plural, "application/problem+json");
      for (JsonNode line : new ObjectMapper().readTree(lines.body()).get(list.getKey())) {
        String key = line.has("reference") ? "reference" : "id";
        assertConforms(server.get("/api/v1/" + list.getKey() + "/" + line.get(key).asText()), "read" + list.getValue(), "application/json");
      }
      assertConforms(server.get("/api/v1/" + list.getKey() + "/finns-inte"), "read" + list.getValue(), "application/problem+json");
    }
  }

  @Test
  void casework_has_the_form_of_the_contract() throws Exception {
    String token = server.app().tokens().make(new Caller(Role.COORDINATOR, Optional.empty()));
    JsonNode receipt = new ObjectMapper().readTree(post("/api/v1/initiatives", "{\"title\": \"Bröd\", \"text\": \"Vi bakar bröd av rester och vill lära ut.\", \"sender\": " + SENDER + "}", "sv").body());
    String secret = receipt.get("statusUrl").asText().replaceAll(".*/", "");
    assertConforms(server.get("/api/v1/submissions/" + secret), "followSubmission", "application/json");
    assertConforms(server.get("/api/v1/submissions/x"), "followSubmission", "application/problem+json");
    String path = "/api/v1/cases/" + receipt.get("reference").asText();
    assertConforms(as(token, "GET", "/api/v1/cases?limit=50", ""), "listCases", "application/json");
    assertConforms(as(token, "GET", path, ""), "readCase", "application/json");
    assertConforms(as(token, "GET", "/api/v1/cases/" + server.graph().read("MATCH (i:Initiative) WHERE i.published AND i.senderName IS NULL RETURN min(i.reference) AS x", Map.of()).getFirst().get("x").asString(), ""),
        "readCase", "application/json");
    HttpResponse<String> act = server.send(HttpRequest.newBuilder(URI.create(server.url(path + "/acts"))).header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
        .header("If-Match", "\"0\"").POST(HttpRequest.BodyPublishers.ofString("{\"do\": \"assign\", \"forvaltning\": \"kulturforvaltningen\"}")));
    assertThat(act.statusCode()).as(act.body()).isEqualTo(200);
    assertConforms(act, "actOnCase", "application/json");
    assertConforms(as(token, "POST", path + "/acts", "{\"do\": \"extend\"}"), "actOnCase", "application/problem+json");
    assertConforms(as(token, "POST", path + "/notes", "{\"text\": \"Hej\"}"), "noteOnCase", "application/json");
    assertConforms(as(token, "GET", path + "/notes", ""), "caseNotes", "application/json");
    HttpResponse<String> candidates = as(token, "GET", path + "/candidates", "");
    assertConforms(candidates, "caseCandidates", "application/json");
    JsonNode free = java.util.stream.StreamSupport.stream(new ObjectMapper().readTree(candidates.body()).get("candidates").spliterator(), false).filter(one -> one.get("free").asBoolean()).findFirst().orElseThrow();
    String until = se.malmo.meet.platform.Sweden.today(java.time.Clock.systemUTC()).plusDays(14).toString();
    HttpResponse<String> asked = as(token, "POST", path + "/invitations", "{\"organisation\": " + free.at("/organisation/id") + ", \"message\": \"Vill ni?\", \"until\": \"" + until + "\"}");
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
    assertConforms(asked, "inviteToCase", "application/json");
    assertConforms(as(token, "POST", path + "/invitations", "{}"), "inviteToCase", "application/problem+json");
    assertConforms(as(token, "GET", path + "/invitations", ""), "caseInvitations", "application/json");
    assertConforms(as(token, "POST", path + "/invitations/" + new ObjectMapper().readTree(asked.body()).get("id").asText() + "/withdraw", ""), "withdrawInvitation", "application/json");
    HttpResponse<String> signal = as(token, "POST", "/api/v1/signals", "{\"title\": \"Ny lag om matsvinn\", \"link\": \"https://example.org/lag\", \"forvaltning\": \"kulturforvaltningen\"}");
    assertThat(signal.statusCode()).as(signal.body()).isEqualTo(201);
    assertConforms(signal, "noteSignal", "application/json");
    assertConforms(as(token, "GET", "/api/v1/signals", ""), "signals", "application/json");
    String one = "/api/v1/signals/" + new ObjectMapper().readTree(signal.body()).get("id").asText();
    assertConforms(as(token, "GET", one, ""), "readSignal", "application/json");
    assertThat(as(token, "DELETE", one, "").statusCode()).isEqualTo(204);
    assertConforms(as(token, "GET", one, ""), "readSignal", "application/problem+json");
    HttpResponse<String> questions = as(token, "GET", "/api/v1/questions", "");
    assertConforms(questions, "questions", "application/json");
    String question = "/api/v1/questions/" + new ObjectMapper().readTree(questions.body()).at("/questions/0/id").asText();
    assertConforms(as(token, "GET", question, ""), "readQuestion", "application/json");
    assertConforms(as(token, "POST", question + "/answer", "{\"answer\": \"Ja.\"}"), "answerQuestion", "application/problem+json");
    assertConforms(as(token, "GET", "/api/v1/absence", ""), "absence", "application/problem+json");
    assertConforms(server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/submissions/" + secret + "/withdraw"))).POST(HttpRequest.BodyPublishers.noBody())), "withdrawSubmission", "application/json");
  }

  @Test
  void what_members_do_has_the_form_of_the_contract() throws Exception {
    String token = server.app().tokens().makeFor("acc-demo-member@meet.example", false).orElseThrow();
    HttpResponse<String> profiles = as(token, "GET", "/api/v1/profiles", "");
    assertConforms(profiles, "profiles", "application/json");
    String profile = "/api/v1/profiles/" + new ObjectMapper().readTree(profiles.body()).at("/profiles/0/id").asText();
    assertConforms(as(token, "GET", profile, ""), "readProfile", "application/json");
    assertConforms(as(token, "PUT", profile, "{\"name\": 1}"), "writeProfile", "application/problem+json");
    HttpResponse<String> invitations = as(token, "GET", "/api/v1/invitations", "");
    assertConforms(invitations, "invitations", "application/json");
    String invitation = "/api/v1/invitations/" + new ObjectMapper().readTree(invitations.body()).at("/invitations/0/id").asText();
    assertConforms(as(token, "GET", invitation, ""), "readInvitation", "application/json");
    assertConforms(as(token, "POST", invitation + "/answer", "{\"do\": \"decline\"}"), "answerInvitation", "application/problem+json");
    assertConforms(as(token, "POST", invitation + "/answer", "{\"do\": \"decline\", \"reason\": \"bad-timing\"}"), "answerInvitation", "application/json");
    assertConforms(as(token, "POST", invitation + "/answer", "{\"do\": \"undo\"}"), "answerInvitation", "application/json");
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
