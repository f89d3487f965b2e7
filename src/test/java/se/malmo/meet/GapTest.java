package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.initiative.InitiativeRow;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.web.Role;

/** Where the demo city's business and city should meet, and what a coordinator does about it. */
class GapTest {
  private static final String GAPS = "/api/v1/gaps";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static TestServer server;
  private static Map<Role, String> tokens;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    tokens = new HashMap<>();
    for (Role role : Role.values()) tokens.put(role, server.token(role));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void nobody_works_on_any_and_none_is_put_aside() {
    server.graph().write("MATCH (n:GapWork|Invitation|GapDismissal) DETACH DELETE n", Map.of());
  }

  @Test
  void the_demo_city_has_a_gap_of_each_kind_with_a_team_and_no_other() {
    JsonNode answer = json(as(Role.COORDINATOR, "GET", GAPS));
    assertThat(answer.get("gaps")).extracting(gap -> gap.get("kind").asText()).containsExactlyInAnyOrder("demand", "missing-ties", "single-carrier");
    assertThat(answer.get("gaps")).allSatisfy(gap -> {
      assertThat(gap.get("score").asDouble()).isGreaterThan(2);
      assertThat(gap.get("team").size()).isGreaterThan(1);
      assertThat(gap.get("evidence").get(0).get("initiatives").size()).isPositive();
      assertThat(gap.get("reason").asText()).isNotBlank();
      List<String> needs = gap.get("needs").findValuesAsText("id");
      List<String> covered = StreamSupport.stream(gap.get("team").spliterator(), false).flatMap(one -> StreamSupport.stream(one.get("covers").spliterator(), false)).map(JsonNode::asText).toList();
      List<String> all = new ArrayList<>(covered);
      gap.get("uncovered").forEach(one -> all.add(one.asText()));
      assertThat(all.stream().distinct()).containsExactlyInAnyOrderElementsOf(needs);
    });
  }

  @Test
  void only_those_who_coordinate_see_them_and_a_lower_role_changes_nothing() {
    String id = id("demand");
    for (Role role : Role.values()) {
      boolean may = role == Role.COORDINATOR || role == Role.ADMINISTRATOR;
      for (String path : List.of(GAPS, GAPS + "/dismissed", GAPS + "/people", "/luckor", "/luckor/personer", "/en/gaps", "/luckor/initiativ", "/luckor/tank-om", "/luckor/avfarda?gap=" + id)) {
        assertThat(as(role, "GET", path).statusCode()).as(role + path).isEqualTo(may ? 200 : 403);
      }
      if (may) continue;
      assertThat(as(role, "POST", GAPS + "/" + id + "/work").statusCode()).as(role.code()).isEqualTo(403);
      assertThat(as(role, "POST", GAPS + "/" + id + "/undo").statusCode()).as(role.code()).isEqualTo(403);
    }
    assertThat(server.get(GAPS).statusCode()).isEqualTo(401);
    assertThat(server.get("/luckor").statusCode()).isEqualTo(401);
    assertThat(count("MATCH (n:GapWork|Invitation) RETURN count(n) AS n")).isZero();
  }

  @Test
  void taking_a_gap_on_drafts_invitations_and_lowers_its_score_as_was_shown_and_undo_takes_it_back() {
    JsonNode before = gap("demand");
    JsonNode worked = json(as(Role.COORDINATOR, "POST", GAPS + "/" + before.get("id").asText() + "/work"));
    assertThat(worked.get("score").asDouble()).isEqualTo(before.get("scoreIfWorkedOn").asDouble()).isLessThan(before.get("score").asDouble());
    assertThat(worked.get("work").get("by").asText()).isEqualTo("coordinator");
    assertThat(worked.get("work").get("invitations").asInt()).isEqualTo(before.get("team").size());
    assertThat(count("MATCH (:Invitation {status: 'draft'})-[:TO]->(n) RETURN count(DISTINCT n) AS n")).isEqualTo(before.get("team").size());
    assertThat(members(worked.get("work").get("drafts"))).containsExactlyInAnyOrderElementsOf(members(before.get("team")));
    assertThat(as(Role.COORDINATOR, "GET", "/luckor").body().split("<span class=\"tag\">utkast</span>", -1)).hasSize(before.get("team").size() + 1);
    // A second click does nothing more.
    assertThat(json(as(Role.ADMINISTRATOR, "POST", GAPS + "/" + before.get("id").asText() + "/work"))).isEqualTo(worked);
    server.app().gapSide().insights().renew();
    assertThat(gap("demand").get("score").asDouble()).isEqualTo(before.get("scoreIfWorkedOn").asDouble());

    JsonNode undone = json(as(Role.COORDINATOR, "POST", GAPS + "/" + before.get("id").asText() + "/undo"));
    assertThat(undone.get("score")).isEqualTo(before.get("score"));
    assertThat(undone.has("work")).isFalse();
    assertThat(count("MATCH (n:GapWork|Invitation) RETURN count(n) AS n")).isZero();
    assertThat(count("MATCH (e:Event) WHERE e.subject = '" + before.get("id").asText() + "' AND e.type STARTS WITH 'gap.' RETURN count(e) AS n")).isGreaterThanOrEqualTo(2);
    assertThat(as(Role.COORDINATOR, "POST", GAPS + "/" + before.get("id").asText() + "/undo").statusCode()).isEqualTo(404);
    assertThat(as(Role.COORDINATOR, "POST", GAPS + "/gap-x/work").statusCode()).isEqualTo(404);
  }

