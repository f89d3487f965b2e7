package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** Cases that are merged, run together, parted and related, through those who handle them and their senders. */
class PairingTest {
  private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-11-02T09:00:00Z"));
  private static final String SECRET = "Lönsamheten är hemlig";
  private static TestServer server;
  private static int number;
  private Visitor coordinator;
  private Idea mine;
  private Idea other;

  /** A case with its sender. */
  private record Idea(Visitor sender, String reference, String statusPage) {
    String page() {
      return sender.get(statusPage).body();
    }
  }

  @BeforeAll
  static void start() {
    server = TestServer.at(CLOCK, "");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void two_ideas_come_in() {
    mine = idea();
    other = idea();
    coordinator = new Visitor(server).as(Role.COORDINATOR, "");
  }

  private static Idea idea() {
    Visitor sender = new Visitor(server);
    sender.get("/");
    String text = "Vi bakar för mycket bröd och vill dela det med skolornas kök i Fosie. Vi vill också lära ut bakning. Det är idé nummer " + ++number + ".";
    sender.post("/initiativ/avsandare", Map.of("text", text));
    HttpResponse<String> sent = sender.post("/initiativ", Map.of("text", text, "title", "Bröd ihop " + number, "name", "Åsa Öberg", "organisation", "Ugnen " + number,
        "kind", "business", "email", "asa" + number + "@ugnen.example", "confidential", SECRET, "ground", "unsure"));
    String page = sent.headers().firstValue("Location").orElseThrow().replaceFirst("\\?.*", "");
    String reference = server.graph().read("MATCH (i:Initiative {title: $t}) RETURN i.reference AS r", Map.of("t", "Bröd ihop " + number)).getFirst().get("r").asString();
    return new Idea(sender, reference, page);
  }

  private static String address(Idea idea) {
    return "/arenden/" + idea.reference() + "/tillsammans";
  }

  private HttpResponse<String> propose(String sort, Map<String, String> more) {
    coordinator.get(address(mine));
    Map<String, String> fields = new HashMap<>(Map.of("do", "propose", "sort", sort, "reason", "Ni vill samma sak."));
    fields.putAll(more);
    return coordinator.post(address(mine), fields);
  }

  private static HttpResponse<String> answer(Idea idea, String answer, String word) {
    Matcher asked = Pattern.compile("name=\"asked\" value=\"([^\"]*)\"").matcher(idea.page());
    assertThat(asked.find()).isTrue();
    return idea.sender().post(idea.statusPage() + "/samtycke", Map.of("asked", asked.group(1), "answer", answer, "word", word));
  }

  private static Map<String, String> form(String page, String doing) {
    Map<String, String> fields = new HashMap<>(Map.of("do", doing));
    int begin = page.indexOf("name=\"do\" value=\"" + doing + "\"");
    assertThat(begin).as(doing + " is offered").isPositive();
    String form = page.substring(begin, page.indexOf("</form>", begin));
    for (String name : List.of("pairing", "from", "to")) {
      Matcher value = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(form);
      assertThat(value.find()).isTrue();
      fields.put(name, value.group(1));
    }
    return fields;
  }

  private HttpResponse<String> carry() {
    return coordinator.post(address(mine), form(coordinator.get(address(mine)).body(), "carry"));
  }

  private HttpResponse<String> undo(String reason) {
    Map<String, String> fields = form(coordinator.get(address(mine)).body(), "undo");
    fields.put("reason", reason);
    return coordinator.post(address(mine), fields);
  }

  private void merged() {
    assertThat(propose("merge", Map.of("other", other.reference())).statusCode()).isEqualTo(303);
    assertThat(answer(mine, "yes", "Gärna!").statusCode()).isEqualTo(303);
    assertThat(answer(other, "yes", "").statusCode()).isEqualTo(303);
    assertThat(carry().statusCode()).isEqualTo(303);
  }

  private static Map<String, Object> properties(Idea idea) {
    Map<String, Object> all = new HashMap<>(server.graph().read("MATCH (i:Initiative {reference: $r}) RETURN properties(i) AS p", Map.of("r", idea.reference())).getFirst().get("p").asMap());
    List.of("version", "act", "lock").forEach(all::remove);
    return all;
  }

  private static List<String> history(Idea idea) {
    return server.graph().read("MATCH (i:Initiative {reference: $r}) MATCH (e:Event {subject: i.id}) RETURN e.type AS t ORDER BY e.sequence", Map.of("r", idea.reference())).stream()
        .map(row -> row.get("t").asString()).toList();
  }

  private String list(Idea idea) {
    return coordinator.get("/arenden/lista?q=" + idea.reference()).body();
  }

  @Test
  void two_cases_are_merged_when_both_senders_have_said_yes_and_come_apart_again_just_as_they_were() {
    Map<String, Object> before = properties(mine);
    Map<String, Object> otherBefore = properties(other);
    assertThat(propose("merge", Map.of("other", other.reference())).statusCode()).isEqualTo(303);
    assertThat(coordinator.get(address(mine)).body()).contains("Väntar på svar").doesNotContain("value=\"carry\"");
    assertThat(mine.page()).contains(other.reference(), "Ni vill samma sak.").doesNotContain("Genomför");
    answer(mine, "yes", "Gärna!");
    assertThat(mine.page()).doesNotContain("name=\"asked\"");
    assertThat(coordinator.get(address(mine)).body()).contains("Gärna!").doesNotContain("value=\"carry\"");
    assertThat(other.page()).as("what one sender says is not for the other").doesNotContain("Gärna!", "Åsa Öberg 1");
    answer(other, "yes", "");
    assertThat(list(mine)).as("nothing happens by the machine alone").contains("arenden/" + mine.reference());
    assertThat(carry().statusCode()).isEqualTo(303);

    assertThat(mine.page()).contains("Er idé fortsätter i ärende " + other.reference(), "Idén kom in.");
    assertThat(list(mine)).as("counted once").doesNotContain("arenden/" + mine.reference() + "\"");
    assertThat(coordinator.get("/arenden/ko").body()).doesNotContain(mine.reference()).contains(other.reference());
    assertThat(history(mine)).contains("initiative.merged");
    assertThat(history(other)).contains("initiative.joined");
    HttpResponse<String> act = coordinator.post("/arenden/" + mine.reference(), Map.of("do", "change", "to", "assessed", "reason", "x", "version", "1"));
    assertThat(act.statusCode()).as("it is answered in the other").isEqualTo(400);

    assertThat(undo("").statusCode()).as("a reason is needed").isEqualTo(400);
    List<String> was = history(mine);
    assertThat(undo("De gick isär.").statusCode()).isEqualTo(303);
    assertThat(properties(mine)).isEqualTo(before);
    assertThat(properties(other)).isEqualTo(otherBefore);
    assertThat(history(mine)).startsWith(was.toArray(String[]::new)).endsWith("initiative.unpaired");
    assertThat(history(other)).endsWith("initiative.unpaired");
    assertThat(list(mine)).contains("arenden/" + mine.reference());
    assertThat(mine.page()).contains("De gick isär.").doesNotContain("Er idé fortsätter");
  }

  private String call(String token, String method, String path, String body, int status) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(server.url("/api/v1/cases/" + mine.reference() + path))).header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_program_proposes_carries_out_takes_back_and_relates() {
    String token = server.app().tokens().make(new Caller(Role.COORDINATOR, Optional.empty()));
    call(token, "POST", "/pairings", "{\"sort\": \"merge\", \"reason\": \"Ni vill samma sak.\"}", 400);
    call(token, "POST", "/pairings", "{\"sort\": \"merge\", \"other\": \"%s\", \"reason\": \"Ni vill samma sak.\"}".formatted(other.reference()), 200);
    Matcher pairing = Pattern.compile("\"id\":\"([^\"]+)\".*\"standing\":\"asked\".*\"fromVersion\":(\\d+),\"toVersion\":(\\d+)").matcher(call(token, "GET", "/pairings", "", 200));
    assertThat(pairing.find()).isTrue();
    String its = "/pairings/" + pairing.group(1);
    String versions = "\"fromVersion\": %s, \"toVersion\": %s".formatted(pairing.group(2), pairing.group(3));
    call(token, "POST", its + "/carry", "{" + versions + "}", 400);
    answer(mine, "yes", "");
    answer(other, "yes", "");
    call(token, "POST", its + "/carry", "{\"fromVersion\": 999, \"toVersion\": 999}", 412);
    String carried = call(token, "POST", its + "/carry", "{" + versions + "}", 200);
    assertThat(carried).contains("\"standing\":\"carried\"");
    assertThat(mine.page()).contains("Er idé fortsätter i ärende " + other.reference());
    Matcher now = Pattern.compile("\"fromVersion\":(\\d+),\"toVersion\":(\\d+)").matcher(carried);
    assertThat(now.find()).isTrue();
    assertThat(call(token, "POST", its + "/undo", "{\"fromVersion\": %s, \"toVersion\": %s, \"reason\": \"De gick isär.\"}".formatted(now.group(1), now.group(2)), 200)).contains("\"standing\":\"undone\"");

    String related = call(token, "POST", "/related", "{\"relation\": \"complements\", \"other\": \"%s\", \"why\": \"Samma kök.\"}".formatted(other.reference()), 200);
    assertThat(related).contains("\"relation\":\"complements\"", "Samma kök.");
    call(token, "DELETE", "/related/" + other.reference() + "/complements", "", 204);
    assertThat(call(token, "GET", "/pairings", "", 200)).doesNotContain("complements");
    call(server.app().tokens().make(new Caller(Role.AMBASSADOR, Optional.of("hamnforvaltningen"))), "GET", "/pairings", "", 404);
  }

