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
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.malmo.meet.invitation.Declining;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Role;

/** A partner is asked, answers, and each answer does one thing that can be taken back; nobody is asked more often than they want. */
class InvitationTest {
  private static final Pattern CONFIRM = Pattern.compile("href=\"(/ga-med/bekrafta/[0-9a-f]{32})\"");
  private static final Pattern CANDIDATE = Pattern.compile("name=\"organisation\" value=\"(org-[^\"]+)\"( checked)?( disabled)?");
  private static final MovedClock CLOCK = new MovedClock(Instant.now());
  private static final String IDEA = "Vi vill starta ett surdegsbageri med solpaneler på taket och söker någon som kan catering, solceller och energirådgivning. Idé ";
  private static TestServer server;
  private static int number;
  private final List<Visitor> members = new ArrayList<>();
  private final List<String> organisations = new ArrayList<>();
  private Visitor sender;
  private Visitor coordinator;
  private String reference;
  private String status;

  @BeforeAll
  static void start() {
    server = TestServer.at(CLOCK, "127.0.0.1");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void three_have_joined_and_an_idea_comes_in() {
    number++;
    server.graph().write("MATCH (o:Organisation) WHERE o.name STARTS WITH 'Solbagaren' SET o.optedOut = true", Map.of());
    for (int i = 0; i < 3; i++) join("Solbagaren " + number + "abc".charAt(i), i);
    // Counted anew here, so that no count falls due between two rankings that are compared.
    server.app().projection().load();
    sender = new Visitor(server);
    sender.get("/");
    String text = IDEA + number + ".";
    sender.post("/initiativ/avsandare", Map.of("text", text));
    HttpResponse<String> sent = sender.post("/initiativ", Map.of("text", text, "title", "Bröd och sol " + number, "name", "Åsa Öberg", "organisation", "Ugnen " + number, "kind", "business",
        "email", "asa" + number + "@ugnen.example"));
    status = sent.headers().firstValue("Location").orElseThrow().replaceFirst("\\?.*", "");
    reference = server.graph().read("MATCH (i:Initiative {title: $t}) RETURN i.reference AS r", Map.of("t", "Bröd och sol " + number)).getFirst().get("r").asString();
    coordinator = new Visitor(server).as(Role.COORDINATOR, "");
  }

  private void join(String name, int place) {
    Visitor visitor = new Visitor(server);
    visitor.get("/ga-med");
    Matcher link = CONFIRM.matcher(visitor.post("/ga-med", Map.of("name", name, "offer", "Surdegsbageri med solpaneler.", "email", name.replace(' ', '.') + "@sol.example"), Map.of("X-Forwarded-For", "198.51.100." + number)).body());
    assertThat(link.find()).isTrue();
    visitor.get(link.group(1));
    String page = visitor.post(link.group(1), Map.of()).headers().firstValue("Location").orElseThrow().replaceFirst("\\?.*", "");
    visitor.get(page);
    // The first fits best, the last least.
    String offers = List.of("catering\nsolceller\nenergirådgivning", "catering\nsolceller", "catering").get(place);
    assertThat(visitor.post(page, Map.of("name", name, "description", "Surdegsbageri med solpaneler på taket.", "offers", offers, "seeks", "", "sector", "business", "roles", "", "website", "")).statusCode()).isEqualTo(303);
    members.add(visitor);
    organisations.add(page.substring(page.lastIndexOf('/') + 1));
  }

  private String asking() {
    return "/arenden/" + reference + "/bjud-in";
  }

  private static List<String> free(String page) {
    return CANDIDATE.matcher(page).results().filter(found -> found.group(3) == null).map(found -> found.group(1)).toList();
  }

  private HttpResponse<String> ask(Visitor who, String address, String organisation, Map<String, String> more) {
    who.get(address);
    Map<String, String> fields = new HashMap<>(Map.of("do", "ask", "organisation", organisation, "message", "Vill ni baka med oss?", "until", Sweden.today(CLOCK).plusDays(10).toString()));
    fields.putAll(more);
    return who.post(address, fields);
  }

  private String invited(int place) {
    assertThat(ask(sender, status + "/bjud-in", organisations.get(place), Map.of()).statusCode()).isEqualTo(303);
    return invitation(place);
  }

  private String invitation(int place) {
    return "/inbjudningar/" + server.graph().read("MATCH (v:Invitation {organisation: $o}) RETURN v.id AS id ORDER BY v.at DESC LIMIT 1", Map.of("o", organisations.get(place))).getFirst().get("id").asString();
  }

  private HttpResponse<String> answer(int place, String address, Map<String, String> fields) {
    members.get(place).get(address);
    return members.get(place).post(address, fields);
  }

  private Map<String, String> no(Declining reason) {
    Map<String, String> fields = new HashMap<>(Map.of("do", "decline", "reason", reason.code(), "word", "Vad menar ni med sol?"));
    if (reason == Declining.NO_CAPACITY) fields.put("pause", Sweden.today(CLOCK).plusDays(30).toString());
    if (reason == Declining.WRONG_COMPETENCE) fields.put("wrong", server.graph().read("MATCH (v:Invitation {organisation: $o}) RETURN v.cited[0] AS id", Map.of("o", organisations.getFirst())).getFirst().get("id").asString());
    return fields;
  }

  /** The first partners of the text with their points, to the last digit. */
  private static List<String> ranking() {
    server.app().projection().catchUp();
    return server.app().matcher().suggest(IDEA, Optional.of(Language.SWEDISH), 20).partners().stream().map(one -> one.what().id() + " " + one.score()).toList();
  }

  private static List<String> ids(List<String> ranking) {
    return ranking.stream().map(one -> one.split(" ")[0]).toList();
  }

  @Test
  void an_organisation_is_suggested_invited_declines_for_lack_of_time_rests_and_comes_back() {
    assertThat(free(sender.get(status + "/bjud-in").body())).startsWith(organisations.toArray(String[]::new));
    String address = invited(0);
    assertThat(members.getFirst().get("/min-sida").body()).contains("1 inbjudan väntar på svar");
    assertThat(members.getFirst().get("/inbjudningar").body()).contains("Bröd och sol " + number);
    assertThat(members.getFirst().get(address).body()).contains("Vill ni baka med oss?", "Ugnen " + number + " undrar", "solceller");
    assertThat(ids(ranking())).contains(organisations.getFirst());
    assertThat(answer(0, address, no(Declining.NO_CAPACITY)).statusCode()).isEqualTo(303);
    assertThat(ids(ranking())).doesNotContain(organisations.getFirst());
    assertThat(sender.get(status).body()).contains("Solbagaren " + number + "a tackade nej.").doesNotContain("Vad menar ni med sol?");
    assertThat(free(sender.get(status + "/bjud-in").body())).as("the next one is offered").startsWith(organisations.get(1)).doesNotContain(organisations.getFirst());
    CLOCK.move(Duration.ofDays(31));
    server.app().caseSide().chores().doAll();
    assertThat(ids(ranking())).contains(organisations.getFirst());
    assertThat(free(sender.get(status + "/bjud-in").body())).as("who said no does not come back").doesNotContain(organisations.getFirst());
  }

  @Test
  void one_who_does_not_answer_lapses_and_the_next_is_offered() {
    String address = invited(0);
    CLOCK.move(Duration.ofDays(11));
    Visitor member = signedInAgain();
    assertThat(member.get(address).body()).as("also before it is written down").contains("Tiden att svara gick ut").doesNotContain("Tacka ja");
    assertThat(member.post(address, Map.of("do", "accept")).statusCode()).isEqualTo(409);
    server.app().caseSide().chores().doAll();
    assertThat(sender.get(status).body()).contains("Solbagaren " + number + "a svarade inte i tid.");
    assertThat(free(sender.get(status + "/bjud-in").body())).startsWith(organisations.get(1)).doesNotContain(organisations.getFirst());
    server.app().caseSide().chores().doAll();
    assertThat(events("initiative.invitation-lapsed")).isEqualTo(1);
  }

  private static long count(String cypher, Map<String, Object> parameters) {
    return server.graph().read(cypher, parameters).getFirst().get("n").asLong();
  }

  private long events(String type) {
    return count("MATCH (i:Initiative {reference: $r}) MATCH (e:Event {subject: i.id, type: $t}) RETURN count(e) AS n", Map.of("r", reference, "t", type));
  }

  @Test
  void a_yes_makes_it_take_part_and_undo_takes_it_out_again() {
    List<String> before = ranking();
    String address = invited(0);
    assertThat(answer(0, address, Map.of("do", "accept", "word", "Gärna, vi har jäst.")).statusCode()).isEqualTo(303);
    String joined = "MATCH (:Organisation {id: $o})-[part:PARTICIPATES_IN]->(:Initiative {reference: $r}) RETURN count(part) AS n";
    Map<String, Object> both = Map.of("o", organisations.getFirst(), "r", reference);
    assertThat(count(joined, both)).isEqualTo(1);
    assertThat(coordinator.get(asking()).body()).contains("Sa ja", "Gärna, vi har jäst.");
    assertThat(answer(0, address, Map.of("do", "undo")).statusCode()).isEqualTo(303);
    assertThat(count(joined, both)).isZero();
    assertThat(ranking()).isEqualTo(before);
    assertThat(members.getFirst().get(address).body()).contains("Tacka ja");
  }

  @ParameterizedTest
  @EnumSource(Declining.class)
  void each_reason_changes_one_thing_and_undo_restores_the_ranking_to_the_last_digit(Declining reason) {
    List<String> before = ranking();
    List<String> asked = free(coordinator.get(asking() + "?role=mentor").body());
    assertThat(ask(sender, status + "/bjud-in", organisations.getFirst(), Map.of("role", "mentor")).statusCode()).isEqualTo(303);
    assertThat(ranking()).as("asking changes nothing").isEqualTo(before);
    String address = invitation(0);
    assertThat(answer(0, address, no(reason)).statusCode()).isEqualTo(303);
    List<String> after = ranking();
    String own = organisations.getFirst();
    List<String> others = before.stream().filter(one -> !one.startsWith(own)).toList();
    assertThat(after.stream().filter(one -> !one.startsWith(own)).limit(others.size()).toList()).as("nobody else is touched").startsWith(others.toArray(String[]::new));
    switch (reason) {
      case NO_CAPACITY -> assertThat(ids(after)).doesNotContain(own);
      case WRONG_COMPETENCE -> assertThat(points(after, own)).isLessThan(points(before, own)).isPositive();
      default -> assertThat(after).isEqualTo(before);
    }
    boolean isAside = reason == Declining.CONFLICT || reason == Declining.BAD_TIMING;
    assertThat(coordinator.get("/arenden/" + reference).body().contains("/organisationer/" + own)).as("suggested beside the case").isEqualTo(!isAside && reason != Declining.NO_CAPACITY);
    assertThat(sender.get(status).body().contains("Vad menar ni med sol?")).as("the sender reads it").isEqualTo(reason == Declining.UNCLEAR_TEXT);
    assertThat(count("MATCH (e:Event {subject: $o, type: 'organisation.declined'}) WHERE e.because = $b RETURN count(e) AS n", Map.of("o", own, "b", reason.code()))).as("logged").isEqualTo(1);
    assertThat(answer(0, address, Map.of("do", "undo")).statusCode()).isEqualTo(303);
    assertThat(ranking()).isEqualTo(before);
    assertThat(coordinator.get("/arenden/" + reference).body()).contains("/organisationer/" + own);
    assertThat(sender.get(status).body()).doesNotContain("Vad menar ni med sol?");
    coordinator.get(asking());
    assertThat(coordinator.post(asking(), Map.of("do", "withdraw", "invitation", address.substring(address.lastIndexOf('/') + 1))).statusCode()).isEqualTo(303);
    assertThat(free(coordinator.get(asking() + "?role=mentor").body())).isEqualTo(asked);
  }

  private static double points(List<String> ranking, String id) {
    return ranking.stream().filter(one -> one.startsWith(id)).mapToDouble(one -> Double.parseDouble(one.split(" ")[1])).findFirst().orElse(0);
  }

  @Test
  void who_says_that_a_role_is_not_theirs_comes_after_others_where_that_role_is_looked_for() {
    assertThat(ask(sender, status + "/bjud-in", organisations.getFirst(), Map.of("role", "mentor")).statusCode()).isEqualTo(303);
    answer(0, invitation(0), no(Declining.NOT_OUR_ROLE));
    another_idea_comes_in();
    assertThat(free(coordinator.get(asking() + "?role=mentor").body()).indexOf(organisations.getFirst())).isGreaterThan(free(coordinator.get(asking()).body()).indexOf(organisations.getFirst()));
  }

  private void another_idea_comes_in() {
    sender = new Visitor(server);
    sender.get("/");
    String text = IDEA + "igen " + number + ".";
    sender.post("/initiativ/avsandare", Map.of("text", text));
    sender.post("/initiativ", Map.of("text", text, "title", "Åter " + number, "name", "Åsa Öberg", "organisation", "Ugnen " + number, "kind", "business", "email", "asa" + number + "@ugnen.example"));
    reference = server.graph().read("MATCH (i:Initiative {title: $t}) RETURN i.reference AS r", Map.of("t", "Åter " + number)).getFirst().get("r").asString();
  }

  @Test
  void nobody_is_asked_more_often_in_a_week_than_they_want() {
    String wishes = "/min-sida/" + organisations.getFirst() + "/onskemal";
    members.getFirst().get(wishes);
    assertThat(members.getFirst().post(wishes, Map.of("do", "keep", "aWeek", "1", "capacity", "", "pause", "")).statusCode()).isEqualTo(303);
    invited(0);
    another_idea_comes_in();
    assertThat(free(coordinator.get(asking()).body())).doesNotContain(organisations.getFirst());
    assertThat(coordinator.get(asking()).body()).contains("har fått så många frågor som de vill");
    HttpResponse<String> refused = ask(coordinator, asking(), organisations.getFirst(), Map.of());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("kan inte få frågan just nu", "Vill ni baka med oss?");
    CLOCK.move(Duration.ofDays(8));
    coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    assertThat(ask(coordinator, asking(), organisations.getFirst(), Map.of()).statusCode()).isEqualTo(303);
  }

  @Test
  void of_fifty_answers_at_once_one_counts_and_a_forwarded_link_opens_nothing() {
    String address = invited(0);
    assertThat(members.get(1).get(address).statusCode()).as("another organisation").isEqualTo(404);
    assertThat(new Visitor(server).get(address).statusCode()).as("without signing in").isIn(303, 401);
    Visitor member = members.getFirst();
    member.get(address);
    String token = member.get(address).body().replaceAll("(?s).*?name=\"token\" value=\"([^\"]+)\".*", "$1");
    List<CompletableFuture<Integer>> all = IntStream.range(0, 50).mapToObj(i -> CompletableFuture.supplyAsync(() -> member.postAsIs(address,
        i % 2 == 0 ? Map.of("token", token, "do", "accept") : Map.of("token", token, "do", "decline", "reason", "conflict"), Map.of()).statusCode(), Thread::startVirtualThread)).toList();
    assertThat(all.stream().filter(one -> one.join() == 303)).hasSize(1);
    assertThat(all.stream().map(CompletableFuture::join)).containsOnly(303, 409);
    assertThat(events("initiative.invitation-accepted") + events("initiative.invitation-declined")).isEqualTo(1);
  }

  @Test
  void the_same_question_sent_twice_is_asked_once_and_staff_say_why_they_pass_somebody_by() {
    coordinator.get(asking());
    HttpResponse<String> without = ask(coordinator, asking(), organisations.get(1), Map.of());
    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(without.body()).contains("id=\"override-fault\"", "Vill ni baka med oss?");
    for (int i = 0; i < 2; i++) assertThat(ask(coordinator, asking(), organisations.get(1), Map.of("override", "De har en ugn ledig.")).statusCode()).isIn(303, 400);
    assertThat(count("MATCH (v:Invitation {organisation: $o}) RETURN count(v) AS n", Map.of("o", organisations.get(1)))).isEqualTo(1);
    assertThat(events("initiative.invited")).isEqualTo(1);
    assertThat(sender.get(status).body()).contains("Solbagaren " + number + "b fick frågan").doesNotContain("ugn ledig");
  }

  @Test
  void what_is_wrong_is_named_and_nothing_typed_is_lost() {
    String today = Sweden.today(CLOCK).toString();
    HttpResponse<String> bad = ask(sender, status + "/bjud-in", "org-x", Map.of("until", today, "message", ""));
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("id=\"organisation-fault\"", "id=\"until-fault\"", "id=\"message-fault\"", today);
    String address = invited(0);
    HttpResponse<String> past = answer(0, address, Map.of("do", "decline", "reason", "no-capacity", "pause", today, "word", "Vi kan inte nu."));
    assertThat(past.statusCode()).isEqualTo(400);
    assertThat(past.body()).contains("id=\"pause-fault\"", "Vi kan inte nu.");
    HttpResponse<String> unclear = answer(0, address, Map.of("do", "decline", "reason", "unclear-text", "word", ""));
    assertThat(unclear.body()).contains("id=\"word-fault\"");
    assertThat(answer(0, address, Map.of("do", "decline", "reason", "hat", "word", "")).statusCode()).isEqualTo(400);
    String wishes = "/min-sida/" + organisations.getFirst() + "/onskemal";
    members.getFirst().get(wishes);
    HttpResponse<String> wishing = members.getFirst().post(wishes, Map.of("do", "keep", "aWeek", "-1", "capacity", "1000000", "pause", today));
    assertThat(wishing.statusCode()).isEqualTo(400);
    assertThat(wishing.body()).contains("id=\"aWeek-fault\"", "id=\"capacity-fault\"", "id=\"pause-fault\"", "1000000");
    assertThat(members.get(1).get(wishes).statusCode()).isEqualTo(404);
  }

  @Test
  void a_topic_that_is_never_wanted_is_not_suggested_until_it_is_allowed_again() {
    String wishes = "/min-sida/" + organisations.getFirst() + "/onskemal";
    members.getFirst().get(wishes);
    assertThat(members.getFirst().post(wishes, Map.of("do", "avoid", "competence", "solceller")).statusCode()).isEqualTo(303);
    assertThat(ids(ranking())).doesNotContain(organisations.getFirst()).contains(organisations.get(1));
    String id = server.graph().read("MATCH (:Organisation {id: $o})-[:AVOIDS]->(c) RETURN c.id AS id", Map.of("o", organisations.getFirst())).getFirst().get("id").asString();
    members.getFirst().get(wishes);
    members.getFirst().post(wishes, Map.of("do", "allow", "competence", id));
    assertThat(ids(ranking())).contains(organisations.getFirst());
  }

  @Test
  void a_profile_that_nobody_confirms_for_a_year_counts_less_until_somebody_does() {
    double fresh = points(ranking(), organisations.getFirst());
    CLOCK.move(Duration.ofDays(367));
    server.app().caseSide().chores().doAll();
    double stale = points(ranking(), organisations.getFirst());
    assertThat(stale).isLessThan(fresh).isPositive();
    String page = "/min-sida/" + organisations.getFirst();
    Visitor member = signedInAgain();
    member.get(page + "/onskemal");
    assertThat(member.get(page + "/onskemal").body()).contains("Ingen har bekräftat profilen på ett år");
    assertThat(member.post(page + "/onskemal", Map.of("do", "confirm")).statusCode()).isEqualTo(303);
    assertThat(points(ranking(), organisations.getFirst())).isEqualTo(fresh);
  }

  /** A session does not live for a year. */
  private Visitor signedInAgain() {
    Visitor visitor = new Visitor(server);
    visitor.get("/logga-in/organisation");
    Matcher link = Pattern.compile("href=\"(/logga-in/lank/[0-9a-f]{32})\"").matcher(visitor.post("/logga-in/organisation", Map.of("email", "Solbagaren." + number + "a@sol.example")).body());
    assertThat(link.find()).isTrue();
    visitor.get(link.group(1));
    visitor.post(link.group(1), Map.of());
    return visitor;
  }

  @Test
  void how_often_somebody_was_shown_is_what_the_kept_answers_say() {
    String page = members.getFirst().get("/min-sida/" + organisations.getFirst() + "/visningar").body();
    assertThat(page).contains("En idé som inte är offentlig", "Plats 1");
    long kept = count("MATCH (s:Suggestion) WHERE s.recording CONTAINS $o RETURN count(s) AS n", Map.of("o", organisations.getFirst()));
    assertThat(page).contains("föreslagits " + kept + " gång");
    assertThat(count("MATCH (x:Shown {organisation: $o}) RETURN count(x) AS n", Map.of("o", organisations.getFirst()))).isEqualTo(kept);
  }
}
