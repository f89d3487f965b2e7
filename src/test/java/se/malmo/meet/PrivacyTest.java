package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.identity.Account;
import se.malmo.meet.privacy.Keeping;
import se.malmo.meet.web.Role;

/** What somebody can ask to be told, to have mended and to have erased, and how long records are kept. */
class PrivacyTest {
  private static final String PAGE = "/personuppgifter";
  private static final String ADDRESS = "Asa.Oberg@ugnen.example";
  private static final String SERVICE = "serviceforvaltningen";
  private static final List<String> TEXTS = List.of("Vi vill ge nyanlända praktik på bygget och söker språkstöd.", "Vi bakar för mycket bröd och vill minska matsvinnet i skolornas kök.",
      "Sensorer för badvatten i hamnen.", "We want to reduce food waste in restaurants.", "Digital teknik för äldre i hemtjänsten.");
  /** What must be the same before and after. */
  private static final List<String> COUNTS = List.of("MATCH (i:Initiative) RETURN count(i) AS n", "MATCH (o:Organisation) RETURN count(o) AS n",
      "MATCH (:Organisation)-[p:PARTICIPATES_IN|SUBMITTED]->(:Initiative) RETURN count(p) AS n", "MATCH (:Initiative)-[r:ROUTED_TO]->() RETURN count(r) AS n",
      "MATCH (:Initiative)-[m:MENTIONS]->() RETURN count(m) AS n", "MATCH (s:Suggestion) RETURN count(s) AS n", "MATCH (a:Account) RETURN count(a) AS n",
      "MATCH (n:CaseNote) RETURN count(n) AS n");
  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private TestServer server;
  private Visitor administrator;
  private String reference;
  private String statusPage;

