package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Evidence;
import se.malmo.meet.matching.Evidence.Label;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.vocabulary.Keyword;

/** What a person takes from and adds to the keywords of a text. */
@Order(TestServer.SHARED)
class ChoicesTest {
  private static final String TEXT = "Vi driver ett bageri i Fosie och vill minska matsvinn. Vi söker hjälp med logistik och träbyggande.";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_keyword_that_is_taken_away_gives_no_points_and_no_reason_cites_it() {
    JsonNode before = ask("");
    for (JsonNode keyword : before.get("keywords")) {
      List<String> names = new ArrayList<>(List.of(keyword.get("lemma").asText()));
      if (keyword.has("competence")) names.add(keyword.get("competence").get("id").asText());
      for (String name : names) {
        JsonNode after = ask(", \"without\": [\"" + name + "\"]");
        assertThat(after.get("keywords").findValuesAsText("lemma")).doesNotContain(keyword.get("lemma").asText());
        List<JsonNode> reasons = evidence(after);
        for (JsonNode place : keyword.get("spans")) assertThat(reasons).as(name).noneSatisfy(reason -> assertThat(overlaps(reason, place)).isTrue());
        if (evidence(before).stream().anyMatch(reason -> overlaps(reason, keyword.get("spans").get(0)))) assertThat(scores(after)).as(name).isNotEqualTo(scores(before));
      }
    }
    assertThat(before.get("keywords").size()).isGreaterThan(3);
  }

  @Test
  void who_is_first_by_a_keyword_is_first_no_more_without_it() {
    String first = ask("").get("partners").get(0).get("organisation").get("id").asText();
    JsonNode why = evidence(ask("").get("partners").get(0)).getFirst();
    String cited = StreamSupport.stream(ask("").get("keywords").spliterator(), false).filter(keyword -> overlaps(why, keyword.get("spans").get(0))).findFirst().orElseThrow()
        .get("lemma").asText();
    JsonNode after = ask(", \"without\": [\"" + cited.toUpperCase(java.util.Locale.ROOT) + "\"]");
    double left = StreamSupport.stream(after.get("partners").spliterator(), false).filter(hit -> hit.get("organisation").get("id").asText().equals(first))
        .mapToDouble(hit -> hit.get("score").asDouble()).findFirst().orElse(0);
    assertThat(left).isLessThan(ask("").get("partners").get(0).get("score").asDouble());
  }

  @Test
  void a_competence_that_is_added_counts_as_what_the_text_puts_first_and_says_so() {
    String text = "Vi vill göra något tillsammans.";
    assertThat(ask(text, "", "sv").get("confident").asBoolean()).isFalse();
    for (String name : List.of("matsvinn", "Matsvinn", "food waste")) {
      JsonNode after = ask(text, ", \"with\": [\"" + name + "\"]", "sv");
      JsonNode offer = StreamSupport.stream(after.get("partners").spliterator(), false).flatMap(hit -> evidence(hit).stream())
          .filter(reason -> reason.get("text").asText().contains("erbjuder matsvinn")).findFirst().orElseThrow();
      assertThat(offer.get("spans")).isEmpty();
      assertThat(offer.get("path").get(0).asText()).isEqualTo("matsvinn");
      assertThat(offer.get("text").asText()).startsWith("Ni har lagt till ”matsvinn”;");
      JsonNode keyword = after.get("keywords").get(after.get("keywords").size() - 1);
      assertThat(keyword.get("competence").get("id").asText()).isEqualTo("matsvinn");
      assertThat(keyword.get("spans")).isEmpty();
    }
  }

  @Test
  void adding_adds_its_points_to_what_the_text_gave_and_weights_are_still_shares() {
    JsonNode before = ask("");
    JsonNode after = ask(", \"with\": [\"elbilsladdning\", \"kultur\"], \"limit\": 50".replace("\"elbilsladdning\", \"kultur\"", "\"" + other(before) + "\""));
    assertThat(scores(after)).isNotEqualTo(scores(before));
    double sum = 0;
    for (JsonNode keyword : after.get("keywords")) sum += keyword.get("weight").asDouble();
    assertThat(sum).isCloseTo(1, within(1e-6));
    for (JsonNode hit : after.get("partners")) assertThat(evidence(hit).stream().mapToDouble(reason -> reason.get("share").asDouble()).sum()).isCloseTo(1, within(1e-6));
  }

  @Test
  void what_the_text_does_not_say_can_be_taken_away_for_nothing_and_added_wins_over_taken() {
    assertThat(ask(", \"without\": [\"finnsinte\", \"\", null]").get("partners")).isEqualTo(ask("").get("partners"));
    assertThat(ask(", \"without\": [\"matsvinn\"], \"with\": [\"matsvinn\"]").toString()).contains("Ni har lagt till ”matsvinn”");
  }

