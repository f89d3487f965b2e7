package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import se.malmo.meet.alliance.Alliance;
import se.malmo.meet.alliance.Alliance.Member;
import se.malmo.meet.alliance.AllianceRow;
import se.malmo.meet.alliance.Alliances;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.platform.TestGraph;

/** The lasting groups of the city, as a server has them. */
class AllianceTest {
  private static final String SIZE = "MATCH (n) WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r) AS edges";
  private static final LocalDate BEGAN = LocalDate.parse("2024-03-01");
  private static Settings.GraphAddress address;
  private static TestServer server;
  private static Alliances alliances;

  @BeforeAll
  static void start() {
    // Asking for the address wipes the graph.
    address = TestGraph.freshAddress();
    server = TestServer.withDemo();
    alliances = server.app().alliances();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void the_demo_city_has_twelve_with_all_their_members_and_themes() {
    List<Alliance> demo = ofDemo();
    assertThat(demo).hasSize(12).allSatisfy(alliance -> {
      assertThat(alliance.id()).startsWith("all-");
      assertThat(alliance.members()).hasSizeGreaterThanOrEqualTo(6).allSatisfy(member -> assertThat(member.since()).isBefore(LocalDate.now(Sweden.ZONE)));
    });
    Alliance streets = named("Blågröna gator");
    assertThat(streets.name("en")).isEqualTo("Blue-Green Streets");
    assertThat(streets.members()).extracting(Member::name)
        .contains("Spadtaget Dagvattenteknik AB", "Centre for Urban Climate", "Miljöförvaltningen").hasSize(8);
    assertThat(one("MATCH (a:Alliance {id: $id})-[:ABOUT]->(c) RETURN collect(c.id) AS themes", streets.id()).get("themes").asList())
        .containsExactlyInAnyOrderElementsOf(List.copyOf(streets.theme()));
  }

  @Test
  void every_tie_says_when_and_from_where() {
    assertThat(server.graph().read("MATCH (:Alliance)-[tie:MEMBER_OF|ABOUT]-() WHERE tie.since IS NULL OR tie.source IS NULL RETURN tie", Map.of())).isEmpty();
  }

  @Test
  void a_second_start_adds_none(@TempDir Path data) {
    Map<String, Object> before = server.graph().read(SIZE, Map.of()).getFirst().asMap();
    List<String> ids = ofDemo().stream().map(Alliance::id).toList();

    App.open(new Settings(0, "127.0.0.1", data, Optional.of(address), true), "test", false, TestModels.loading()).close();

    assertThat(server.graph().read(SIZE, Map.of()).getFirst().asMap()).isEqualTo(before);
    assertThat(ofDemo()).extracting(Alliance::id).isEqualTo(ids);
  }

  @Test
  void a_changed_row_renews_the_same_alliance_and_is_told_in_the_log() {
    alliances.save(List.of(row("Första namnet", BEGAN)), "test");
    String id = named("Första namnet").id();

    assertThat(alliances.save(List.of(row("Andra namnet", BEGAN)), "test")).isEqualTo(1);

    assertThat(named("Andra namnet").id()).isEqualTo(id);
    assertThat(named("Andra namnet").members()).containsExactly(new Member("kulturforvaltningen", "Kulturförvaltningen", BEGAN));
    assertThat(new EventLog(server.graph()).of(id)).extracting(EventLog.Event::type).containsExactly("alliance.saved", "alliance.saved");
  }

  @Test
  void the_same_row_a_day_later_changes_nothing() {
    alliances.save(List.of(row("Samma igen", BEGAN)), "tomorrow");
    assertThat(alliances.save(List.of(row("Samma igen", BEGAN.plusDays(1))), "tomorrow")).isZero();
  }

  @Test
  void a_member_that_came_another_way_stays_when_a_source_renews_its_own() {
    alliances.save(List.of(row("Med gäst", BEGAN)), "guests");
    server.graph().write("MATCH (a:Alliance {name: 'Med gäst'}), (f:Forvaltning {id: 'stadskontoret'}) "
        + "CREATE (f)-[:MEMBER_OF {since: date('2025-01-01'), source: 'page'}]->(a)", Map.of());

    alliances.save(List.of(row("Med gäst kvar", BEGAN)), "guests");

    assertThat(named("Med gäst kvar").members()).extracting(Member::id).containsExactly("kulturforvaltningen", "stadskontoret");
  }

  private static AllianceRow row(String name, LocalDate since) {
    return new AllianceRow("one", name, "In English", "Vi ses på torsdagar.", List.of("musik"), List.of("kulturforvaltningen"), since);
  }

  private static List<Alliance> ofDemo() {
    List<Object> demo = server.graph().read("MATCH (a:Alliance {source: 'demo'}) RETURN a.id AS id", Map.of()).stream()
        .map(found -> found.get("id").asObject()).toList();
    return alliances.all().stream().filter(alliance -> demo.contains(alliance.id())).toList();
  }

  private static Alliance named(String name) {
    return alliances.all().stream().filter(alliance -> alliance.name().equals(name)).findFirst().orElseThrow();
  }

  private static Record one(String query, String id) {
    return server.graph().read(query, Map.of("id", id)).getFirst();
  }
}
