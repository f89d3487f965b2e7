package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import se.malmo.meet.matching.Evidence;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Settings;

/** The graph decides, not a copy made at start: what is changed in it from outside changes the next answers. */
class GraphDecidesTest {
  private static final Map<String, Object> NONE = Map.of();
  private static final String COOKS = "Brödkorgen Matförmedling";
  private static final String BAKERY = "Ugnslampan Bageri AB";
  private static final String DELETE_OFFER = "MATCH (:Organisation {name: 'Brödkorgen Matförmedling'})-[offer:OFFERS]->(:Competence {id: 'matsvinn'}) DELETE offer";
  private static final String ADD_OFFER =
      "MATCH (o:Organisation {name: 'Brödkorgen Matförmedling'}), (c:Competence {id: 'matsvinn'}) CREATE (o)-[:OFFERS {strength: 1.0, text: 'matsvinn'}]->(c)";

  /** A graph that is opened by its address tells of no commit: what is in the index is asked after, what is new in the graph comes by the log. */
  @Nested
  class InAnotherProcess {
    private static final String QUESTION = "{\"text\": \"Vi söker någon mot matsvinn.\", \"limit\": 50}";

    @Test
    void an_offer_taken_away_over_bolt_is_no_reason_any_more_and_one_given_back_is_one_again() {
      try (TestServer server = TestServer.withDemo()) {
        assertThat(offers(server)).isTrue();
        server.graph().write(DELETE_OFFER, NONE);
        assertThat(offers(server)).isFalse();
        server.graph().write(ADD_OFFER, NONE);
        assertThat(offers(server)).isTrue();

        server.graph().write(DELETE_OFFER, NONE);
        server.app().projection().load();
        server.graph().write(ADD_OFFER, NONE);
        assertThat(offers(server)).as("nothing has told of it").isFalse();
        server.app().projection().load();
        assertThat(offers(server)).isTrue();
      }
    }

    private static boolean offers(TestServer server) {
      return server.post("/api/v1/suggestions", QUESTION).body().contains(COOKS + " erbjuder matsvinn");
    }
  }

