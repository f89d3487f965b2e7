package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.initiative.SenderKind;
import se.malmo.meet.initiative.Submission;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** A kept answer is made again to the same points, or told what is not as it was. */
class ReplayTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SENDER = """
      {"name": "Åsa Bergdahl", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}""";
  private static final int MOST_KEPT = 40_000;
  private static TestServer server;
  private static List<String> texts;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.withDemo();
    texts = new ArrayList<>();
    MAPPER.readTree(ReplayTest.class.getResourceAsStream("ten-texts.json")).forEach(one -> texts.add(one.get("text").asText()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void what_was_answered_comes_again_as_long_as_nothing_has_changed() {
    for (String text : texts) {
      String reference = submit(text);
      JsonNode replay = replay(reference);
      assertThat(replay.get("same").asBoolean()).as(replay.toString()).isTrue();
      assertThat(replay.get("changed")).isEmpty();
      assertThat(replay.get("came")).isEmpty();
      assertThat(replay.get("suggestions")).isNotEmpty().allSatisfy(one -> {
        assertThat(one.get("again").asDouble()).isCloseTo(one.get("score").asDouble(), within(1e-9));
        assertThat(one.get("scoreNow").asDouble()).isCloseTo(one.get("score").asDouble(), within(1e-4));
        assertThat(one.get("rankNow")).isEqualTo(one.get("rank"));
        assertThat(one.get("differences")).isEmpty();
        assertThat(one.get("touched").asBoolean()).isFalse();
      });
      assertThat(recorded(reference).toString()).hasSizeLessThan(MOST_KEPT).doesNotContain("Bergdahl", "ugnen.example", "Ugnen");
    }
  }

  @Test
  void an_edge_that_is_gone_since_is_named_with_its_points_and_all_else_comes_again() {
    String reference = submit(texts.getFirst());
    JsonNode partner = StreamSupport.stream(recorded(reference).get("answer").spliterator(), false).filter(one -> offer(one).isPresent()).findFirst().orElseThrow();
    JsonNode offer = offer(partner).orElseThrow();
    Map<String, Object> ends = Map.of("id", partner.get("id").asText(), "to", offer.get("to").asText());
    Map<String, Object> kept = server.graph().read("MATCH (:Organisation {id: $id})-[edge:OFFERS]->({id: $to}) RETURN properties(edge) AS kept", ends).getFirst().get("kept").asMap();
    changed(partner.get("id").asText(), "MATCH (:Organisation {id: $id})-[edge:OFFERS]->({id: $to}) DELETE edge", ends);
    JsonNode replay = replay(reference);
    server.graph().write("MATCH (o:Organisation {id: $id}), (c:Competence|Keyword {id: $to}) CREATE (o)-[edge:OFFERS]->(c) SET edge = $kept",
        Map.of("id", ends.get("id"), "to", ends.get("to"), "kept", kept));
    changed(partner.get("id").asText(), "MATCH (o:Organisation {id: $id}) WHERE $to <> '' RETURN o", ends);

    assertThat(replay.get("same").asBoolean()).isFalse();
    for (JsonNode one : replay.get("suggestions")) {
      boolean isCut = one.get("id").equals(partner.get("id"));
      assertThat(one.get("touched").asBoolean()).isEqualTo(isCut);
      assertThat(one.get("differences")).hasSize(isCut ? 1 : 0);
      if (!isCut) continue;
      assertThat(one.get("differences").get(0).get("to")).isEqualTo(offer.get("to"));
      assertThat(one.get("differences").get(0).get("again").asDouble()).isZero();
      assertThat(one.get("again").asDouble()).isCloseTo(one.get("score").asDouble() - offer.get("points").asDouble(), within(1e-6));
    }
    assertThat(replay(reference).get("same").asBoolean()).isTrue();
  }

  @Test
  void counts_made_anew_and_newcomers_change_what_is_answered_now_and_not_what_was_answered_then() {
    String text = "Vi vill starta en zeppelinverkstad i hamnen och söker någon som kan zeppelinreparation och svetsning. Där ska ungdomar få praktik.";
    String reference = submit(text);
    for (int i = 0; i < 30; i++) {
      server.graph().write(List.of(
          new Graph.Statement("CREATE (:Organisation {id: $id, name: $id, language: 'sv', sector: 'business', claimed: true, words: ['zeppelinverkst', 'zeppelinrepar', 'praktik'], counts: [2, 2, 1]})",
              Map.of("id", "org-zeppelin-" + i)),
          EventLog.append(Instant.now(), List.of(new EventLog.Happening("organisation.saved", "org-zeppelin-" + i, "test")))));
    }
    server.app().projection().catchUp();
    server.app().projection().load();
    JsonNode replay = replay(reference);
    server.graph().write("MATCH (o:Organisation) WHERE o.id STARTS WITH 'org-zeppelin-' DETACH DELETE o", Map.of());
    server.app().projection().load();
    assertThat(replay.get("same").asBoolean()).as(replay.toString()).isTrue();
    assertThat(replay.get("changed")).extracting(JsonNode::asText).containsExactly("statistics");
  }

  @Test
  void a_vocabulary_that_has_grown_is_told() {
    String reference = submit("Vi söker hjälp med flygplansrestaurering i en hangar.");
    String token = server.app().tokens().make(new Caller(Role.COORDINATOR, Optional.empty()));
    HttpResponse<String> added = server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/vocabulary/changes"))).header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.ofString("{\"action\": \"add\", \"term\": \"flygplansrestaurering\"}")));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(replay(reference).get("changed")).extracting(JsonNode::asText).contains("vocabulary", "reading");
    String undo = "/api/v1/vocabulary/changes/" + read(added).get("id").asText() + "/undo";
    server.send(HttpRequest.newBuilder(URI.create(server.url(undo))).header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(replay(reference).get("changed")).extracting(JsonNode::asText).doesNotContain("vocabulary", "reading");
  }

  @Test
  void what_the_sender_took_away_and_added_is_taken_away_and_added_again() {
    Competence added = server.app().vocabulary().byId("matsvinn").orElseThrow();
    Submission submission = new Submission("Cyklar", "Vi söker någon som kan logistik och cykelreparation i Fosie.",
        new Submission.Sender("Åsa", SenderKind.BUSINESS, "Ugnen", "asa@ugnen.example", Optional.empty()), Submission.Details.NONE, new Choices(List.of("logistik"), List.of(added)));
    String reference = server.app().initiatives().submit(submission, "a form with choices").reference();
    server.app().projection().catchUp();
    assertThat(recorded(reference).get("answer").toString()).contains("\"to\":\"matsvinn\"");
    JsonNode replay = replay(reference);
    assertThat(replay.get("same").asBoolean()).as(replay.toString()).isTrue();
    assertThat(replay.get("changed")).isEmpty();
  }

  @Test
  void the_same_form_twice_keeps_one_answer() {
    Visitor visitor = new Visitor(server);
    visitor.post("/initiativ/avsandare", Map.of("text", "Vi bakar för mycket bröd."));
    Map<String, String> fields = Map.of("text", "Vi bakar för mycket bröd.", "title", "Bröd", "name", "Åsa", "organisation", "Ugnen", "kind", "business", "email", "asa@ugnen.example");
    long before = kept();
    String first = visitor.post("/initiativ", fields).headers().firstValue("Location").orElse("none");
    assertThat(visitor.post("/initiativ", fields).headers().firstValue("Location")).contains(first);
    assertThat(kept()).isEqualTo(before + 1);
  }

  @Test
  void only_coordinators_ask_and_a_case_without_an_answer_is_not_found() {
    String imported = server.graph().read("MATCH (i:Initiative) WHERE NOT (i)<-[:FOR]-(:Suggestion) RETURN min(i.reference) AS x", Map.of()).getFirst().get("x").asString();
    for (String reference : List.of(imported, "MM-1999-0001", "x")) assertThat(ask(Role.COORDINATOR, reference).statusCode()).as(reference).isEqualTo(404);
    assertThat(ask(Role.AMBASSADOR, imported).statusCode()).isEqualTo(403);
  }

  private static Optional<JsonNode> offer(JsonNode suggested) {
    return StreamSupport.stream(suggested.get("grounds").spliterator(), false).filter(ground -> ground.get("edge").asText().equals("OFFERS")).findFirst();
  }

  private static void changed(String id, String cypher, Map<String, Object> parameters) {
    server.graph().write(List.of(new Graph.Statement(cypher, parameters), EventLog.append(Instant.now(), List.of(new EventLog.Happening("organisation.saved", id, "test")))));
    server.app().projection().catchUp();
  }

  private static long kept() {
    return server.graph().read("MATCH (s:Suggestion) RETURN count(s) AS n", Map.of()).getFirst().get("n").asLong();
  }

  private static JsonNode recorded(String reference) {
    try {
      return MAPPER.readTree(server.graph().read("MATCH (s:Suggestion)-[:FOR]->(:Initiative {reference: $reference}) RETURN s.recording AS x", Map.of("reference", reference))
          .getFirst().get("x").asString());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String submit(String text) {
    String body = MAPPER.createObjectNode().put("title", "En idé").put("text", text).toString();
    HttpResponse<String> answer = server.post("/api/v1/initiatives", body.substring(0, body.length() - 1) + ", \"sender\": " + SENDER + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    server.app().projection().catchUp();
    return read(answer).get("reference").asText();
  }

  private static JsonNode replay(String reference) {
    HttpResponse<String> answer = ask(Role.COORDINATOR, reference);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer);
  }

  private static HttpResponse<String> ask(Role role, String reference) {
    String token = server.app().tokens().make(new Caller(role, Optional.empty()));
    return server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/initiatives/" + reference + "/replay"))).header("Authorization", "Bearer " + token));
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
