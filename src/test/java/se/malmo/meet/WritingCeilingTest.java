package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** One client that writes without end: told to wait, kindly, with all that was typed; nobody else notices. */
class WritingCeilingTest {
  private static final String OTHERS_PROXY = "127.0.0.1";
  private static final String IDEA = """
      {"title": "Bröd över", "text": "Vi bakar för mycket bröd.",
       "sender": {"name": "Åsa", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}}""";
  private static final Map<String, String> SENDER = Map.of("text", "Vi vill göra något med skolorna.", "name", "Åsa Öberg", "organisation", "Ugnen AB", "kind", "business", "email", "asa@ugnen.example");
  private static MovedClock clock;
  private static TestServer server;
  private static int clients;
  private final Visitor visitor = new Visitor(server);
  /** A client of its own for each test, as the proxy names it. */
  private final Map<String, String> from = Map.of("X-Forwarded-For", "198.51.100." + ++clients);

  @BeforeAll
  static void start() {
    clock = new MovedClock(Instant.now());
    server = TestServer.at(clock, OTHERS_PROXY);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void come() {
    visitor.get("/kontakt");
  }

  private int untilRefused(String path, Map<String, String> fields, int most) {
    for (int i = 0; i < most; i++) {
      Map<String, String> other = new HashMap<>(fields);
      other.computeIfPresent("message", (name, text) -> text + Math.random());
      if (visitor.post(path, other, from).statusCode() == 429) return i;
    }
    return most;
  }

  private void assertHeld(String path, Map<String, String> fields, String... kept) {
    HttpResponse<String> answer = visitor.post(path, fields, from);
    assertThat(answer.statusCode()).as(path).isEqualTo(429);
    assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow())).as(path).isBetween(1, 60);
    assertThat(answer.body()).as(path).contains(kept);
  }

  @Test
  void letters_notes_and_drafts_are_held_with_all_that_was_typed_until_time_has_passed() {
    Map<String, String> letter = Map.of("topic", "other", "message", "Hej ", "reply", "asa@ugnen.example");
    assertThat(untilRefused("/kontakt", letter, 30)).isEqualTo(10);
    assertHeld("/kontakt", letter, "Det har kommit mycket härifrån", "en minut", "value=\"asa@ugnen.example\"", ">Hej ");

    String join = "/initiativ/" + one("MATCH (i:Initiative {status: 'running'}) WHERE i.published RETURN min(i.reference) AS x") + "/ga-med";
    Map<String, String> note = Map.of("name", "Åsa Öberg", "email", "asa@ugnen.example", "message", "Vi har ugnar. ");
    assertThat(untilRefused(join, note, 60)).isEqualTo(30);
    assertHeld(join, note, "Det har kommit mycket härifrån", "value=\"Åsa Öberg\"", "Vi har ugnar.");

    assertThat(untilRefused("/utkast", Map.of("text", "Vi bakar bröd."), 90)).isEqualTo(60);
    assertHeld("/utkast", Map.of("text", "Vi bakar bröd."), "Det har kommit mycket härifrån", "Vi bakar bröd.</textarea>");

    clock.move(Duration.ofMinutes(1));
    assertThat(visitor.post("/kontakt", letter, from).statusCode()).isEqualTo(303);
    assertThat(visitor.post("/kontakt", Map.of("topic", "other", "message", "Ett till"), from).statusCode()).isEqualTo(429);
  }

  @Test
  void who_joins_or_asks_for_links_again_and_again_is_held_with_what_was_typed() {
    Map<String, String> joining = Map.of("name", "Ugnen AB", "offer", "Vi bakar bröd.", "email", "asa@ugnen.example");
    assertThat(untilRefused("/ga-med", joining, 40)).isEqualTo(20);
    assertHeld("/ga-med", joining, "Det har kommit mycket härifrån", "value=\"Ugnen AB\"", "Vi bakar bröd.");

    Map<String, String> asking = Map.of("email", "asa@ugnen.example");
    assertThat(untilRefused("/logga-in/organisation", asking, 120)).isEqualTo(90);
    assertHeld("/logga-in/organisation", asking, "Det har kommit mycket härifrån", "value=\"asa@ugnen.example\"");
  }

  @Test
  void ideas_are_held_in_the_form_and_in_the_api_but_not_those_of_a_program_with_a_token() {
    for (int i = 0; i < 600; i++) assertThat(api(Optional.empty()).statusCode()).as("idea " + i).isEqualTo(201);
    HttpResponse<String> held = api(Optional.empty());
    assertThat(held.statusCode()).isEqualTo(429);
    assertThat(held.headers().firstValue("Retry-After")).contains("1");
    assertThat(held.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    assertThat(held.body()).contains("\"status\":429");
    assertHeld("/initiativ", SENDER, "Vi vill göra något med skolorna.", "value=\"Åsa Öberg\"", "value=\"Ugnen AB\"", "Det har kommit mycket härifrån");
    assertThat(api(Optional.of(server.app().tokens().make(new Caller(Role.INTEGRATOR, Optional.empty())))).statusCode()).isEqualTo(201);
    assertThat(api(Optional.of("x".repeat(64))).statusCode()).isEqualTo(429);
    // What keeps nothing goes on, and so does everybody else.
    assertThat(visitor.post("/forslag", SENDER, from).statusCode()).isEqualTo(200);
    assertThat(new Visitor(server).get("/").statusCode()).isEqualTo(200);
    assertThat(server.post("/api/v1/initiatives", IDEA).statusCode()).isEqualTo(201);
  }

  @Test
  void files_are_held_one_by_one_and_the_form_stands() {
    // Eight forms at once are no more than a careful person's tries; what is wrong with a file does not lessen what reading it cost.
    HttpResponse<String> last = null;
    for (int i = 0; i <= 60; i++) last = visitor.postFiles("/initiativ/avsandare", SENDER, Map.of("plan" + i + ".exe", "MZ".getBytes(StandardCharsets.UTF_8)), from);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
    assertThat(last.body()).contains("plan60.exe sparades inte", "value=\"Åsa Öberg\"", "Vi vill göra något med skolorna.");
    assertThat(visitor.post("/initiativ/avsandare", SENDER, from).statusCode()).isEqualTo(200);
  }

  @Test
  void what_is_wrong_and_what_is_read_never_counts() {
    for (int i = 0; i < 60; i++) {
      assertThat(visitor.post("/kontakt", Map.of("topic", "other", "message", " "), from).statusCode()).isEqualTo(400);
      assertThat(server.get("/initiativ").statusCode()).isEqualTo(200);
    }
    assertThat(visitor.post("/kontakt", Map.of("topic", "other", "message", "Hej"), from).statusCode()).isEqualTo(303);
  }

  /** A client may write what it likes in the header: the proxy puts the true address last. */
  @Test
  void a_forged_header_makes_nobody_somebody_else() {
    int refused = 0;
    for (int i = 0; i < 50; i++) {
      Map<String, String> forged = Map.of("X-Forwarded-For", "10.0." + i + ".1, 2001:db8::" + i + ", " + from.get("X-Forwarded-For"), "Forwarded", "for=10.1.1." + i, "X-Real-IP", "10.2.2." + i);
      if (visitor.post("/kontakt", Map.of("topic", "other", "message", "Flod " + i), forged).statusCode() == 429) refused++;
    }
    assertThat(refused).isEqualTo(40);
    int signedIn = 0;
    for (int i = 0; i < 100; i++) {
      visitor.get("/logga-in");
      if (visitor.post("/logga-in", Map.of("role", "auditor"), Map.of("X-Forwarded-For", "10.0." + i + ".1, " + from.get("X-Forwarded-For"))).statusCode() == 303) signedIn++;
    }
    assertThat(signedIn).isEqualTo(90);
  }

  private HttpResponse<String> api(Optional<String> token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url("/api/v1/initiatives"))).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(IDEA));
    from.forEach(request::header);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return server.send(request);
  }

  private static String one(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("x").asString();
  }
}
