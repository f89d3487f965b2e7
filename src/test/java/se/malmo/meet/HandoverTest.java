package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Role;

/** One ambassador leaves and another follows: what is handed over, who may read it, and the moving of the cases. */
class HandoverTest {
  private static final String SERVICE = "serviceforvaltningen";
  private static final String ENVIRONMENT = "miljoforvaltningen";
  private static final String LEAVING = "acc-demo-ambassador-" + SERVICE;
  private static final String FOLLOWING = "acc-demo-ambassador-" + ENVIRONMENT;
  private static final String PACK = "/overlamning/" + LEAVING;
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");
  private static final Pattern SEEN = Pattern.compile("name=\"case\" value=\"(MM-\\d{4}-\\d+:\\d+)\"");
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    Accounts accounts = server.app().staffSide().accounts();
    Account following = accounts.byId(FOLLOWING).orElseThrow();
    accounts.change(following.as(Role.AMBASSADOR, "Frej Följer", following.email(), Set.of(ENVIRONMENT, SERVICE)), "test");
    LocalDate today = Sweden.today(java.time.Clock.systemUTC());
    Account leaving = accounts.byId(LEAVING).orElseThrow();
    accounts.change(leaving.away(Optional.of(new Account.Absence(today.plusDays(40), today.plusDays(47))), Optional.of(FOLLOWING)), "test");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String idea(String title) {
    server.post("/api/v1/initiatives", """
        {"title": "%s", "text": "Vi bakar för mycket bröd och vill dela det med skolornas kök i Fosie.",
         "sender": {"name": "Åsa Hemlig", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}}""".formatted(title));
    return server.graph().read("MATCH (i:Initiative {title: $t}) RETURN i.reference AS r", Map.of("t", title)).getFirst().get("r").asString();
  }

  private static Visitor coordinator() {
    return new Visitor(server).as(Role.COORDINATOR, "");
  }

  private static Visitor leaving() {
    return new Visitor(server).as(Role.AMBASSADOR, SERVICE);
  }

  private static Visitor following() {
    return new Visitor(server).as(Role.AMBASSADOR, ENVIRONMENT);
  }

  private static void act(Visitor who, String reference, Map<String, String> fields) {
    Matcher version = VERSION.matcher(who.get("/arenden/" + reference + "?do=" + fields.get("do")).body());
    assertThat(version.find()).isTrue();
    Map<String, String> all = new HashMap<>(fields);
    all.put("version", version.group(1));
    assertThat(who.post("/arenden/" + reference, all).statusCode()).isEqualTo(303);
  }

  private static String given(String title, String account) {
    String reference = idea(title);
    act(coordinator(), reference, Map.of("do", "assign", "forvaltning", SERVICE));
    act(coordinator(), reference, Map.of("do", "assign", "forvaltning", SERVICE, "account", account, "reason", "Varsågod."));
    return reference;
  }

  private static void met(Visitor who, String organisation) {
    who.get("/signaler/moten");
    assertThat(who.post("/signaler/moten", Map.of("party", organisation, "counterpart", SERVICE, "day", Sweden.today(java.time.Clock.systemUTC()).toString(), "remark", "Fika.")).statusCode())
        .isEqualTo(303);
  }

  /** Organisations that have nothing to do with the förvaltning yet. */
  private static List<String> strangers() {
    return server.graph().read("""
        MATCH (o:Organisation) WHERE NOT EXISTS { (o)-[:PARTICIPATES_IN|SUBMITTED]->(:Initiative)-[:ROUTED_TO]->(:Forvaltning {id: $f}) }
          AND NOT EXISTS { (o)-[:MEMBER_OF]->(:Alliance)<-[:MEMBER_OF]-(:Forvaltning {id: $f}) }
        RETURN o.id AS id ORDER BY id LIMIT 2
        """, Map.of("f", SERVICE)).stream().map(row -> row.get("id").asString()).toList();
  }

  private static List<String> seen(String page) {
    List<String> seen = new ArrayList<>();
    SEEN.matcher(page).results().forEach(one -> seen.add(one.group(1)));
    return seen;
  }

  private static String handler(String reference) {
    return server.graph().read("MATCH (i:Initiative {reference: $r}) RETURN i.handler AS h", Map.of("r", reference)).getFirst().get("h").asString();
  }

  private static long events(String type) {
    return server.graph().read("MATCH (e:Event {subject: $s}) WHERE e.type = $t RETURN count(e) AS n", Map.of("s", LEAVING, "t", type)).getFirst().get("n").asLong();
  }

