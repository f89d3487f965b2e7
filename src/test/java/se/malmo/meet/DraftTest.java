package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.draft.Draft;
import se.malmo.meet.draft.Drafts;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.privacy.Retention;

/** A draft on the server: opens with the same text and choices, for whoever has its address and nobody else. */
@Order(TestServer.SHARED_LAST)
class DraftTest {
  private static final String TEXT = "Vi bakar för mycket bröd & vill dela det.\r\nMed <b>skolor</b>.";
  private static TestServer server;
  private Visitor visitor;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void come() {
    visitor = new Visitor(server);
    visitor.get("/");
  }

  @Test
  void a_draft_opens_on_another_device_with_the_same_text_choices_and_suggestions() {
    String address = location(visitor.post("/utkast", Map.of("text", TEXT, "with", "matsvinn", "without", "bröd")));
    assertThat(address).matches("/utkast/[0-9a-f]{32}\\?sparat");
    Visitor elsewhere = new Visitor(server);
    HttpResponse<String> opened = elsewhere.get(address.replace("?sparat", ""));
    assertThat(opened.statusCode()).isEqualTo(200);
    assertThat(opened.body()).contains("Vi bakar för mycket bröd &amp; vill dela det.\r\nMed &lt;b&gt;skolor&lt;/b&gt;.</textarea>", "name=\"with\" value=\"matsvinn\"",
        "name=\"without\" value=\"bröd\"", "name=\"draft\"", "matsvinn");
    assertThat(elsewhere.get(address.replace("/utkast/", "/en/draft/")).body()).contains("lang=\"en\"", "vill dela det.");
    assertThat(opened.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void saving_again_changes_the_same_draft() {
    String secret = secret(visitor.post("/utkast", Map.of("text", TEXT)));
    assertThat(secret(visitor.post("/utkast", Map.of("text", "Något annat.", "draft", secret + ".1")))).isEqualTo(secret);
    assertThat(visitor.get("/utkast/" + secret).body()).contains("Något annat.").doesNotContain("för mycket bröd");
  }

  @Test
  void who_saves_over_what_another_device_has_saved_is_shown_both_and_chooses() {
    String secret = secret(visitor.post("/utkast", Map.of("text", TEXT)));
    Visitor phone = new Visitor(server);
    assertThat(phone.get("/utkast/" + secret).body()).contains("name=\"draft\" value=\"" + secret + ".1\"");
    assertThat(phone.post("/utkast", Map.of("text", "Skrivet på telefonen.", "draft", secret + ".1")).statusCode()).isEqualTo(303);
    HttpResponse<String> told = visitor.post("/utkast", Map.of("text", "Skrivet på datorn.", "draft", secret + ".1"));
    assertThat(told.statusCode()).isEqualTo(409);
    assertThat(told.body()).contains("Skrivet på telefonen.</p>", "Skrivet på datorn.</textarea>", "value=\"" + secret + ".2\"", "name=\"own\"");
    assertThat(visitor.get("/utkast/" + secret).body()).contains("Skrivet på telefonen.</textarea>");

    // The same text twice, by a double click or two tabs, is no quarrel.
    assertThat(phone.post("/utkast", Map.of("text", "Skrivet på telefonen.", "draft", secret + ".1")).statusCode()).isEqualTo(303);
    String own = secret(visitor.post("/utkast", Map.of("text", "Skrivet på datorn.", "draft", secret + ".2", "own", "1")));
    assertThat(own).isNotEqualTo(secret);
    assertThat(visitor.get("/utkast/" + secret).body()).contains("Skrivet på telefonen.</textarea>");
    assertThat(visitor.post("/utkast", Map.of("text", "Skrivet på datorn.", "draft", secret + ".2")).statusCode()).isEqualTo(409);
    assertThat(secret(visitor.post("/utkast", Map.of("text", "Skrivet på datorn.", "draft", secret + ".3")))).isEqualTo(secret);
    assertThat(visitor.get("/utkast/" + secret).body()).contains("Skrivet på datorn.</textarea>");
  }

  @Test
  void of_many_who_save_at_once_one_is_kept_and_all_others_are_told() {
    Drafts drafts = server.app().caseSide().drafts();
    String secret = drafts.save(new Draft("Början.", List.of(), List.of()), Optional.empty()).orElseThrow();
    long saved = IntStream.range(0, 12).parallel().filter(i -> drafts.save(new Draft("Från " + i, List.of(), List.of()), Drafts.State.of(secret + ".1")).isPresent()).count();
    assertThat(saved).isEqualTo(1);
    assertThat(drafts.of(secret).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void a_wrong_or_old_address_is_not_found_and_tells_nothing() {
    String secret = secret(visitor.post("/utkast", Map.of("text", TEXT)));
    server.graph().write("MATCH (d:Draft) WHERE d.text STARTS WITH 'Vi bakar' SET d.expires = datetime() - duration('PT1S')", Map.of());
    String old = visitor.get("/utkast/" + secret).body();
    for (String wrong : List.of("0".repeat(32), secret.substring(1), secret.toUpperCase(java.util.Locale.ROOT) + "0", "%00", "x")) {
      HttpResponse<String> answer = visitor.get("/utkast/" + wrong);
      assertThat(answer.statusCode()).as(wrong).isIn(400, 404);
    }
    assertThat(visitor.get("/utkast/" + "0".repeat(32)).body().replace("0".repeat(32), "")).isEqualTo(old.replace(secret, ""));
    // Another's secret, or an old one, in the form makes a new draft.
    assertThat(secret(visitor.post("/utkast", Map.of("text", "Nytt.", "draft", secret)))).isNotEqualTo(secret);
    assertThat(server.app().staffSide().retention().purge()).isPositive();
    assertThat(count("MATCH (d:Draft) WHERE d.text STARTS WITH 'Vi bakar' RETURN count(d) AS n")).isZero();
  }

  @Test
  void a_draft_is_purged_thirty_days_after_it_was_last_saved() {
    Instant[] now = {Instant.parse("2026-03-01T12:00:00Z")};
    Drafts drafts = new Drafts(server.graph(), () -> now[0], new Ids(() -> now[0]));
    Retention retention = new Retention(server.graph(), () -> now[0]);
    Draft draft = new Draft("Om en månad.", List.of(), List.of());
    String secret = drafts.save(draft, Optional.empty()).orElseThrow();
    now[0] = Instant.parse("2026-03-20T12:00:00Z");
    drafts.save(draft, Drafts.State.of(secret + ".1"));
    now[0] = Instant.parse("2026-04-19T11:59:59Z");
    retention.run();
    assertThat(drafts.of(secret)).isPresent();
    now[0] = Instant.parse("2026-04-19T12:00:00Z");
    assertThat(drafts.of(secret)).isEmpty();
    retention.run();
    assertThat(count("MATCH (d:Draft {text: 'Om en månad.'}) RETURN count(d) AS n")).isZero();
  }

  @Test
  void only_the_hash_of_the_secret_is_kept_and_nobody_is_named() {
    String secret = secret(visitor.post("/utkast", Map.of("text", TEXT, "email", "asa@ugnen.example")));
    Map<String, Object> node = server.graph().read("MATCH (d:Draft) RETURN properties(d) AS d ORDER BY d.saved DESC LIMIT 1", Map.of()).getFirst().get("d").asMap();
    assertThat(node.keySet()).containsExactlyInAnyOrder("secretHash", "version", "text", "without", "with", "saved", "expires");
    assertThat(node.toString()).doesNotContain(secret, "asa@");
  }

  @Test
  void a_text_that_cannot_be_kept_is_shown_again_with_why() {
    long before = count("MATCH (d:Draft) RETURN count(d) AS n");
    assertThat(visitor.post("/utkast", Map.of("text", " ")).statusCode()).isEqualTo(400);
    HttpResponse<String> large = visitor.post("/utkast", Map.of("text", "Bröd. ".repeat(7_000)));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("Bröd. Bröd. ", "40000");
    HttpResponse<String> untrusted = visitor.postAsIs("/utkast", Map.of("text", TEXT, "with", "matsvinn"), Map.of());
    assertThat(untrusted.statusCode()).isEqualTo(403);
    assertThat(untrusted.body()).contains("vill dela det.", "en gång till", "value=\"matsvinn\"");
    assertThat(count("MATCH (d:Draft) RETURN count(d) AS n")).isEqualTo(before);
  }

  @Test
  void a_draft_is_taken_away_when_its_writer_says_so() {
    String secret = secret(visitor.post("/utkast", Map.of("text", TEXT)));
    visitor.get("/utkast/" + secret);
    assertThat(visitor.post("/utkast/" + secret + "/ta-bort", new HashMap<>()).statusCode()).isEqualTo(303);
    assertThat(visitor.get("/utkast/" + secret).statusCode()).isEqualTo(404);
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String secret(HttpResponse<String> answer) {
    Matcher secret = Pattern.compile("[0-9a-f]{32}").matcher(location(answer));
    assertThat(secret.find()).isTrue();
    return secret.group();
  }

  private static long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }
}
