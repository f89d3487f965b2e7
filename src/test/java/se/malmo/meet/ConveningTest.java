package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Role;

/** Large meetings as those who hold them use them without scripts, from the first form to a draft that somebody goes on with. */
@Order(TestServer.SHARED)
class ConveningTest {
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");
  private static final Pattern SEAT = Pattern.compile("<li id=\"(gst-[\\w-]+)\">");
  private static final Pattern DRAFT = Pattern.compile("href=\"(/utkast/[0-9a-f]{32})\"");
  private static TestServer server;
  private static List<String> organisations;
  private Visitor coordinator;
  private Visitor ambassador;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
    organisations = server.graph().read("MATCH (o:Organisation) WHERE o.source = 'demo' RETURN o.name AS n ORDER BY o.sector, o.sourceId", Map.of()).stream().map(row -> row.get("n").asString()).toList();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void they_sign_in() {
    coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    ambassador = new Visitor(server).as(Role.AMBASSADOR, "miljoforvaltningen");
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String day(int ahead) {
    return Sweden.day(Instant.now()).plusDays(ahead).toString();
  }

  private String made(String title) {
    coordinator.get("/stormoten/nytt");
    return location(coordinator.post("/stormoten/nytt", Map.of("titleSv", title, "titleEn", "", "day", day(3), "place", "Rådhuset", "themes", "matsvinn, Kompetensförsörjning", "tableSize", "4")));
  }

  private static void add(Visitor at, String page, String name, String unit, String sector) {
    at.get(page);
    addNext(at, page, name, unit, sector);
  }

  /** With the token of the page that was read last. */
  private static void addNext(Visitor at, String page, String name, String unit, String sector) {
    location(at.post(page, Map.of("guest", name, "unit", unit, "guestSector", sector, "do", "arrive")));
  }

  /** Somebody of every sector and four of the city. */
  private void fill(String page) {
    ambassador.get(page);
    for (int i = 0; i < 12; i++) addNext(ambassador, page, "Gäst Nummer" + i, organisations.get(i * (organisations.size() - 1) / 11), "");
    for (String unit : List.of("Miljöförvaltningen", "Kulturförvaltningen", "Stadskontoret", "Serviceförvaltningen")) addNext(ambassador, page, "Någon på " + unit, unit, "");
  }

  private static String version(String body) {
    Matcher version = VERSION.matcher(body);
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  private static long count(String cypher, String id) {
    return server.graph().read(cypher, Map.of("id", id)).getFirst().get("n").asLong();
  }

  private static String id(String page) {
    return page.substring(page.lastIndexOf('/') + 1);
  }

  @Test
  void a_large_meeting_goes_from_its_form_over_the_door_and_the_tables_to_a_draft_that_opens() {
    String page = made("Stormöte om bröd");
    fill(page);
    assertThat(coordinator.get("/stormoten").body()).contains("Stormöte om bröd", "16 på listan, 16 incheckade");
    String tables = page + "/bord";
    assertThat(coordinator.get(tables).body()).contains("Borden är inte planerade än.");
    assertThat(location(coordinator.post(tables, Map.of("do", "plan", "version", "0")))).isEqualTo(tables + "?done=plan");
    String planned = coordinator.get(tables).body();
    assertThat(planned).contains("Bord 4", "nya band mellan sektorer", "vid slumpvis placering", "mandat: ").doesNotContain("Bord 5", "Regler som inte håller");

    String moved = SEAT.matcher(planned).results().map(MatchResult::group).findFirst().orElseThrow().replaceAll(".*\"(gst-[^\"]+)\".*", "$1");
    String choosing = coordinator.get(tables + "?move=" + moved).body();
    assertThat(choosing).contains("Flytta ", "Till bord 2", "Till bord 3", "Till bord 4", "blir 5 där").doesNotContain("Till bord 1<");
    location(coordinator.post(tables, Map.of("table", "3", "guest", moved, "version", version(choosing))));
    assertThat(coordinator.get(tables).body()).contains("Borden har mellan 3 och 5 personer.", "Bord 3 har fler än 4");
    location(coordinator.post(tables, Map.of("lock", moved, "version", "2")));
    location(coordinator.post(tables, Map.of("do", "plan", "version", "3")));
    assertThat(count("MATCH (g:Guest {id: $id}) WHERE g.isLocked RETURN g.table AS n", moved)).isEqualTo(3);
    assertThat(coordinator.get(tables).body()).contains("låst").doesNotContain("Borden har mellan");
    assertThat(coordinator.get(tables + "/utskrift").body()).contains("Bord 4", "Gäst Nummer7").doesNotContain("nya band");

    HttpResponse<String> idea = idea(page, "Vi borde dela bröd med skolorna.", "2", moved);
    Matcher draft = DRAFT.matcher(idea.body());
    assertThat(draft.find()).as(idea.body()).isTrue();
    assertThat(new Visitor(server).get(draft.group(1)).body()).contains("Vi borde dela bröd med skolorna.");
    assertThat(idea(page, "Vi borde dela bröd med skolorna.", "2", moved).body()).as("a double click").contains("Idé 1 är sparad", draft.group(1));
    assertThat(ambassador.get(page + "/ideer").body()).contains("Idé 1, bord 2, fråga Gäst").doesNotContain("dela bröd", "Idé 2", draft.group(1));
    assertThat(count("MATCH (e:Event {subject: $id}) WHERE e.type IN ['assembly.made', 'assembly.planned', 'assembly.moved', 'assembly.locked', 'assembly.idea'] RETURN count(e) AS n", id(page))).isEqualTo(6);
  }

  private HttpResponse<String> idea(String page, String text, String table, String contact) {
    ambassador.get(page + "/ideer");
    return ambassador.post(page + "/ideer", Map.of("idea", text, "table", table, "contact", contact));
  }

  @Test
  void whoever_comes_late_gets_a_chair_and_nobody_moves() {
    String page = made("Sent");
    fill(page);
    coordinator.get(page + "/bord");
    location(coordinator.post(page + "/bord", Map.of("do", "plan", "version", "0")));
    String before = seats(page);
    add(ambassador, page, "Sen Ankomst", "", "academia");
    assertThat(coordinator.get(page + "/bord").body()).contains("Sen Ankomst", "har kommit sedan planen gjordes");
    location(coordinator.post(page + "/bord", Map.of("do", "late", "version", "1")));
    assertThat(seats(page)).startsWith(before.substring(0, before.length() - 1)).contains("Sen Ankomst");
    assertThat(coordinator.post(page + "/bord", Map.of("do", "late", "version", "2")).statusCode()).isEqualTo(400);
    String guest = server.graph().read("MATCH (g:Guest {name: 'Sen Ankomst'}) RETURN g.id AS id", Map.of()).getFirst().get("id").asString();
    ambassador.get(page);
    location(ambassador.post(page, Map.of("out", guest)));
    assertThat(coordinator.get(page + "/bord").body()).doesNotContain("Sen Ankomst");
    ambassador.get(page);
    location(ambassador.post(page, Map.of("in", guest)));
    location(ambassador.post(page, Map.of("in", guest)));
    assertThat(coordinator.get(page + "/bord").body()).as("the chair is kept").contains("Sen Ankomst").doesNotContain("har kommit sedan");
  }

  private static String seats(String page) {
    return server.graph().read("MATCH (g:Guest {assembly: $id}) WITH g ORDER BY g.name <> 'Sen Ankomst' DESC, g.id RETURN collect(g.name + g.table) AS all", Map.of("id", id(page))).getFirst().get("all").toString();
  }

  @Test
  void of_two_planners_the_second_is_told_and_overwrites_nothing() {
    String page = made("Två planerar");
    fill(page);
    String tables = page + "/bord";
    coordinator.get(tables);
    Visitor other = new Visitor(server).as(Role.COORDINATOR, "");
    other.get(tables);
    location(coordinator.post(tables, Map.of("do", "plan", "version", "0")));
    String before = seats(page);
    HttpResponse<String> late = other.post(tables, Map.of("do", "plan", "version", "0"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("Någon annan har ändrat borden");
    assertThat(seats(page)).isEqualTo(before);
    String change = page + "/andra";
    String form = coordinator.get(change).body();
    Map<String, String> fields = Map.of("titleSv", "Min rubrik", "titleEn", "Mine", "day", day(4), "place", "Hamnen", "tableSize", "8", "version", version(form), "do", "save");
    location(coordinator.post(change, fields));
    other.get(change);
    HttpResponse<String> typed = other.post(change, Map.of("titleSv", "Den andras", "titleEn", "", "day", day(5), "place", "Parken", "tableSize", "6", "version", version(form), "do", "save"));
    assertThat(typed.statusCode()).isEqualTo(409);
    assertThat(typed.body()).contains("value=\"Den andras\"", "value=\"Parken\"", "<dd>Min rubrik</dd>", "<dd>Hamnen</dd>");
  }

  @Test
  void a_pair_that_must_not_sit_together_does_not_and_is_told_where_it_cannot_be_helped() {
    String page = made("Isär");
    fill(page);
    String change = page + "/andra";
    coordinator.get(change);
    HttpResponse<String> faulty = coordinator.post(change, Map.of("do", "apart", "apartOne", "Ingen Alls", "apartOther", "Gäst Nummer1", "apartReason", ""));
    assertThat(faulty.statusCode()).isEqualTo(400);
    assertThat(faulty.body()).contains("id=\"apartOne-fault\"", "id=\"apartReason-fault\"", "value=\"Ingen Alls\"", "value=\"Isär\"");
    location(coordinator.post(change, Map.of("do", "apart", "apartOne", "Kulturförvaltningen", "apartOther", "gäst nummer1", "apartReason", "Pågående upphandling")));
    assertThat(coordinator.get(change).body()).contains("Pågående upphandling", "Låt dem sitta ihop");
    assertThat(ambassador.get(page).body()).doesNotContain("Pågående upphandling");
    coordinator.get(page + "/bord");
    location(coordinator.post(page + "/bord", Map.of("do", "plan", "version", "0")));
    assertThat(count("MATCH (a:Guest {assembly: $id, name: 'Gäst Nummer1'}), (b:Guest {assembly: $id, name: 'Någon på Kulturförvaltningen'}) RETURN CASE WHEN a.table = b.table THEN 1 ELSE 0 END AS n", id(page)))
        .isZero();
    String one = guest(page, "Gäst Nummer1");
    String table = String.valueOf(count("MATCH (b:Guest {assembly: $id, name: 'Någon på Kulturförvaltningen'}) RETURN b.table AS n", id(page)));
    assertThat(coordinator.get(page + "/bord?move=" + one).body()).contains("Bord " + table + " får par som inte ska sitta ihop");
    location(coordinator.post(page + "/bord", Map.of("table", table, "guest", one, "version", "1")));
    assertThat(coordinator.get(page + "/bord").body()).contains("Regler som inte håller", "ska inte sitta ihop. Flytta en av dem");
  }

  private static String guest(String page, String name) {
    return server.graph().read("MATCH (g:Guest {assembly: $id, name: $name}) RETURN g.id AS id", Map.of("id", id(page), "name", name)).getFirst().get("id").asString();
  }

  @Test
  void a_plan_for_nobody_is_refused_and_one_for_three_says_which_rules_fail_and_why() {
    String page = made("Tre");
    coordinator.get(page + "/bord");
    HttpResponse<String> nobody = coordinator.post(page + "/bord", Map.of("do", "plan", "version", "0"));
    assertThat(nobody.statusCode()).isEqualTo(400);
    assertThat(nobody.body()).contains("0 är incheckade; minst 2 behövs");
    for (String name : List.of("Ett", "Två", "Tre")) add(coordinator, page, name, "", "business");
    coordinator.get(page + "/bord");
    location(coordinator.post(page + "/bord", Map.of("do", "plan", "version", "0")));
    assertThat(coordinator.get(page + "/bord").body()).contains("3 incheckade är för få för ett bord, som är för minst 4", "bara 1 är incheckade", "ingen från någon förvaltning är incheckad", ">Ett<", ">Två<", ">Tre<");
  }

  @Test
  void what_is_wrong_is_told_beside_its_field_and_what_was_typed_is_kept() {
    coordinator.get("/stormoten/nytt");
    HttpResponse<String> refused = coordinator.post("/stormoten/nytt", Map.of("titleSv", "", "day", "2001-01-01", "place", "Parken \"x\"", "themes", "matsvinn, Zzqx", "tableSize", "3"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("id=\"titleSv-fault\"", "id=\"day-fault\"", "id=\"themes-fault\"", "id=\"tableSize-fault\"", "Zzqx", "Parken &#34;x&#34;", "value=\"2001-01-01\"");
    String page = made("Fel vid dörren");
    HttpResponse<String> guest = post(page, Map.of("guest", "", "unit", "Ingen Alls AB", "guestSector", "adel", "do", "arrive"));
    assertThat(guest.statusCode()).isEqualTo(400);
    assertThat(guest.body()).contains("id=\"guest-fault\"", "id=\"unit-fault\"", "id=\"guestSector-fault\"", "Ingen Alls AB");
    assertThat(post(page, Map.of("guest", "Bo", "do", "arrive")).body()).contains("Välj sektor för en gäst utan organisation");
    assertThat(post(page, Map.of("guest", "Bo", "unit", "förvaltningen", "do", "arrive")).body()).contains("kan vara någon av dessa", "type=\"radio\" name=\"unit\"", "Miljöförvaltningen");
    assertThat(post(page, Map.of("in", "gst-finns-inte")).statusCode()).isEqualTo(404);
    assertThat(post(page, Map.of("guest", "<svg onload=alert(1)>", "guestSector", "public", "do", "arrive")).statusCode()).isEqualTo(303);
    assertThat(coordinator.get(page).body()).contains("&lt;svg onload").doesNotContain("<svg onload");
    assertThat(idea(page, "", "7", "gst-annan").body()).contains("id=\"idea-fault\"", "id=\"contact-fault\"");
    coordinator.get(page + "/bord");
    assertThat(coordinator.post(page + "/bord", Map.of("do", "plan", "version", "x")).statusCode()).isEqualTo(400);
    assertThat(coordinator.post(page + "/bord", Map.of("table", "99", "guest", "gst-x", "version", "0")).statusCode()).isEqualTo(404);
    assertThat(coordinator.get("/stormoten/finns-inte").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> post(String page, Map<String, String> fields) {
    coordinator.get(page);
    return coordinator.post(page, fields);
  }

  @Test
  void the_same_guest_twice_is_one_and_the_list_takes_five_hundred() {
    String page = made("Fullt");
    add(coordinator, page, "Åsa  Öberg", "Miljöförvaltningen", "");
    add(ambassador, page, "åsa öberg", "miljoforvaltningen", "");
    assertThat(count("MATCH (g:Guest {assembly: $id}) RETURN count(g) AS n", id(page))).isEqualTo(1);
    server.graph().write("UNWIND range(1, 499) AS i CREATE (:Guest {key: $id + i, id: 'gst-full-' + i, assembly: $id, name: 'Gäst ' + i, nameKey: 'gäst ' + i, unit: '', sector: 'business', isHere: false, "
        + "table: 0, isLocked: false, ends: datetime() + duration('P3D')})", Map.of("id", id(page)));
    HttpResponse<String> full = post(page, Map.of("guest", "En till", "guestSector", "public", "do", "arrive"));
    assertThat(full.statusCode()).isEqualTo(400);
    assertThat(full.body()).contains("Listan är full: högst 500 gäster.", "value=\"En till\"", "page=2");
    assertThat(coordinator.get(page).body()).as("by name").contains("Gäst 100<").doesNotContain("Öberg");
    assertThat(coordinator.get(page + "?q=g%C3%A4st+499&which=away").body()).contains("1 gäst", "gst-full-499").doesNotContain("gst-full-498");
    assertThat(location(coordinator.post(page, Map.of("in", "gst-full-499", "q", "gäst 499", "which", "", "page", "1")))).isEqualTo(page + "?q=g%C3%A4st%20499&page=1#gst-full-499");
  }

  @Test
  void a_pasted_list_is_taken_line_by_line_and_what_cannot_be_is_given_back() {
    String page = made("Stormöte ur ett kalkylblad");
    HttpResponse<String> refused = coordinator.post(page, Map.of("do", "list-many", "many", "Anna Ek; Miljöförvaltningen\nBo Al\tKulturförvaltningen\n\nCia Öst; ; Företag\nDan; Finns Inte AB\n; Miljöförvaltningen"));
    assertThat(refused.statusCode()).isEqualTo(400);
    String field = refused.body().substring(refused.body().indexOf("<textarea id=\"many\""));
    assertThat(field.substring(0, field.indexOf("</textarea>"))).contains("Dan; Finns Inte AB\n; Miljöförvaltningen").doesNotContain("Anna", "Bo Al", "Cia");
    assertThat(refused.body()).contains("gick inte att lägga till", "Vi hittar ingen som heter ”Finns Inte AB”", "Anna Ek", "Cia Öst");
    HttpResponse<String> taken = coordinator.post(page, Map.of("do", "arrive-many", "many", "Dan Berg; Miljöförvaltningen"));
    assertThat(coordinator.get(location(taken)).body()).contains("1 gäst är tillagd.", "Dan Berg");
    assertThat(coordinator.post(page, Map.of("do", "list-many", "many", " ")).statusCode()).isEqualTo(400);
    assertThat(coordinator.get("/stormoten").body()).contains("4 på listan, 1 incheckad");
  }

  @Test
  void an_ambassador_checks_in_and_plans_nothing() {
    String page = made("Dörren");
    assertThat(ambassador.get("/stormoten").body()).contains("Dörren").doesNotContain("/stormoten/nytt");
    assertThat(ambassador.get(page + "/bord").body()).doesNotContain("Planera borden");
    assertThat(ambassador.get("/stormoten/nytt").statusCode()).isEqualTo(403);
    assertThat(ambassador.get(page + "/andra").statusCode()).isEqualTo(403);
    ambassador.get(page);
    assertThat(ambassador.post(page + "/bord", Map.of("do", "plan", "version", "0")).statusCode()).isEqualTo(403);
    assertThat(new Visitor(server).get(page).statusCode()).isEqualTo(401);
    assertThat(ambassador.postAsIs(page, Map.of("guest", "Utan märke", "guestSector", "public"), Map.of()).statusCode()).isEqualTo(403);
    assertThat(count("MATCH (g:Guest {assembly: $id}) RETURN count(g) AS n", id(page))).isZero();
  }

  @Test
  void guests_are_forgotten_some_days_after_the_meeting_and_the_counts_stay() {
    String page = made("Glömt");
    fill(page);
    server.graph().write("MATCH (g:Guest {assembly: $id}) SET g.ends = datetime() - duration('P13DT23H')", Map.of("id", id(page)));
    server.app().staffSide().retention().run();
    assertThat(count("MATCH (g:Guest {assembly: $id}) RETURN count(g) AS n", id(page))).isEqualTo(16);
    server.graph().write("MATCH (g:Guest {assembly: $id}) SET g.ends = datetime() - duration('P14DT1M')", Map.of("id", id(page)));
    server.app().staffSide().retention().run();
    assertThat(count("MATCH (g:Guest {assembly: $id}) RETURN count(g) AS n", id(page))).isZero();
    assertThat(coordinator.get("/stormoten").body()).contains("Glömt", "16 på listan");
    assertThat(server.get("/om/personuppgifter").body()).contains("Gäster på stormöten");
  }

  @Test
  void the_demo_has_one_that_is_to_come_and_its_plan_brings_more_than_chance() {
    String demo = "/stormoten/sto-demo-1-" + LocalDate.parse(day(9));
    assertThat(coordinator.get("/stormoten").body()).contains("Stormöte om matsvinn och första jobb", " på listan, ");
    // Another test of the same server may have planned it before.
    location(coordinator.post(demo + "/bord", Map.of("do", "plan", "version", version(coordinator.get(demo + "/bord").body()))));
    String planned = coordinator.get(demo + "/bord").body();
    assertThat(planned).contains("Bord 5", "3 sektorer", "mandat: ", "% fler").doesNotContain("Regler som inte håller");
    String english = coordinator.get(demo.replace("/stormoten", "/en/large-meetings") + "/tables").body();
    assertThat(english).contains("new ties across sectors", "mandate: ", "Large meeting on food waste");
  }
}
