package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The graph decides, not a copy made at start: what is changed in it from outside changes the next answers. */
class GraphDecidesTest {
  private static final String QUESTION = "{\"text\": \"Vi söker någon mot matsvinn.\", \"limit\": 50}";

  @Test
  void an_offer_taken_away_over_bolt_is_no_reason_any_more() {
    try (TestServer server = TestServer.withDemo()) {
      server.graph().write("MATCH (o:Organisation {name: 'Ugnslampan Bageri AB'}), (c:Competence {id: 'matsvinn'}) CREATE (o)-[:OFFERS {strength: 1.0}]->(c)", Map.of());
      assertThat(offers(server)).isTrue();
      server.graph().write("MATCH (:Organisation {name: 'Ugnslampan Bageri AB'})-[offer:OFFERS]->(:Competence {id: 'matsvinn'}) DELETE offer", Map.of());
      Soon.holds(Duration.ofSeconds(1), "the offer is gone from the answer", () -> !offers(server));
    }
  }

  private static boolean offers(TestServer server) {
    return server.post("/api/v1/suggestions", QUESTION).body().contains("Ugnslampan Bageri AB erbjuder matsvinn");
  }
}