  @Test
  void what_has_been_answered_since_cannot_be_taken_apart_and_it_is_named() {
    merged();
    String form = coordinator.get("/arenden/" + other.reference() + "?do=change").body();
    Matcher version = Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(form);
    assertThat(version.find()).isTrue();
    assertThat(coordinator.post("/arenden/" + other.reference(), Map.of("do", "change", "to", "accepted", "reason", "Bra.", "version", version.group(1))).statusCode()).isEqualTo(303);
    HttpResponse<String> undone = undo("Vi ångrar oss.");
    assertThat(undone.statusCode()).isEqualTo(400);
    assertThat(undone.body()).contains(other.reference() + " har antagits sedan dess", "Vi ångrar oss.");
    assertThat(mine.page()).contains("Er idé fortsätter");
  }

  @Test
  void one_no_leaves_all_as_it_was_and_after_fourteen_days_a_question_lapses() {
    propose("merge", Map.of("other", other.reference()));
    assertThat(mine.sender().post(mine.statusPage() + "/samtycke", Map.of("asked", "pair-x", "answer", "yes")).statusCode()).isIn(403, 409);
    assertThat(answer(other, "no", "Vi vill vara för oss själva.").statusCode()).isEqualTo(303);
    assertThat(mine.page()).doesNotContain("name=\"asked\"", "för oss själva");
    assertThat(coordinator.get(address(mine)).body()).contains("Någon sa nej", "för oss själva").doesNotContain("value=\"carry\"");

    assertThat(propose("merge", Map.of("other", other.reference())).statusCode()).isEqualTo(303);
    String page = mine.page();
    CLOCK.move(Duration.ofDays(14).plusSeconds(1));
    assertThat(page).contains("name=\"asked\"");
    assertThat(mine.page()).doesNotContain("name=\"asked\"");
    Visitor again = new Visitor(server).as(Role.COORDINATOR, "");
    assertThat(again.get(address(mine)).body()).contains("Ingen svarade i tid");
  }

