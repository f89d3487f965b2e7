package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** The learning log: what people say of suggestions is kept and changes no ranking. */
class FeedbackTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUESTION = "{\"text\": \"Vi söker någon mot matsvinn.\", \"language\": \"sv\"}";
  private static TestServer server;
  private static String organisation;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    organisation = one("MATCH (o:Organisation {name: 'Ugnslampan Bageri AB'}) RETURN o.id AS x");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void what_is_said_is_in_the_log_and_ranks_nobody_otherwise() throws IOException {
    String before = server.post("/api/v1/suggestions", QUESTION).body();
    String reference = one("MATCH (i:Initiative) RETURN min(i.reference) AS x");
    HttpResponse<String> given = give(Role.AMBASSADOR, "{\"reference\": \"%s\", \"organisation\": \"%s\", \"useful\": false, \"reason\": \"no-capacity\"}".formatted(reference, organisation));
    assertThat(given.statusCode()).isEqualTo(201);
    assertThat(give(Role.INTEGRATOR, "{\"textHash\": \"%s\", \"organisation\": \"%s\", \"useful\": true}".formatted("a".repeat(64), organisation)).statusCode()).isEqualTo(201);

    JsonNode log = JSON.readTree(send("GET", Role.COORDINATOR, "?limit=2", "").body());
    assertThat(log.get("total").asInt()).isEqualTo(2);
    assertThat(log.get("feedback").get(0).get("by").asText()).isEqualTo("integrator");
    JsonNode line = log.get("feedback").get(1);
    assertThat(line.get("id")).isEqualTo(JSON.readTree(given.body()).get("id"));
    assertThat(line.get("organisation").get("name").asText()).isEqualTo("Ugnslampan Bageri AB");
    assertThat(line.get("reason").asText()).isEqualTo("no-capacity");
    assertThat(JSON.readTree(send("GET", Role.COORDINATOR, "?limit=1&page=2", "").body()).get("feedback").get(0)).isEqualTo(line);
    assertThat(server.graph().read("MATCH (:Organisation {id: $id})<-[:ABOUT]-(f:Feedback)-[:FOR]->(:Initiative), (:Event {type: 'feedback.given', subject: f.id}) RETURN f",
        Map.of("id", organisation))).hasSize(1);
    assertThat(server.post("/api/v1/suggestions", QUESTION).body()).isEqualTo(before);
  }

  @Test
  void what_cannot_be_taken_is_told_by_field() throws IOException {
    String known = "\"organisation\": \"" + organisation + "\"";
    Map<String, String> faults = Map.of("{\"useful\": true}", "organisation", "{" + known + "}", "useful", "{" + known + ", \"useful\": \"yes\"}", "useful",
        "{" + known + ", \"useful\": true, \"reason\": \"because\"}", "reason", "{" + known + ", \"useful\": true, \"reference\": \"MM-1\"}", "reference",
        "{" + known + ", \"useful\": true, \"reference\": \"MM-1999-0001\"}", "reference", "{" + known + ", \"useful\": true, \"textHash\": \"x\"}", "textHash",
        "{" + known + ", \"useful\": true, \"comment\": \"x\"}", "comment");
    for (Map.Entry<String, String> fault : faults.entrySet()) {
      HttpResponse<String> answer = give(Role.COORDINATOR, fault.getKey());
      assertThat(answer.statusCode()).as(fault.getKey()).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).get("errors").get(0).get("field").asText()).isEqualTo(fault.getValue());
    }
    for (String id : List.of("org-00000000-0000-7000-8000-000000000000", "kulturforvaltningen")) {
      assertThat(give(Role.COORDINATOR, "{\"organisation\": \"" + id + "\", \"useful\": true}").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> give(Role role, String body) {
    return send("POST", role, "", body);
  }

  private static HttpResponse<String> send(String method, Role role, String query, String body) {
    String token = server.app().tokens().make(new Caller(role, Optional.empty()));
    return server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/feedback" + query))).header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token).method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String one(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("x").asString();
  }
}
