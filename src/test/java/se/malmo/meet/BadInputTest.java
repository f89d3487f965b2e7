package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API refuses: each time with the field and the remedy, in the client's language. */
@Order(TestServer.SHARED)
class BadInputTest {
  private static final String SUGGESTIONS = "/api/v1/suggestions";
  private static final String INITIATIVES = "/api/v1/initiatives";
  private static final String SENDER = """
      {"name": "Åsa", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}""";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Arguments> questions() {
    return Stream.of(
        bad("", 400, ""),
        bad("null", 400, ""),
        bad("[]", 400, ""),
        bad("\"text\"", 400, ""),
        bad("7", 400, ""),
        bad("{}", 400, "text"),
        bad("{\"text\": null}", 400, "text"),
        bad("{\"text\": \"\"}", 400, "text"),
        bad("{\"text\": \" \\n\\t \"}", 400, "text"),
        bad("{\"text\": \"" + "a".repeat(40_001) + "\"}", 413, "text"),
        bad("{\"text\": \"a\\u0000b\"}", 400, "text"),
        bad("{\"text\": 5}", 400, "text"),
        bad("{\"text\": true}", 400, "text"),
        bad("{\"text\": [\"a\"]}", 400, "text"),
        bad("{\"text\": {\"sv\": \"a\"}}", 400, "text"),
        bad("{\"text\": \"bröd\", \"title\": 5}", 400, "title"),
        bad("{\"text\": \"bröd\", \"title\": \"a\\u0000\"}", 400, "title"),
        bad("{\"text\": \"bröd\", \"title\": \"" + "a".repeat(201) + "\"}", 400, "title"),
        bad("{\"text\": \"bröd\", \"limit\": \"10\"}", 400, "limit"),
        bad("{\"text\": \"bröd\", \"limit\": 1.5}", 400, "limit"),
        bad("{\"text\": \"bröd\", \"limit\": 1.0}", 400, "limit"),
        bad("{\"text\": \"bröd\", \"limit\": true}", 400, "limit"),
        bad("{\"text\": \"bröd\", \"limit\": [1]}", 400, "limit"),
        bad("{\"text\": \"bröd\", \"limit\": 0}", 400, "limit"),
        bad("{\"text\": \"bröd\", \"limit\": 51}", 400, "limit"),
        bad("{\"text\": \"bröd\", \"limit\": -1}", 400, "limit"),
        bad("{\"text\": \"bröd\", \"limit\": 99999999999}", 400, "limit"),
        bad("{\"text\": \"bröd\", \"language\": \"fi\"}", 400, "language"),
        bad("{\"text\": \"bröd\", \"language\": \"\"}", 400, "language"),
        bad("{\"text\": \"bröd\", \"language\": 1}", 400, "language"),
        bad("{\"text\": \"bröd\", \"colour\": \"red\"}", 400, "colour"),
        bad("{\"text\": \"bröd\", \"with\": \"matsvinn\"}", 400, "with"),
        bad("{\"text\": \"bröd\", \"with\": [5]}", 400, "with.0"),
        bad("{\"text\": \"bröd\", \"with\": [\"matsvinn\", \"finns inte\", null, \"' OR 1=1 //\"]}", 400, "with.1", "with.3"),
        bad("{\"text\": \"bröd\", \"with\": [\"a\\u0000\"]}", 400, "with.0"),
        bad("{\"text\": \"bröd\", \"with\": [\"" + "a".repeat(201) + "\"]}", 400, "with.0"),
        bad("{\"text\": \"bröd\", \"with\": [" + "\"matsvinn\",".repeat(20) + "\"matsvinn\"]}", 400, "with"),
        bad("{\"text\": \"bröd\", \"without\": {}}", 400, "without"),
        bad("{\"text\": \"bröd\", \"without\": [[\"a\"]]}", 400, "without.0"),
        bad("{\"text\": \"bröd\", \"without\": [\"a\", \"\\u0000\"]}", 400, "without.1"),
        bad("{\"text\": \"bröd\", \"without\": [\"" + "a".repeat(201) + "\"]}", 400, "without.0"),
        bad("{\"text\": \"bröd\", \"without\": [" + "\"a\",".repeat(20) + "\"a\"]}", 400, "without"),
        bad("{\"Text\": \"bröd\"}", 400, "Text"),
        bad("{\"text\": \"bröd\", \"\\ud83d\": 1}", 400, ""),
        bad("{\"text\": \"bröd\", \"text\": \"smör\"}", 400, ""),
        bad("{\"text\": \"bröd\"", 400, ""),
        bad("{'text': 'bröd'}", 400, ""),
        bad("{\"text\": \"br\nöd\"}", 400, ""),
        bad("{\"text\": \"bröd\"} och mer", 400, ""),
        bad("{\"text\": \"bröd\"}{\"text\": \"bröd\"}", 400, ""),
        bad("{\"text\": " + "[".repeat(50_000) + "]".repeat(50_000) + "}", 400, "text"),
        bad("{\"other\": " + "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000) + "}", 400, "other"),
        bad("{\"limit\": " + "9".repeat(500_000) + ", \"text\": \"bröd\"}", 400, "limit"));
  }