  @Test
  void what_is_taken_away_does_not_come_back_as_a_hint() {
    String text = "Fyra band, noll rum. Vi vill spela utan att störa grannarna, helst i en källare med bra ventilation.";
    Set<Label> hinted = asked(text, Choices.NONE);
    Matcher matcher = server.app().matcher();
    matcher.profileOf(text, Optional.empty()).keywords().stream().flatMap(keyword -> keyword.competence().stream())
        .forEach(said -> hinted.removeIf(label -> label.id().equals(said.id())));
    assertThat(hinted).isNotEmpty();
    for (Label label : hinted) {
      for (String name : List.of(label.id(), label.sv().toUpperCase(java.util.Locale.ROOT), label.en())) {
        assertThat(asked(text, new Choices(List.of(name), List.of()))).as(name).doesNotContain(label);
      }
    }
    Label one = hinted.iterator().next();
    assertThat(ask(text, ", \"without\": [\"" + one.id() + "\"], \"limit\": 50", "sv").findValues("path").toString()).doesNotContain(one.sv());
  }

  @Test
  void a_keyword_that_is_taken_away_does_not_come_back_as_a_hint_of_other_words() {
    String text = "Vi har många cyklar som ingen lagar. Vi drömmer om en cykelverkstad där cykelreparation blir praktik.";
    for (Keyword keyword : server.app().matcher().profileOf(text, Optional.empty()).keywords()) {
      if (keyword.competence().isEmpty()) continue;
      Set<String> left = asked(text, new Choices(List.of(keyword.lemma()), List.of())).stream().map(Label::id).collect(Collectors.toSet());
      assertThat(left).as(keyword.lemma()).doesNotContain(keyword.competence().get().id());
    }
  }

  @Test
  void what_is_added_counts_no_less_than_its_hint_did() {
    String text = "Fyra band, noll rum. Vi vill spela utan att störa grannarna.";
    Matcher matcher = server.app().matcher();
    Map<String, Double> before = competencePoints(matcher.suggest(text, Optional.empty(), 50));
    for (Label label : asked(text, Choices.NONE)) {
      Choices added = new Choices(List.of(), List.of(server.app().vocabulary().byId(label.id()).orElseThrow()));
      Map<String, Double> after = competencePoints(matcher.suggest(matcher.profileOf(text, Optional.empty(), added), 50));
      before.forEach((edge, points) -> assertThat(after.getOrDefault(edge, points)).as(label.id() + " " + edge).isGreaterThanOrEqualTo(points - 1e-9));
    }
  }

  /** What the reasons say that the text asks for. */
  private static Set<Label> asked(String text, Choices choices) {
    Matcher matcher = server.app().matcher();
    Suggestions suggestions = matcher.suggest(matcher.profileOf(text, Optional.empty(), choices), 50);
    return suggestions.partners().stream().flatMap(hit -> hit.evidence().stream()).flatMap(piece -> piece instanceof Evidence.SharedCompetence shared
        ? Stream.of(shared.asked()) : Stream.empty()).filter(label -> server.app().vocabulary().byId(label.id()).isPresent()).collect(Collectors.toCollection(HashSet::new));
  }

  /** Points of each edge that speaks for somebody, by who has it and where it leads. */
  private static Map<String, Double> competencePoints(Suggestions suggestions) {
    Map<String, Double> points = new HashMap<>();
    suggestions.partners().forEach(hit -> hit.evidence().forEach(piece -> {
      if (piece instanceof Evidence.SharedCompetence shared) points.put(hit.what().id() + " " + shared.edge() + " " + shared.met().id(), shared.points());
    }));
    return points;
  }

  /** A competence that somebody offers and the text does not say. */
  private static String other(JsonNode answer) {
    return server.graph().read("MATCH (c:Competence)<-[:OFFERS]-(:Organisation) WHERE NOT c.id IN $said RETURN min(c.id) AS id",
        java.util.Map.of("said", answer.get("keywords").findValuesAsText("id"))).getFirst().get("id").asString();
  }

  private static List<JsonNode> evidence(JsonNode answer) {
    List<JsonNode> all = new ArrayList<>();
    answer.findValues("evidence").forEach(list -> list.forEach(all::add));
    return all;
  }

  private static boolean overlaps(JsonNode reason, JsonNode place) {
    return StreamSupport.stream(reason.get("spans").spliterator(), false)
        .anyMatch(span -> span.get(0).asInt() < place.get(1).asInt() && place.get(0).asInt() < span.get(1).asInt());
  }

  private static List<String> scores(JsonNode answer) {
    return StreamSupport.stream(answer.get("partners").spliterator(), false).map(hit -> hit.get("organisation").get("id").asText() + " " + hit.get("score").asDouble()).toList();
  }

  private static JsonNode ask(String more) {
    return ask(TEXT, more, "sv");
  }

  private static JsonNode ask(String text, String more, String language) {
    HttpResponse<String> answer = server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/suggestions"))).header("Content-Type", "application/json")
        .header("Accept-Language", language).POST(HttpRequest.BodyPublishers.ofString("{\"text\": \"" + text + "\"" + more + "}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
