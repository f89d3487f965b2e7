package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.web.Role;

/** Organisations join, sign in by a link that is good once in one browser, keep their own words, and are given what was theirs by a person. */
class MembershipTest {
  private static final Pattern CONFIRM = Pattern.compile("href=\"(/ga-med/bekrafta/[0-9a-f]{32})\"");
  private static final Pattern LINK = Pattern.compile("href=\"(/logga-in/lank/[0-9a-f]{32})\"");
  private static final MovedClock CLOCK = new MovedClock(Instant.now());
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.at(CLOCK, "");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String unique(String name) {
    return name + " " + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String found(Pattern pattern, HttpResponse<String> answer) {
    Matcher matcher = pattern.matcher(answer.body());
    assertThat(matcher.find()).as(answer.body()).isTrue();
    return matcher.group(1);
  }

  /** Asks to join; tells where to say yes, as the mail would. */
  private static String asked(Visitor visitor, String name, String offer, String email) {
    visitor.get("/ga-med");
    HttpResponse<String> answer = visitor.post("/ga-med", Map.of("name", name, "offer", offer, "email", email));
    assertThat(answer.statusCode()).isEqualTo(202);
    return found(CONFIRM, answer);
  }

  private static HttpResponse<String> joined(Visitor visitor, String name, String offer, String email) {
    String address = asked(visitor, name, offer, email);
    visitor.get(address);
    return visitor.post(address, Map.of());
  }

  private static String link(Visitor visitor, String email) {
    visitor.get("/logga-in/organisation");
    return found(LINK, visitor.post("/logga-in/organisation", Map.of("email", email)));
  }

  @Test
  void an_organisation_joins_by_three_fields_and_takes_part_in_the_next_suggestion() {
    String name = unique("Vattenverkstan");
    Visitor visitor = new Visitor(server);
    String address = asked(visitor, name, "Vi mäter badvattnets kvalitet med egna sensorer och kan låna ut ett laboratorium i hamnen.", name.replace(' ', '.') + "@example.example");
    assertThat(server.get("/organisationer").body()).doesNotContain(name);
    visitor.get(address);
    HttpResponse<String> yes = visitor.post(address, Map.of());
    assertThat(yes.statusCode()).isEqualTo(303);
    String page = yes.headers().firstValue("Location").orElseThrow();
    assertThat(page).startsWith("/min-sida/org-");
    assertThat(visitor.get(page).body()).contains(name, "badvattnets kvalitet");
    assertThat(visitor.get(address).statusCode()).as("a second yes").isEqualTo(404);
    server.app().projection().catchUp();
    assertThat(server.post("/api/v1/suggestions", "{\"text\":\"Vi vill mäta badvattnets kvalitet med sensorer i hamnen och behöver ett laboratorium.\"}").body()).contains(name);
  }

  @Test
  void asking_again_makes_another_link_and_an_old_one_stays_old() {
    String name = unique("Gång på gång");
    String email = unique("again").replace(' ', '.') + "@example.example";
    Visitor visitor = new Visitor(server);
    String first = asked(visitor, name, "Bröd.", email);
    String second = asked(visitor, name, "Bröd och kaffe.", email);
    assertThat(second).isNotEqualTo(first);
    assertThat(visitor.get(first).statusCode()).isEqualTo(404);
    assertThat(visitor.get(second).body()).contains("Bröd och kaffe.");
    CLOCK.move(Duration.ofDays(3).plusSeconds(1));
    assertThat(visitor.get(second).statusCode()).as("too old").isEqualTo(404);
    asked(visitor, name, "Bröd.", email);
    assertThat(visitor.get(second).statusCode()).as("not revived").isEqualTo(404);
  }

  @Test
  void what_members_say_is_public_and_no_import_changes_it() {
    String name = unique("Återbruksbolaget");
    Visitor visitor = new Visitor(server);
    String page = joined(visitor, name, "Vi lagar möbler.", "kim@aterbruk.example").headers().firstValue("Location").orElseThrow();
    visitor.get(page);
    HttpResponse<String> saved = visitor.post(page, Map.of("name", name, "description", "Vi lagar och säljer möbler.", "offers", "möbelverkstad\nhandledare", "seeks", "lokaler", "sector", "business",
        "roles", "mentor", "website", "https://example.example"));
    assertThat(saved.statusCode()).isEqualTo(303);
    String shown = server.get(page.replace("/min-sida/", "/organisationer/")).body();
    assertThat(shown).contains("möbelverkstad", "lokaler", "mentor", "https://example.example").doesNotContain("kim@aterbruk.example");
    HttpResponse<String> wrong = visitor.post(page, Map.of("name", "", "description", "Kvar", "offers", "x".repeat(201), "website", "javascript:alert(1)", "sector", "", "seeks", ""));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("Kvar", "id=\"name-fault\"", "id=\"offers-fault\"", "id=\"website-fault\"");
  }

  @Test
  void a_member_sees_and_changes_no_organisation_of_others() {
    Visitor mine = new Visitor(server);
    String first = joined(mine, unique("En"), "Kaffe.", unique("a").replace(' ', '.') + "@example.example").headers().firstValue("Location").orElseThrow();
    Visitor others = new Visitor(server);
    joined(others, unique("Två"), "Te.", unique("b").replace(' ', '.') + "@example.example");
    assertThat(others.get(first).statusCode()).isEqualTo(404);
    others.get("/min-sida");
    assertThat(others.post(first, Map.of("name", "Tagen", "description", "x")).statusCode()).isEqualTo(404);
    assertThat(mine.get(first).body()).contains("Kaffe.");
  }

  @Test
  void a_link_signs_in_once_and_only_the_browser_that_asked() {
    String email = unique("once").replace(' ', '.') + "@example.example";
    joined(new Visitor(server), unique("Enbart"), "Bröd.", email);
    Visitor visitor = new Visitor(server);
    String address = link(visitor, email);
    Visitor other = new Visitor(server);
    assertThat(other.get(address).statusCode()).as("another browser").isEqualTo(404);
    other.get("/logga-in/organisation");
    assertThat(other.post(address, Map.of()).statusCode()).isEqualTo(404);
    for (int i = 0; i < 3; i++) assertThat(visitor.get(address).statusCode()).as("read by a scanner").isEqualTo(200);
    HttpResponse<String> in = visitor.post(address, Map.of());
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(visitor.get("/min-sida").body()).contains("Enbart");
    assertThat(visitor.get(address).statusCode()).as("used").isEqualTo(404);
    assertThat(visitor.post(address, Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void of_twenty_who_press_at_once_one_gets_in() {
    String email = unique("many").replace(' ', '.') + "@example.example";
    joined(new Visitor(server), unique("Många"), "Bröd.", email);
    Visitor visitor = new Visitor(server);
    String address = link(visitor, email);
    visitor.get(address);
    List<CompletableFuture<Integer>> all = java.util.stream.IntStream.range(0, 20)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> visitor.press(address).statusCode(), Thread::startVirtualThread)).toList();
    assertThat(all.stream().filter(one -> one.join() == 303)).hasSize(1);
  }

  @Test
  void a_link_is_too_old_after_a_quarter_of_an_hour() {
    String email = unique("late").replace(' ', '.') + "@example.example";
    joined(new Visitor(server), unique("Sen"), "Bröd.", email);
    Visitor visitor = new Visitor(server);
    String address = link(visitor, email);
    visitor.get(address);
    CLOCK.move(Duration.ofMinutes(16));
    assertThat(visitor.post(address, Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void an_address_that_nobody_has_is_answered_like_one_that_somebody_has_and_no_mail_leaves() {
    Visitor visitor = new Visitor(server);
    visitor.get("/logga-in/organisation");
    String email = unique("nobody").replace(' ', '.') + "@example.example";
    HttpResponse<String> answer = visitor.post("/logga-in/organisation", Map.of("email", email));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(LINK.matcher(answer.body()).find()).isFalse();
    assertThat(server.graph().read("MATCH (l:SignInLink {addressHash: $hash}) RETURN l.account AS account", Map.of("hash", Hash.sha256(email)))).hasSize(1)
        .allSatisfy(row -> assertThat(row.get("account").isNull()).isTrue());
    assertThat(visitor.post("/logga-in/organisation", Map.of("email", "a@b.example\r\nBcc: all@example.example")).statusCode()).isEqualTo(400);
    // Somebody who works for the city signs in at the city.
    visitor.post("/logga-in/organisation", Map.of("email", "acc-demo-coordinator@meet.example"));
    assertThat(server.graph().read("MATCH (l:SignInLink {account: 'acc-demo-coordinator'}) RETURN l", Map.of())).isEmpty();
  }

  @Test
  void ten_thousand_guesses_find_nothing_and_are_soon_not_looked_up() {
    CLOCK.move(Duration.ofMinutes(30));
    int held = 0;
    for (int i = 0; i < 10_000; i++) {
      int status = server.get("/logga-in/lank/" + Hash.sha256("guess " + i).substring(0, 32)).statusCode();
      assertThat(status).isIn(404, 429);
      if (status == 429) held++;
    }
    assertThat(held).isEqualTo(10_000 - 20);
    CLOCK.move(Duration.ofMinutes(30));
  }

  @Test
  void a_name_that_is_known_is_looked_into_by_a_person() {
    String known = unique("Okänd förening");
    server.graph().write("CREATE (:Organisation {id: $id, name: $name, nameKey: $key, claimed: false, source: 'test', sourceId: 'name:' + $key, language: 'sv', description: '', offers: [], "
        + "seeks: [], roles: []})", Map.of("id", "org-" + UUID.randomUUID(), "name", known, "key", known.toLowerCase(java.util.Locale.ROOT)));
    String email = unique("claim").replace(' ', '.') + "@example.example";
    Visitor visitor = new Visitor(server);
    assertThat(joined(visitor, known, "Vi lånar ut lastcyklar.", email).headers().firstValue("Location")).contains("/min-sida");
    assertThat(visitor.get("/min-sida").body()).contains(known, "kontrollerar");
    Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    String claims = coordinator.get("/ansprak").body();
    assertThat(claims).contains(known, email, "lastcyklar");
    Matcher id = Pattern.compile("name=\"id\" value=\"(clm-[0-9a-f-]+)\"").matcher(claims.substring(claims.indexOf(known)));
    assertThat(id.find()).isTrue();
    assertThat(coordinator.post("/ansprak", Map.of("id", id.group(1), "do", "refuse", "reason", "")).statusCode()).as("a no without a reason").isEqualTo(400);
    assertThat(coordinator.post("/ansprak", Map.of("id", id.group(1), "do", "grant", "reason", "")).statusCode()).isEqualTo(303);
    assertThat(coordinator.post("/ansprak", Map.of("id", id.group(1), "do", "refuse", "reason", "För sent")).statusCode()).as("answered").isEqualTo(409);
    assertThat(visitor.get("/min-sida").body()).contains("/min-sida/org-").doesNotContain("kontrollerar");
    assertThat(server.graph().read("MATCH (o:Organisation {name: $name}) RETURN o.claimed AS claimed, o.description AS said", Map.of("name", known)))
        .singleElement().satisfies(row -> assertThat(row.get("claimed").asBoolean() + row.get("said").asString()).isEqualTo("trueVi lånar ut lastcyklar."));
  }

  @Test
  void a_program_joins_an_organisation_and_hears_which_field_is_wrong() {
    String name = unique("Robotlabbet <script>alert(1)</script>");
    HttpResponse<String> made = server.post("/api/v1/organisations", "{\"name\":\"" + name + "\",\"description\":\"Vi bygger robotar.\",\"offers\":[\"robotar\"],\"email\":\"r@example.example\",\"sector\":\"academia\","
        + "\"organisationNumber\":\"212000-0142\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    String id = made.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    assertThat(server.get("/organisationer/" + id).body()).contains("Robotlabbet &lt;script&gt;").doesNotContain("<script>alert");
    for (String number : List.of("212000-1125", "19121212-1212", "12", "212000-01420")) {
      HttpResponse<String> wrong = server.post("/api/v1/organisations", "{\"name\":\"\",\"description\":\"Vi\",\"email\":\"nej\",\"organisationNumber\":\"" + number + "\"}");
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("\"name\"", "\"email\"", "\"organisationNumber\"");
    }
  }
}
