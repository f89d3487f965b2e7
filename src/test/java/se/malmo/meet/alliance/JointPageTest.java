package se.malmo.meet.alliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestServer;

/** What the public reads of an alliance's joint work. */
class JointPageTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.empty();
    server.graph().write("""
        CREATE (a:Alliance {id: 'all-test', name: 'Testet', nameEn: 'The Test', description: 'Vi provar.', theme: ['matsvinn'], source: 'test', sourceId: '1'})
        WITH a
        UNWIND [['org-1', 'Ett', 'business'], ['org-2', 'Två', 'business'], ['org-3', 'Tre', 'academia']] AS row
        CREATE (o:Organisation {id: row[0], name: row[1], nameKey: toLower(row[1]), sector: row[2], source: 'test', sourceId: row[0], description: '', offers: [], seeks: [], roles: []})
        CREATE (o)-[:MEMBER_OF {since: date('2020-01-01'), source: 'test'}]->(a)
        """, Map.of());
    server.graph().write("""
        MATCH (f:Forvaltning {id: 'miljoforvaltningen'}), (a:Alliance {id: 'all-test'}) CREATE (f)-[:MEMBER_OF {since: date('2020-01-01'), source: 'test'}]->(a)
        WITH f
        UNWIND [['ini-1', '2020-01-01', ['org-1', 'org-2']], ['ini-2', '2020-06-01', ['org-1', 'org-2', 'org-3']]] AS row
        CREATE (i:Initiative {id: row[0], reference: 'MM-2020-' + row[0], title: 'Projekt ' + row[0], text: '', language: 'sv', status: 'ended', published: true, source: 'test',
          sourceId: row[0], date: datetime(row[1] + 'T10:00Z')})
        CREATE (i)-[:ROUTED_TO {at: i.date, by: 'test'}]->(f)
        WITH i, row UNWIND row[2] AS who MATCH (o:Organisation {id: who}) CREATE (o)-[:PARTICIPATES_IN {role: '', since: date(i.date), source: 'test'}]->(i)
        """, Map.of());
    server.graph().write("MATCH (o:Organisation {id: 'org-1'}), (c:Competence {id: 'matsvinn'}) CREATE (o)-[:OFFERS {strength: 1.0, since: date('2020-01-01'), source: 'test'}]->(c)", Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void an_alliance_tells_its_joint_projects_its_half_life_its_risk_and_what_hangs_on_one() {
    String page = server.get("/allianser/all-test").body();
    assertThat(page).contains("Projekt ini-2", "1 juni 2020", "halveringstid 2 år", "Risk att alliansen tappar fart", "Miljöförvaltningen har ingen annan väg till: Akademi och forskning",
        "Ingen annan erbjuder matsvinn", "Ett har ingen annan väg till staden", "/graf?n=all-test");
    assertThat(page).doesNotContain("ingen annan väg till: Företag");
    assertThat(server.get("/en/alliances/all-test").body()).contains("half-life 2 years", "has no other way to: ", "Nobody else offers ");
  }

  @Test
  void those_who_came_together_twice_are_found_as_a_group() {
    String page = server.get("/allianser").body();
    assertThat(page).contains("Grupper som återkommer", "2 gemensamma projekt", "/organisationer/org-1", "/organisationer/org-2").doesNotContain("/organisationer/org-3");
    assertThat(server.get("/en/alliances").body()).contains("Groups that keep coming together", "2 joint projects");
  }
}