  @Test
  void a_leaving_ambassador_s_cases_and_sole_ties_are_handed_over_and_nobody_else_s() {
    String plain = given("Bröd ett", LEAVING);
    String promised = given("Bröd två", LEAVING);
    String other = given("Bröd tre", LEAVING);
    String notTheirs = given("Bröd fyra", FOLLOWING);
    act(leaving(), promised, Map.of("do", "extend", "until", Sweden.today(java.time.Clock.systemUTC()).plusDays(60).toString(), "reason", "Vi väntar på köket."));
    List<String> strangers = strangers();
    met(leaving(), strangers.getFirst());
    met(leaving(), strangers.getLast());
    met(following(), strangers.getLast());

    for (Visitor who : List.of(leaving(), following(), coordinator())) {
      assertThat(who.get(PACK).body()).contains(plain, promised, other, "Vi väntar på köket.", "Svar utlovat till", "1 noterat möte", "/organisationer/" + strangers.getFirst(), "Borta från", "Frej Följer")
          .doesNotContain(notTheirs, "/organisationer/" + strangers.getLast(), "Åsa Hemlig", "asa@ugnen.example", "Fika.");
    }
    assertThat(following().get("/overlamning/" + FOLLOWING).body()).contains(notTheirs).doesNotContain(plain, "/organisationer/" + strangers.getFirst());
    assertThat(leaving().get("/en/handover/" + LEAVING + "/list.csv").body()).contains(plain, "The last word", "Answer promised by").doesNotContain(notTheirs, "Åsa Hemlig");
    assertThat(coordinator().get("/overlamning").body()).contains(PACK, "3 öppna ärenden");
    assertThat(events("handover.read")).isGreaterThanOrEqualTo(4);
    othersAreRefused();
    assertThat(leaving().get(PACK).body()).doesNotContain("name=\"successor\"");

    Visitor coordinator = coordinator();
    coordinator.get(PACK);
    HttpResponse<String> empty = coordinator.post(PACK, Map.of("do", "chosen"));
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(empty.body()).contains("id=\"case-fault\"", "id=\"successor-fault\"", "id=\"reason-fault\"");
    HttpResponse<String> confirm = coordinator.post(PACK, Map.of("do", "all", "successor", FOLLOWING, "reason", "Frej tar över."));
    assertThat(confirm.statusCode()).isEqualTo(200);
    assertThat(confirm.body()).contains("3 ärenden går från", "till Frej Följer", plain, promised, other);
    assertThat(handler(plain)).as("nothing before it is confirmed").isEqualTo(LEAVING);
    // Meanwhile somebody does something to one of them.
    act(leaving(), other, Map.of("do", "change", "to", "assessed", "reason", "Jag hann läsa den."));
    HttpResponse<String> left = moved(coordinator, seen(confirm.body()));
    assertThat(left.statusCode()).isEqualTo(409);
    assertThat(left.body()).contains("2 ärenden är överlämnade.", "1 ärende är kvar", "Ärendet bedöms.", "Jag hann läsa den.");
    assertThat(List.of(handler(plain), handler(promised), handler(other))).containsExactly(FOLLOWING, FOLLOWING, LEAVING);
    assertThat(following().get("/arenden/ko").body()).contains(plain, promised, notTheirs).doesNotContain(other);
    assertThat(leaving().get("/arenden/ko").body()).contains(other).doesNotContain(plain, promised);
    assertThat(coordinator.get("/arenden/" + plain).body()).contains("Frej tar över.");

    List<String> rest = seen(coordinator.get(PACK).body());
    assertThat(rest).hasSize(1);
    HttpResponse<String> again = moved(coordinator, rest);
    assertThat(again.headers().firstValue("Location")).contains(PACK + "?moved=1");
    assertThat(coordinator.get(PACK + "?moved=1").body()).contains("1 ärende är överlämnat.", "Inga öppna ärenden.");
    assertThat(handler(other)).isEqualTo(FOLLOWING);
    assertThat(events("handover.moved")).isEqualTo(2);
  }

  private static HttpResponse<String> moved(Visitor who, List<String> seen) {
    return who.postAll(PACK, Map.of("do", "move", "successor", FOLLOWING, "reason", "Frej tar över."), Map.of("case", seen));
  }

  private static void othersAreRefused() {
    assertThat(new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen").get(PACK).statusCode()).isEqualTo(404);
    assertThat(new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen").get(PACK + "/lista.csv").statusCode()).isEqualTo(404);
    assertThat(new Visitor(server).as(Role.ADMINISTRATOR, "").get(PACK).statusCode()).isEqualTo(403);
    assertThat(new Visitor(server).as(Role.AUDITOR, "").get(PACK).statusCode()).isEqualTo(403);
    assertThat(new Visitor(server).get(PACK).statusCode()).isEqualTo(401);
    Visitor ambassador = leaving();
    ambassador.get("/mitt");
    assertThat(ambassador.post(PACK, Map.of("do", "all", "successor", FOLLOWING, "reason", "x")).statusCode()).isEqualTo(403);
  }

  @Test
  void who_is_away_or_from_elsewhere_does_not_take_over() {
    String reference = given("Bröd fem", LEAVING);
    Visitor coordinator = coordinator();
    coordinator.get(PACK);
    assertThat(coordinator.post(PACK, Map.of("do", "all", "successor", "acc-demo-ambassador-kulturforvaltningen", "reason", "x")).body()).contains("Välj någon i listan.");
    Accounts accounts = server.app().staffSide().accounts();
    Account following = accounts.byId(FOLLOWING).orElseThrow();
    LocalDate today = Sweden.today(java.time.Clock.systemUTC());
    accounts.change(following.away(Optional.of(new Account.Absence(today, today)), Optional.empty()), "test");
    assertThat(coordinator.post(PACK, Map.of("do", "all", "successor", FOLLOWING, "reason", "x")).body()).contains("Frej Följer är borta i dag.");
    accounts.change(following, "test");
    act(coordinator(), reference, Map.of("do", "assign", "forvaltning", SERVICE, "account", FOLLOWING, "reason", "Varsågod."));
  }
}
