package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Role;

/** Several people speak for an organisation, one is turned to first, nobody goes as the last one, and a profile is handed over, claimed, closed and opened again. */
class PeopleTest {
  private static final Pattern CONFIRM = Pattern.compile("href=\"(/ga-med/bekrafta/[0-9a-f]{32})\"");
  private static final Pattern LINK = Pattern.compile("href=\"(/logga-in/lank/[0-9a-f]{32})\"");
  private static final Pattern PERSON = Pattern.compile("href=\"(/ga-med/person/[0-9a-f]{32})\"");
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

  /** An organisation with the one who joined it. */
  private record Joined(String id, String name, String email, Visitor visitor) {
    String page() {
      return "/min-sida/" + id;
    }

    String people() {
      return page() + "/personer";
    }
  }

  private static String unique(String name) {
    return name + " " + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String address(String name) {
    return unique(name).replace(' ', '.').toLowerCase(java.util.Locale.ROOT) + "@example.example";
  }

  private static String found(Pattern pattern, HttpResponse<String> answer) {
    Matcher matcher = pattern.matcher(answer.body());
    assertThat(matcher.find()).as(answer.body()).isTrue();
    return matcher.group(1);
  }

  private static HttpResponse<String> join(Visitor visitor, String name, String offer, String email) {
    visitor.get("/ga-med");
    String link = found(CONFIRM, visitor.post("/ga-med", Map.of("name", name, "offer", offer, "email", email)));
    visitor.get(link);
    return visitor.post(link, Map.of());
  }

  private static Joined joined(String name) {
    Visitor visitor = new Visitor(server);
    String email = address("first");
    String page = join(visitor, name, "Surdegsbageri med vedugn och lastcyklar.", email).headers().firstValue("Location").orElseThrow().replaceFirst("\\?.*", "");
    return new Joined(page.substring(page.lastIndexOf('/') + 1), name, email, visitor);
  }

  private static Visitor signedIn(String email) {
    Visitor visitor = new Visitor(server);
    visitor.get("/logga-in/organisation");
    String link = found(LINK, visitor.post("/logga-in/organisation", Map.of("email", email)));
    visitor.get(link);
    assertThat(visitor.post(link, Map.of()).statusCode()).isEqualTo(303);
    return visitor;
  }

  private static HttpResponse<String> act(Visitor visitor, String page, Map<String, String> fields) {
    visitor.get(page);
    return visitor.post(page, fields);
  }

  /** Asks somebody; tells the link of their mail. */
  private static String asked(Joined one, String email, Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(Map.of("do", "ask", "name", "Bo Ek", "email", email));
    fields.putAll(more);
    assertThat(act(one.visitor(), one.people(), fields).statusCode()).isEqualTo(303);
    return found(PERSON, one.visitor().get(one.people()));
  }

  private static Map<String, String> handingOver(String email, String then) {
    return Map.of("do", "hand-over", "heirName", "Ny Person", "heirEmail", email, "then", then);
  }

  private static HttpResponse<String> accept(String link) {
    Visitor anybody = new Visitor(server);
    anybody.get(link);
    return anybody.post(link, Map.of());
  }

  private static String account(String email) {
    return server.app().staffSide().accounts().byEmail(email).orElseThrow().id();
  }

  private static List<String> events(String organisation) {
    return server.graph().read("MATCH (e:Event {subject: $o}) RETURN e.type AS type ORDER BY e.sequence", Map.of("o", organisation)).stream().map(row -> row.get("type").asString().replace("organisation.", "")).toList();
  }

  private static long count(String cypher, Map<String, Object> parameters) {
    return server.graph().read(cypher, parameters).getFirst().get("n").asLong();
  }

  @Test
  void a_further_person_is_asked_by_a_link_that_reading_does_not_spend_and_that_lets_nobody_in_by_itself() {
    Joined one = joined(unique("Två bagare"));
    String email = address("second");
    String link = asked(one, email, Map.of());
    for (int i = 0; i < 3; i++) assertThat(new Visitor(server).get(link).body()).as("read by a scanner").contains("Vill du sköta uppgifterna om " + one.name(), one.email());
    assertThat(server.app().staffSide().accounts().byEmail(email)).as("nothing before a yes").isEmpty();
    Visitor forwarded = new Visitor(server);
    forwarded.get(link);
    assertThat(forwarded.post(link, Map.of()).body()).contains("Nu sköter du uppgifterna");
    assertThat(forwarded.get(one.page()).statusCode()).as("whoever pressed is not signed in").isNotEqualTo(200);
    assertThat(forwarded.get(link).statusCode()).as("spent").isEqualTo(404);
    Visitor second = signedIn(email);
    assertThat(second.get(one.page()).body()).contains("vedugn");
    assertThat(second.get(one.people()).body()).contains("Bo Ek", email, one.email(), "Kontaktperson");
    assertThat(events(one.id())).contains("person-asked", "person-joined");
    assertThat(server.get("/organisationer/" + one.id()).body()).doesNotContain(email, one.email(), "Bo Ek");
    assertThat(count("MATCH (e:Event) WHERE any(key IN keys(e) WHERE toString(e[key]) CONTAINS 'example.example') RETURN count(e) AS n", Map.of())).as("no address in the log").isZero();
  }

  @Test
  void of_twenty_yeses_at_once_one_counts_and_a_link_is_too_old_after_a_week_or_when_it_is_withdrawn() {
    Joined one = joined(unique("Många ja"));
    String email = address("once");
    String link = asked(one, email, Map.of());
    Visitor anybody = new Visitor(server);
    anybody.get(link);
    List<CompletableFuture<Integer>> all = IntStream.range(0, 20).mapToObj(i -> CompletableFuture.supplyAsync(() -> anybody.press(link).statusCode(), Thread::startVirtualThread)).toList();
    assertThat(all.stream().map(CompletableFuture::join).toList()).containsOnly(200, 404).containsOnlyOnce(200);
    assertThat(events(one.id()).stream().filter("person-joined"::equals)).hasSize(1);

    String late = asked(one, address("late"), Map.of());
    CLOCK.move(Duration.ofDays(7).plusSeconds(1));
    assertThat(accept(late).statusCode()).isEqualTo(404);
    Visitor again = signedIn(one.email());
    Joined now = new Joined(one.id(), one.name(), one.email(), again);
    String taken = asked(now, address("taken"), Map.of());
    String invite = found(Pattern.compile("name=\"invite\" value=\"(pin-[^\"]+)\""), again.get(one.people()));
    assertThat(act(again, one.people(), Map.of("do", "withdraw", "invite", invite)).statusCode()).isEqualTo(303);
    assertThat(accept(taken).statusCode()).isEqualTo(404);
    assertThat(events(one.id())).contains("person-unasked");
  }

  @Test
  void what_is_wrong_is_named_and_nothing_typed_is_lost() {
    Joined one = joined(unique("Fel"));
    HttpResponse<String> bad = act(one.visitor(), one.people(), Map.of("do", "ask", "name", "Kvar Namn", "email", "nej"));
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("id=\"email-fault\"", "Kvar Namn");
    assertThat(act(one.visitor(), one.people(), Map.of("do", "ask", "name", "Jag", "email", one.email().toUpperCase(java.util.Locale.ROOT))).body()).contains("sköter redan uppgifterna");
    HttpResponse<String> over = act(one.visitor(), one.people(), Map.of("do", "hand-over", "heirName", "", "heirEmail", "x@y", "then", ""));
    assertThat(over.body()).contains("id=\"heirName-fault\"", "id=\"heirEmail-fault\"", "id=\"then-fault\"");
    assertThat(act(one.visitor(), one.people(), Map.of("do", "dance")).statusCode()).isEqualTo(400);
    assertThat(act(one.visitor(), one.people(), Map.of("do", "contact", "account", "acc-demo-coordinator")).statusCode()).as("not of them").isEqualTo(404);
    for (int i = 0; i < 10; i++) asked(one, address("many"), Map.of());
    assertThat(act(one.visitor(), one.people(), Map.of("do", "ask", "name", "Elva", "email", address("eleven"))).statusCode()).as("ten wait").isEqualTo(409);
    Visitor other = joined(unique("Annan")).visitor();
    assertThat(other.get(one.people()).statusCode()).isEqualTo(404);
    assertThat(other.post(one.people(), Map.of("do", "leave")).statusCode()).isEqualTo(404);
    // Somebody who works for the city signs in at the city.
    Joined next = joined(unique("Stad"));
    assertThat(accept(asked(next, "acc-demo-coordinator@meet.example", Map.of())).statusCode()).isEqualTo(409);
  }

  @Test
  void the_last_one_cannot_leave_and_hears_the_two_ways_and_of_two_who_leave_at_once_one_stays() {
    Joined one = joined(unique("Sist kvar"));
    HttpResponse<String> alone = act(one.visitor(), one.people(), Map.of("do", "leave"));
    assertThat(alone.statusCode()).isEqualTo(409);
    assertThat(alone.body()).contains("Lämna över den till någon ny, eller stäng den", one.page() + "/stang");
    String email = address("second");
    accept(asked(one, email, Map.of()));
    Visitor second = signedIn(email);
    one.visitor().get(one.people());
    second.get(one.people());
    List<CompletableFuture<Integer>> both = List.of(one.visitor(), second).stream()
        .map(who -> CompletableFuture.supplyAsync(() -> who.post(one.people(), Map.of("do", "leave")).statusCode(), Thread::startVirtualThread)).toList();
    assertThat(both.stream().map(CompletableFuture::join).toList()).containsExactlyInAnyOrder(303, 409);
    assertThat(server.app().staffSide().accounts().members(one.id())).hasSize(1);
    assertThat(events(one.id()).stream().filter("person-left"::equals)).hasSize(1);
  }

  @Test
  void the_contact_is_another_when_somebody_says_so_and_stays_somebody_when_the_contact_leaves() {
    Joined one = joined(unique("Kontakt"));
    String second = address("second");
    accept(asked(one, second, Map.of("name", "Aa Aasen")));
    Visitor other = signedIn(second);
    assertThat(contact(other.get(one.people()).body())).as("who was first stays it").isEqualTo(one.email());
    assertThat(act(other, one.people(), Map.of("do", "remove", "account", account(one.email()))).statusCode()).as("only the contact removes").isEqualTo(409);
    assertThat(act(one.visitor(), one.people(), Map.of("do", "contact", "account", account(second))).statusCode()).isEqualTo(303);
    assertThat(contact(other.get(one.people()).body())).isEqualTo(second);
    String third = address("third");
    accept(asked(one, third, Map.of()));
    assertThat(act(other, one.people(), Map.of("do", "leave")).statusCode()).isEqualTo(303);
    assertThat(other.get(one.people()).statusCode()).isEqualTo(404);
    assertThat(contact(one.visitor().get(one.people()).body())).isIn(one.email(), third);
    assertThat(events(one.id())).contains("contact", "person-left");
  }

  /** The address of the one who is marked. */
  private static String contact(String page) {
    Matcher marked = Pattern.compile("<p class=\"about\">([^<]*@[^<]*?)( · )?<strong>Kontaktperson|>([^<> ]+@[^<> ]+)(?: <span[^>]*>[^<]*</span>)?</h2>\\s*<p class=\"about\"><strong>Kontaktperson").matcher(page);
    assertThat(marked.find()).as(page).isTrue();
    return Optional.ofNullable(marked.group(1)).orElse(marked.group(3)).strip();
  }

  @Test
  void a_profile_is_handed_over_and_who_had_it_stays_or_goes_as_they_chose() {
    Joined one = joined(unique("Överlämnat"));
    String heir = address("heir");
    String link = asked(one, heir, handingOver(heir, "stay"));
    assertThat(one.visitor().get(one.people()).body()).as("nothing changes before a yes").contains("tar över");
    assertThat(accept(link).statusCode()).isEqualTo(200);
    assertThat(contact(one.visitor().get(one.people()).body())).isEqualTo(heir);
    Joined now = new Joined(one.id(), one.name(), heir, signedIn(heir));
    String next = address("next");
    accept(asked(now, next, handingOver(next, "leave")));
    assertThat(now.visitor().get(one.page()).statusCode()).as("gone").isEqualTo(404);
    assertThat(contact(signedIn(next).get(one.people()).body())).isEqualTo(next);
    assertThat(events(one.id())).containsSubsequence("handed-over", "handed-over", "person-left");
  }

  @Test
  void a_question_ends_with_the_one_who_asked_it() {
    Joined one = joined(unique("Avhoppad"));
    String second = address("second");
    accept(asked(one, second, Map.of()));
    Joined other = new Joined(one.id(), one.name(), second, signedIn(second));
    String friend = asked(other, address("friend"), Map.of());
    assertThat(act(one.visitor(), one.people(), Map.of("do", "remove", "account", account(second))).statusCode()).isEqualTo(303);
    assertThat(accept(friend).statusCode()).isEqualTo(404);
    assertThat(events(one.id())).contains("person-removed");
  }

  private static List<String> partners() {
    server.app().projection().catchUp();
    return server.app().matcher().suggest("Vi söker ett surdegsbageri med vedugn som har lastcyklar.", Optional.of(Language.SWEDISH), 50).partners().stream().map(one -> one.what().id() + " " + one.score()).toList();
  }

  private static boolean isSuggested(String organisation) {
    return partners().stream().anyMatch(one -> one.startsWith(organisation));
  }

  @Test
  void a_closed_profile_is_not_suggested_its_invitations_lapse_its_history_stays_and_it_opens_again_as_it_was() {
    Joined one = joined(unique("Stängt"));
    String title = unique("Bröd åt alla");
    String idea = server.graph().read("MATCH (i:Initiative {status: 'running'}) WHERE i.published RETURN i.id AS id ORDER BY id LIMIT 1", Map.of()).getFirst().get("id").asString();
    server.graph().write("""
        MATCH (i:Initiative {id: $i}) MATCH (o:Organisation {id: $o}) SET i.title = $t
        CREATE (o)-[:PARTICIPATES_IN {since: date(), source: 'test'}]->(i)
        CREATE (:Invitation {id: 'inv-' + $o, key: $o, organisation: $o, initiative: $i, by: 'sender', byName: 'Åsa', message: 'Hej', role: '', why: '', cited: [], citedTexts: [], at: datetime($at), until: date($until), state: 'open'})
        """, Map.of("i", idea, "o", one.id(), "t", title, "at", CLOCK.instant().toString(), "until", Sweden.today(CLOCK).plusDays(10).toString()));
    List<String> before = partners();
    assertThat(before).anyMatch(line -> line.startsWith(one.id()));
    String waiting = asked(one, address("waiting"), Map.of());
    String page = one.page() + "/stang";
    HttpResponse<String> unsure = act(one.visitor(), page, Map.of("do", "close"));
    assertThat(unsure.statusCode()).as("a confirmed act").isEqualTo(400);
    assertThat(unsure.body()).contains("id=\"closing-fault\"");
    assertThat(isSuggested(one.id())).isTrue();
    assertThat(act(one.visitor(), page, Map.of("do", "close", "closing", "yes")).statusCode()).isEqualTo(303);
    assertThat(isSuggested(one.id())).isFalse();
    assertThat(partners()).as("nobody else is touched").isEqualTo(before.stream().filter(line -> !line.startsWith(one.id())).toList());
    assertThat(server.graph().read("MATCH (v:Invitation {organisation: $o}) RETURN v.state AS s", Map.of("o", one.id())).getFirst().get("s").asString()).isEqualTo("lapsed");
    assertThat(count("MATCH (e:Event {type: 'initiative.invitation-lapsed', invitation: 'inv-' + $o}) RETURN count(e) AS n", Map.of("o", one.id()))).as("who asked is told").isEqualTo(1);
    assertThat(server.get("/organisationer/" + one.id()).body()).contains("Profilen är stängd", title);
    assertThat(accept(waiting).statusCode()).as("nobody comes in later").isEqualTo(404);
    assertThat(one.visitor().get(one.page()).body()).contains("Profilen är stängd");
    assertThat(act(one.visitor(), page, Map.of("do", "open")).statusCode()).isEqualTo(303);
    assertThat(partners()).isEqualTo(before);
    assertThat(events(one.id())).containsSubsequence("closed", "reopened");
  }

  @Test
  void members_open_a_closed_profile_within_thirty_days_and_a_coordinator_later() {
    Joined one = joined(unique("Länge stängt"));
    String page = one.page() + "/stang";
    act(one.visitor(), page, Map.of("do", "close", "closing", "yes"));
    assertThat(server.get("/organisationer?page=1").body()).doesNotContain(one.name());
    CLOCK.move(Duration.ofDays(32));
    Visitor member = signedIn(one.email());
    assertThat(member.get(page).body()).contains("för länge").doesNotContain("value=\"open\"");
    assertThat(member.post(page, Map.of("do", "open")).statusCode()).isEqualTo(409);
    Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    assertThat(coordinator.get("/ansprak/stangda").body()).contains(one.name());
    assertThat(member.get("/ansprak/stangda").statusCode()).isEqualTo(403);
    assertThat(coordinator.post("/ansprak/stangda", Map.of("id", one.id())).statusCode()).isEqualTo(303);
    assertThat(isSuggested(one.id())).isTrue();
    assertThat(coordinator.get("/ansprak/stangda").body()).doesNotContain(one.name());
  }

  /** One that nobody has claimed, which an import knows. */
  private static String unclaimed(String name) {
    String id = "org-" + UUID.randomUUID();
    server.graph().write("CREATE (:Organisation {id: $id, name: $name, nameKey: $key, claimed: false, source: 'test', sourceId: 'name:' + $key, language: 'sv', description: '', offers: [], "
        + "seeks: [], roles: []})", Map.of("id", id, "name", name, "key", name.toLowerCase(java.util.Locale.ROOT)));
    return id;
  }

  private static String claim(String claims, String email) {
    Matcher id = Pattern.compile("name=\"id\" value=\"(clm-[0-9a-f-]+)\"").matcher(claims.substring(claims.indexOf(email)));
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  @Test
  void two_who_claim_one_profile_stand_beside_each_other_and_the_one_who_is_verified_gets_it_and_answers() {
    String name = unique("Okänd förening");
    String organisation = unclaimed(name);
    String idea = server.graph().read("MATCH (i:Initiative {status: 'running'}) WHERE i.published RETURN i.id AS id ORDER BY id LIMIT 1", Map.of()).getFirst().get("id").asString();
    server.graph().write("""
        CREATE (:Invitation {id: 'inv-' + $o, key: $o, organisation: $o, initiative: $i, by: 'sender', byName: 'Åsa', message: 'Kom med', role: '', why: '', cited: [], citedTexts: [], at: datetime($at), until: date($until), state: 'open'})
        """, Map.of("i", idea, "o", organisation, "at", CLOCK.instant().toString(), "until", Sweden.today(CLOCK).plusDays(20).toString()));
    String invitation = "/inbjudningar/inv-" + organisation;
    List<String> emails = List.of(address("rival"), address("owner"));
    List<Visitor> both = new ArrayList<>();
    for (String email : emails) {
      both.add(new Visitor(server));
      join(both.getLast(), name, "Vi lånar ut lastcyklar.", email);
      // Another one between them.
      String between = unique("Mellan");
      unclaimed(between);
      join(new Visitor(server), between, "Bröd.", address("between"));
      CLOCK.move(Duration.ofMinutes(1));
    }
    for (Visitor one : both) {
      assertThat(one.get(invitation).statusCode()).as("an unclaimed profile answers nothing").isEqualTo(404);
      one.get("/min-sida");
      assertThat(one.post(invitation, Map.of("do", "accept")).statusCode()).isEqualTo(404);
    }
    Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    String claims = coordinator.get("/ansprak").body();
    String between = claims.substring(claims.indexOf("id=\"" + claim(claims, emails.get(0))), claims.indexOf("id=\"" + claim(claims.substring(claims.lastIndexOf(emails.get(1)) - 200), emails.get(1))));
    assertThat(between).as("nothing between them").doesNotContain("Mellan").contains("Fler vill sköta samma profil", emails.get(1));
    String rival = claim(claims.substring(claims.indexOf("<ul class=\"lines\">")), emails.get(0));
    String owner = server.graph().read("MATCH (c:Claim {account: $a}) RETURN c.id AS id", Map.of("a", account(emails.get(1)))).getFirst().get("id").asString();
    assertThat(coordinator.post("/ansprak", Map.of("id", owner, "do", "grant", "reason", "Växeln känner henne.")).statusCode()).isEqualTo(303);
    assertThat(coordinator.get("/ansprak").body()).as("the other sees who has it now").contains("Sköts nu av " + emails.get(1), "Ja, och bara de");
    assertThat(coordinator.post("/ansprak", Map.of("id", rival, "do", "refuse", "reason", "Känns inte igen.")).statusCode()).isEqualTo(303);
    assertThat(both.get(0).get(invitation).statusCode()).isEqualTo(404);
    assertThat(both.get(0).get("/min-sida").body()).contains("Känns inte igen.");
    both.get(1).get(invitation);
    assertThat(both.get(1).post(invitation, Map.of("do", "accept", "word", "Gärna")).statusCode()).isEqualTo(303);
    assertThat(events(organisation)).containsSubsequence("claimed", "claimed", "claim-granted", "person-joined", "claim-refused");
  }

  @Test
  void a_claim_of_a_profile_that_somebody_else_has_is_shared_or_handed_over_by_the_coordinator_with_a_reason() {
    Joined one = joined(unique("Tvist"));
    String email = address("claimant");
    Visitor claimant = new Visitor(server);
    join(claimant, one.name(), "Det är vi.", email);
    assertThat(claimant.get(one.page()).statusCode()).isEqualTo(404);
    Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    assertThat(coordinator.get("/ansprak").body()).contains(email, "Sköts nu av " + one.email());
    String id = server.graph().read("MATCH (c:Claim {account: $a}) RETURN c.id AS id", Map.of("a", account(email))).getFirst().get("id").asString();
    assertThat(coordinator.post("/ansprak", Map.of("id", id, "do", "alone", "reason", "")).statusCode()).as("without a reason").isEqualTo(400);
    assertThat(one.visitor().get(one.page()).statusCode()).isEqualTo(200);
    assertThat(coordinator.post("/ansprak", Map.of("id", id, "do", "alone", "reason", "Firmatecknaren har bytts.")).statusCode()).isEqualTo(303);
    assertThat(one.visitor().get(one.page()).statusCode()).isEqualTo(404);
    assertThat(claimant.get(one.page()).body()).contains("vedugn");
    assertThat(events(one.id())).containsSubsequence("claim-granted", "person-joined", "person-removed");
  }
}
