package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** What is the same for every address of the API: checked requests, keys, marks, versions, cursors, ceilings and scopes. */
@Order(TestServer.SHARED)
class ApiTest {
  private static final String OWN = "kulturforvaltningen";
  private static TestServer server;
  private static String coordinator;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
    coordinator = server.token(Role.COORDINATOR);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> ask(String method, String path, String body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url(path))).header("Accept-Language", "en")
        .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) request.header("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
    return server.send(request);
  }

  private static HttpResponse<String> as(String token, String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Bearer " + token));
    return ask(method, path, body, all.toArray(String[]::new));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String idea(String title) {
    return """
        {"title": "%s", "text": "Vi vill laga cyklar med ungdomar på en gård.",
         "sender": {"name": "Åsa", "sector": "business", "organisation": "Cykelköket Ö", "email": "asa@cykel.example"}}""".formatted(title);
  }

  private static long cases(String title) {
    return server.graph().read("MATCH (i:Initiative {title: $title}) RETURN count(i) AS n", Map.of("title", title)).getFirst().get("n").asLong();
  }

  private static String submitted(String title) {
    return json(ask("POST", "/api/v1/initiatives", idea(title))).get("reference").asText();
  }

  private static String mark(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/initiatives?status=received, status", "/api/v1/initiatives?year=x, year", "/api/v1/initiatives?limit=51, limit", "/api/v1/initiatives?theme=finns-inte, theme",
      "/api/v1/organisations?sector=x, sector", "/api/v1/organisations?after=x, after", "/api/v1/organisations?after=WyIxIl0, after", "/api/v1/alliances?after=bnVsbA, after",
      "/api/v1/cases?which=x, which", "/api/v1/cases?after=WyJhIiwiYiIsImMiXQ, after", "/api/v1/gaps?page=0, page"})
  void an_address_that_does_not_fit_the_contract_is_refused_by_name(String path, String field) {
    HttpResponse<String> answer = as(coordinator, "GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(json(answer).at("/errors/0/message").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{\"do\": \"dance\"} | do", "{} | do", "{\"do\": \"change\", \"achieved\": \"yes\"} | achieved", "{\"do\": \"extend\", \"until\": \"soon\"} | until",
      "{\"do\": \"assign\", \"forvaltning\": 5} | forvaltning", "{\"do\": \"assign\", \"why\": \"x\"} | why", "[] | ''"})
  void a_body_that_does_not_fit_the_contract_is_refused_by_name(String body, String field) {
    HttpResponse<String> answer = as(coordinator, "POST", "/api/v1/cases/MM-1999-0001/acts", body, "If-Match", "\"0\"");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void the_same_key_gives_the_first_answer_again_and_makes_one_case() {
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = ask("POST", "/api/v1/initiatives", idea("Nyckel ett"), "Idempotency-Key", key);
    HttpResponse<String> again = ask("POST", "/api/v1/initiatives", idea("Nyckel ett"), "Idempotency-Key", key);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    assertThat(cases("Nyckel ett")).isEqualTo(1);
  }

  @Test
  void the_same_key_for_something_else_is_an_error() {
    String key = UUID.randomUUID().toString();
    ask("POST", "/api/v1/initiatives", idea("Nyckel två"), "Idempotency-Key", key);
    HttpResponse<String> other = ask("POST", "/api/v1/initiatives", idea("Nyckel tre"), "Idempotency-Key", key);
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(json(other).get("type").asText()).endsWith("/repeated");
    assertThat(cases("Nyckel tre")).isZero();
  }

  @Test
  void a_request_that_was_refused_keeps_no_key() {
    String key = UUID.randomUUID().toString();
    // Refused by what it reads, and by what it does.
    assertThat(ask("POST", "/api/v1/initiatives", idea(""), "Idempotency-Key", key).statusCode()).isEqualTo(400);
    assertThat(ask("POST", "/api/v1/initiatives", idea("Nyckel fyra").replace("asa@", "asa"), "Idempotency-Key", key).statusCode()).isEqualTo(400);
    assertThat(ask("POST", "/api/v1/initiatives", idea("Nyckel fyra"), "Idempotency-Key", key).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b"})
  void what_can_be_no_key_is_refused(String key) {
    HttpResponse<String> answer = ask("POST", "/api/v1/initiatives", idea("Nyckel fem"), "Idempotency-Key", key);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Idempotency-Key");
    assertThat(cases("Nyckel fem")).isZero();
  }

  @Test
  void a_key_has_255_characters_at_most() {
    assertThat(ask("POST", "/api/v1/initiatives", idea("Nyckel lång"), "Idempotency-Key", "k".repeat(255)).statusCode()).isEqualTo(201);
    assertThat(ask("POST", "/api/v1/initiatives", idea("Nyckel lång"), "Idempotency-Key", "k".repeat(256)).statusCode()).isEqualTo(400);
  }

  @Test
  void many_at_once_with_one_key_make_one_case() {
    String key = UUID.randomUUID().toString();
    List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 12)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask("POST", "/api/v1/initiatives", idea("Nyckel sex"), "Idempotency-Key", key))).toList();
    assertThat(all.stream().map(CompletableFuture::join).map(HttpResponse::body).distinct()).hasSize(1);
    assertThat(cases("Nyckel sex")).isEqualTo(1);
  }

  @Test
  void who_died_between_commit_and_answer_finds_what_was_made() {
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = ask("POST", "/api/v1/initiatives", idea("Nyckel sju"), "Idempotency-Key", key);
    // As a kill leaves it: the key and the case are there, the answer is not.
    String reference = json(first).get("reference").asText();
    server.graph().write("MATCH (k:IdempotencyKey) WHERE k.answer IS NOT NULL WITH k ORDER BY k.at DESC LIMIT 1 REMOVE k.answer", Map.of());
    HttpResponse<String> again = ask("POST", "/api/v1/initiatives", idea("Nyckel sju"), "Idempotency-Key", key);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(json(again).get("reference").asText()).isEqualTo(reference);
    assertThat(json(again).get("statusUrl")).isEqualTo(json(first).get("statusUrl"));
    assertThat(cases("Nyckel sju")).isEqualTo(1);
  }

  @Test
  void an_act_with_a_key_is_done_once_though_its_answer_was_lost() {
    String reference = submitted("Nyckel åtta");
    String path = "/api/v1/cases/" + reference;
    String mark = mark(as(coordinator, "GET", path, ""));
    String act = "{\"do\": \"assign\", \"forvaltning\": \"" + OWN + "\"}";
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = as(coordinator, "POST", path + "/acts", act, "If-Match", mark, "Idempotency-Key", key);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    server.graph().write("MATCH (k:IdempotencyKey) WHERE k.answer IS NOT NULL WITH k ORDER BY k.at DESC LIMIT 1 REMOVE k.answer", Map.of());
    HttpResponse<String> again = as(coordinator, "POST", path + "/acts", act, "If-Match", mark, "Idempotency-Key", key);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(json(again).at("/case/version").asInt()).isEqualTo(1);
    assertThat(as(coordinator, "POST", path + "/acts", act, "If-Match", mark, "Idempotency-Key", key).body()).isEqualTo(again.body());
  }

  @Test
  void what_a_reader_has_is_not_sent_again() {
    for (String path : List.of("/api/v1/initiatives", "/api/v1/forvaltningar/" + OWN, "/api/v1/cases", "/api/v1/gaps")) {
      HttpResponse<String> whole = as(coordinator, "GET", path, "");
      HttpResponse<String> held = as(coordinator, "GET", path, "", "If-None-Match", mark(whole));
      assertThat(held.statusCode()).as(path).isEqualTo(304);
      assertThat(held.body()).isEmpty();
      assertThat(as(coordinator, "GET", path, "", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
    assertThat(as(coordinator, "GET", "/api/v1/cases", "").headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void nobody_changes_a_case_that_they_have_not_seen() {
    String path = "/api/v1/cases/" + submitted("Version");
    String mark = mark(as(coordinator, "GET", path, ""));
    String act = "{\"do\": \"change\", \"to\": \"assessed\", \"reason\": \"Vi läser.\"}";
    assertThat(as(coordinator, "POST", path + "/acts", act).statusCode()).isEqualTo(428);
    assertThat(as(coordinator, "POST", path + "/acts", act, "If-Match", "*").statusCode()).isEqualTo(428);
    HttpResponse<String> done = as(coordinator, "POST", path + "/acts", act, "If-Match", mark);
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    HttpResponse<String> late = as(coordinator, "POST", path + "/acts", act, "If-Match", mark);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(json(late).get("type").asText()).endsWith("/changed");
    // The mark of the act's own answer leads on.
    assertThat(as(coordinator, "POST", path + "/acts", "{\"do\": \"change\", \"to\": \"accepted\", \"reason\": \"Ja.\"}", "If-Match", mark(done)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_ceiling_tells_how_much_is_left_and_reads_have_none() {
    HttpResponse<String> made = ask("POST", "/api/v1/initiatives", idea("Tak"));
    assertThat(made.headers().firstValue("RateLimit-Policy")).contains("\"initiative\";q=600;w=600");
    assertThat(made.headers().firstValue("RateLimit").orElse("")).matches("\"initiative\";r=(5\\d\\d|600);t=\\d+");
    assertThat(ask("GET", "/api/v1/initiatives", "").headers().firstValue("RateLimit")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"organisations, id", "initiatives, reference", "cases, reference", "forvaltningar, id", "alliances, id", "themes, id"})
  void a_list_is_walked_to_its_end_without_a_line_twice(String list, String key) {
    List<String> seen = new ArrayList<>();
    JsonNode part;
    String after = "";
    do {
      part = json(as(coordinator, "GET", "/api/v1/" + list + "?limit=7" + (after.isEmpty() ? "" : "&after=" + after), ""));
      StreamSupport.stream(part.get(list).spliterator(), false).forEach(line -> seen.add(line.get(key).asText()));
      after = part.path("next").asText("");
    } while (!after.isEmpty());
    assertThat(seen).doesNotHaveDuplicates().hasSize(part.get("total").asInt());
  }

  @Test
  void a_list_goes_on_where_it_was_though_something_has_come_before() {
    JsonNode first = json(ask("GET", "/api/v1/organisations?limit=3", ""));
    server.app().organisations().save(List.of(se.malmo.meet.organisation.Organisations.checked(new se.malmo.meet.organisation.OrganisationRow("api-a", "Aaa först AB", null, null, "Vi är först.", null, null,
        null, null, null))), "api-test");
    JsonNode second = json(ask("GET", "/api/v1/organisations?limit=3&after=" + first.get("next").asText(), ""));
    Set<String> before = Set.copyOf(first.get("organisations").findValuesAsText("id"));
    assertThat(second.get("organisations").findValuesAsText("id")).doesNotContainAnyElementsOf(before);
    server.graph().write("MATCH (o:Organisation {source: 'api-test'}) DETACH DELETE o", Map.of());
  }

  @Test
  void page_numbers_work_still_and_lead_to_the_same() {
    JsonNode numbered = json(as(coordinator, "GET", "/api/v1/vocabulary/competences?limit=5&page=2", ""));
    JsonNode first = json(as(coordinator, "GET", "/api/v1/vocabulary/competences?limit=5", ""));
    JsonNode second = json(as(coordinator, "GET", "/api/v1/vocabulary/competences?limit=5&after=" + first.get("next").asText(), ""));
    assertThat(second.get("competences")).isEqualTo(numbered.get("competences"));
    assertThat(second.get("page").asInt()).isEqualTo(2);
  }

  @Test
  void the_public_sees_no_case_that_is_not_public() {
    String reference = submitted("Dold");
    assertThat(ask("GET", "/api/v1/initiatives/" + reference, "").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "/api/v1/initiatives?q=Dold", "").body()).doesNotContain(reference);
    assertThat(ask("GET", "/api/v1/cases/" + reference, "").statusCode()).isEqualTo(401);
  }

  @Test
  void an_ambassador_sees_and_does_what_the_pages_let_them() {
    String reference = submitted("Räckvidd");
    String path = "/api/v1/cases/" + reference;
    server.graph().write("MATCH (i:Initiative {reference: $reference}) SET i.proposed = []", Map.of("reference", reference));
    String own = server.app().tokens().make(new Caller(Role.AMBASSADOR, Optional.of(OWN)));
    String other = server.app().tokens().make(new Caller(Role.AMBASSADOR, Optional.of("miljoforvaltningen")));
    String mark = mark(as(coordinator, "GET", path, ""));
    as(coordinator, "POST", path + "/acts", "{\"do\": \"assign\", \"forvaltning\": \"" + OWN + "\"}", "If-Match", mark);
    assertThat(as(own, "GET", path, "").statusCode()).isEqualTo(200);
    for (String sub : List.of("", "/notes", "/invitations", "/candidates")) assertThat(as(other, "GET", path + sub, "").statusCode()).as(sub).isEqualTo(404);
    assertThat(as(other, "POST", path + "/acts", "{\"do\": \"change\", \"to\": \"declined\", \"reason\": \"x\", \"onward\": \"y\"}", "If-Match", "\"1\"").statusCode()).isEqualTo(404);
    assertThat(as(other, "POST", path + "/notes", "{\"text\": \"x\"}").statusCode()).isEqualTo(404);
    HttpResponse<String> away = as(own, "POST", path + "/acts", "{\"do\": \"not-ours\", \"from\": \"" + OWN + "\", \"to\": \"miljoforvaltningen\", \"reason\": \"Inte vår.\"}", "If-Match",
        mark(as(own, "GET", path, "")));
    assertThat(away.statusCode()).as(away.body()).isEqualTo(200);
    assertThat(json(away).has("case")).isFalse();
    assertThat(as(other, "GET", path, "").statusCode()).isEqualTo(200);
  }

  @Test
  void a_note_with_a_key_is_noted_once() {
    String path = "/api/v1/cases/" + submitted("Anteckning") + "/notes";
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 3; i++) assertThat(as(coordinator, "POST", path, "{\"text\": \"Ring i morgon.\"}", "Idempotency-Key", key).statusCode()).isEqualTo(201);
    assertThat(json(as(coordinator, "GET", path, "")).get("notes")).hasSize(1);
  }

  @Test
  void a_token_to_read_with_changes_nothing() {
    String reader = server.app().tokens().make(new Caller(Role.COORDINATOR, Optional.empty()).reading());
    String path = "/api/v1/cases/" + submitted("Omfattning");
    assertThat(as(reader, "GET", path, "").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = as(reader, "POST", path + "/notes", "{\"text\": \"x\"}");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).get("type").asText()).endsWith("/scope");
    assertThat(json(refused).get("detail").asText()).contains("“read”", "“write”");
    assertThat(json(as(coordinator, "GET", path + "/notes", "")).get("notes")).isEmpty();
  }

  @Test
  void a_member_s_program_reads_and_writes_the_profile_by_its_version() {
    String member = server.app().tokens().makeFor("acc-demo-member@meet.example", false).orElseThrow();
    JsonNode own = json(as(member, "GET", "/api/v1/profiles", "")).get("profiles").get(0);
    String path = "/api/v1/profiles/" + own.get("id").asText();
    HttpResponse<String> read = as(member, "GET", path, "");
    String fields = "{\"name\": %s, \"description\": %s, \"offers\": %s}".formatted(own.get("name"), own.get("description"), own.get("offers"));
    assertThat(as(member, "PUT", path, fields).statusCode()).isEqualTo(428);
    HttpResponse<String> kept = as(member, "PUT", path, fields, "If-Match", mark(read));
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
    assertThat(as(member, "PUT", path, fields, "If-Match", mark(read)).statusCode()).isEqualTo(412);
    String another = json(ask("GET", "/api/v1/organisations", "")).get("organisations").findValuesAsText("id").stream().filter(id -> !id.equals(own.get("id").asText())).findFirst().orElseThrow();
    assertThat(as(member, "GET", "/api/v1/profiles/" + another, "").statusCode()).isEqualTo(404);
    assertThat(as(coordinator, "GET", path, "").statusCode()).isEqualTo(403);
  }

  @Test
  void a_criterion_is_judged_once_by_each_and_the_later_judgement_stands() {
    String path = "/api/v1/cases/" + submitted("Bedömd") + "/criteria";
    JsonNode before = json(as(coordinator, "GET", path, "")).get("criteria");
    assertThat(before.findValuesAsText("criterion")).containsExactly("collaboration", "social", "growth", "mandate", "commitment");
    for (int value = 1; value <= 2; value++) {
      HttpResponse<String> judged = as(coordinator, "PUT", path + "/social", "{\"value\": %d, \"comment\": \"Bra för grannarna.\"}".formatted(value));
      assertThat(judged.statusCode()).as(judged.body()).isEqualTo(200);
    }
    JsonNode social = json(as(coordinator, "GET", path, "")).at("/criteria/1");
    assertThat(social.get("scores")).hasSize(1);
    assertThat(social.at("/scores/0/value").asInt()).isEqualTo(2);
    assertThat(as(coordinator, "PUT", path + "/social", "{\"value\": 4}").statusCode()).isEqualTo(400);
    assertThat(as(coordinator, "PUT", path + "/fame", "{\"value\": 1}").statusCode()).isIn(400, 404);
    assertThat(json(as(coordinator, "GET", path, "")).at("/criteria/1/scores/0/value").asInt()).isEqualTo(2);
  }

  @Test
  void a_tie_is_told_of_by_a_member_and_answered_by_the_forvaltning() {
    String member = server.app().tokens().makeFor("acc-demo-member@meet.example", false).orElseThrow();
    String path = "/api/v1/profiles/" + json(as(member, "GET", "/api/v1/profiles", "")).at("/profiles/0/id").asText() + "/ties";
    assertThat(as(member, "POST", path, "{\"tiedTo\": \"Finns Inte AB\", \"tiedHow\": \"cooperates\", \"tiedNote\": \"x\"}").statusCode()).isEqualTo(400);
    HttpResponse<String> told = as(member, "POST", path, "{\"tiedTo\": \"%s\", \"tiedHow\": \"cooperates\", \"tiedNote\": \"Konst i skyltfönster.\"}".formatted(OWN));
    assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
    assertThat(json(told).get("state").asText()).isEqualTo("open");
    assertThat(json(told).get("waitsForYou").asBoolean()).isFalse();
    String tie = json(told).get("id").asText();
    String theirs = "/api/v1/forvaltningar/" + OWN + "/ties";
    String own = server.app().tokens().make(new Caller(Role.AMBASSADOR, Optional.of(OWN)));
    String other = server.app().tokens().make(new Caller(Role.AMBASSADOR, Optional.of("miljoforvaltningen")));
    assertThat(json(as(own, "GET", theirs, "")).get("ties").get(0).get("waitsForYou").asBoolean()).isTrue();
    assertThat(as(other, "GET", theirs, "").statusCode()).as("another förvaltning's").isEqualTo(404);
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> confirmed = as(own, "POST", theirs + "/" + tie + "/confirm", "");
      assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
      assertThat(json(confirmed).get("state").asText()).isEqualTo("confirmed");
    }
    assertThat(json(as(member, "GET", path, "")).findValuesAsText("state")).contains("confirmed");
    assertThat(json(as(member, "POST", path + "/" + tie + "/refuse", "")).get("state").asText()).isEqualTo("withdrawn");
    assertThat(as(member, "POST", path + "/tie-none/confirm", "").statusCode()).isEqualTo(404);
  }

  @Test
  void a_member_s_program_asks_another_person_and_takes_it_back() {
    String member = server.app().tokens().makeFor("acc-demo-member@meet.example", false).orElseThrow();
    String path = "/api/v1/profiles/" + json(as(member, "GET", "/api/v1/profiles", "")).at("/profiles/0/id").asText() + "/people";
    JsonNode people = json(as(member, "GET", path, "")).get("people");
    assertThat(people.findValuesAsText("you")).contains("true");
    String asking = "{\"name\": \"Åsa Ny\", \"email\": \"asa.ny@meet.example\"%s}";
    assertThat(json(as(member, "POST", path, asking.formatted(", \"takesOver\": true"))).at("/errors/0/field").asText()).isEqualTo("then");
    HttpResponse<String> asked = as(member, "POST", path, asking.formatted(""));
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
    String invite = StreamSupport.stream(json(asked).get("asked").spliterator(), false).filter(one -> one.get("name").asText().equals("Åsa Ny")).findFirst().orElseThrow().get("id").asText();
    assertThat(as(member, "DELETE", path + "/asked/" + invite, "").statusCode()).isEqualTo(204);
    assertThat(json(as(member, "GET", path, "")).get("asked").findValuesAsText("id")).doesNotContain(invite);
    String self = people.get(0).get("account").asText();
    assertThat(as(member, "POST", path + "/" + self + "/contact", "").statusCode()).isEqualTo(200);
    assertThat(as(member, "POST", path + "/acc-none/contact", "").statusCode()).isEqualTo(404);
    if (people.size() == 1) assertThat(as(member, "DELETE", path + "/" + self, "").statusCode()).as("the last one stays").isEqualTo(409);
  }

  @Test
  void a_token_in_a_person_s_name_is_good_for_as_long_as_the_account() {
    assertThat(server.app().tokens().makeFor("ingen@meet.example", false)).isEmpty();
    String ambassador = server.app().tokens().makeFor("acc-demo-ambassador-" + OWN + "@meet.example", false).orElseThrow();
    HttpResponse<String> away = as(ambassador, "PUT", "/api/v1/absence", "{\"from\": \"2099-01-05\", \"until\": \"2099-01-09\"}");
    assertThat(away.statusCode()).as(away.body()).isEqualTo(200);
    assertThat(json(as(ambassador, "GET", "/api/v1/absence", "")).get("until").asText()).isEqualTo("2099-01-09");
    assertThat(json(as(ambassador, "DELETE", "/api/v1/absence", "")).has("until")).isFalse();
    assertThat(as(coordinator, "GET", "/api/v1/absence", "").statusCode()).isEqualTo(404);
  }

  @Test
  void what_a_sender_takes_back_is_taken_back_once() {
    String url = json(ask("POST", "/api/v1/initiatives", idea("Ångrad"))).get("statusUrl").asText();
    String path = "/api/v1/submissions/" + url.substring(url.lastIndexOf('/') + 1);
    assertThat(json(ask("GET", path, "")).get("canBeTakenBack").asBoolean()).isTrue();
    for (int i = 0; i < 2; i++) assertThat(json(ask("POST", path + "/withdraw", "")).get("status").asText()).isEqualTo("withdrawn");
    assertThat(ask("GET", "/api/v1/submissions/" + "0".repeat(32), "").statusCode()).isEqualTo(404);
  }
}
