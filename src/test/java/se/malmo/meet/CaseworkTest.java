package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.identity.Account;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Role;

/** A case from the form to its outcome, through those who answer. */
class CaseworkTest {
  private static final String SERVICE = "serviceforvaltningen";
  private static final String ENVIRONMENT = "miljoforvaltningen";
  private static final String CULTURE = "kulturforvaltningen";
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");
  private static TestServer server;
  private static int number;
  private Visitor sender;
  private Visitor coordinator;
  private String reference;
  private String statusPage;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void an_idea_comes_in() {
    sender = new Visitor(server);
    sender.get("/");
    String text = "Vi bakar för mycket bröd och vill dela det med skolornas kök i Fosie. Det är idé nummer " + ++number + ".";
    sender.post("/initiativ/avsandare", Map.of("text", text));
    HttpResponse<String> sent = sender.post("/initiativ", Map.of("text", text, "title", "Bröd över " + number, "name", "Åsa Öberg", "organisation", "=Ugnen " + number,
        "kind", "business", "email", "asa" + number + "@ugnen.example"));
    statusPage = sent.headers().firstValue("Location").orElseThrow().replaceFirst("\\?.*", "");
    reference = server.graph().read("MATCH (i:Initiative {title: $t}) RETURN i.reference AS r", Map.of("t", "Bröd över " + number)).getFirst().get("r").asString();
    coordinator = new Visitor(server).as(Role.COORDINATOR, "");
  }

  private String address() {
    return "/arenden/" + reference;
  }

  /** Opens the form, and sends it filled in. */
  private HttpResponse<String> act(Visitor who, String doing, Map<String, String> fields) {
    HttpResponse<String> form = who.get(address() + "?do=" + doing);
    assertThat(form.statusCode()).isEqualTo(200);
    return send(who, doing, version(form.body()), fields);
  }

  private HttpResponse<String> send(Visitor who, String doing, String version, Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(fields);
    all.putAll(Map.of("do", doing, "version", version));
    return who.post(address(), all);
  }