  /** The graph of a folder tells of each commit, whoever made it. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class InThisProcess {
    private static final Duration SOON = Duration.ofSeconds(3);

    private App app;
    private Graph outside;

    @BeforeAll
    void start(@TempDir Path folder) {
      app = App.open(new Settings(0, "127.0.0.1", folder, Optional.empty(), true), "test", true, TestModels.loading());
      app.projection().follow();
      outside = new Graph(app.access().address());
    }

    @AfterAll
    void stop() {
      outside.close();
      app.close();
    }

    @Test
    void what_is_changed_over_bolt_changes_the_next_answers() {
      assertThat(offers(COOKS)).isTrue();
      change(DELETE_OFFER, "the offer is gone", () -> !offers(COOKS));
      change(ADD_OFFER, "it is back", () -> offers(COOKS));
      double points = offered(COOKS).getFirst().points();
      change("MATCH (:Organisation {name: 'Brödkorgen Matförmedling'})-[offer:OFFERS]->(:Competence {id: 'matsvinn'}) SET offer.strength = 0.5",
          "a weaker offer gives fewer points", () -> Math.abs(offered(COOKS).getFirst().points() - points / 2) < 1e-6);

      assertThat(owns(COOKS)).isTrue();
      change("MATCH (o:Organisation {name: 'Brödkorgen Matförmedling'}) SET o.name = 'Korgen'", "the new name is shown", () -> offers("Korgen") && !offers(COOKS));
      Soon.holds(SOON, "also where it is named as the owner of an initiative", () -> owns("Korgen"));

      change("MATCH (o:Organisation {name: 'Korgen'}) DETACH DELETE o", "who is gone is not suggested",
          () -> asked().partners().stream().noneMatch(hit -> hit.what().name().equals("Korgen")) && !owns("Korgen"));
    }

    @Test
    void what_came_of_a_similar_initiative_is_told_though_the_graph_is_not_asked() {
      Record ended = outside.read("MATCH (i:Initiative {status: 'ended'}) WHERE i.published AND i.outcome <> '' RETURN i.reference AS reference, i.text AS text ORDER BY i.id LIMIT 1", NONE).getFirst();
      change("MATCH (i:Initiative {reference: '" + ended.get("reference").asString() + "'}) SET i.outcome = 'Det blev ett kök. Mer sedan.'", "its first sentence",
          () -> app.matcher().suggest(ended.get("text").asString(), Optional.empty(), 5).similar().stream().filter(hit -> hit.what().reference().equals(ended.get("reference").asString()))
              .anyMatch(hit -> hit.what().ending().orElseThrow().outcome().equals("Det blev ett kök.")));
    }

    @Test
    void another_ambassador_is_shown_at_once() {
      change("MATCH (p:Person)-[since:AMBASSADOR_FOR]->(:Forvaltning {id: 'miljoforvaltningen'}) SET since.to = date()", "who was it is not any more",
          () -> ambassadors().isEmpty());
      change("MATCH (f:Forvaltning {id: 'miljoforvaltningen'}) CREATE (:Person {id: 'per-test', name: 'Ask Alm', title: 'ekolog'})-[:AMBASSADOR_FOR {from: date()}]->(f)",
          "the new one is", () -> ambassadors().equals(List.of("Ask Alm, ekolog")));
      change("MATCH (p:Person {id: 'per-test'}) SET p.title = 'chef'", "also what they are called", () -> ambassadors().equals(List.of("Ask Alm, chef")));
      change("MATCH (p:Person {id: 'per-test'}) REMOVE p.title", "or are called no more", () -> ambassadors().equals(List.of("Ask Alm, ")));
      change("MATCH (p:Person {id: 'per-test'}) DETACH DELETE p", "who has left is not", () -> ambassadors().isEmpty());
    }

    @Test
    void what_leads_by_way_of_an_alliance_or_a_keyword_counts_too() {
      change("MATCH (o:Organisation {name: '" + BAKERY + "'}), (c:Competence {id: 'larlingsutbildning'}) CREATE (o)-[:MEMBER_OF]->(:Alliance {id: 'all-test', name: 'Sista limpan'})"
          + "-[:ABOUT]->(c)", "the alliance is a reason", () -> isTied("Sista limpan"));
      change("MATCH (a:Alliance {id: 'all-test'}) SET a.name = 'Första limpan'", "it is called something else", () -> isTied("Första limpan"));
      change("MATCH (:Alliance {id: 'all-test'})-[about:ABOUT]->() DELETE about", "it is about something else", () -> !isTied("Första limpan"));

      change("MATCH (o:Organisation {name: '" + BAKERY + "'}) CREATE (o)-[:MENTIONS {weight: 0.1}]->(:Keyword {id: 'sv:limpkant', lemma: 'limpkant', language: 'sv'})",
          "a word without meaning", () -> !mentions());
      change("MATCH (k:Keyword {id: 'sv:limpkant'}), (c:Competence {id: 'larlingsutbildning'}) CREATE (k)-[:DENOTES]->(c)", "the word has a meaning", this::mentions);
      change("MATCH (:Keyword {id: 'sv:limpkant'})-[meaning:DENOTES]->() DELETE meaning", "it has none again", () -> !mentions());
    }

    @Test
    void a_moved_case_gives_just_its_points_to_where_it_was_moved_and_nobody_else_any() {
      String text = outside.write("MATCH (d:Initiative) WHERE d.published WITH d ORDER BY d.sourceId LIMIT 1 MATCH (f:Forvaltning {id: 'stadskontoret'}) "
          + "CREATE (i:Initiative {id: 'ini-moved', published: false, status: 'received', language: d.language, date: datetime(), movedAt: datetime(), movedWords: d.words, "
          + "movedCounts: d.counts}) CREATE (i)-[:ROUTED_TO {at: i.movedAt}]->(f) RETURN d.text AS text", NONE).getFirst().get("text").asString();
      app.projection().catchUp();
      Suggestions with = app.matcher().suggest(text, Optional.empty(), 50);
      double points = office(with).flatMap(hit -> hit.evidence().stream()).filter(Evidence.MovedCase.class::isInstance).mapToDouble(Evidence::points).sum();
      assertThat(points).isGreaterThan(0);
      outside.write("MATCH (i:Initiative {id: 'ini-moved'})-[edge:ROUTED_TO]->() DELETE edge", NONE);
      app.projection().catchUp();
      Suggestions without = app.matcher().suggest(text, Optional.empty(), 50);
      outside.write("MATCH (i:Initiative {id: 'ini-moved'}) DETACH DELETE i", NONE);
      assertThat(office(with).mapToDouble(Suggestion::score).sum() - office(without).mapToDouble(Suggestion::score).sum()).isCloseTo(points, within(1e-6 * points));
      assertThat(with.partners()).extracting(Suggestion::score).isEqualTo(without.partners().stream().map(Suggestion::score).toList());
    }

    private static Stream<Suggestion<Suggestion.Department>> office(Suggestions suggestions) {
      return suggestions.forvaltningar().stream().filter(hit -> hit.what().id().equals("stadskontoret"));
    }

    private void change(String cypher, String what, BooleanSupplier holds) {
      outside.write(cypher, NONE);
      Soon.holds(SOON, what, holds);
    }

    private Suggestions asked() {
      return app.matcher().suggest("Vi söker någon mot matsvinn och en lärlingsutbildning.", Optional.empty(), 50);
    }

    private boolean offers(String name) {
      return !offered(name).isEmpty();
    }

    private List<Evidence> offered(String name) {
      return evidence(name).stream().filter(evidence -> evidence instanceof Evidence.SharedCompetence shared && shared.edge().equals("OFFERS")
          && shared.met().id().equals("matsvinn")).toList();
    }

    private boolean mentions() {
      return evidence(BAKERY).stream().anyMatch(evidence -> evidence instanceof Evidence.SharedCompetence shared && shared.edge().equals("MENTIONS")
          && shared.met().id().equals("larlingsutbildning"));
    }

    private boolean isTied(String alliance) {
      return evidence(BAKERY).stream().anyMatch(evidence -> evidence instanceof Evidence.Tie tie && tie.alliance().equals(alliance) && tie.met().id().equals("larlingsutbildning"));
    }

    private List<Evidence> evidence(String name) {
      return asked().partners().stream().filter(hit -> hit.what().name().equals(name)).flatMap(hit -> hit.evidence().stream()).toList();
    }

    private boolean owns(String name) {
      return app.matcher().suggest("Efter stängning bär krögarna ut mat till ett kylskåp på torget.", Optional.empty(), 50).similar().stream()
          .anyMatch(hit -> hit.what().owners().contains(name));
    }

    private List<String> ambassadors() {
      return app.matcher().suggest("Vi söker någon mot matsvinn, miljötillsyn och livsmedelskontroll.", Optional.empty(), 50).forvaltningar().stream().map(Suggestion::what)
          .filter(department -> department.id().equals("miljoforvaltningen")).findFirst().orElseThrow().ambassadors().stream()
          .map(contact -> contact.name() + ", " + contact.title()).toList();
    }
  }
}
