package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Role;

/** Förvaltningar get other names, end and are succeeded, without a case or a page being lost. */
class RegisterTest {
  private static final String REGISTER = "/forvaltningsregister";
  private static final String CULTURE = "kulturforvaltningen";
  private static final String SPORT = "fritidsforvaltningen";
  private static final String SERVICE = "serviceforvaltningen";
  private static final String CONCERT = "Vi vill ordna konserter, teater och utställningar med kulturskolan och biblioteken.";
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");
  private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private static TestServer server;
  private static int number;

  @BeforeAll
  static void start() {
    server = TestServer.at(CLOCK, "");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Visitor administrator() {
    return new Visitor(server).as(Role.ADMINISTRATOR, "");
  }

  private static Map<String, String> particulars(String name, String nameEn) {
    return new HashMap<>(Map.of("do", "save", "name", name, "nameEn", nameEn, "aliases", "", "descriptionSv", "Det som " + name + " gör.", "descriptionEn", "What it does.", "from", "", "until", ""));
  }

  private static HttpResponse<String> save(Visitor who, String id, Map<String, String> fields) {
    Matcher seen = VERSION.matcher(who.get(REGISTER + "/" + id).body());
    assertThat(seen.find()).isTrue();
    fields.put("version", seen.group(1));
    return who.post(REGISTER + "/" + id, fields);
  }

  private static String make(Visitor who, String name) {
    who.get(REGISTER);
    HttpResponse<String> made = who.post(REGISTER, particulars(name, name + " Office"));
    assertThat(made.statusCode()).isEqualTo(303);
    String page = made.headers().firstValue("Location").orElseThrow();
    return page.substring(page.lastIndexOf('/') + 1);
  }

  private static long count(String cypher, Map<String, Object> parameters) {
    return server.graph().read(cypher, parameters).getFirst().get("n").asLong();
  }

  /** An idea that a coordinator has given to a förvaltning; tells its reference. */
  private static String caseOf(String forvaltning) {
    Visitor sender = new Visitor(server);
    sender.get("/");
    String text = CONCERT + " Idé nummer " + ++number + ".";
    sender.post("/initiativ/avsandare", Map.of("text", text));
    sender.post("/initiativ", Map.of("text", text, "title", "Konsert " + number, "name", "Åsa", "organisation", "Musik " + number, "kind", "business", "email", "asa@musik.example"));
    String reference = server.graph().read("MATCH (i:Initiative {title: $t}) RETURN i.reference AS r", Map.of("t", "Konsert " + number)).getFirst().get("r").asString();
    Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    Matcher seen = VERSION.matcher(coordinator.get("/arenden/" + reference + "?do=assign").body());
    assertThat(seen.find()).isTrue();
    assertThat(coordinator.post("/arenden/" + reference, Map.of("do", "assign", "version", seen.group(1), "forvaltning", forvaltning)).statusCode()).isEqualTo(303);
    return reference;
  }

  @Test
  void another_name_keeps_cases_and_page_and_the_old_one_is_still_found() {
    Visitor who = administrator();
    String id = make(who, "Ångbåtsförvaltningen");
    assertThat(id).isEqualTo("angbatsforvaltningen");
    String reference = caseOf(id);
    assertThat(save(who, id, particulars("Skärgårdsförvaltningen", "Archipelago Office")).statusCode()).isEqualTo(303);
    assertThat(server.get("/forvaltningar/" + id).body()).contains("<h1>Skärgårdsförvaltningen</h1>");
    assertThat(server.get("/ambassadorer?q=%C3%85ngb%C3%A5ts").body()).contains("Skärgårdsförvaltningen");
    assertThat(who.get(REGISTER + "/" + id).body()).contains("Ångbåtsförvaltningen");
    assertThat(new Visitor(server).as(Role.AMBASSADOR, id).get("/arenden/" + reference).body()).contains("Skärgårdsförvaltningen");
    assertThat(count("MATCH (e:Event {subject: $id, type: 'forvaltning.saved', by: 'acc-demo-administrator'}) RETURN count(e) AS n", Map.of("id", id))).isEqualTo(2);
  }

  @Test
  void one_that_has_ended_is_not_offered_but_its_page_and_cases_stay_and_its_successor_takes_them() {
    Visitor who = administrator();
    String reference = caseOf(CULTURE);
    String other = caseOf(CULTURE);
    server.app().projection().catchUp();
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"" + CONCERT + "\"}").body()).contains("\"" + CULTURE + "\"");
    Map<String, String> ends = particulars("Kulturförvaltningen", "Culture Department");
    ends.putAll(Map.of("until", "2026-03-02", "successors", SPORT));
    assertThat(save(who, CULTURE, ends).statusCode()).isEqualTo(303);
    assertThat(new Visitor(server).get("/logga-in").body()).as("its last day").contains(CULTURE);