  @BeforeEach
  void somebody_has_left_traces_everywhere() {
    server = TestServer.at(clock, "");
    administrator = new Visitor(server).as(Role.ADMINISTRATOR, "");
    Visitor sender = new Visitor(server);
    sender.get("/");
    String text = "Vi bakar för mycket bröd och vill dela det med skolornas kök i Fosie.";
    sender.post("/initiativ/avsandare", Map.of("text", text));
    statusPage = sender.post("/initiativ", Map.of("text", text, "title", "Bröd över", "name", "Åsa Öberg", "organisation", "Ugnen", "kind", "business", "email", ADDRESS,
        "confidential", "Receptet är hemligt.", "ground", "unsure")).headers().firstValue("Location").orElseThrow().replaceFirst("\\?.*", "");
    reference = one("MATCH (i:Initiative {title: 'Bröd över'}) RETURN i.reference AS x");
    sender.get("/kontakt");
    sender.post("/kontakt", Map.of("topic", "other", "message", "Hej, jag undrar en sak.", "reply", ADDRESS));
    String running = one("MATCH (i:Initiative {status: 'running'}) WHERE i.published RETURN min(i.reference) AS x");
    sender.get("/initiativ/" + running + "/ga-med");
    server.graph().write("CREATE (:Interest {key: 'k1', reference: $r, name: 'Åsa Öberg', email: $e, message: 'Jag vill vara med', at: datetime('2026-03-01T00:00:00Z')})",
        Map.of("r", running, "e", ADDRESS));
    Account account = server.app().staffSide().accounts().make(Role.AMBASSADOR, "Åsa Öberg", Optional.of(ADDRESS), Set.of(SERVICE), Optional.of("https://idp|asa"), "test");
    server.graph().write("""
        MATCH (i:Initiative {reference: $r}) SET i.handler = $a
        CREATE (:CaseNote {id: 'n1', initiative: i.id, text: 'Ring i morgon', by: $a, name: 'Åsa Öberg', at: datetime()})
        CREATE (:Stake {key: 's1', account: $a, nameKey: 'ugnen', name: 'Ugnen', why: 'Min bror äger den', at: datetime()})
        CREATE (:Session {id: 'ses-x', account: $a, secretHash: 'x', created: datetime(), expires: datetime() + duration('P1D')})
        CREATE (:Follower {id: 'fol-1', key: 'f1', email: $e, target: 'theme:bröd', state: 'active', asked: datetime()})
        CREATE (:Delivery {key: 'd1', id: 'del-1', recipient: 'fol-1', kind: 'news', subject: 'x', created: datetime(), state: 'sent'})
        """, Map.of("r", reference, "a", account.id(), "e", ADDRESS.toLowerCase()));
    administrator.get(PAGE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String one(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("x").asString();
  }

  private long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  private HttpResponse<String> ask(String doing, Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(more);
    fields.putIfAbsent("email", ADDRESS);
    fields.put("do", doing);
    return administrator.post(PAGE, fields);
  }

  @Test
  void all_about_a_person_is_told_as_a_page_and_as_a_file_and_that_it_was_read_without_the_address() throws Exception {
    HttpResponse<String> page = ask("find", Map.of("email", " asa.oberg@UGNEN.example "));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Åsa Öberg", reference, "Receptet är hemligt.", "Ring i morgon", "Min bror äger den", "Jag vill vara med", "Hej, jag undrar en sak.", "theme:bröd", "Utskick");
    HttpResponse<String> file = ask("file", Map.of());
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow()).contains("attachment").doesNotContain("ugnen");
    JsonNode json = new ObjectMapper().readTree(file.body());
    for (String kind : List.of("account", "session", "sent", "interest", "letter", "follower", "delivery", "note", "stake", "handled")) assertThat(json.get(kind).size()).as(kind).isEqualTo(1);
    assertThat(json.get("event").size()).as("the account was made").isEqualTo(1);
    assertThat(json.get("sent").get(0).get("senderEmail").asText()).isEqualTo(ADDRESS);
    assertThat(file.body()).doesNotContain("secretHash", one("MATCH (i:Initiative {title: 'Bröd över'}) RETURN i.secretHash AS x"));
    assertThat(ask("find", Map.of("email", "ingen@finns.example")).body()).contains("Här finns inget om den adressen");
    assertThat(count("MATCH (e:Event {type: 'person.read'}) RETURN count(e) AS n")).isEqualTo(3);
    assertThat(count("MATCH (e:Event {type: 'case.confidential-read', subject: '" + reference + "'}) RETURN count(e) AS n")).isPositive();
    assertNoEventHasTheAddress();
  }

  private void assertNoEventHasTheAddress() {
    assertThat(count("MATCH (e:Event) WHERE any(key IN keys(e) WHERE toLower(toString(e[key])) CONTAINS 'ugnen.example') RETURN count(e) AS n")).isZero();
  }

  @Test
  void a_name_and_an_address_are_mended_wherever_they_stand() {
    assertThat(ask("rectify", Map.of("newName", "", "newEmail", "nej")).body()).contains("id=\"newEmail-fault\"", "Skriv en fullständig adress");
    assertThat(ask("rectify", Map.of()).statusCode()).isEqualTo(400);
    server.app().staffSide().accounts().make(Role.AUDITOR, "Någon", Optional.of("tagen@malmo.example"), Set.of(), Optional.empty(), "test");
    HttpResponse<String> taken = ask("rectify", Map.of("newName", "Åsa Nygren", "newEmail", "tagen@malmo.example"));
    assertThat(taken.statusCode()).isEqualTo(400);
    assertThat(taken.body()).contains("Åsa Nygren", "id=\"newEmail-fault\"");
    assertThat(ask("rectify", Map.of("newName", "Åsa Nygren", "newEmail", "asa.nygren@ugnen.example")).body()).contains("Det är rättat", "asa.nygren@ugnen.example");
    assertThat(count("MATCH (n:Account|Initiative|CaseNote|Interest) WHERE coalesce(n.senderName, n.name) = 'Åsa Nygren' RETURN count(n) AS n")).isEqualTo(4);
    assertThat(count("MATCH (n) WHERE coalesce(n.senderEmail, n.email, n.reply) = 'asa.nygren@ugnen.example' RETURN count(n) AS n")).isEqualTo(4);
    assertThat(count("MATCH (e:Event {type: 'person.rectified', by: 'acc-demo-administrator'}) RETURN count(e) AS n")).isEqualTo(1);
    assertNoEventHasTheAddress();
  }

  @Test
  void erasing_leaves_no_name_or_address_and_changes_no_count_and_no_suggestion() {
    server.app().projection().catchUp();
    List<Long> counts = COUNTS.stream().map(this::count).toList();
    List<String> suggested = TEXTS.stream().map(this::suggestions).toList();
    List<Object> events = events();
    assertThat(ask("erase", Map.of()).body()).contains("id=\"confirm-fault\"");
    assertThat(COUNTS.stream().map(this::count).toList()).isEqualTo(counts);

    assertThat(ask("erase", Map.of("confirm", "yes")).body()).contains("Personen är borttagen").doesNotContain("Öberg");
    server.app().projection().catchUp();
    assertThat(COUNTS.stream().map(this::count).toList()).isEqualTo(counts);
    assertThat(TEXTS.stream().map(this::suggestions).toList()).isEqualTo(suggested);
    assertThat(count("MATCH (n) WHERE NOT n:Event AND any(key IN keys(n) WHERE toLower(toStringOrNull(n[key])) CONTAINS 'asa.oberg' OR toStringOrNull(n[key]) CONTAINS 'Öberg') RETURN count(n) AS n")).isZero();
    for (String gone : List.of("Session {id: 'ses-x'}", "Stake", "Letter", "Interest", "Follower", "Delivery")) assertThat(count("MATCH (n:" + gone + ") RETURN count(n) AS n")).as(gone).isZero();
    assertThat(events().subList(0, events.size())).as("the log is only added to").isEqualTo(events);
    assertThat(server.get(statusPage).statusCode()).isEqualTo(404);
    assertThat(one("MATCH (i:Initiative {title: 'Bröd över'}) RETURN i.senderName AS x")).isEqualTo("borttagen");
    assertThat(new Visitor(server).as(Role.COORDINATOR, "").get("/arenden/" + reference).body()).contains("Ring i morgon", "borttagen").doesNotContain("Öberg");
    assertThat(server.app().staffSide().accounts().bySubject("https://idp|asa")).isEmpty();
    assertThat(count("MATCH (e:Event {type: 'person.erased', by: 'acc-demo-administrator'}) WHERE e['count.sent'] = '1' RETURN count(e) AS n")).isEqualTo(1);
    assertNoEventHasTheAddress();
    assertThat(ask("erase", Map.of("confirm", "yes")).body()).as("twice").contains("inget att ta bort");
  }

  private List<Object> events() {
    return server.graph().read("MATCH (e:Event) RETURN properties(e) AS e ORDER BY e.sequence LIMIT 100000", Map.of()).stream().<Object>map(row -> row.get("e").asMap()).toList();
  }

  private String suggestions(String text) {
    return server.post("/api/v1/suggestions", "{\"text\": \"" + text + "\", \"limit\": 20}").body();
  }

  @Test
  void nobody_erases_the_own_account_and_only_administrators_come_here() {
    server.graph().write("MATCH (a:Account {id: 'acc-demo-administrator'}) SET a.email = 'jag@malmo.example'", Map.of());
    assertThat(ask("erase", Map.of("email", "jag@malmo.example", "confirm", "yes")).statusCode()).isEqualTo(400);
    assertThat(administrator.get(PAGE).statusCode()).isEqualTo(200);
    for (String wrong : List.of("", "nej", "<svg onload=x>@", "a".repeat(300) + "@x.example")) {
      HttpResponse<String> answer = ask("find", Map.of("email", wrong));
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).contains("id=\"email-fault\"").doesNotContain("<svg onload");
    }
    assertThat(ask("nothing", Map.of()).statusCode()).isEqualTo(400);
    for (Role role : List.of(Role.COORDINATOR, Role.AUDITOR)) assertThat(new Visitor(server).as(role, "").get(PAGE).statusCode()).as(role.code()).isEqualTo(403);
    HttpResponse<String> forged = administrator.postAsIs(PAGE, Map.of("do", "erase", "email", ADDRESS, "confirm", "yes", "token", "0".repeat(96)), Map.of());
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains(ADDRESS);
    assertThat(count("MATCH (n:Letter) RETURN count(n) AS n")).isEqualTo(1);
  }