  @Test
  void a_case_that_has_changed_since_it_was_seen_is_not_merged() {
    propose("merge", Map.of("other", other.reference()));
    answer(mine, "yes", "");
    answer(other, "yes", "");
    Map<String, String> seen = form(coordinator.get(address(mine)).body(), "carry");
    server.graph().write("MATCH (i:Initiative {reference: $r}) SET i.version = coalesce(i.version, 0) + 1", Map.of("r", other.reference()));
    HttpResponse<String> late = coordinator.post(address(mine), seen);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("Inget har gjorts");
    assertThat(history(mine)).doesNotContain("initiative.merged");
    assertThat(history(other)).doesNotContain("initiative.joined");
    assertThat(carry().statusCode()).isEqualTo(303);
  }

  @Test
  void cases_that_run_together_keep_their_own_status() {
    propose("bundle", Map.of("other", other.reference()));
    answer(mine, "yes", "");
    answer(other, "yes", "");
    assertThat(carry().statusCode()).isEqualTo(303);
    assertThat(list(mine)).contains("arenden/" + mine.reference());
    assertThat(mine.page()).contains("Idén drivs ihop med " + other.reference());
    assertThat(other.page()).contains("Idén drivs ihop med " + mine.reference());
    assertThat(undo("Klart.").statusCode()).isEqualTo(303);
    assertThat(properties(mine)).doesNotContainKey("bundledUnder");
  }

