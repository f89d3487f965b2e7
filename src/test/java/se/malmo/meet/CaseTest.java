package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** A case from the form to the status page: what is kept, what is shown, to whom. */
class CaseTest {
  private static final String IDEA = "Vi bakar för mycket bröd och vill dela det med skolor i Fosie.";
  private static final String SECRET_WORDS = "zqsurdeg hemlig receptur";
  private static final Pattern RECORD = Pattern.compile("<dl class=\"record\">.*?</dl>", Pattern.DOTALL);
  private static final Pattern DIARY = Pattern.compile("<p class=\"diary\" lang=\"sv\">(.*?)</p>", Pattern.DOTALL);
  private static final Pattern HIDDEN_FILE = Pattern.compile("name=\"attachment\" value=\"([0-9a-f]{32})\"");
  private static TestServer server;
  private Visitor visitor;

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
  }

  private static Map<String, String> good() {
    return new HashMap<>(Map.of("text", IDEA, "title", "Bröd över", "name", "Åsa Öberg", "organisation", "Ugnen AB", "kind", "trade-body", "email", "asa@ugnen.example"));
  }

  private static Map<String, String> good(String field, String value) {
    Map<String, String> fields = good();
    fields.put(field, value);
    return fields;
  }

  private String sent(Map<String, String> fields) {
    visitor.post("/initiativ/avsandare", Map.of("text", fields.get("text")));
    HttpResponse<String> answer = visitor.post("/initiativ", fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void every_kind_of_sender_can_send_and_a_private_person_is_shown_the_right_way_with_the_text_kept() {
    for (String kind : List.of("business", "trade-body", "city-unit", "authority", "academia", "civil-society")) {
      Map<String, String> fields = good("kind", kind);
      fields.put("text", IDEA + " " + kind);
      assertThat(visitor.get(sent(fields)).statusCode()).as(kind).isEqualTo(200);
    }
    long before = count("MATCH (i:Initiative) RETURN count(i) AS n");
    HttpResponse<String> answer = visitor.post("/initiativ", good("kind", "private"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("https://malmo.se/initiativet", IDEA, "value=\"Ugnen AB\"").doesNotContain("id=\"faults\"");
    assertThat(count("MATCH (i:Initiative) RETURN count(i) AS n")).isEqualTo(before);
  }

  @Test
  void what_is_shown_before_sending_is_the_later_record() {
    Map<String, String> fields = good("confidential", SECRET_WORDS);
    fields.putAll(Map.of("ground", "trade-secret", "form", "Pilot & test", "mandate", "unsure", "text", IDEA + " Vi har receptet kvar."));
    String preview = visitor.post("/initiativ/avsandare", fields).body();
    String status = visitor.get(sent(fields)).body();

    assertThat(found(RECORD, status)).isEqualTo(found(RECORD, preview)).contains("Pilot &amp; test", "Vet inte", "OSL 31 kap. 16 §", "Branschorganisation");
    String reference = server.graph().read("MATCH (i:Initiative) RETURN i.reference AS r ORDER BY i.date DESC LIMIT 1", Map.of()).getFirst().get("r").asString();
    assertThat(found(DIARY, status)).isEqualTo(found(DIARY, preview).replaceFirst("MM-\\d{4}-…", reference))
        .contains("Ugnen AB", "Bröd över", "sekretessbelagda");
  }

  @Test
  void confidential_details_are_nowhere_but_with_those_who_handle_the_case() throws Exception {
    Map<String, String> fields = good("confidential", SECRET_WORDS);
    fields.putAll(Map.of("ground", "security", "text", IDEA + " Det är hemligt."));
    String address = sent(fields);
    String reference = server.graph().read("MATCH (i:Initiative) WHERE i.text ENDS WITH 'hemligt.' RETURN i.reference AS r", Map.of()).getFirst().get("r").asString();
    server.graph().write("MATCH (i:Initiative {reference: $r}) SET i.published = true, i.status = 'running'", Map.of("r", reference));

    assertThat(count("""
        MATCH (n) WHERE NOT n:Confidential AND any(key IN keys(n) WHERE key <> 'content' AND (toStringOrNull(n[key]) CONTAINS 'zqsurdeg'
          OR valueType(n[key]) STARTS WITH 'LIST' AND any(one IN n[key] WHERE toStringOrNull(one) CONTAINS 'zqsurdeg')))
        RETURN count(n) AS n""")).isZero();
    assertThat(count("MATCH (c:Confidential)--() RETURN count(c) AS n")).isZero();
    for (String path : List.of(address, "/initiativ/" + reference, "/initiativ", "/ordlista")) {
      assertThat(visitor.get(path).body()).as(path).doesNotContain("zqsurdeg");
    }
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"Vi har en hemlig receptur och bakar för mycket bröd i Fosie.\"}").body()).doesNotContain("zqsurdeg");

    String path = "/api/v1/cases/" + reference;
    JsonNode read = new ObjectMapper().readTree(as(Role.COORDINATOR, Optional.empty(), path).body());
    assertThat(read.at("/confidential/details").asText()).isEqualTo(SECRET_WORDS);
    assertThat(read.at("/confidential/ground").asText()).isEqualTo("security");
    assertThat(read.at("/sender/kind").asText()).isEqualTo("trade-body");
    assertThat(as(Role.INTEGRATOR, Optional.empty(), path).statusCode()).isEqualTo(403);
    assertThat(as(Role.AMBASSADOR, Optional.of("kulturforvaltningen"), path).statusCode()).isEqualTo(404);
    server.graph().write("MATCH (i:Initiative {reference: $r}), (f:Forvaltning {id: 'kulturforvaltningen'}) MERGE (i)-[:ROUTED_TO]->(f)", Map.of("r", reference));
    assertThat(as(Role.AMBASSADOR, Optional.of("kulturforvaltningen"), path).statusCode()).isEqualTo(200);
    assertThat(as(Role.AMBASSADOR, Optional.of("miljoforvaltningen"), path).statusCode()).isEqualTo(404);

    // Who has read them is told by role; who may not has read nothing.
    assertThat(server.graph().read("MATCH (e:Event {type: 'case.confidential-read', subject: $r}) RETURN e.by AS by ORDER BY e.sequence", Map.of("r", reference)).stream()
        .map(row -> row.get("by").asString())).containsExactly("coordinator", "ambassador");
    for (String page : List.of(address, address.replace("/arende/", "/en/case/"), "/initiativ/" + reference)) {
      assertThat(visitor.get(page).body()).as(page).doesNotContain("confidential-read");
    }
  }

  @Test
  void a_case_without_confidential_details_is_read_without_a_mark_in_the_log() {
    long before = count("MATCH (e:Event {type: 'case.confidential-read'}) RETURN count(e) AS n");
    Map<String, String> fields = good("text", IDEA + " Inget att dölja.");
    sent(fields);
    String reference = server.graph().read("MATCH (i:Initiative) WHERE i.text ENDS WITH 'att dölja.' RETURN i.reference AS r", Map.of()).getFirst().get("r").asString();
    assertThat(as(Role.COORDINATOR, Optional.empty(), "/api/v1/cases/" + reference).statusCode()).isEqualTo(200);
    assertThat(count("MATCH (e:Event {type: 'case.confidential-read'}) RETURN count(e) AS n")).isEqualTo(before);
  }

  @Test
  void who_goes_back_to_the_suggestions_and_on_again_without_scripts_loses_nothing() {
    Map<String, String> fields = good("confidential", SECRET_WORDS);
    fields.putAll(Map.of("ground", "trade-secret", "form", "Pilot \"ett\"", "mandate", "unsure", "text", IDEA + " Fram och tillbaka."));
    visitor.post("/initiativ/avsandare", Map.of("text", fields.get("text")));
    String key = HIDDEN_FILE.matcher(visitor.postFiles("/initiativ/avsandare", fields, Map.of("plan.txt", "Plan".getBytes(StandardCharsets.UTF_8))).body()).results().findFirst().orElseThrow().group(1);
    fields.put("attachment", key);
    String start = visitor.post("/forslag", fields).body();
    assertThat(start).contains("och filerna, följer med", fields.get("text") + "</textarea>");
    Map<String, String> carried = new HashMap<>(Map.of("text", fields.get("text")));
    for (String name : List.of("name", "organisation", "kind", "email", "title", "form", "mandate", "confidential", "ground", "attachment")) {
      Matcher field = Pattern.compile("<input type=\"hidden\" name=\"" + name + "\" value=\"([^\"]*)\">").matcher(start);
      assertThat(field.find()).as(name).isTrue();
      carried.put(name, field.group(1).replace("&#34;", "\""));
    }
    assertThat(carried).isEqualTo(fields);
    assertThat(visitor.post("/initiativ/avsandare", carried).body()).contains("value=\"Åsa Öberg\"", "value=\"asa@ugnen.example\"", "plan.txt", "value=\"" + key + "\"",
        SECRET_WORDS + "</textarea>", "value=\"trade-body\" id=\"kind-trade-body\" checked", "value=\"Bröd över\"");
  }

  @Test
  void the_start_page_has_one_address_for_search_engines_whatever_form_leads_there() {
    for (String path : List.of("/", "/forslag", "/initiativ/avsandare", "/utkast")) assertThat(visitor.get(path).body()).as(path).contains("rel=\"canonical\" href=\"" + server.url("/") + "\"");
    for (String path : List.of("/en/suggestions", "/en/initiatives/sender")) assertThat(visitor.get(path).body()).as(path).contains("rel=\"canonical\" href=\"" + server.url("/en/") + "\"");
  }

  @Test
  void a_program_can_hand_in_all_that_a_person_can() throws Exception {
    String submission = """
        {"title": "Bröd", "text": "Vi bakar för mycket bröd, säger programmet.", "form": "Pilot", "mandate": "no", "without": ["bröd"], "with": ["matsvinn"],
         "sender": {"name": "Åsa", "sector": "business", "kind": "trade-body", "organisation": "Ugnen", "email": "asa@ugnen.example"},
         "confidential": {"details": "zqprogram", "ground": "person"}}""";
    String reference = new ObjectMapper().readTree(server.post("/api/v1/initiatives", submission).body()).get("reference").asText();
    JsonNode read = new ObjectMapper().readTree(as(Role.COORDINATOR, Optional.empty(), "/api/v1/cases/" + reference).body());
    assertThat(read.at("/sender/kind").asText()).isEqualTo("trade-body");
    assertThat(read.at("/mandate").asText()).isEqualTo("no");
    assertThat(read.at("/confidential/details").asText()).isEqualTo("zqprogram");

    HttpResponse<String> wrong = server.post("/api/v1/initiatives", submission.replace("trade-body", "academia").replace("\"person\"", "\"x\"").replace("[\"matsvinn\"]", "[\"zq\"]"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("sender.kind", "confidential.ground", "with.0").doesNotContain("zqprogram");
  }

  @Test
  void details_without_a_ground_ask_for_one_and_nothing_typed_is_lost() {
    HttpResponse<String> answer = visitor.post("/initiativ", good("confidential", SECRET_WORDS));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("href=\"#ground\"", SECRET_WORDS, "<title>Att rätta: ", "<details class=\"more\" open>");
  }

  @Test
  void two_tabs_with_the_same_text_make_one_case_and_a_changed_form_is_not_lost_in_it() {
    Map<String, String> fields = good("text", IDEA + " I två flikar.");
    String first = sent(fields);
    assertThat(sent(fields)).isEqualTo(first);

    visitor.post("/initiativ/avsandare", Map.of("text", fields.get("text")));
    HttpResponse<String> changed = visitor.post("/initiativ", new HashMap<>(fields) {{ put("title", "Mer bröd över"); }});
    assertThat(changed.statusCode()).isEqualTo(409);
    assertThat(changed.body()).contains("redan inskickad", "MM-", "value=\"Mer bröd över\"");
    HttpResponse<String> again = visitor.post("/initiativ", new HashMap<>(fields) {{ put("title", "Mer bröd över"); }});
    assertThat(again.statusCode()).isEqualTo(303);
    assertThat(again.headers().firstValue("Location").orElseThrow()).isNotEqualTo(first);
  }

  @Test
  void the_same_words_from_the_same_address_make_no_second_case_by_another_form() {
    Map<String, String> fields = good("text", IDEA + " Två gånger.");
    String first = visitor.get(sent(fields)).body();
    Matcher reference = Pattern.compile("MM-\\d{4}-\\d{4}").matcher(first);
    assertThat(reference.find()).isTrue();

    visitor = new Visitor(server);
    visitor.post("/initiativ/avsandare", Map.of("text", fields.get("text")));
    HttpResponse<String> twin = visitor.post("/initiativ", fields);
    assertThat(twin.statusCode()).isEqualTo(409);
    assertThat(twin.body()).contains("har ni redan skickat in (" + reference.group() + ")", "Två gånger.</textarea>", "value=\"Åsa Öberg\"");
    assertThat(visitor.post("/initiativ", fields).statusCode()).as("pressed again").isEqualTo(409);
    assertThat(server.graph().read("MATCH (i:Initiative) WHERE i.text ENDS WITH 'Två gånger.' RETURN count(i) AS n", Map.of()).getFirst().get("n").asInt()).isEqualTo(1);
    Map<String, String> other = new HashMap<>(fields);
    other.put("email", "bo@ugnen.example");
    assertThat(visitor.post("/initiativ", other).statusCode()).as("from somebody else").isEqualTo(303);
  }

  @Test
  void what_was_taken_from_and_added_to_the_keywords_goes_with_the_case() {
    Map<String, String> fields = good("text", IDEA + " Med andra ord.");
    fields.putAll(Map.of("with", "matsvinn", "without", "bröd"));
    String step = visitor.post("/initiativ/avsandare", fields).body();
    assertThat(step).contains("name=\"without\" value=\"bröd\"", "name=\"with\"");
    sent(fields);
    assertThat(count("MATCH (i:Initiative) WHERE i.text ENDS WITH 'andra ord.' AND i.keywordsWithout = ['bröd'] AND size(i.keywordsWith) = 1 RETURN count(i) AS n")).isEqualTo(1);
    assertThat(count("MATCH (i:Initiative)-[:MENTIONS]->(:Keyword)-[:DENOTES]->(c:Competence {id: 'matsvinn'}) WHERE i.text ENDS WITH 'andra ord.' RETURN count(DISTINCT i) AS n")).isEqualTo(1);
    assertThat(count("MATCH (i:Initiative)-[:MENTIONS]->(k:Keyword {lemma: 'bröd'}) WHERE i.text ENDS WITH 'andra ord.' RETURN count(k) AS n")).isZero();
  }

  @Test
  void the_receipt_tells_the_date_how_it_was_counted_and_gives_it_to_the_calendar() throws Exception {
    String address = path(sent(good("text", IDEA + " Till kalendern.")));
    server.graph().write("MATCH (i:Initiative) WHERE i.text ENDS WITH 'kalendern.' SET i.date = datetime('2026-03-13T11:00:00Z'), i.answerBy = date('2026-04-07'), i.title = $title",
        Map.of("title", "Bröd, smör; och\nost \\ ".repeat(9)));
    assertThat(visitor.get(address).body()).contains("Idén kom in fredag 13 mars 2026. Tre veckor senare är fredag 3 april 2026.",
        "långfredagen, lördag, påskdagen och annandag påsk", "nästa arbetsdag, tisdag 7 april 2026");
    assertThat(visitor.get(address.replace("/arende/", "/en/case/")).body()).contains("Good Friday, Saturday, Easter Sunday and Easter Monday", "Tuesday 7 April 2026");

    HttpResponse<String> file = visitor.get(address + "/svar.ics");
    assertThat(file.headers().firstValue("Content-Type")).contains("text/calendar; charset=utf-8");
    assertThat(file.body().lines()).allSatisfy(line -> assertThat(line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
    Calendar calendar = new CalendarBuilder().build(new StringReader(file.body()));
    calendar.validate();
    String event = calendar.getComponents().getFirst().toString();
    assertThat(event).contains("DTSTART;VALUE=DATE:20260407", "DTEND;VALUE=DATE:20260408", "Svar från Malmö stad").doesNotContain(address.substring(8));
    assertThat(visitor.get("/en/case/" + address.substring(8) + "/answer.ics").body()).contains("Answer from the City of");
    assertThat(visitor.get("/arende/" + "0".repeat(32) + "/svar.ics").statusCode()).isEqualTo(404);
  }

  @Test
  void a_sender_takes_an_idea_back_once_and_only_before_somebody_works_with_it() {
    String address = path(sent(good("text", IDEA + " Nej, förresten.")));
    for (int i = 0; i < 2; i++) {
      visitor.get(address);
      assertThat(visitor.post(address + "/ta-tillbaka", Map.of()).statusCode()).isEqualTo(303);
    }
    assertThat(visitor.get(address).body()).contains("Återtaget", "Ni tog tillbaka idén.").doesNotContain("/ta-tillbaka");
    assertThat(count("MATCH (e:Event {type: 'initiative.withdrawn'})<--() RETURN count(e) AS n") + count("""
        MATCH (i:Initiative) WHERE i.text ENDS WITH 'förresten.' MATCH (e:Event {subject: i.id, type: 'initiative.withdrawn'}) RETURN count(e) AS n""")).isEqualTo(1);

    String running = path(sent(good("text", IDEA + " Den pågår.")));
    server.graph().write("MATCH (i:Initiative) WHERE i.text ENDS WITH 'pågår.' SET i.status = 'running'", Map.of());
    visitor.get(running);
    visitor.post(running + "/ta-tillbaka", Map.of());
    assertThat(count("MATCH (i:Initiative {status: 'running'}) WHERE i.text ENDS WITH 'pågår.' RETURN count(i) AS n")).isEqualTo(1);
    assertThat(new Visitor(server).postAsIs(running + "/ta-tillbaka", Map.of(), Map.of()).statusCode()).isEqualTo(403);
  }

  @Test
  void an_address_that_went_astray_is_changed_and_the_old_one_is_good_for_nothing() {
    String old = path(sent(good("text", IDEA + " På villovägar.")));
    visitor.get(old);
    String renewed = visitor.post(old + "/ny-adress", Map.of()).headers().firstValue("Location").orElseThrow();
    assertThat(renewed).isNotEqualTo(old);
    assertThat(visitor.get(renewed).body()).contains("På villovägar.");
    for (String gone : List.of(old, old + "/svar.ics", old + "/handelser")) assertThat(visitor.get(gone).statusCode()).as(gone).isEqualTo(404);
    HttpResponse<String> answer = visitor.get(renewed);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(count("MATCH (i:Initiative {secretHash: $s}) RETURN count(i) AS n".replace("$s", "'" + renewed.substring(8) + "'"))).isZero();
  }

  private static String path(String location) {
    return location.substring(0, location.indexOf('?'));
  }

  private static HttpResponse<String> as(Role role, Optional<String> forvaltning, String path) {
    String token = server.app().tokens().make(new Caller(role, forvaltning));
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Authorization", "Bearer " + token));
  }

  private static String found(Pattern pattern, String body) {
    return pattern.matcher(body).results().findFirst().orElseThrow(() -> new AssertionError(body)).group();
  }

  private static long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }
}
