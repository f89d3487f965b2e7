package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page's forms: whatever is wrong, what was typed is kept, and nothing is saved before it is right and ours. */
class BadFormTest {
  private static final String IDEA = "Vi bakar för mycket bröd & vill dela det.";
  private static final Map<String, String> GOOD = Map.of("text", IDEA, "title", "Bröd över", "name", "Åsa Öberg", "organisation", "Ugnen AB", "kind", "business",
      "email", "asa@ugnen.example");
  private static TestServer server;
  private Visitor visitor;
  private long before;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void come() {
    visitor = new Visitor(server);
    visitor.get("/");
    // What other tests sent in was long ago.
    server.graph().write("MATCH (i:Initiative {senderEmail: 'asa@ugnen.example'}) SET i.date = i.date - duration({days: 2})", Map.of());
    before = nodes();
  }

  @Test
  void without_a_text_both_buttons_ask_for_one() {
    for (String path : List.of("/forslag", "/initiativ/avsandare", "/en/suggestions", "/en/initiatives/sender")) {
      for (String text : List.of("", " \n ")) {
        HttpResponse<String> answer = visitor.post(path, Map.of("text", text));
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(answer.body()).contains("id=\"text-fault\"", path.startsWith("/en") ? "Fill in" : "Fyll i fältet.");
      }
      assertThat(visitor.post(path, Map.of()).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void too_long_a_text_is_refused_and_kept() {
    String text = "Vi bakar bröd. ".repeat(2_700);
    for (String path : List.of("/forslag", "/initiativ/avsandare", "/initiativ")) {
      HttpResponse<String> answer = visitor.post(path, with("text", text));
      assertThat(answer.statusCode()).as(path).isEqualTo(413);
      assertThat(answer.body()).contains(">" + text + "</textarea>", "40000", "text-fault");
    }
    assertThat(nodes()).isEqualTo(before);
  }

  @Test
  void a_text_with_nul_is_refused_and_what_is_readable_of_it_kept() {
    for (String path : List.of("/forslag", "/initiativ/avsandare", "/initiativ")) {
      HttpResponse<String> answer = visitor.post(path, with("text", "Bröd\0och smör"));
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(answer.body()).contains("och smör", "NUL");
    }
    assertThat(visitor.post("/initiativ", with("name", "Å\0sa")).statusCode()).isEqualTo(400);
    assertThat(nodes()).isEqualTo(before);
  }

  @Test
  void a_form_with_gaps_names_each_field_and_keeps_the_others() {
    HttpResponse<String> answer = visitor.post("/initiativ", Map.of("text", IDEA, "title", "Bröd över", "name", "", "organisation", " ", "email", "asa(at)ugnen"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("href=\"#name\"", "href=\"#organisation\"", "href=\"#kind\"", "href=\"#email\"")
        .contains("mycket bröd &amp; vill dela", "value=\"Bröd över\"", "value=\"asa(at)ugnen\"")
        .contains("id=\"name-fault\"", "id=\"organisation-fault\"", "id=\"kind-fault\"", "id=\"email-fault\"").doesNotContain("href=\"#title\"");
    assertThat(visitor.post("/en/initiatives", Map.of()).body()).contains("href=\"#text\"", "href=\"#name\"", "lang=\"en\"");
    assertThat(nodes()).isEqualTo(before);
  }

  @Test
  void a_field_too_long_or_outside_its_choices_is_named() {
    assertNamed("name", "a".repeat(201));
    assertNamed("organisation", "a".repeat(201));
    assertNamed("title", "a".repeat(201));
    assertNamed("email", "a".repeat(250) + "@b.example");
    assertNamed("kind", "royalty");
    assertThat(nodes()).isEqualTo(before);
  }

  private void assertNamed(String field, String value) {
    HttpResponse<String> answer = visitor.post("/initiativ", with(field, value));
    assertThat(answer.statusCode()).as(field).isEqualTo(400);
    assertThat(answer.body()).as(field).contains("href=\"#" + field + "\"", "mycket bröd &amp; vill dela");
  }

  @Test
  void a_form_from_elsewhere_is_not_saved_and_all_that_was_typed_is_shown() {
    Visitor stranger = new Visitor(server);
    assertAskedAgain(stranger.postAsIs("/initiativ", GOOD, Map.of()));
    assertAskedAgain(visitor.postAsIs("/initiativ", GOOD, Map.of()));
    assertAskedAgain(visitor.post("/initiativ", with("token", "0".repeat(96))));
    visitor.get("/");
    assertAskedAgain(visitor.post("/initiativ", GOOD, Map.of("Origin", "https://elsewhere.example")));
    assertAskedAgain(visitor.post("/initiativ", GOOD, Map.of("Sec-Fetch-Site", "cross-site")));
    assertAskedAgain(visitor.post("/initiativ", GOOD, Map.of("Origin", server.url("").replace("http", "ftp") + "0")));
    assertThat(nodes()).isEqualTo(before);

    HttpResponse<String> again = visitor.post("/initiativ", GOOD, Map.of("Origin", server.url("")));
    assertThat(again.statusCode()).isEqualTo(303);
  }

  private static void assertAskedAgain(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("bröd &amp; vill dela det.", "value=\"Bröd över\"", "value=\"Åsa Öberg\"", "value=\"Ugnen AB\"", "value=\"asa@ugnen.example\"")
        .containsPattern("value=\"business\"[^>]*checked");
  }

  @Test
  void one_filling_in_makes_one_case_however_often_it_is_sent() {
    visitor.post("/initiativ/avsandare", Map.of("text", IDEA));
    List<HttpResponse<String>> answers = IntStream.range(0, 8).parallel().mapToObj(i -> visitor.post("/initiativ", with("text", IDEA))).toList();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(303));
    assertThat(answers.stream().map(answer -> answer.headers().firstValue("Location").orElseThrow()).distinct()).hasSize(1);
    assertThat(count("MATCH (i:Initiative {senderEmail: 'asa@ugnen.example', title: 'Bröd över'}) RETURN count(i) AS n")).isEqualTo(1);
  }

  @Test
  void script_in_every_field_is_shown_as_text() {
    String script = "\"><script>alert('hej')</script>";
    HttpResponse<String> faulty = visitor.post("/initiativ", Map.of("text", script, "title", script, "name", script, "organisation", script, "email", script, "kind", script));
    assertThat(faulty.statusCode()).isEqualTo(400);
    assertThat(faulty.body()).doesNotContain("<script>alert").contains("value=\"&#34;>&lt;script>alert(");

    Map<String, String> typed = new HashMap<>(GOOD);
    typed.putAll(Map.of("text", script, "title", script, "name", script, "organisation", script));
    HttpResponse<String> taken = visitor.post("/initiativ", typed);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(303);
    HttpResponse<String> status = visitor.get(taken.headers().firstValue("Location").orElseThrow());
    assertThat(status.statusCode()).isEqualTo(200);
    assertThat(status.body()).contains("&lt;script&gt;alert('hej')&lt;/script&gt;").doesNotContain("<script>alert");
    assertThat(visitor.get("/initiativ").statusCode()).isEqualTo(200);
  }

  @Test
  void the_preview_answers_a_script_with_its_part_also_for_a_text_that_cannot_be_read() {
    for (String text : List.of("", "bröd\0", "a".repeat(40_001), "bröd")) {
      HttpResponse<String> answer = visitor.post("/forslag", Map.of("text", text), Map.of("HX-Request", "true"));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).doesNotContain("<html");
    }
  }

  private static Map<String, String> with(String field, String value) {
    Map<String, String> fields = new HashMap<>(GOOD);
    fields.put(field, value);
    return fields;
  }

  private static long nodes() {
    return count("MATCH (n) WHERE NOT n:WriteLeave RETURN count(n) AS n");
  }

  private static long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }
}