  private static String version(String page) {
    Matcher found = VERSION.matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private void assign(String forvaltning) {
    assertThat(act(coordinator, "assign", Map.of("forvaltning", forvaltning)).statusCode()).isEqualTo(303);
  }

  private static Visitor ambassador(String forvaltning) {
    return new Visitor(server).as(Role.AMBASSADOR, forvaltning);
  }

  @Test
  void an_idea_goes_through_coordinator_and_ambassadors_to_a_running_project_and_its_outcome() {
    assertThat(coordinator.get("/arenden/ko").body()).contains(reference);
    assign(SERVICE);
    assertThat(coordinator.get("/arenden/ko").body()).doesNotContain(reference);

    Visitor first = ambassador(SERVICE);
    assertThat(first.get("/arenden/ko").body()).contains(reference);
    assertThat(act(first, "not-ours", Map.of("from", SERVICE, "to", ENVIRONMENT, "reason", "Matsvinn ligger hos miljö.")).statusCode()).isEqualTo(303);
    assertThat(first.get("/arenden/ko").body()).doesNotContain(reference);
    assertThat(sender.get(statusPage).body()).contains("flyttades till Miljöförvaltningen", "Matsvinn ligger hos miljö.", "Ambassadören, Serviceförvaltningen").doesNotContain("går inte vidare");

    Visitor second = ambassador(ENVIRONMENT);
    assertThat(second.get("/arenden/ko").body()).contains(reference);
    assertThat(act(second, "change", Map.of("to", "accepted", "reason", "Det här passar.")).statusCode()).isEqualTo(303);
    assertThat(new Visitor(server).get("/initiativ/" + reference).body()).contains("Bröd över " + number, "=Ugnen " + number);
    assertThat(act(second, "change", Map.of("to", "running", "reason", "Nu börjar vi.")).statusCode()).isEqualTo(303);

    HttpResponse<String> unfinished = act(second, "change", Map.of("to", "ended", "reason", "Klart.", "achieved", "no", "outcome", ""));
    assertThat(unfinished.statusCode()).isEqualTo(400);
    assertThat(unfinished.body()).contains("id=\"outcome-fault\"", "id=\"lesson-fault\"", "Klart.");
    assertThat(act(second, "change", Map.of("to", "ended", "reason", "Klart.", "achieved", "no", "outcome", "Två kök var med.", "lesson", "Reda ut hygienen först.")).statusCode()).isEqualTo(303);
    assertThat(new Visitor(server).get("/initiativ/" + reference).body()).contains("Två kök var med.", "Reda ut hygienen först.");
    assertThat(sender.get(statusPage).body()).contains("Det här passar.", "Nu börjar vi.", "Klart.", "Projektet avslutades.");
  }

  @Test
  void a_refusal_needs_a_reason_and_an_onward_way_and_loses_nothing_that_was_typed() {
    assign(SERVICE);
    Visitor who = ambassador(SERVICE);
    HttpResponse<String> refused = act(who, "change", Map.of("to", "declined", "reason", "Staden råder inte över det här."));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("id=\"onward-fault\"", "Staden råder inte över det här.");
    assertThat(sender.get(statusPage).body()).doesNotContain("råder inte");
    assertThat(act(who, "change", Map.of("to", "declined", "reason", "Staden råder inte över det här.", "onward", "Livsmedelsverket, livsmedelsverket.se")).statusCode()).isEqualTo(303);
    assertThat(sender.get(statusPage).body()).contains("Idén går inte vidare här.", "Livsmedelsverket, livsmedelsverket.se");
    assertThat(new Visitor(server).get("/initiativ/" + reference).statusCode()).isEqualTo(404);
  }

  @Test
  void a_ready_text_is_used_where_nothing_is_written() {
    assertThat(act(coordinator, "change", Map.of("to", "assessed", "template", "change.1", "reason", "")).statusCode()).isEqualTo(303);
    assertThat(sender.get(statusPage).body()).contains("Tack för idén. Vi har läst den");
  }

  @Test
  void two_people_on_one_case_never_overwrite_each_other() {
    assign(SERVICE);
    Visitor who = ambassador(SERVICE);
    String seen = version(who.get(address() + "?do=change").body());
    assertThat(act(coordinator, "change", Map.of("to", "assessed", "reason", "Jag läser den nu.")).statusCode()).isEqualTo(303);

    HttpResponse<String> late = send(who, "change", seen, Map.of("to", "accepted", "reason", "En lång text som tog tid att skriva."));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("En lång text som tog tid att skriva.", "Jag läser den nu.", "Koordinatorn (demo)");
    assertThat(sender.get(statusPage).body()).doesNotContain("En lång text");
    // What was typed can be sent again as it stands.
    assertThat(send(who, "change", version(late.body()), Map.of("to", "accepted", "reason", "En lång text som tog tid att skriva.")).statusCode()).isEqualTo(303);
    assertThat(sender.get(statusPage).body()).contains("En lång text");
  }

  @Test
  void who_writes_while_another_ends_the_case_is_told_of_that_and_who_knows_of_it_that_the_state_forbids_it() {
    Map<String, String> typed = Map.of("until", LocalDate.now(Sweden.ZONE).plusDays(40).toString(), "reason", "Vi väntar på svar från skolan.");
    String seen = version(coordinator.get(address() + "?do=extend").body());
    assertThat(act(coordinator, "change", Map.of("to", "declined", "reason", "Inte nu.", "onward", "Fråga Tillväxt Malmö.")).statusCode()).isEqualTo(303);
    HttpResponse<String> late = send(coordinator, "extend", seen, typed);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("Vi väntar på svar från skolan.", "Inte nu.");
    String now = "" + count("MATCH (i:Initiative {reference: $r}) RETURN i.version AS n");
    HttpResponse<String> refused = send(coordinator, "extend", now, typed);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("i det läge som ärendet har", "Vi väntar på svar från skolan.");
  }

  @Test
  void the_same_answer_sent_twice_counts_once() {
    String seen = version(coordinator.get(address() + "?do=change").body());
    Map<String, String> answer = Map.of("to", "assessed", "reason", "Vi läser.");
    assertThat(send(coordinator, "change", seen, answer).statusCode()).isEqualTo(303);
    assertThat(send(coordinator, "change", seen, answer).statusCode()).isEqualTo(409);
    assertThat(count("MATCH (i:Initiative {reference: $r}) MATCH (e:Event {subject: i.id, type: 'initiative.assessed'}) RETURN count(e) AS n")).isEqualTo(1);
  }

  @Test
  void two_moves_bring_a_case_to_the_coordinator() {
    assign(SERVICE);
    act(ambassador(SERVICE), "not-ours", Map.of("from", SERVICE, "to", CULTURE, "reason", "Inte vår."));
    HttpResponse<String> form = ambassador(CULTURE).get(address() + "?do=not-ours");
    assertThat(form.body()).contains("Nu går det till koordinatorn").doesNotContain("name=\"to\"");
    assertThat(act(ambassador(CULTURE), "not-ours", Map.of("from", CULTURE, "to", ENVIRONMENT, "reason", "Inte heller vår.")).statusCode()).isEqualTo(303);
    assertThat(coordinator.get("/arenden/ko").body()).contains(reference);
    assertThat(ambassador("funktionsstodsforvaltningen").get(address()).statusCode()).isEqualTo(404);
    assertThat(ambassador(SERVICE).get("/arenden/ko").body()).as("who has said that it is not theirs is not asked again").doesNotContain(reference);
    assertThat(sender.get(statusPage).body()).contains("Näringslivsavdelningen, som hittar rätt förvaltning");
  }

  @Test
  void others_do_not_see_a_case_and_lower_roles_cannot_act() {
    assign(CULTURE);
    assertThat(ambassador(SERVICE).get(address()).statusCode()).isEqualTo(404);
    Visitor auditor = new Visitor(server).as(Role.AUDITOR, "");
    assertThat(auditor.get(address()).statusCode()).isEqualTo(403);
    assertThat(new Visitor(server).get(address()).statusCode()).isEqualTo(401);
    Visitor culture = ambassador(CULTURE);
    String version = version(culture.get(address() + "?do=change").body());
    assertThat(culture.postAsIs(address(), Map.of("do", "change", "version", version, "to", "accepted", "reason", "Ja."), Map.of()).statusCode()).isEqualTo(403);
    assertThat(act(culture, "assign", Map.of("forvaltning", SERVICE)).statusCode()).as("gives it to another förvaltning").isEqualTo(400);
  }

  @Test
  void an_initiative_speaks_neither_for_itself_nor_for_who_is_in_it() {
    Map<String, Object> own = server.graph().read("MATCH (o:Organisation)-[:PARTICIPATES_IN {role: 'leader'}]->(i:Initiative) WHERE i.published AND i.status = 'accepted' AND i.source = 'demo' "
        + "RETURN i.reference AS reference, i.title AS title, o.name AS name ORDER BY reference LIMIT 1", Map.of()).getFirst().asMap();
    String page = coordinator.get("/arenden/" + own.get("reference")).body();
    String aside = page.substring(page.indexOf("desk-hits"));
    assertThat(aside).contains("side-hit").doesNotContain((String) own.get("title"));
    assertThat(Pattern.compile("<h3><a[^>]*>" + Pattern.quote((String) own.get("name")) + "<").matcher(aside).find()).isFalse();
    assertThat(page.substring(0, page.indexOf("desk-hits"))).contains((String) own.get("name"));
  }

  @Test
  void notes_never_leave_those_who_handle_the_case() {
    assign(SERVICE);
    Visitor who = ambassador(SERVICE);
    who.get(address());
    assertThat(who.post(address(), Map.of("do", "note", "note", "zqintern: ring dem i morgon")).statusCode()).isEqualTo(303);
    assertThat(coordinator.get(address()).body()).contains("zqintern");
    act(who, "change", Map.of("to", "accepted", "reason", "Ja."));
    for (String path : List.of(statusPage, "/initiativ/" + reference, "/flode.atom", "/initiativ")) {
      assertThat(new Visitor(server).get(path).body()).as(path).doesNotContain("zqintern");
    }
    assertThat(ambassador(CULTURE).post(address(), Map.of("do", "note", "note", "x")).statusCode()).isIn(403, 404);
  }

  @Test
  void what_a_sender_wants_to_keep_secret_is_shown_to_who_asks_and_that_is_told_of() {
    server.graph().write("MATCH (i:Initiative {reference: $r}) CREATE (:Confidential {initiative: i.id, details: 'zqhemligt recept', ground: 'unsure'})", Map.of("r", reference));
    assertThat(coordinator.get(address()).body()).contains("?secrets=1").doesNotContain("zqhemligt");
    assertThat(count("MATCH (e:Event {type: 'case.confidential-read', subject: $r}) RETURN count(e) AS n")).isZero();
    assertThat(coordinator.get(address() + "?secrets=1").body()).contains("zqhemligt recept");
    assertThat(count("MATCH (e:Event {type: 'case.confidential-read', subject: $r, by: 'acc-demo-coordinator'}) RETURN count(e) AS n")).isEqualTo(1);
    assertThat(sender.get(statusPage).body()).doesNotContain("zqhemligt");
    assertThat(ambassador("funktionsstodsforvaltningen").get(address() + "?secrets=1").statusCode()).isEqualTo(404);
  }

  @Test
  void points_stand_beside_the_hint_and_each_keeps_their_own() {
    assign(SERVICE);
    Visitor who = ambassador(SERVICE);
    who.get(address());
    assertThat(who.post(address(), Map.of("do", "score", "criterion", "collaboration", "value", "3", "comment", "Tydligt")).statusCode()).isEqualTo(303);
    coordinator.get(address());
    assertThat(coordinator.post(address(), Map.of("do", "score", "criterion", "collaboration", "value", "1", "comment", "")).statusCode()).isEqualTo(303);
    assertThat(coordinator.get(address()).body()).contains("3 – helt", "Tydligt", "Er bedömning: 1 – lite");
    assertThat(who.post(address(), Map.of("do", "score", "criterion", "collaboration", "value", "9")).statusCode()).isEqualTo(400);
  }

  @Test
  void a_tie_to_the_sender_blocks_whoever_has_it() {
    Visitor who = ambassador(SERVICE);
    who.get("/mitt");
    assertThat(who.post("/mitt", Map.of("do", "declare", "organisation", "=Ugnen " + number, "why", "Delägare")).statusCode()).isEqualTo(303);
    HttpResponse<String> refused = act(coordinator, "assign", Map.of("forvaltning", SERVICE, "account", "acc-demo-ambassador-" + SERVICE));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("har band till =Ugnen " + number);
    assign(SERVICE);
    assertThat(who.get(address()).body()).contains("Jäv:").doesNotContain("?do=change");
    assertThat(send(who, "change", "1", Map.of("to", "accepted", "reason", "Ja.")).statusCode()).isEqualTo(400);
    who.get("/mitt");
    who.post("/mitt", Map.of("do", "end", "key", "=ugnen " + number));
    assertThat(who.get(address()).body()).doesNotContain("Jäv:");
  }

  @Test
  void whoever_sent_the_idea_does_not_handle_it() {
    Account account = server.app().staffSide().accounts().make(Role.AMBASSADOR, "Åsa Öberg", Optional.of("ASA" + number + "@ugnen.example"), Set.of(SERVICE), Optional.empty(), "test");
    HttpResponse<String> refused = act(coordinator, "assign", Map.of("forvaltning", SERVICE, "account", account.id()));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("har själv skickat idén");
  }

  @Test
  void who_is_away_gets_nothing_new_and_the_deputy_does() {
    Account deputy = server.app().staffSide().accounts().make(Role.AMBASSADOR, "Vikarie Vik", Optional.empty(), Set.of(CULTURE), Optional.empty(), "test");
    Visitor who = ambassador(CULTURE);
    who.get("/mitt");
    String today = LocalDate.now(Sweden.ZONE).toString();
    assertThat(who.post("/mitt", Map.of("do", "absence", "from", today, "until", LocalDate.now(Sweden.ZONE).minusDays(1).toString())).statusCode()).isEqualTo(400);
    assertThat(who.post("/mitt", Map.of("do", "absence", "from", today, "until", today, "deputy", deputy.id())).statusCode()).isEqualTo(303);
    act(coordinator, "assign", Map.of("forvaltning", CULTURE, "account", "acc-demo-ambassador-" + CULTURE));
    assertThat(server.graph().read("MATCH (i:Initiative {reference: $r}) RETURN i.handler AS h", Map.of("r", reference)).getFirst().get("h").asString()).isEqualTo(deputy.id());
    assertThat(who.get("/arenden/ko").body()).doesNotContain(reference);
    who.get("/mitt");
    who.post("/mitt", Map.of("do", "back"));
  }

  @Test
  void an_extension_has_a_reason_and_a_day_and_silences_the_late_list() {
    server.graph().write("MATCH (i:Initiative {reference: $r}) SET i.answerBy = date('2020-01-07')", Map.of("r", reference));
    assertThat(coordinator.get("/arenden/lista?which=late").body()).contains(reference);
    assertThat(act(coordinator, "extend", Map.of("until", "2019-01-01", "reason", "Vi väntar.")).body()).contains("id=\"until-fault\"");
    assertThat(act(coordinator, "extend", Map.of("until", LocalDate.now(Sweden.ZONE).plusDays(40).toString(), "reason", "Vi väntar på svar från skolan.")).statusCode()).isEqualTo(303);
    assertThat(coordinator.get("/arenden/lista?which=late").body()).doesNotContain(reference);
    assertThat(sender.get(statusPage).body()).contains("Svarstiden är förlängd", "Vi väntar på svar från skolan.");
  }

  @Test
  void board_table_and_late_list_agree_with_the_events() {
    assign(SERVICE);
    act(ambassador(SERVICE), "change", Map.of("to", "assessed", "reason", "Vi läser."));
    String board = coordinator.get("/arenden").body();
    server.graph().read("""
        MATCH (i:Initiative)
        WITH i, head(COLLECT { MATCH (e:Event {subject: i.id}) WHERE e.type IN ['initiative.received', 'initiative.assessed', 'initiative.accepted', 'initiative.referred',
          'initiative.declined', 'initiative.working-group', 'initiative.running', 'initiative.ended', 'initiative.withdrawn'] RETURN e.type ORDER BY e.sequence DESC LIMIT 1 }) AS last
        RETURN coalesce(substring(last, 11), i.status) AS status, count(*) AS n""", Map.of()).forEach(row -> {
          String status = row.get("status").asString();
          if (List.of("referred", "declined", "withdrawn").contains(status)) return;
          assertThat(board).as(status).containsPattern("id=\"column-" + status + "\">[^<]+<span class=\"quiet\">" + row.get("n").asLong() + "</span>");
        });
  }

  @Test
  void the_register_can_be_taken_out_and_carries_no_formula() {
    String register = coordinator.get("/arenden/diarium.csv").body();
    assertThat(register).startsWith("\uFEFF").contains(reference + ";", ";'=Ugnen " + number + ";", "Bröd över " + number);
    assertThat(ambassador(SERVICE).get("/arenden/diarium.csv").statusCode()).isEqualTo(403);
    assertThat(new Visitor(server).as(Role.AUDITOR, "").get("/arenden/diarium.csv").statusCode()).isEqualTo(200);
  }

  private long count(String cypher) {
    return server.graph().read(cypher, Map.of("r", reference)).getFirst().get("n").asLong();
  }
}