  static Stream<Arguments> whys() {
    return Stream.of(
        bad("{}", 400, "text", "organisation", "forvaltning"),
        bad("{\"text\": \"bröd\"}", 400, "organisation", "forvaltning"),
        bad("{\"text\": \"bröd\", \"organisation\": \"\", \"forvaltning\": null}", 400, "organisation", "forvaltning"),
        bad("{\"text\": \"bröd\", \"organisation\": \"org-x\", \"forvaltning\": \"kulturforvaltningen\"}", 400, "organisation", "forvaltning"),
        bad("{\"text\": \"bröd\", \"organisation\": \"org-x\"}", 400, "organisation"),
        bad("{\"text\": \"bröd\", \"organisation\": \"kulturforvaltningen\"}", 400, "organisation"),
        bad("{\"text\": \"bröd\", \"forvaltning\": \"rymdforvaltningen\"}", 400, "forvaltning"),
        bad("{\"text\": \"bröd\", \"forvaltning\": \"" + "a".repeat(101) + "\"}", 400, "forvaltning"),
        bad("{\"text\": \"bröd\", \"forvaltning\": \"a\\u0000\"}", 400, "forvaltning"),
        bad("{\"text\": \"bröd\", \"forvaltning\": 5}", 400, "forvaltning"),
        bad("{\"text\": \"bröd\", \"forvaltning\": \"kulturforvaltningen\", \"limit\": 3}", 400, "limit"),
        bad("{\"text\": \"\", \"forvaltning\": \"kulturforvaltningen\", \"language\": \"fi\", \"with\": [\"finns inte\"]}", 400, "text", "language", "with.0"),
        bad("{\"text\": \"" + "a".repeat(40_001) + "\", \"forvaltning\": \"kulturforvaltningen\"}", 413, "text"));
  }

  static Stream<Arguments> submissions() {
    return Stream.of(
        bad("", 400, ""),
        bad("{}", 400, "title", "text", "sender.name", "sender.organisation", "sender.sector", "sender.email"),
        bad(submission("", "bröd", SENDER), 400, "title"),
        bad(submission("a\\u0000", "bröd", SENDER), 400, "title"),
        bad(submission("a".repeat(201), "bröd", SENDER), 400, "title"),
        bad(submission("Bröd", "", SENDER), 400, "text"),
        bad(submission("Bröd", " ", SENDER), 400, "text"),
        bad(submission("Bröd", "a\\u0000", SENDER), 400, "text"),
        bad(submission("Bröd", "a".repeat(40_001), SENDER), 413, "text"),
        bad(submission("Bröd", "bröd", "null"), 400, "sender.name", "sender.organisation", "sender.sector", "sender.email"),
        bad(submission("Bröd", "bröd", "\"Åsa\""), 400, "sender"),
        bad(submission("Bröd", "bröd", "[]"), 400, "sender"),
        bad(submission("Bröd", "bröd", SENDER.replace("\"Åsa\"", "5")), 400, "sender.name"),
        bad(submission("Bröd", "bröd", SENDER.replace("Åsa", "a".repeat(201))), 400, "sender.name"),
        bad(submission("Bröd", "bröd", SENDER.replace("Åsa", "a\\u0000")), 400, "sender.name"),
        bad(submission("Bröd", "bröd", SENDER.replace("business", "trade")), 400, "sender.sector"),
        bad(submission("Bröd", "bröd", SENDER.replace("asa@ugnen.example", "asa")), 400, "sender.email"),
        bad(submission("Bröd", "bröd", SENDER.replace("asa@ugnen.example", "asa@ugnen.example\\r\\nBcc: b@c.example")), 400, "sender.email"),
        bad(submission("Bröd", "bröd", SENDER.replace("asa@", "a".repeat(300) + "@")), 400, "sender.email"),
        bad(submission("Bröd", "bröd", SENDER.replace("}", ", \"organisationNumber\": \"12\"}")), 400, "sender.organisationNumber"),
        bad(submission("Bröd", "bröd", SENDER.replace("}", ", \"role\": \"boss\"}")), 400, "sender.role"),
        bad(submission("Bröd", "bröd", SENDER.replace("}", ", \"name\": \"Bo\"}")), 400, ""));
  }

