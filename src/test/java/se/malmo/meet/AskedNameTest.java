package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Why not somebody else: a name that is typed, and the reasons as they are quoted; without scripts. */
@Order(TestServer.SHARED)
class AskedNameTest {
  private static final String TEXT = "Vi är ett bageri i Fosie och vet att bröd blir över vid stängning.Kanske kan unga baka och köra ut det. Vid stängning bakar vi, och vi kör ut i Fosie och Rosengård.";
  private static final Pattern SAID = Pattern.compile("<span class=\"said\">([^<]+)</span>");
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

  private String asked(Map<String, String> more) {
    Map<String, String> fields = new java.util.HashMap<>(Map.of("text", TEXT));
    fields.putAll(more);
    return visitor.post("/forslag", fields).body();
  }

  @Test
  void an_unknown_name_takes_the_old_answer_away() {
    assertThat(asked(Map.of("about", "miljoforvaltningen"))).contains("id=\"explained\"");
    assertThat(asked(Map.of("about", "miljoforvaltningen", "who", "xqzzt"))).doesNotContain("id=\"explained\"").contains("Ingen med det namnet finns här.");
  }

  @Test
  void half_and_misspelt_names_propose_whom_is_meant() {
    for (String half : List.of("Miljöförvaltnigen", "miljo forvaltning")) {
      String page = asked(Map.of("who", half));
      assertThat(page).as(half).contains("Menar ni").contains("name=\"choose\" value=\"miljoforvaltningen\"");
    }
  }

  @Test
  void a_quoted_word_neither_begins_nor_ends_with_a_function_word_or_a_mark_and_is_quoted_once_on_a_line() {
    String page = asked(Map.of());
    List<String> said = SAID.matcher(page).results().map(one -> one.group(1)).toList();
    assertThat(said).hasSizeGreaterThan(5);
    assertThat(said).allSatisfy(one -> assertThat(one).matches("(?s)[\\p{L}\\p{N}].*[\\p{L}\\p{N}]").doesNotMatch("(?is)(och|i|vid|att|ett|kan|vi|det|kanske) .*|.* (och|i|vid|att|ett|kan|vi|det|kanske)"));
    String chips = page.split("id=\"understood\"")[1].split("</div>")[0];
    assertThat(chips).doesNotContain("<span>.", "Kanske");
  }

  @Test
  void five_reasons_are_shown_and_the_rest_when_one_asks() {
    String page = asked(Map.of());
    assertThat(page).containsPattern("<summary>Alla \\d+ skäl</summary>");
    for (String shares : page.split("<ul class=\"shares\">")) assertThat(shares.split("</ul>")[0].split("<li data-spans", -1).length - 1).isLessThanOrEqualTo(20);
    String first = page.split("<ul class=\"shares\">")[1].split("</ul>")[0];
    assertThat(first.split("<li data-spans", -1).length - 1).isBetween(1, 6);
  }
}
