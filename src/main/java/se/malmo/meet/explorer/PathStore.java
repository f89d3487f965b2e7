package se.malmo.meet.explorer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;

/** Reads what a search for paths walks over: the next steps from many nodes at once. */
public final class PathStore {
  /**
   * The next steps from each node: at most 1,000 of its edges are looked at and the 60 neighbours with the fewest ties kept, for what
   * everybody is tied to says little.
   */
  private static final String STEPS = """
      UNWIND $ids AS id
      MATCH (n:Organisation|Forvaltning|Alliance|Competence|Initiative {id: id})
      CALL (n) {
        MATCH (n)-[e:PARTICIPATES_IN|SUBMITTED|ROUTED_TO|NEEDS|OFFERS|SEEKS|HAS_MANDATE|MEMBER_OF|ABOUT|MET_WITH|TIED_TO]-(m)
        WITH e, m LIMIT 1000
        WHERE m:Organisation OR m:Forvaltning OR m:Alliance OR m:Competence OR m:Initiative
        WITH m, collect(DISTINCT type(e) + CASE WHEN type(e) = 'TIED_TO' AND e.confirmed IS NULL THEN '_UNCONFIRMED' ELSE '' END) AS types
        WHERE NOT coalesce(m.optedOut, false) AND (NOT m:Initiative OR m.published AND m.status IN $public)
        WITH m, types, COUNT { (m)-[:PARTICIPATES_IN|SUBMITTED|ROUTED_TO|NEEDS|OFFERS|SEEKS|HAS_MANDATE|MEMBER_OF|ABOUT|MET_WITH|TIED_TO|BROADER|RELATED]-() } AS degree
        ORDER BY degree, m.id LIMIT 60
        RETURN m, types, degree
      }
      RETURN id, m.id AS to, types, degree LIMIT 20000
      """;

  /** Whether there is any way at all: looked for from both ends, through whatever it takes. */
  private static final String ANY = """
      MATCH (a:Organisation|Forvaltning|Alliance|Competence|Initiative {id: $from}), (b:Organisation|Forvaltning|Alliance|Competence|Initiative {id: $to})
      MATCH p = shortestPath((a)-[:PARTICIPATES_IN|SUBMITTED|ROUTED_TO|NEEDS|OFFERS|SEEKS|HAS_MANDATE|MEMBER_OF|ABOUT|MET_WITH|TIED_TO*..6]-(b))
      WHERE all(m IN nodes(p) WHERE NOT coalesce(m.optedOut, false) AND (NOT m:Initiative OR m.published AND m.status IN $public))
      RETURN [m IN nodes(p) | m.id] AS ids
      """;

  private final Graph graph;

  public PathStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * A step from one node to another.
   *
   * @param types of the edges between them; of ties that only one of the two has told of with "_UNCONFIRMED" behind
   * @param degree how many ties the other has
   */
  record Step(String from, String to, List<String> types, long degree) {}

  List<Step> steps(Collection<String> from) {
    return graph.read(STEPS, Map.of("ids", List.copyOf(from), "public", ExplorerStore.PUBLIC)).stream()
        .map(row -> new Step(row.get("id").asString(), row.get("to").asString(), row.get("types").asList(Value::asString), row.get("degree").asLong())).toList();
  }

  /** The nodes of one shortest way, none where there is none. */
  List<String> anyWay(String from, String to) {
    return graph.read(ANY, Map.of("from", from, "to", to, "public", ExplorerStore.PUBLIC)).stream()
        .map(row -> row.get("ids").asList(Value::asString)).findFirst().orElse(List.of());
  }
}
