package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** Somebody writes to those who run the service: a complaint, a wish not to be shown, a question. */
class LetterTest {
  private static final Map<String, String> COMPLAINT = Map.of("topic", "accessibility", "message", "Jag kan inte läsa <b>bilden</b>.", "about", "/teman", "reply", "lo@ugnen.example");
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.empty();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_complaint_is_kept_with_a_receipt_and_read_by_those_who_answer() throws Exception {
    Visitor visitor = new Visitor(server);
    assertThat(visitor.get("/kontakt?topic=accessibility").body()).contains("value=\"accessibility\" checked");
    HttpResponse<String> sent = visitor.post("/kontakt", COMPLAINT);
    assertThat(sent.statusCode()).isEqualTo(303);
    HttpResponse<String> receipt = server.get(sent.headers().firstValue("Location").orElseThrow());
    assertThat(receipt.body()).contains("BREV-", "Jag kan inte läsa &lt;b&gt;bilden&lt;/b&gt;.", "noindex").doesNotContain("lo@ugnen.example");
    assertThat(visitor.postAsIs("/kontakt", Map.of("topic", "other", "message", "Från en annan sida"), Map.of()).statusCode()).isEqualTo(403);

    assertThat(server.get("/api/v1/letters").statusCode()).isEqualTo(401);
    JsonNode letter = new ObjectMapper().readTree(letters().body()).get("letters").get(0);
    assertThat(letter.get("text").asText()).isEqualTo("Jag kan inte läsa <b>bilden</b>.");
    assertThat(letter.get("reply").asText()).isEqualTo("lo@ugnen.example");
  }

  @Test
  void a_double_click_is_one_letter_and_what_is_missing_is_asked_for() {
    Visitor visitor = new Visitor(server);
    visitor.get("/en/contact");
    String first = visitor.post("/en/contact", COMPLAINT).headers().firstValue("Location").orElseThrow();
    assertThat(visitor.post("/en/contact", COMPLAINT).headers().firstValue("Location")).contains(first);
    assertThat(count()).isEqualTo(1);
    HttpResponse<String> again = visitor.post("/en/contact", Map.of("topic", "", "message", " ", "reply", "not an address"));
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("href=\"#topic\"", "href=\"#message\"", "href=\"#reply\"", "value=\"not an address\"");
    assertThat(visitor.post("/en/contact", Map.of("topic", "other", "message", "x".repeat(5_001))).statusCode()).isEqualTo(400);
  }

  @Test
  void who_writes_too_much_is_told_to_wait_and_loses_nothing() {
    HttpResponse<String> last = null;
    for (int i = 0; i < 11; i++) {
      Visitor visitor = new Visitor(server);
      visitor.get("/kontakt");
      last = visitor.post("/kontakt", Map.of("topic", "other", "message", "Meddelande " + i));
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 60);
    assertThat(last.body()).contains("Meddelande 10", "försök igen om en minut");
    assertThat(count()).isEqualTo(10);
  }

  @Test
  void a_letter_is_thrown_away_after_the_year_that_the_privacy_page_tells_of() {
    MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
    TestServer old = server;
    old.close();
    server = TestServer.at(clock, "");
    Visitor visitor = new Visitor(server);
    visitor.get("/kontakt");
    String receipt = visitor.post("/kontakt", COMPLAINT).headers().firstValue("Location").orElseThrow();
    clock.move(Duration.ofDays(365).minusSeconds(1));
    server.app().caseSide().chores().doAll();
    assertThat(server.get(receipt).statusCode()).isEqualTo(200);
    clock.move(Duration.ofSeconds(1));
    server.app().caseSide().chores().doAll();
    assertThat(server.get(receipt).statusCode()).isEqualTo(404);
    assertThat(count()).isZero();
    assertThat(server.get("/om/personuppgifter").body()).contains("tas bort härifrån efter ett år");
    assertThat(server.get("/en/about/privacy").body()).contains("deleted from here after one year");
  }

  private long count() {
    return server.graph().read("MATCH (l:Letter) RETURN count(l) AS n", Map.of()).getFirst().get("n").asLong();
  }

  private HttpResponse<String> letters() {
    String token = server.app().tokens().make(new Caller(Role.COORDINATOR, Optional.empty()));
    return server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/letters"))).header("Authorization", "Bearer " + token));
  }
}