  private static Arguments bad(String json, int status, String... fields) {
    return Arguments.argumentSet(json.length() > 90 ? json.substring(0, 90) + "… (" + json.length() + ")" : json.isEmpty() ? "nothing" : json.strip(), json, status,
        List.of(fields));
  }

  private static String submission(String title, String text, String sender) {
    return "{\"title\": \"" + title + "\", \"text\": \"" + text + "\", \"sender\": " + sender + "}";
  }

  @ParameterizedTest
  @MethodSource("questions")
  void a_question_that_cannot_be_read_is_refused_with_field_and_remedy(String json, int status, List<String> fields) {
    refused(SUGGESTIONS, json, status, fields);
  }

  @ParameterizedTest
  @MethodSource("whys")
  void a_why_that_cannot_be_read_is_refused_with_field_and_remedy(String json, int status, List<String> fields) {
    refused(SUGGESTIONS + "/why", json, status, fields);
  }

  @ParameterizedTest
  @MethodSource("submissions")
  void a_submission_that_cannot_be_taken_is_refused_with_every_field_and_nothing_is_kept(String json, int status, List<String> fields) {
    long before = nodes();
    refused(INITIATIVES, json, status, fields);
    assertThat(nodes()).isEqualTo(before);
  }

  @Test
  void text_in_another_encoding_is_refused() {
    byte[] json = "{\"text\": \"bröd\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertProblem(send(SUGGESTIONS, "application/json", BodyPublishers.ofByteArray(json), "sv"), 400);
    byte[] cut = Arrays.copyOf("{\"text\": \"🍞".getBytes(StandardCharsets.UTF_8), 12);
    assertProblem(send(SUGGESTIONS, "application/json", BodyPublishers.ofByteArray(cut), "sv"), 400);
  }

  @Test
  void what_is_not_json_is_refused_by_its_type() {
    for (String path : List.of(SUGGESTIONS, INITIATIVES)) {
      for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/xml", "application/jsonp", "multipart/form-data; boundary=x")) {
        JsonNode problem = assertProblem(send(path, type, BodyPublishers.ofString("{\"text\": \"bröd\"}"), "sv"), 415);
        assertThat(problem.get("detail").asText()).contains("application/json");
      }
      assertProblem(server.send(HttpRequest.newBuilder(URI.create(server.url(path))).POST(BodyPublishers.ofString("{}"))), 415);
    }
    assertThat(send(SUGGESTIONS, "Application/JSON; charset=utf-8", BodyPublishers.ofString("{\"text\": \"bröd\"}"), "sv").statusCode()).isEqualTo(200);
  }

  @Test
  void a_text_of_the_greatest_length_is_read() {
    String text = "Vi söker lokal för en cykelverkstad. ".repeat(1_100).substring(0, 40_000);
    assertThat(server.post(SUGGESTIONS, "{\"text\": \"" + text + "\"}").statusCode()).isEqualTo(200);
    String escaped = "\\u00e5".repeat(40_000);
    assertThat(server.post(SUGGESTIONS, "{\"text\": \"" + escaped + "\"}").statusCode()).isEqualTo(200);
  }

  private static void refused(String path, String json, int status, List<String> fields) {
    JsonNode swedish = assertProblem(send(path, "application/json", BodyPublishers.ofString(json), "sv"), status);
    JsonNode english = assertProblem(send(path, "application/json", BodyPublishers.ofString(json), "en"), status);
    assertThat(swedish.get("title").asText()).isNotEqualTo(english.get("title").asText());
    for (JsonNode problem : List.of(swedish, english)) {
      assertThat(problem.get("errors").findValuesAsText("field")).containsExactlyInAnyOrderElementsOf(fields);
      assertThat(problem.get("errors").findValuesAsText("message")).allSatisfy(message -> assertThat(message).isNotBlank().doesNotContain("{0}", "jackson"));
    }
    assertThat(swedish.get("errors").findValuesAsText("message")).isNotEqualTo(english.get("errors").findValuesAsText("message"));
  }

  private static JsonNode assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    try {
      JsonNode problem = new ObjectMapper().readTree(answer.body());
      assertThat(problem.get("status").asInt()).isEqualTo(status);
      for (String part : List.of("type", "title", "detail")) assertThat(problem.get(part).asText()).as(part).isNotBlank();
      return problem;
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static HttpResponse<String> send(String path, String type, HttpRequest.BodyPublisher body, String language) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Content-Type", type).header("Accept-Language", language).POST(body));
  }

  private static long nodes() {
    return server.graph().read("MATCH (n) WHERE NOT n:WriteLeave RETURN count(n) AS n", Map.of()).getFirst().get("n").asLong();
  }
}
