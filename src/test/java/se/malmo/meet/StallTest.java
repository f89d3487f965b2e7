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

/** Cases that stand still: who says when, and where they are shown. */
class StallTest {
  private static final String RULES = "/arenden/stillestand";
  private static final String STILL = "/arenden/lista?which=stalled";
  private static final String SERVICE = "serviceforvaltningen";
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");
  private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.at(CLOCK, "");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String idea(String title) {
    server.post("/api/v1/initiatives", """
        {"title": "%s", "text": "Vi bakar för mycket bröd och vill dela det med skolornas kök i Fosie.",
         "sender": {"name": "Åsa", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}}""".formatted(title));
    return server.graph().read("MATCH (i:Initiative {title: $t}) RETURN i.reference AS r", Map.of("t", title)).getFirst().get("r").asString();
  }

  private static Visitor coordinator() {
    return new Visitor(server).as(Role.COORDINATOR, "");
  }

  private static HttpResponse<String> set(Visitor who, String... stepsAndDays) {
    Map<String, String> fields = new HashMap<>(Map.of("stall-received", "7", "stall-assessed", "10", "stall-accepted", "30", "stall-working-group", "60", "stall-running", "0"));
    for (int i = 0; i < stepsAndDays.length; i += 2) fields.put("stall-" + stepsAndDays[i], stepsAndDays[i + 1]);
    assertThat(who.get(RULES).statusCode()).isEqualTo(200);
    return who.post(RULES, fields);
  }

  private static void act(Visitor who, String reference, Map<String, String> fields) {
    Matcher version = VERSION.matcher(who.get("/arenden/" + reference + "?do=" + fields.get("do")).body());
    assertThat(version.find()).isTrue();
    Map<String, String> all = new HashMap<>(fields);
    all.put("version", version.group(1));
    assertThat(who.post("/arenden/" + reference, all).statusCode()).isEqualTo(303);
  }

  @Test
  void a_case_to_which_nothing_happens_is_shown_until_something_does_and_none_is_where_the_step_is_off() {
    String still = idea("Bröd som står");
    String moved = idea("Bröd som rör sig");
    act(coordinator(), still, Map.of("do", "assign", "forvaltning", SERVICE));
    act(coordinator(), moved, Map.of("do", "assign", "forvaltning", SERVICE));
    CLOCK.move(Duration.ofDays(6));
    assertThat(coordinator().get(STILL).body()).doesNotContain(still, moved);
    Visitor noting = coordinator();
    noting.get("/arenden/" + moved);
    assertThat(noting.post("/arenden/" + moved, Map.of("do", "note", "note", "Ringde i dag.")).statusCode()).isEqualTo(303);
    CLOCK.move(Duration.ofDays(1));

    Visitor ambassador = new Visitor(server).as(Role.AMBASSADOR, SERVICE);
    assertThat(coordinator().get(STILL).body()).contains(still, "Stått still i 7 dagar").doesNotContain(moved);
    assertThat(coordinator().get("/arenden").body()).contains("which=stalled", "Stått still i 7 dagar", RULES);
    assertThat(ambassador.get("/arenden/ko").body()).contains("<h2>Står still</h2>", still).doesNotContain(RULES);
    assertThat(new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen").get(STILL).body()).doesNotContain(still);
    assertThat(ambassador.get("/en/cases/list?which=stalled").body()).contains("Has stood still for 7 days");

    assertThat(set(coordinator(), "received", "0", "assessed", "0", "accepted", "0", "working-group", "0").statusCode()).isEqualTo(303);
    CLOCK.move(Duration.ofDays(30));
    assertThat(coordinator().get(STILL).body()).doesNotContain(still, moved);
    assertThat(coordinator().get("/arenden").body()).doesNotContain("Stått still", "which=stalled\"");
    assertThat(set(coordinator(), "received", "37").statusCode()).isEqualTo(303);
    assertThat(coordinator().get(STILL).body()).contains(still).doesNotContain(moved);
    act(coordinator(), still, Map.of("do", "change", "to", "assessed", "reason", "Jag läser den nu."));
    assertThat(coordinator().get(STILL).body()).doesNotContain(still);
    CLOCK.move(Duration.ofDays(10));
    assertThat(coordinator().get(STILL).body()).contains(still);
    act(coordinator(), still, Map.of("do", "change", "to", "declined", "reason", "Nej.", "onward", "Någon annan."));
    CLOCK.move(Duration.ofDays(300));
    assertThat(coordinator().get(STILL).body()).as("one that is over stands still no more").doesNotContain(still);
  }

  @Test
  void what_is_set_has_bounds_and_is_told_with_who_and_when() {
    Visitor coordinator = coordinator();
    HttpResponse<String> wrong = set(coordinator, "received", "-1", "accepted", "366", "running", "", "assessed", "tre");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("Inkommet: Ange ett heltal från 0 till 365.", "id=\"stall-accepted-fault\"", "id=\"stall-running-fault\"", "value=\"tre\"");
    assertThat(events()).isEmpty();

    assertThat(set(coordinator, "accepted", "14", "running", "365").statusCode()).isEqualTo(303);
    assertThat(events()).containsExactlyInAnyOrder("stall-accepted 30 14 acc-demo-coordinator", "stall-running 0 365 acc-demo-coordinator");
    assertThat(coordinator.get(RULES).body()).contains("value=\"14\"", "Ändrat ", " av Koordinatorn", "Förvalt.");
    set(coordinator, "accepted", "14", "running", "365");
    assertThat(events()).as("what is so already").hasSize(2);
    assertThat(set(coordinator).statusCode()).isEqualTo(303);
    assertThat(coordinator.get("/en/cases/standstill").body()).contains("When a case stands still", "value=\"30\"");
    assertThat(new Visitor(server).as(Role.AMBASSADOR, SERVICE).get(RULES).statusCode()).isEqualTo(403);
  }

  private static List<String> events() {
    return server.graph().read("MATCH (e:Event {type: 'stall.changed'}) WHERE e.subject <> 'stall-received' RETURN e.subject + ' ' + e.before + ' ' + e.days + ' ' + e.by AS it", Map.of()).stream()
        .map(row -> row.get("it").asString()).toList();
  }
}
