package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;

/** Why somebody is suggested or not, and what would help: true to the point. */
class WhyTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String WHY = "/api/v1/suggestions/why";
  private static final int PAIRS = 220;
  private static TestServer server;
  private static List<String> texts;
  private static List<String> organisations;
  private static List<String> forvaltningar;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.withDemo();
    texts = new ArrayList<>();
    MAPPER.readTree(WhyTest.class.getResourceAsStream("ten-texts.json")).forEach(one -> texts.add(one.get("text").asText()));
    server.graph().read("MATCH (i:Initiative) WHERE i.published RETURN i.text AS text ORDER BY i.reference LIMIT 30", Map.of()).forEach(row -> texts.add(row.get("text").asString()));
    organisations = ids("Organisation");
    forvaltningar = ids("Forvaltning");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> ids(String label) {
    return server.graph().read("MATCH (n:" + label + ") RETURN n.id AS id ORDER BY id", Map.of()).stream().map(row -> row.get("id").asString()).toList();
  }

  @Test
  void every_organisation_has_its_true_rank_and_the_suggestions_and_the_explanation_say_the_same() {
    for (String text : texts.subList(0, TestScale.of(1, 5))) {
      JsonNode suggested = post("/api/v1/suggestions", question(text).put("limit", 50));
      List<Double> scores = new ArrayList<>();
      List<Integer> ranks = new ArrayList<>();
      for (String id : organisations) {
        JsonNode why = why(text, "organisation", id);
        scores.add(why.get("score").asDouble());
        ranks.add(why.get("rank").asInt());
        Optional<JsonNode> hit = hits(suggested, "partners").filter(one -> one.get("organisation").get("id").asText().equals(id)).findFirst();
        if (hit.isPresent()) {
          assertThat(why.get("rank")).isEqualTo(hit.get().get("rank"));
          assertThat(why.get("score")).isEqualTo(hit.get().get("score"));
          assertThat(why.get("evidence")).isEqualTo(hit.get().get("evidence"));
          assertThat(why.get("confidence")).isEqualTo(hit.get().get("confidence"));
        } else {
          // Beyond the longest list that can be asked for nobody is shown, however many points they have.
          if (why.get("rank").asInt() <= 50) assertThat(why.get("confidence").asText()).isEqualTo("none");
        }
      }
      for (int i = 0; i < scores.size(); i++) {
        double own = scores.get(i);
        long better = scores.stream().filter(other -> own == 0 ? other > 0 : other > own + 1e-4).count();
        long asGood = scores.stream().filter(other -> Math.abs(other - own) <= 1e-4).count();
        assertThat((long) ranks.get(i)).as(organisations.get(i)).isBetween(better + 1, own == 0 ? better + 1 : better + asGood);
      }
      assertThat(why(text, "organisation", organisations.getFirst()).get("scoreOfRank3").asDouble())
          .isCloseTo(scores.stream().sorted((a, b) -> Double.compare(b, a)).skip(2).findFirst().orElseThrow(), within(1e-9));
    }
  }

  @Test
  void what_is_missing_gives_the_points_that_are_named_once_it_is_there() {
    int tried = 0;
    for (String text : texts.subList(0, TestScale.of(1, 8))) {
      tried += missing(text, "organisation", organisations.get(text.length() % organisations.size()), "OFFERS");
      tried += missing(text, "forvaltning", forvaltningar.get(text.length() % forvaltningar.size()), "HAS_MANDATE");
    }
    assertThat(tried).isGreaterThan(TestScale.of(2, 20));
  }

  private static int missing(String text, String kind, String id, String edge) {
    JsonNode before = why(text, kind, id);
    for (JsonNode missing : before.get("missing")) {
      Map<String, Object> ends = Map.of("id", id, "to", missing.get("competence").get("id").asText());
      server.graph().write("OPTIONAL MATCH (c:Competence {id: $to}) WITH c WHERE c IS NULL MERGE (:Keyword {id: $to})", ends);
      changed(id, "MATCH (n:Organisation|Forvaltning {id: $id}), (c:Competence|Keyword {id: $to}) CREATE (n)-[:" + edge + " {strength: 1.0}]->(c)", ends);
      JsonNode after = why(text, kind, id);
      changed(id, "MATCH (:Organisation|Forvaltning {id: $id})-[e:" + edge + "]->(:Competence|Keyword {id: $to}) DELETE e", ends);
      // Counted anew while the graph is as it was, so that it is not counted anew in the middle of a comparison.
      server.app().projection().load();
      assertThat(after.get("score").asDouble() - before.get("score").asDouble()).as(missing.toString()).isCloseTo(missing.get("points").asDouble(), within(1e-6));
      assertThat(after.get("missing").findValuesAsText("id")).doesNotContain(missing.get("competence").get("id").asText());
    }
    return before.get("missing").size();
  }

  /** Changes one node's edges and waits until the index has it; the statistics stay as they are. */
  private static void changed(String id, String cypher, Map<String, Object> parameters) {
    server.graph().write(List.of(new Graph.Statement(cypher, parameters), EventLog.append(Instant.now(), List.of(new EventLog.Happening("profile.saved", id, "test")))));
    server.app().projection().catchUp();
  }

  @Test
  void a_tip_that_is_followed_gives_the_rank_that_it_promised() {
    Set<String> vocabulary = server.app().vocabulary().all().stream().map(c -> c.id()).collect(Collectors.toSet());
    Random random = new Random(20_260_101);
    int pairs = 0;
    int tips = 0;
    while (pairs < PAIRS || tips < 200) {
      String text = text(random);
      boolean isOrganisation = random.nextInt(4) > 0;
      String kind = isOrganisation ? "organisation" : "forvaltning";
      List<String> ids = isOrganisation ? organisations : forvaltningar;
      String id = ids.get(random.nextInt(ids.size()));
      JsonNode why = why(text, kind, id);
      pairs++;
      for (JsonNode tip : why.get("tips")) {
        tips++;
        List<String> added = strings(tip.get("competences"));
        assertThat(vocabulary).containsAll(added);
        assertThat(why.get("tips").get(0).get("competences")).hasSameSizeAs(tip.get("competences"));
        assertThat(rank(text, kind, id, added)).as(text + " " + id + " " + tip).isEqualTo(tip.get("promisedRank").asInt()).isBetween(1, 3);
        for (int i = 0; i < added.size(); i++) {
          List<String> fewer = new ArrayList<>(added);
          fewer.remove(i);
          assertThat(rank(text, kind, id, fewer)).as("a smaller set").isNotIn(1, 2, 3);
        }
      }
      if (!why.get("tips").isEmpty() && why.get("rank").asInt() <= 3) assertThat(why.get("confidence").asText()).isEqualTo("none");
      assertThat(pairs).as("pairs until so many tips").isLessThan(1_500);
    }
  }

  /** One to three sentences of what people write, so that no two texts are the same. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= random.nextInt(3); i++) {
      String[] sentences = texts.get(random.nextInt(texts.size())).split("(?<=[.!?])\\s+");
      text.append(sentences[random.nextInt(sentences.length)]).append(' ');
    }
    return text.toString().strip();
  }

  /** The rank in the suggestions, 0 for none. */
  private static int rank(String text, String kind, String id, List<String> with) {
    ObjectNode question = question(text);
    with.forEach(question.putArray("with")::add);
    return hits(post("/api/v1/suggestions", question), kind.equals("organisation") ? "partners" : "forvaltningar")
        .filter(hit -> hit.get(kind).get("id").asText().equals(id)).mapToInt(hit -> hit.get("rank").asInt()).findFirst().orElse(0);
  }

  @Test
  void nobody_is_asked_about_what_the_text_denies_or_somebody_took_away() {
    String id = server.graph().read("MATCH (o:Organisation)-[:OFFERS]->(:Competence {id: 'matsvinn'}) RETURN min(o.id) AS id", Map.of()).getFirst().get("id").asString();
    String open = "Vi vill göra något tillsammans med staden.";
    assertThat(asked(why(open, "organisation", id))).contains("matsvinn");
    assertThat(asked(why(open + " Det handlar inte om svinn.", "organisation", id))).doesNotContain("matsvinn");
    assertThat(asked(why(open + " Det handlar inte om matsvinn.", "organisation", id))).doesNotContain("matsvinn");
    JsonNode taken = post(WHY, question(open + " Det rör matsvinn.").put("organisation", id).set("without", MAPPER.createArrayNode().add("matsvinn")));
    assertThat(asked(taken)).doesNotContain("matsvinn");
  }

  @Test
  void who_is_nobody_is_told_from_who_has_no_points() {
    JsonNode why = why("xqzzt wvvrk", "organisation", organisations.getFirst());
    assertThat(why.get("score").asDouble()).isZero();
    assertThat(why.get("rank").asInt()).isEqualTo(1);
    assertThat(why.get("confidence").asText()).isEqualTo("none");
    assertThat(why.get("evidence")).isEmpty();
    assertThat(server.post(WHY, question("bröd").put("organisation", "kulturforvaltningen").toString()).statusCode()).isEqualTo(400);
  }

  private static Set<String> asked(JsonNode why) {
    return StreamSupport.stream(why.get("tips").spliterator(), false).flatMap(tip -> strings(tip.get("competences")).stream()).collect(Collectors.toSet());
  }

  private static List<String> strings(JsonNode competences) {
    return competences.findValuesAsText("id");
  }

  private static java.util.stream.Stream<JsonNode> hits(JsonNode answer, String list) {
    return StreamSupport.stream(answer.get(list).spliterator(), false);
  }

  private static ObjectNode question(String text) {
    return MAPPER.createObjectNode().put("text", text);
  }

  private static JsonNode why(String text, String kind, String id) {
    return post(WHY, question(text).put(kind, id));
  }

  private static JsonNode post(String path, JsonNode body) {
    HttpResponse<String> answer = server.post(path, body.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