  @Test
  void each_kind_is_kept_as_long_as_the_table_says_and_a_dry_run_tells_and_changes_nothing() {
    server.draft("Ett utkast.");
    server.graph().write("CREATE (:Attachment:Waiting {key: 'w', name: 'a.txt', at: datetime('2026-03-02T09:00:00Z')})", Map.of());
    clock.move(Duration.ofDays(2).plusMinutes(1));
    Map<Keeping, Long> due = server.app().staffSide().retention().due();
    assertThat(due).containsEntry(Keeping.FILE, 1L).containsEntry(Keeping.DRAFT, 0L).containsEntry(Keeping.LETTER, 0L);
    assertThat(count("MATCH (n:Waiting) RETURN count(n) AS n")).isEqualTo(1);
    server.app().caseSide().chores().doAll();
    assertThat(count("MATCH (n:Waiting) RETURN count(n) AS n")).isZero();
    assertThat(count("MATCH (n:Draft) RETURN count(n) AS n")).isEqualTo(1);
    clock.move(Duration.ofDays(363));
    assertThat(new Visitor(server).as(Role.ADMINISTRATOR, "").get(PAGE).body()).contains("Brev till oss</th><td>1 år</td><td>1</td>", "Utkast som sparats hos oss, räknat från senaste sparandet</th><td>30 dagar</td><td>1</td>");
    server.app().caseSide().chores().doAll();
    for (String gone : List.of("Draft", "Letter", "Interest")) assertThat(count("MATCH (n:" + gone + ") RETURN count(n) AS n")).as(gone).isZero();
    assertThat(count("MATCH (i:Initiative {title: 'Bröd över'}) RETURN count(i) AS n")).isEqualTo(1);
    assertThat(count("MATCH (e:Event {type: 'records.thrown-away', subject: 'letter'}) RETURN count(e) AS n")).isEqualTo(1);
    assertThat(server.get("/om/personuppgifter").body()).contains("Brev till oss</th><td>1 år</td>", "bevaras");
    assertThat(server.get("/en/about/privacy").body()).contains("Letters to us</th><td>1 year</td>", "preserved");
  }
}
