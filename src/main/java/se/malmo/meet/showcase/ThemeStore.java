package se.malmo.meet.showcase;

import java.util.List;
import java.util.Map;
import se.malmo.meet.platform.Graph;

/** What published projects ask for, counted in the graph. */
public final class ThemeStore {
  private static final String DEMANDED = """
      MATCH (i:Initiative)-[:NEEDS]->(c:Competence) WHERE i.published AND i.status IN $public
      WITH c, count(DISTINCT i) AS projects ORDER BY projects DESC, c.id SKIP $skip LIMIT $limit
      RETURN c.id AS competence, projects, COUNT { (c)<-[:OFFERS]-(o:Organisation) WHERE NOT coalesce(o.optedOut, false) } AS offers
      """;

  private static final String COUNT = """
      MATCH (i:Initiative)-[:NEEDS]->(c:Competence) WHERE i.published AND i.status IN $public RETURN count(DISTINCT c) AS n
      """;

  private final Graph graph;

  public ThemeStore(Graph graph) {
    this.graph = graph;
  }

  record Row(String competence, long projects, long offers) {}

  List<Row> demanded(int skip, int limit) {
    return graph.read(DEMANDED, Map.of("public", ProjectStore.PUBLIC, "skip", skip, "limit", limit)).stream()
        .map(row -> new Row(row.get("competence").asString(), row.get("projects").asLong(), row.get("offers").asLong())).toList();
  }

  long countDemanded() {
    return graph.read(COUNT, Map.of("public", ProjectStore.PUBLIC)).getFirst().get("n").asLong();
  }
}