  @Test
  void a_gap_is_put_aside_with_a_reason_and_taken_back_by_the_api() {
    JsonNode gap = gap("demand");
    String path = GAPS + "/" + gap.get("id").asText();
    for (String body : List.of("{}", "{\"verdict\": \"king\", \"reason\": \"x\"}", "{\"verdict\": \"no-gap\", \"reason\": \" \"}",
        "{\"verdict\": \"no-gap\", \"reason\": \"" + "x".repeat(501) + "\"}")) {
      assertThat(dismiss(Role.COORDINATOR, path, body).statusCode()).as(body).isEqualTo(400);
    }
    String body = "{\"verdict\": \"not-now\", \"reason\": \"Vi väntar på <b>budgeten</b>.\"}";
    assertThat(dismiss(Role.AMBASSADOR, path, body).statusCode()).isEqualTo(403);
    JsonNode dismissed = json(dismiss(Role.COORDINATOR, path, body));
    assertThat(dismissed.get("gap").get("id")).isEqualTo(gap.get("id"));
    assertThat(dismissed.get("scoreThen").asDouble()).isEqualTo(gap.get("score").asDouble());
    assertThat(dismissed.has("until")).isTrue();
    assertThat(json(as(Role.COORDINATOR, "GET", GAPS)).get("gaps")).noneMatch(one -> one.get("id").equals(gap.get("id")));
    assertThat(json(as(Role.ADMINISTRATOR, "GET", GAPS + "/dismissed")).get("dismissed")).containsExactly(dismissed);
    assertThat(as(Role.COORDINATOR, "GET", "/luckor").body()).contains("Vi väntar på &lt;b&gt;budgeten&lt;/b&gt;.", "Inte nu, sade en koordinator");
    assertThat(as(Role.COORDINATOR, "POST", path + "/work").statusCode()).isEqualTo(404);
    assertThat(json(as(Role.COORDINATOR, "POST", path + "/restore"))).isEqualTo(gap);
    assertThat(as(Role.COORDINATOR, "POST", path + "/restore").statusCode()).isEqualTo(404);
    as(Role.COORDINATOR, "POST", path + "/work");
    assertThat(dismiss(Role.COORDINATOR, path, body).statusCode()).isEqualTo(409);
  }

