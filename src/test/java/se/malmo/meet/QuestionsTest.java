package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Where nobody surely fits, three questions are asked that the text has not answered. */
@Order(TestServer.SHARED)
class QuestionsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> UNSURE = List.of("Vi vill göra något tillsammans.", "We want to do something together with the city.", "bröd", "xqzzt wvvrk", "🍞 7 ?",
      "hej hej hur mår du", "Vi vill starta en zeppelinverkstad.", "Fyra band, noll rum.", "Det är tungt att bära hem varorna när man blir gammal.");
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
  void there_are_three_different_ones_in_the_language_of_who_asks_and_none_where_somebody_surely_fits() {
    int unsure = 0;
    for (String text : UNSURE) {
      JsonNode swedish = ask(text, "", "sv");
      JsonNode english = ask(text, "", "en");
      if (swedish.get("confident").asBoolean()) {
        assertThat(swedish.get("questions")).as(text).isEmpty();
        continue;
      }
      unsure++;
      assertThat(swedish.get("questions")).as(text).hasSize(3).extracting(one -> one.get("kind").asText()).doesNotHaveDuplicates();
      assertThat(texts(swedish)).allSatisfy(question -> assertThat(question).endsWith("?").doesNotContain("{"));
      assertThat(kinds(english)).isEqualTo(kinds(swedish));
      assertThat(texts(english)).doesNotContainAnyElementsOf(texts(swedish));
    }
    assertThat(unsure).isGreaterThan(4);
    JsonNode sure = ask("Vi har ett bageri och vill minska matsvinn. Vi söker någon som kan logistik och matsvinn.", "", "sv");
    assertThat(sure.get("confident").asBoolean()).isTrue();
    assertThat(sure.get("questions")).isEmpty();
  }

  @Test
  void what_the_text_says_is_not_asked() {
    assertThat(unsure("Vi vill göra något tillsammans.")).contains("needed", "whom", "where-and-when");
    assertThat(unsure("Vi vill göra något för pensionärer.")).doesNotContain("whom").contains("where-and-when");
    assertThat(unsure("Vi vill göra något i Klagshamn.")).contains("when").doesNotContain("where-and-when", "where");
    assertThat(unsure("Vi vill göra något i oktober.")).contains("where").doesNotContain("where-and-when", "when");
    assertThat(unsure("Vi söker en zeppelinförare.")).doesNotContain("needed");
    assertThat(unsure("We want to do something in Klagshamn in October 2027 for pensioners.")).doesNotContain("whom", "where", "when", "where-and-when");
    assertThat(unsure("Vi söker en zeppelinförare till pensionärer i Klagshamn i oktober. Vi bidrar med en zeppelinare."))
        .doesNotContain("needed", "whom", "where", "when", "where-and-when");
  }

  private static List<String> unsure(String text) {
    JsonNode answer = ask(text, "", "sv");
    assertThat(answer.get("confident").asBoolean()).as(text).isFalse();
    assertThat(answer.get("questions")).as(text).hasSize(3);
    return kinds(answer);
  }

  @Test
  void near_competences_that_are_asked_about_are_offered_and_not_said_and_one_of_them_sent_back_finds_somebody() {
    int asked = 0;
    for (String text : UNSURE) {
      JsonNode answer = ask(text, "", "sv");
      for (JsonNode question : answer.get("questions")) {
        if (!question.get("kind").asText().equals("which")) {
          assertThat(question.get("competences")).isEmpty();
          continue;
        }
        asked++;
        assertThat(question.get("competences").size()).isBetween(2, 3);
        for (JsonNode competence : question.get("competences")) {
          String id = competence.get("id").asText();
          assertThat(question.get("text").asText()).contains(competence.get("label").asText());
          assertThat(answer.get("keywords").findValuesAsText("id")).doesNotContain(id);
          assertThat(server.graph().read("MATCH (:Organisation)-[:OFFERS]->(c:Competence {id: $id}) RETURN c LIMIT 1", Map.of("id", id))).hasSize(1);
          JsonNode after = ask(text, ", \"with\": [\"" + id + "\"]", "sv");
          assertThat(best(after)).as(text + " " + id).isGreaterThan(best(answer));
          assertThat(ask(text, ", \"without\": [\"" + id + "\"]", "sv").get("questions").findValuesAsText("id")).doesNotContain(id);
        }
      }
    }
    assertThat(asked).isPositive();
  }

  @Test
  void the_word_that_is_taken_up_names_a_thing() {
    assertThat(ask("Vi vill starta en zeppelinverkstad.", "", "sv").get("questions").toString()).contains("Ni skriver ”zeppelinverkstad”.");
    assertThat(ask("Our members are lonely in winter.", "", "en").get("questions").toString()).doesNotContain("“winter”");
    assertThat(ask("Det är tungt att bära hem varorna när man blir gammal.", "", "sv").get("questions").toString()).doesNotContain("”bära”");
  }

  @Test
  void what_the_text_denies_is_not_among_the_near_ones() {
    JsonNode open = ask("Vi vill göra något med mat.", "", "sv");
    JsonNode denied = ask("Vi vill göra något med mat. Det handlar inte om svinn.", "", "sv");
    assertThat(denied.get("questions").findValuesAsText("id")).doesNotContain("matsvinn");
    assertThat(open.get("questions").findValuesAsText("kind")).isNotNull();
  }

  @Test
  void the_page_asks_them_in_both_languages_without_scripts() {
    String swedish = new Visitor(server).post("/forslag", Map.of("text", "Vi vill göra något tillsammans.")).body();
    assertThat(swedish).contains("<ul class=\"questions\">", "<li>Var i Malmö ska det ske, och när?</li>", "Ni kan också skicka in idén som den är.");
    String english = new Visitor(server).post("/en/suggestions", Map.of("text", "We want to do something together.")).body();
    assertThat(english).contains("<li>Where in Malmö is it to happen, and when?</li>", "You can also send the idea in as it is.");
  }

  private static double best(JsonNode answer) {
    return answer.get("partners").isEmpty() ? 0 : answer.get("partners").get(0).get("score").asDouble();
  }

  private static List<String> kinds(JsonNode answer) {
    return answer.get("questions").findValuesAsText("kind");
  }

  private static List<String> texts(JsonNode answer) {
    return answer.get("questions").findValuesAsText("text");
  }

  private static JsonNode ask(String text, String more, String language) {
    HttpResponse<String> answer = server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/suggestions"))).header("Content-Type", "application/json")
        .header("Accept-Language", language).POST(HttpRequest.BodyPublishers.ofString("{\"text\": \"" + text + "\"" + more + "}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
