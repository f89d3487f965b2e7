package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.privacy.Keeping;
import se.malmo.meet.privacy.Retention;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** Joining a project instead of sending in an idea: a note that reaches those who handle it and nobody else. */
@Order(TestServer.SHARED_LAST)
class InterestTest {
  private static final Map<String, String> NOTE = Map.of("name", "Åsa Öberg", "email", "asa@ugnen.example", "message", "Vi har två ugnar & ett kök.");
  private static TestServer server;
  private static String running;
  private static String ended;
  private Visitor visitor;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
    running = one("MATCH (i:Initiative {status: 'running'})-[:ROUTED_TO]->() WHERE i.published RETURN min(i.reference) AS x");
    ended = one("MATCH (i:Initiative {status: 'ended'}) WHERE i.published RETURN min(i.reference) AS x");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void come() {
    visitor = new Visitor(server);
    server.graph().write("MATCH (n:Interest|Event) WHERE n:Interest OR n.type = 'interest.noted' DELETE n", Map.of());
  }

  private static String form(String reference) {
    return "/initiativ/" + reference + "/ga-med";
  }

  @Test
  void a_note_is_kept_once_however_often_it_is_sent_at_once() {
    visitor.get(form(running));
    List<HttpResponse<String>> answers = IntStream.range(0, 20).parallel().mapToObj(i -> visitor.post(form(running), NOTE)).toList();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(303));
    String receipt = visitor.get(answers.getFirst().headers().firstValue("Location").orElseThrow()).body();
    assertThat(receipt).contains("Tack, anmälan är skickad", "kopia").containsPattern("GM-[0-9A-F]{8}</dd>").doesNotContain("asa@");
    assertThat(visitor.get(form(running) + "?tack=GM-00000000").body()).contains("Tack, anmälan är skickad").doesNotContain("class=\"big\"");
    assertThat(number("MATCH (n:Interest) RETURN count(n) AS x")).isEqualTo(1);
    assertThat(number("MATCH (e:Event {type: 'interest.noted', subject: '" + running + "'}) RETURN count(e) AS x")).isEqualTo(1);
    assertThat(number("MATCH (n:Interest)--() RETURN count(n) AS x")).isZero();
  }

  @Test
  void those_who_handle_it_read_it_by_page_and_an_ambassador_only_the_own_forvaltnings() throws Exception {
    visitor.get(form(running));
    visitor.post(form(running), NOTE);
    String own = one("MATCH (:Initiative {reference: '" + running + "'})-[:ROUTED_TO]->(f) RETURN min(f.id) AS x");
    String other = one("MATCH (f:Forvaltning) WHERE NOT (f)<-[:ROUTED_TO]-(:Initiative {reference: '" + running + "'}) RETURN min(f.id) AS x");
    JsonNode page = new ObjectMapper().readTree(as(Role.COORDINATOR, Optional.empty()).body());
    assertThat(page.get("total").asInt()).isEqualTo(1);
    assertThat(page.at("/interests/0/email").asText()).isEqualTo("asa@ugnen.example");
    assertThat(page.at("/interests/0/initiative/reference").asText()).isEqualTo(running);
    assertThat(new ObjectMapper().readTree(as(Role.AMBASSADOR, Optional.of(own)).body()).get("total").asInt()).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(as(Role.AMBASSADOR, Optional.of(other)).body()).get("interests")).isEmpty();
    assertThat(as(Role.AUDITOR, Optional.empty()).statusCode()).isEqualTo(403);
    assertThat(server.get("/api/v1/interests").statusCode()).isEqualTo(401);
  }

  @Test
  void the_page_of_the_case_shows_it_to_those_who_handle_it() {
    visitor.get(form(running));
    visitor.post(form(running), NOTE);
    String own = one("MATCH (:Initiative {reference: '" + running + "'})-[:ROUTED_TO]->(f) RETURN min(f.id) AS x");

    for (Visitor reader : List.of(new Visitor(server).as(Role.COORDINATOR, ""), new Visitor(server).as(Role.AMBASSADOR, own))) {
      assertThat(reader.get("/arenden/" + running).body()).contains("id=\"interests\"", "Vill gå med i projektet", "Åsa Öberg", "asa@ugnen.example", "Vi har två ugnar &amp; ett kök.");
    }
    String other = one("MATCH (i:Initiative {status: 'running'}) WHERE i.published AND i.reference <> '" + running + "' RETURN min(i.reference) AS x");
    assertThat(server.visit(Role.COORDINATOR, "/arenden/" + other, "GET").body()).doesNotContain("id=\"interests\"");
    assertThat(visitor.get("/initiativ/" + running).body()).doesNotContain("Åsa Öberg");
  }

  @Test
  void what_is_wrong_is_named_and_what_was_typed_kept() {
    visitor.get("/en/initiatives/" + running + "/join");
    HttpResponse<String> answer = visitor.post("/en/initiatives/" + running + "/join", Map.of("name", "", "email", "asa(at)ugnen", "message", "<b>Hi</b>"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("href=\"#name\"", "href=\"#email\"", "value=\"asa(at)ugnen\"", "&lt;b&gt;Hi", "<title>To put right: Join the project");
    HttpResponse<String> untrusted = new Visitor(server).postAsIs(form(running), NOTE, Map.of());
    assertThat(untrusted.statusCode()).isEqualTo(403);
    assertThat(untrusted.body()).contains("två ugnar &amp; ett kök", "value=\"Åsa Öberg\"");
    assertThat(number("MATCH (n:Interest) RETURN count(n) AS x")).isZero();
  }

  @Test
  void a_project_that_has_ended_or_is_not_public_cannot_be_joined() {
    visitor.get(form(running));
    assertThat(visitor.get(form(ended)).body()).contains("inte att gå med just nu").doesNotContain("name=\"email\"");
    visitor.get(form(running));
    assertThat(visitor.post(form(ended), NOTE).statusCode()).isEqualTo(409);
    assertThat(visitor.get(form("MM-1999-0001")).statusCode()).isEqualTo(404);
    assertThat(visitor.post(form("MM-1999-0001"), NOTE).statusCode()).isEqualTo(404);
    assertThat(number("MATCH (n:Interest) RETURN count(n) AS x")).isZero();
  }

  @Test
  void a_note_is_thrown_away_after_a_year() {
    MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
    visitor.get(form(running));
    visitor.post(form(running), NOTE);
    server.graph().write("MATCH (n:Interest) SET n.at = datetime('2026-03-02T09:00:00Z')", Map.of());
    Retention retention = new Retention(server.graph(), clock);
    clock.move(Duration.ofDays(365).minusSeconds(1));
    assertThat(retention.run()).containsEntry(Keeping.INTEREST, 0L);
    clock.move(Duration.ofSeconds(1));
    assertThat(retention.run()).containsEntry(Keeping.INTEREST, 1L);
    assertThat(number("MATCH (n:Interest) RETURN count(n) AS x")).isZero();
  }

  private static HttpResponse<String> as(Role role, Optional<String> forvaltning) {
    String token = server.app().tokens().make(new Caller(role, forvaltning));
    return server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/interests"))).header("Authorization", "Bearer " + token));
  }

  private static String one(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("x").asString();
  }

  private static long number(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("x").asLong();
  }
}
