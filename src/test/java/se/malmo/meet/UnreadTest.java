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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.Messages;

/** A text in a language that is not read is told so kindly, and what can be found in it is found. */
@Order(TestServer.SHARED)
class UnreadTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FINNISH = "Etsimme kumppania, joka auttaa meitä kierrätyksessä ja koulutuksessa.";
  private static final String ARABIC = "نبحث عن شريك لتدريب الوافدين الجدد في موقع البناء";
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
  void the_answer_says_so_in_the_language_of_who_asks_and_no_partner_is_sure() {
    for (String text : List.of(FINNISH, ARABIC)) {
      for (String language : List.of("sv", "en")) {
        JsonNode answer = ask(text, language);
        assertThat(answer.get("read").asBoolean()).isFalse();
        assertThat(answer.get("notice").asText()).isEqualTo(Messages.of(language).get("suggest.unread"));
        assertThat(answer.get("confident").asBoolean()).isFalse();
        assertThat(answer.get("questions")).hasSize(3).extracting(one -> one.get("kind").asText()).doesNotContain("which");
      }
    }
    JsonNode read = ask("Vi söker hjälp mot matsvinn.", "sv");
    assertThat(read.get("read").asBoolean()).isTrue();
    assertThat(read.has("notice")).isFalse();
  }

  @Test
  void names_and_labels_still_match() {
    for (String text : List.of(FINNISH, ARABIC)) {
      JsonNode labelled = ask(text + " matsvinn", "sv");
      assertThat(labelled.get("keywords").findValues("competence")).extracting(competence -> competence.get("id").asText()).contains("matsvinn");
      assertThat(StreamSupport.stream(labelled.get("partners").spliterator(), false).flatMap(hit -> StreamSupport.stream(hit.get("evidence").spliterator(), false))
          .map(reason -> reason.get("kind").asText())).contains("shared-competence");
      assertThat(ask(text + " Ugnslampan Bageri", "sv").get("partners").findValuesAsText("name")).contains("Ugnslampan Bageri AB");
    }
  }

  @Test
  void the_page_says_so_in_both_languages_also_to_a_screen_reader() {
    for (Map.Entry<String, String> page : Map.of("/forslag", "sv", "/en/suggestions", "en").entrySet()) {
      Messages messages = Messages.of(page.getValue());
      String html = new Visitor(server).post(page.getKey(), Map.of("text", ARABIC)).body();
      assertThat(html).contains("<h2>" + messages.get("suggest.unread.title") + "</h2>", "<p>" + messages.get("suggest.unread") + "</p>");
      assertThat(html).containsPattern("id=\"announcement\">" + messages.get("suggest.unread").substring(0, 30));
      assertThat(new Visitor(server).post(page.getKey(), Map.of("text", "Vi bakar bröd.")).body()).doesNotContain(messages.get("suggest.unread.title"));
    }
  }

  @Test
  void its_words_are_no_unmet_demand() {
    var body = MAPPER.createObjectNode().put("title", "Apua").put("text", FINNISH);
    body.putObject("sender").put("name", "Aino").put("sector", "civil-society").put("organisation", "Yhdistys").put("email", "aino@yhdistys.example");
    assertThat(server.post("/api/v1/initiatives", body.toString()).statusCode()).isEqualTo(201);
    assertThat(server.graph().read("MATCH (:Demand)-[:NEEDS]->(k:Keyword) RETURN k.id AS id", Map.of())).isEmpty();
  }

  private static JsonNode ask(String text, String language) {
    HttpResponse<String> answer = server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/suggestions"))).header("Content-Type", "application/json")
        .header("Accept-Language", language).POST(HttpRequest.BodyPublishers.ofString(MAPPER.createObjectNode().put("text", text).toString())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