  @Test
  void a_part_of_the_text_becomes_a_case_of_its_own_without_what_is_confidential() {
    HttpResponse<String> wrong = propose("split", Map.of("title", "Lära ut bakning", "part", "Det här står inte där."));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("id=\"part-fault\"", "Det här står inte där.", "Ni vill samma sak.");
    assertThat(propose("split", Map.of("title", "Lära ut bakning", "part", "Vi vill också lära ut bakning.")).statusCode()).isEqualTo(303);
    answer(mine, "yes", "");
    assertThat(carry().statusCode()).isEqualTo(303);
    var part = server.graph().read("MATCH (i:Initiative {partOf: $r}) RETURN i, EXISTS { (:Confidential {initiative: i.id}) } AS secret", Map.of("r", mine.reference())).getFirst();
    assertThat(part.get("i").get("title").asString()).isEqualTo("Lära ut bakning");
    assertThat(part.get("i").get("answerBy").asLocalDate()).isEqualTo(properties(mine).get("answerBy"));
    assertThat(part.get("secret").asBoolean()).isFalse();
    String reference = part.get("i").get("reference").asString();
    assertThat(coordinator.get("/arenden/ko").body()).contains(reference);
    assertThat(undo("Det var ett.").statusCode()).isEqualTo(303);
    assertThat(coordinator.get("/arenden/ko").body()).doesNotContain(reference).contains(mine.reference());
  }

  @Test
  void cases_are_related_without_asking_anybody_and_faults_name_the_field() {
    coordinator.get(address(mine));
    assertThat(coordinator.post(address(mine), Map.of("do", "relate", "relation", "continues", "other", other.reference())).statusCode()).isEqualTo(303);
    assertThat(coordinator.get(address(mine)).body()).contains("fortsätter " + other.reference());
    assertThat(coordinator.get(address(other)).body()).contains("fortsätts av " + mine.reference());
    assertThat(mine.page()).doesNotContain(other.reference());
    assertThat(coordinator.post(address(other), Map.of("do", "relate", "relation", "continues", "other", "MM-1999-0001")).body()).contains("id=\"related-fault\"");
    assertThat(propose("merge", Map.of("other", mine.reference())).body()).contains("id=\"other-fault\"");
    assertThat(propose("merge", Map.of("other", other.reference(), "reason", "")).body()).contains("id=\"reason-fault\"");
    assertThat(new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen").get(address(mine)).statusCode()).as("not theirs").isEqualTo(404);
  }

  @Test
  void who_has_a_tie_to_the_other_side_joins_nothing() {
    coordinator.get("/mitt");
    coordinator.post("/mitt", Map.of("do", "declare", "organisation", "Ugnen " + number, "why", "Min bror"));
    HttpResponse<String> refused = propose("merge", Map.of("other", other.reference()));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("id=\"other-fault\"");
    assertThat(mine.page()).doesNotContain("name=\"asked\"");
  }
}