    CLOCK.move(Duration.ofDays(1));
    server.app().caseSide().chores().doAll();
    server.app().projection().catchUp();
    Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    Visitor keeper = administrator();
    assertThat(new Visitor(server).get("/logga-in").body()).doesNotContain("value=\"" + CULTURE + "\"");
    assertThat(coordinator.get("/arenden").body()).doesNotContain("value=\"" + CULTURE + "\"");
    assertThat(coordinator.get("/arenden/" + reference + "?do=assign").body()).contains("value=\"" + SPORT + "\"").doesNotContain("value=\"" + CULTURE + "\"");
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"" + CONCERT + "\", \"limit\": 50}").body()).doesNotContain("\"" + CULTURE + "\"");
    assertThat(server.get("/forvaltningar/" + CULTURE).body()).contains("fanns till och med 2 mars 2026", "Ersatt av", "/forvaltningar/" + SPORT);
    assertThat(server.get("/en/departments/" + CULTURE).body()).contains("Replaced by");
    assertThat(server.get("/ambassadorer").body()).doesNotContain("/forvaltningar/" + CULTURE + "\"");
    assertThat(server.get("/ambassadorer?q=Kulturf%C3%B6rvaltningen").body()).contains("/forvaltningar/" + CULTURE + "\"");
    assertThat(coordinator.get("/arenden/" + reference).statusCode()).isEqualTo(200);

    long open = count("MATCH (:Forvaltning {id: $id})<-[:ROUTED_TO]-(i:Initiative) WHERE i.status IN ['received', 'assessed', 'accepted', 'working-group', 'running'] RETURN count(i) AS n", Map.of("id", CULTURE));
    long all = count("MATCH (:Forvaltning {id: $id})<-[:ROUTED_TO]-(i:Initiative) RETURN count(i) AS n", Map.of("id", CULTURE));
    keeper.get(REGISTER + "/" + CULTURE);
    HttpResponse<String> without = keeper.post(REGISTER + "/" + CULTURE, Map.of("do", "move", "to", SERVICE, "reason", ""));
    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(without.body()).contains("id=\"to-fault\"", "id=\"reason-fault\"");
    assertThat(keeper.post(REGISTER + "/" + CULTURE, Map.of("do", "move", "to", SPORT, "reason", "Fritid har tagit över kulturen.")).statusCode()).isEqualTo(303);
    assertThat(count("MATCH (:Forvaltning {id: $id})<-[:ROUTED_TO]-(i:Initiative) RETURN count(i) AS n", Map.of("id", CULTURE))).as("what is over stays").isEqualTo(all - open);
    for (String moved : List.of(reference, other)) {
      assertThat(new Visitor(server).as(Role.AMBASSADOR, SPORT).get("/arenden/" + moved).body()).contains("Fritid har tagit över kulturen.");
      assertThat(count("MATCH (i:Initiative {reference: $r}) MATCH (e:Event {subject: i.id, type: 'initiative.moved', by: 'acc-demo-administrator', from: '" + CULTURE + "', forvaltning: '" + SPORT
          + "'}) WHERE coalesce(i.moves, 0) = 0 AND NOT EXISTS { (i)-[:NOT_FOR]->() } RETURN count(e) AS n", Map.of("r", moved))).as("one event, and no \"not ours\"").isEqualTo(1);
    }
    assertThat(count("MATCH (e:Event {type: 'forvaltning.succeeded', subject: $id}) WHERE e.count = toString($open) RETURN count(e) AS n", Map.of("id", CULTURE, "open", open))).isEqualTo(1);
  }

  @Test
  void what_cannot_be_is_told_by_field_and_nothing_that_was_typed_is_lost() {
    Visitor who = administrator();
    who.get(REGISTER);
    Map<String, String> wrong = particulars("Miljöförvaltningen", "");
    wrong.putAll(Map.of("from", "2026-05-01", "until", "2026-04-01", "aliases", "<svg onload=x>", "successors", "finns-inte"));
    HttpResponse<String> answer = who.post(REGISTER, wrong);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("id=\"name-fault\"", "id=\"nameEn-fault\"", "id=\"until-fault\"", "id=\"successors-fault\"", "&lt;svg onload=x", "Det som Miljöförvaltningen gör.").doesNotContain("<svg onload");
    String first = make(who, "Cirkelförvaltningen");
    String second = make(who, "Rundförvaltningen");
    Map<String, String> succeeded = particulars("Cirkelförvaltningen", "Circle Office");
    succeeded.putAll(Map.of("until", "2099-01-01", "successors", second));
    assertThat(save(who, first, succeeded).statusCode()).isEqualTo(303);
    Map<String, String> back = particulars("Rundförvaltningen", "Round Office");
    back.putAll(Map.of("until", "2099-01-01", "successors", first));
    assertThat(save(who, second, back).body()).contains("själv efterträdare");
    back.put("until", "");
    assertThat(save(who, second, back).body()).contains("id=\"until-fault\"");
    for (Role role : List.of(Role.COORDINATOR, Role.AUDITOR)) assertThat(new Visitor(server).as(role, "").get(REGISTER).statusCode()).isEqualTo(403);
    assertThat(who.get(REGISTER + "/finns-inte").statusCode()).isEqualTo(404);
  }

  @Test
  void two_who_change_the_same_never_overwrite_each_other() {
    Visitor one = administrator();
    Visitor two = administrator();
    String id = make(one, "Delade förvaltningen");
    two.get(REGISTER + "/" + id);
    assertThat(save(one, id, particulars("Delade förvaltningen ett", "One")).statusCode()).isEqualTo(303);
    Map<String, String> late = particulars("Delade förvaltningen två", "Two");
    late.put("version", "1");
    HttpResponse<String> stale = two.post(REGISTER + "/" + id, late);
    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(stale.body()).contains("Någon annan har ändrat", "Delade förvaltningen två");
    assertThat(server.get("/forvaltningar/" + id).body()).contains("<h1>Delade förvaltningen ett</h1>");
  }

  @Test
  void ambassadors_come_and_go_and_who_was_is_kept() {
    Visitor who = administrator();
    String id = make(who, "Bryggförvaltningen");
    who.get(REGISTER + "/" + id);
    assertThat(who.post(REGISTER + "/" + id, Map.of("do", "appoint", "person", "", "title", "Utvecklare", "day", "2099-01-01")).body()).contains("id=\"person-fault\"", "id=\"day-fault\"", "Utvecklare");
    assertThat(who.post(REGISTER + "/" + id, Map.of("do", "appoint", "person", "Örjan Öst", "title", "Utvecklare", "day", "2026-01-15")).statusCode()).isEqualTo(303);
    assertThat(server.get("/forvaltningar/" + id).body()).contains("Örjan Öst", "Utvecklare");
    String person = server.graph().read("MATCH (p:Person {name: 'Örjan Öst'}) RETURN p.id AS id", Map.of()).getFirst().get("id").asString();
    assertThat(who.post(REGISTER + "/" + id, Map.of("do", "dismiss", "who", person, "day", "2026-01-01")).statusCode()).as("before the first day").isEqualTo(400);
    assertThat(who.post(REGISTER + "/" + id, Map.of("do", "dismiss", "who", person, "day", "2026-02-28")).statusCode()).isEqualTo(303);
    assertThat(server.get("/forvaltningar/" + id).body()).doesNotContain("Örjan Öst");
    assertThat(who.get(REGISTER + "/" + id).body()).contains("Örjan Öst", "15 januari 2026 – 28 februari 2026");
    assertThat(count("MATCH (e:Event {subject: $id}) WHERE e.type STARTS WITH 'forvaltning.ambassador' RETURN count(e) AS n", Map.of("id", id))).isEqualTo(2);
  }
}
