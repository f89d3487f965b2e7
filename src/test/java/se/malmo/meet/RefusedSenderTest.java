package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
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
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Role;

/** An organisation refuses a sender for good: their cases neither suggest nor ask it, nothing else changes, and it is taken back to the last digit. */
class RefusedSenderTest {
  private static final Pattern CONFIRM = Pattern.compile("href=\"(/ga-med/bekrafta/[0-9a-f]{32})\"");
  private static final Pattern CANDIDATE = Pattern.compile("name=\"organisation\" value=\"(org-[^\"]+)\"( checked)?( disabled)?");
  private static final MovedClock CLOCK = new MovedClock(Instant.now());
  private static final String IDEA = "Vi vill starta ett surdegsbageri med solpaneler på taket och söker någon som kan catering, solceller och energirådgivning. Idé ";
  private static TestServer server;
  private static int number;
  private final List<Visitor> members = new ArrayList<>();
  private final List<String> organisations = new ArrayList<>();
  private Visitor coordinator;

  /** An idea that somebody sent. */
  private record Sent(Visitor sender, String status, String reference) {
    String asking() {
      return "/arenden/" + reference + "/bjud-in";
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
  void two_have_joined() {
    number++;
    server.graph().write("MATCH (o:Organisation) WHERE o.name STARTS WITH 'Solbagaren' SET o.optedOut = true", Map.of());
    for (int place = 0; place < 2; place++) join("Solbagaren " + number + "ab".charAt(place), place);
    server.app().projection().load();
    coordinator = new Visitor(server).as(Role.COORDINATOR, "");
  }

  private void join(String name, int place) {
    Visitor visitor = new Visitor(server);
    visitor.get("/ga-med");
    Matcher link = CONFIRM.matcher(visitor.post("/ga-med", Map.of("name", name, "offer", "Surdegsbageri med solpaneler.", "email", name.replace(' ', '.') + "@sol.example")).body());
    assertThat(link.find()).isTrue();
    visitor.get(link.group(1));
    String page = visitor.post(link.group(1), Map.of()).headers().firstValue("Location").orElseThrow().replaceFirst("\\?.*", "");
    visitor.get(page);
    String offers = List.of("catering\nsolceller\nenergirådgivning", "catering\nsolceller").get(place);
    assertThat(visitor.post(page, Map.of("name", name, "description", "Surdegsbageri med solpaneler på taket.", "offers", offers, "seeks", "", "sector", "business", "roles", "", "website", "")).statusCode()).isEqualTo(303);
    members.add(visitor);
    organisations.add(page.substring(page.lastIndexOf('/') + 1));
  }

  private static Sent sent(String title, String organisation, String email) {
    Visitor sender = new Visitor(server);
    sender.get("/");
    String text = IDEA + title + ".";
    sender.post("/initiativ/avsandare", Map.of("text", text));
    HttpResponse<String> sent = sender.post("/initiativ", Map.of("text", text, "title", title, "name", "Åsa Öberg", "organisation", organisation, "kind", "business", "email", email));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
    String reference = server.graph().read("MATCH (i:Initiative {title: $t}) RETURN i.reference AS r", Map.of("t", title)).getFirst().get("r").asString();
    return new Sent(sender, sent.headers().firstValue("Location").orElseThrow().replaceFirst("\\?.*", ""), reference);
  }

  /** One whose sender has no organisation. */
  private static Sent byPerson(String title, String email) {
    Sent sent = sent(title, "Tillfällig " + title, email);
    server.graph().write("MATCH (i:Initiative {reference: $r}) SET i.senderOrganisation = ''", Map.of("r", sent.reference()));
    return sent;
  }

  private static List<String> candidates(String page) {
    return CANDIDATE.matcher(page).results().map(found -> found.group(1)).toList();
  }

  private static List<String> free(String page) {
    return CANDIDATE.matcher(page).results().filter(found -> found.group(3) == null).map(found -> found.group(1)).toList();
  }

  private HttpResponse<String> ask(Visitor who, String address, String organisation) {
    who.get(address);
    return who.post(address, new HashMap<>(Map.of("do", "ask", "organisation", organisation, "message", "Vill ni baka med oss?", "override", "De har ugn.", "until", Sweden.today(CLOCK).plusDays(10).toString())));
  }

  private String invitation() {
    return "/inbjudningar/" + server.graph().read("MATCH (v:Invitation {organisation: $o}) RETURN v.id AS id ORDER BY v.at DESC LIMIT 1", Map.of("o", organisations.getFirst())).getFirst().get("id").asString();
  }

  private HttpResponse<String> answer(String address, Map<String, String> fields) {
    members.getFirst().get(address);
    return members.getFirst().post(address, fields);
  }

  private String wishes() {
    return "/min-sida/" + organisations.getFirst() + "/onskemal";
  }

  private static List<String> ranking() {
    server.app().projection().catchUp();
    return server.app().matcher().suggest(IDEA, Optional.of(Language.SWEDISH), 20).partners().stream().map(one -> one.what().id() + " " + one.score()).toList();
  }

  /** The partners beside a case with how well they fit, without the one who refuses. */
  private List<String> besides(Sent sent) {
    return Pattern.compile("/organisationer/(org-[^\"]+)\"").matcher(coordinator.get("/arenden/" + sent.reference()).body()).results().map(found -> found.group(1)).filter(id -> !id.equals(organisations.getFirst())).toList();
  }

  @Test
  void a_refused_sender_s_cases_neither_suggest_nor_ask_it_and_taking_it_back_leaves_all_as_it_was() {
    String ugnen = "Ugnen " + number;
    Sent first = sent("Bröd ett " + number, ugnen, "asa" + number + "@ugnen.example");
    List<String> before = ranking();
    assertThat(ask(first.sender(), first.status() + "/bjud-in", organisations.getFirst()).statusCode()).isEqualTo(303);
    String address = invitation();
    assertThat(answer(address, Map.of("do", "refuse-sender")).statusCode()).isEqualTo(303);
    assertThat(answer(address, Map.of("do", "refuse-sender")).statusCode()).as("twice is once").isEqualTo(303);
    assertThat(members.getFirst().get(address).body()).contains("Ni har valt bort den här avsändaren", "Tacka ja");

    // Another mail address, other capitals and spaces: the same organisation. Another organisation is not touched.
    Sent second = sent("Bröd två " + number, " ugnen  " + number, "bo" + number + "@ugnen.example");
    Sent others = sent("Bröd tre " + number, "Kvarnen " + number, "eva" + number + "@kvarnen.example");
    List<String> shown = besides(others);
    assertThat(coordinator.get("/arenden/" + others.reference()).body()).contains("/organisationer/" + organisations.getFirst());
    assertThat(coordinator.get("/arenden/" + second.reference()).body()).doesNotContain("/organisationer/" + organisations.getFirst());
    assertThat(besides(second)).as("the others beside the case").containsAll(shown);
    assertThat(ranking()).as("nobody's points change, not even its own").isEqualTo(before);

    assertThat(candidates(second.sender().get(second.status() + "/bjud-in").body())).as("the sender is not told").contains(organisations.get(1)).doesNotContain(organisations.getFirst());
    assertThat(second.sender().get(second.status() + "/bjud-in").body()).doesNotContain("valt bort");
    String staff = coordinator.get(second.asking()).body();
    assertThat(candidates(staff)).contains(organisations.getFirst());
    assertThat(free(staff)).doesNotContain(organisations.getFirst());
    assertThat(staff).contains("har valt bort avsändaren");
    HttpResponse<String> tried = ask(coordinator, second.asking(), organisations.getFirst());
    assertThat(tried.statusCode()).isEqualTo(400);
    assertThat(tried.body()).contains("har valt bort avsändaren och kan inte få frågan", "Vill ni baka med oss?");
    assertThat(ask(second.sender(), second.status() + "/bjud-in", organisations.getFirst()).body()).doesNotContain("valt bort");
    assertThat(free(coordinator.get(others.asking()).body())).contains(organisations.getFirst());

    String listed = members.getFirst().get(wishes()).body();
    assertThat(listed).contains(ugnen, "sedan " + Sweden.today(CLOCK).getDayOfMonth());
    Matcher id = Pattern.compile("name=\"sender\" value=\"(ref-[^\"]+)\"").matcher(listed);
    assertThat(id.find()).isTrue();
    assertThat(members.get(1).post("/min-sida/" + organisations.get(1) + "/onskemal", Map.of("do", "allow-sender", "sender", id.group(1))).statusCode()).isIn(303, 403);
    assertThat(members.getFirst().get(wishes()).body()).as("nobody else takes it back").contains(ugnen);
    assertThat(answer(wishes(), Map.of("do", "allow-sender", "sender", id.group(1))).statusCode()).isEqualTo(303);
    assertThat(free(coordinator.get(second.asking()).body())).contains(organisations.getFirst());
    assertThat(coordinator.get("/arenden/" + second.reference()).body()).contains("/organisationer/" + organisations.getFirst());
    assertThat(ranking()).isEqualTo(before);
    assertThat(server.graph().read("MATCH (e:Event {subject: $o}) WHERE e.type CONTAINS 'sender' RETURN e.type AS t ORDER BY e.sequence", Map.of("o", organisations.getFirst())).stream().map(row -> row.get("t").asString()).toList())
        .containsExactly("organisation.refuses-sender", "organisation.allows-sender");
  }

  @Test
  void a_sender_without_an_organisation_is_known_by_a_hash_of_the_address_alone() {
    String email = "person" + number + "@example.example";
    Sent first = byPerson("Ensam ett " + number, email);
    assertThat(ask(coordinator, first.asking(), organisations.getFirst()).statusCode()).isEqualTo(303);
    assertThat(answer(invitation(), Map.of("do", "refuse-sender")).statusCode()).isEqualTo(303);
    assertThat(members.getFirst().get(wishes()).body()).contains("Avsändaren av ”Ensam ett " + number + "”").doesNotContain(email, "Åsa Öberg");
    assertThat(server.graph().read("MATCH (n:RefusedSender {organisation: $o}) RETURN properties(n) AS n", Map.of("o", organisations.getFirst())).toString()).doesNotContain("example.example", "Åsa");
    Sent second = byPerson("Ensam två " + number, "PERSON" + number + "@example.example");
    Sent other = byPerson("Ensam tre " + number, "annan" + number + "@example.example");
    assertThat(free(coordinator.get(second.asking()).body())).doesNotContain(organisations.getFirst());
    assertThat(free(coordinator.get(other.asking()).body())).contains(organisations.getFirst());
    answer(invitation(), Map.of("do", "allow-sender"));
    assertThat(free(coordinator.get(second.asking()).body())).contains(organisations.getFirst());
  }

  @Test
  void who_asked_by_a_coordinator_has_not_been_named_is_not_named_in_the_list() {
    Sent sent = sent("Hemlig ugn " + number, "Tysta ugnen " + number, "tyst" + number + "@ugnen.example");
    assertThat(ask(coordinator, sent.asking(), organisations.getFirst()).statusCode()).isEqualTo(303);
    answer(invitation(), Map.of("do", "refuse-sender"));
    assertThat(members.getFirst().get(wishes()).body()).contains("Avsändaren av ”Hemlig ugn " + number).doesNotContain("Tysta ugnen");
  }

  @Test
  void an_organisation_of_the_resource_bank_is_refused_by_name_and_a_wrong_name_is_said() {
    String name = "Solbagaren " + number + "b";
    HttpResponse<String> unknown = answer(wishes(), Map.of("do", "refuse-sender", "sender", "Finns inte " + number));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("id=\"sender-fault\"", "Finns inte " + number);
    assertThat(answer(wishes(), Map.of("do", "refuse-sender", "sender", "solbagaren " + number + "A")).body()).contains("Det är ni själva");
    assertThat(answer(wishes(), Map.of("do", "refuse-sender", "sender", "")).statusCode()).isEqualTo(400);
    assertThat(answer(wishes(), Map.of("do", "refuse-sender", "sender", name.toUpperCase(java.util.Locale.ROOT))).statusCode()).isEqualTo(303);
    Sent theirs = sent("Grannens bröd " + number, name, "granne" + number + "@sol.example");
    assertThat(free(coordinator.get(theirs.asking()).body())).doesNotContain(organisations.getFirst());
    assertThat(members.getFirst().get(wishes()).body()).contains(name);
  }
}