  private static HttpResponse<String> dismiss(Role role, String path, String body) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path + "/dismiss"))).header("Authorization", "Bearer " + tokens.get(role))
        .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Ids of those that a team, or the drafts that came of it, consists of. */
  private static List<String> members(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(one -> one.has("organisation") ? one.get("organisation") : one.get("forvaltning")).map(one -> one.get("id").asText()).toList();
  }

  @Test
  void what_hangs_on_one_ambassador_is_told_to_those_who_coordinate_and_on_no_public_page() {
    JsonNode first = json(as(Role.COORDINATOR, "GET", GAPS + "/people")).get("people").get(0);
    String name = first.get("person").get("name").asText();
    String unit = first.get("forvaltning").get("id").asText();
    long elsewhere = count("MATCH (i:Initiative)-[:NEEDS]->(:Competence {id: '" + first.get("competence").get("id").asText() + "'}) WHERE NOT i.status IN ['declined', 'withdrawn'] "
        + "AND EXISTS { (i)<-[:PARTICIPATES_IN|SUBMITTED]-(:Organisation) } AND EXISTS { (i)-[:ROUTED_TO]->() } AND NOT EXISTS { (i)-[:ROUTED_TO]->(:Forvaltning {id: '" + unit + "'}) } RETURN count(i) AS n");
    assertThat(elsewhere).isZero();
    assertThat(as(Role.COORDINATOR, "GET", "/luckor").body()).contains("Hänger på en enda person", name);
    assertThat(as(Role.ADMINISTRATOR, "GET", "/luckor/personer").body()).contains(name, "Bara ni som samordnar");
    assertThat(server.get("/luckor/personer").statusCode()).isEqualTo(401);
    assertThat(server.get("/graf?n=" + unit).body()).doesNotContain(name);
  }

  @Test
  void each_list_that_is_cut_short_leads_to_the_whole_of_it() {
    manyHangOnOneAmbassador();
    try {
      for (String path : List.of("/luckor", "/luckor/personer", "/en/gaps", "/en/gaps/people")) assertWholeBehind(path);
    } finally {
      server.graph().write("MATCH (o:Organisation) WHERE o.id STARTS WITH 'org-hanging-' DETACH DELETE o", Map.of());
      server.app().gapSide().insights().renew();
    }
    assertThat(as(Role.COORDINATOR, "GET", "/luckor/initiativ?gap=gap-x").statusCode()).isEqualTo(404);
    assertThat(as(Role.COORDINATOR, "GET", "/luckor/personer?person=per-x&tied=themes").statusCode()).isEqualTo(404);
  }

  private static void assertWholeBehind(String path) {
    List<MatchResult> links = Pattern.compile("<a href=\"([^\"]+)\">(?:Visa alla|Show all) (\\d+)<").matcher(as(Role.COORDINATOR, "GET", path).body()).results().toList();
    assertThat(links).as(path).isNotEmpty();
    for (MatchResult link : links) {
      String address = link.group(1).replace("&amp;", "&");
      int all = Integer.parseInt(link.group(2));
      int lines = 0;
      for (int page = 1; page <= (all + 24) / 25; page++) lines += as(Role.COORDINATOR, "GET", address + "&page=" + page).body().split("</?main", 3)[1].split("<li>", -1).length - 1;
      assertThat(lines).as(address).isEqualTo(all);
    }
  }

  private static void manyHangOnOneAmbassador() {
    server.graph().write("""
        MATCH (f:Forvaltning)<-[since:AMBASSADOR_FOR]-(:Person) WHERE since.to IS NULL WITH f, count(*) AS ambassadors WHERE ambassadors = 1
        MATCH (i:Initiative {status: 'running'})-[:ROUTED_TO]->(f) WHERE COUNT { (i)-[:ROUTED_TO]->() } = 1 AND NOT EXISTS { (i)<-[:PARTICIPATES_IN|SUBMITTED]-(:Forvaltning) }
        WITH i ORDER BY i.reference LIMIT 1
        UNWIND range(1, 30) AS n CREATE (:Organisation {id: 'org-hanging-' + n, name: 'Hängande ' + n})-[:PARTICIPATES_IN]->(i)
        """, Map.of());
    server.app().gapSide().insights().renew();
  }

  @Test
  void bad_limits_are_refused_and_pages_end() {
    for (String query : List.of("limit=0", "limit=51", "limit=x", "page=0")) assertThat(as(Role.COORDINATOR, "GET", GAPS + "?" + query).statusCode()).as(query).isEqualTo(400);
    assertThat(json(as(Role.COORDINATOR, "GET", GAPS + "?limit=1")).get("gaps")).hasSize(1);
    assertThat(json(as(Role.COORDINATOR, "GET", GAPS + "?limit=1&page=900000")).get("gaps")).isEmpty();
  }

  @Test
  void the_heat_map_on_the_page_shows_what_the_graph_counts() {
    String page = as(Role.COORDINATOR, "GET", "/luckor").body();
    Map<String, Integer> shown = Pattern.compile("\\?sector=([a-z-]+)&amp;forvaltning=([a-z-]+)\">(\\d+)</a>").matcher(page).results()
        .collect(Collectors.toMap(found -> found.group(1) + " " + found.group(2), found -> Integer.parseInt(found.group(3))));
    Map<String, Integer> counted = new HashMap<>();
    server.graph().read("""
        MATCH (o:Organisation)-[:PARTICIPATES_IN|SUBMITTED]->(i:Initiative)-[:ROUTED_TO]->(f:Forvaltning)
        WHERE NOT i.status IN ['declined', 'withdrawn'] AND o.sector IS NOT NULL
        RETURN o.sector + ' ' + f.id AS cell, count(DISTINCT i) AS n
        """, Map.of()).forEach(row -> counted.put(row.get("cell").asString(), row.get("n").asInt()));
    assertThat(shown).isNotEmpty().isEqualTo(counted);
    counted.forEach((cell, n) -> {
      String[] parts = cell.split(" ");
      String cases = as(Role.COORDINATOR, "GET", "/luckor/initiativ?sector=" + parts[0] + "&forvaltning=" + parts[1]).body();
      assertThat(Pattern.compile("MM-\\d{4}-\\d{4}").matcher(cases.replaceAll("href=\"[^\"]*\"", "")).results().map(MatchResult::group).distinct().count()).as(cell).isEqualTo(n.longValue());
    });
  }

  @Test
  void the_demand_gap_agrees_with_the_rows_that_need_and_offer_it() {
    JsonNode gap = gap("demand");
    String id = gap.get("competence").get("id").asText();
    long asked = count("MATCH (i:Initiative)-[:NEEDS]->(:Competence {id: '" + id + "'}) WHERE NOT i.status IN ['declined', 'withdrawn'] RETURN count(DISTINCT i) AS n");
    long offered = count("MATCH (o:Organisation)-[:OFFERS]->(:Competence)-[:BROADER*0..]->(:Competence {id: '" + id + "'}) RETURN count(DISTINCT o) AS n");
    assertThat(gap.get("evidence").get(0).get("count").asLong()).isEqualTo(asked);
    assertThat(gap.get("reason").asText()).contains(asked + " initiativ", offered == 0 ? "Ingen organisation" : offered + " organisation");
    assertThat(StreamSupport.stream(gap.get("trend").spliterator(), false).mapToLong(year -> year.get("count").asLong()).sum()).isEqualTo(asked);
  }

  @Test
  void a_thought_changes_the_answer_and_never_the_graph() {
    Map<String, Long> before = sizes();
    String carrier = gap("single-carrier").get("carrier").get("id").asText();
    String gone = as(Role.COORDINATOR, "GET", "/luckor/tank-om?remove=" + carrier).body();
    assertThat(gone).contains("Luckor som försvinner", "Möten som blir sköra");
    String merged = as(Role.COORDINATOR, "GET", "/luckor/tank-om?merge=forskoleforvaltningen&into=grundskoleforvaltningen").body();
    assertThat(merged).contains("Det här skulle ändras");
    String added = as(Role.COORDINATOR, "GET", "/en/gaps/what-if?add=business&offers=public%20procurement").body();
    assertThat(added).contains("Needs that an organisation offers");
    for (String query : List.of("remove=org-x", "merge=kulturforvaltningen&into=kulturforvaltningen", "add=business", "add=king&offers=bygglov", "remove=" + "x".repeat(5_000))) {
      assertThat(as(Role.COORDINATOR, "GET", "/luckor/tank-om?" + query)).satisfies(answer -> {
        assertThat(answer.statusCode()).as(query).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("Det här skulle ändras");
      });
    }
    assertThat(sizes()).isEqualTo(before);
  }

  @Test
  void what_an_import_plants_is_among_the_first_three() {
    List<InitiativeRow.Valid> rows = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      rows.add(Initiatives.checked(new InitiativeRow("planted-" + i, TextNode.valueOf("Plan " + i), TextNode.valueOf("En plan."), "sv", "2024-03-0" + (i % 9 + 1),
          List.of("Planterad förening " + i), "ended", List.of("stadsbyggnadskontoret"), List.of("konkurrensratt"), null, null, null, null, null, null, null, null)));
    }
    server.app().initiatives().save(rows, "planted");
    server.app().gapSide().insights().renew();
    try {
      JsonNode gaps = json(as(Role.COORDINATOR, "GET", GAPS + "?limit=3")).get("gaps");
      assertThat(gaps).anySatisfy(gap -> {
        assertThat(gap.get("kind").asText()).isEqualTo("demand");
        assertThat(gap.get("competence").get("id").asText()).isEqualTo("konkurrensratt");
        assertThat(gap.get("theme").asText()).isEqualTo("konkurrensrätt");
      });
    } finally {
      server.graph().write("MATCH (i:Initiative {source: 'planted'}) DETACH DELETE i", Map.of());
      server.graph().write("MATCH (o:Organisation {source: 'planted'}) DETACH DELETE o", Map.of());
      server.app().gapSide().insights().renew();
    }
  }

  private static Map<String, Long> sizes() {
    return Map.of("nodes", count("MATCH (n) RETURN count(n) AS n"), "edges", count("MATCH ()-[r]->() RETURN count(r) AS n"));
  }

  private static long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  private static String id(String kind) {
    return gap(kind).get("id").asText();
  }

  private static JsonNode gap(String kind) {
    return StreamSupport.stream(json(as(Role.COORDINATOR, "GET", GAPS)).get("gaps").spliterator(), false).filter(one -> one.get("kind").asText().equals(kind)).findFirst().orElseThrow();
  }

  private static HttpResponse<String> as(Role role, String method, String path) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Authorization", "Bearer " + tokens.get(role))
        .method(method, HttpRequest.BodyPublishers.noBody()));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
