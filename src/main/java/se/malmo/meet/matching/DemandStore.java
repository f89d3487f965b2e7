package se.malmo.meet.matching;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Value;
import se.malmo.meet.matching.Demand.Wanted;
import se.malmo.meet.matching.Evidence.Label;
import se.malmo.meet.platform.Graph;

/** Unmet demand in the graph. */
final class DemandStore {
  /** Where the initiative is not there, because the same form came in before, nothing is kept. */
  private static final String SAVE = """
      MATCH (i:Initiative {id: $initiative})
      MERGE (d:Demand {id: $id})
      ON CREATE SET d.at = datetime($at), d.language = $language
      MERGE (d)-[:FROM]->(i)
      WITH d
      UNWIND $needs AS need
      MATCH (what:Competence|Keyword {id: need.id})
      MERGE (d)-[edge:NEEDS]->(what)
      ON CREATE SET edge.weight = need.weight, edge.stated = need.stated
      """;

  /** Two cases that became one want a thing once. */
  private static final String WANTED = " WHERE NOT EXISTS { (d)-[:FROM]->(i:Initiative) WHERE i.mergedInto IS NOT NULL }";

  private static final String PAGE = """
      MATCH (d:Demand)""" + WANTED + """

      WITH d ORDER BY d.id DESC SKIP $skip LIMIT $limit
      RETURN d.id AS id, d.at AS at, d.language AS language, head([(d)-[:FROM]->(i:Initiative) | i.reference]) AS reference,
        COLLECT { MATCH (d)-[edge:NEEDS]->(needed)
          WITH edge, coalesce(head([(needed)-[:DENOTES]->(c:Competence) | c]), needed) AS what
          RETURN [what.id, coalesce(what.labelSv, what.lemma, what.id), coalesce(what.labelEn, what.lemma, what.id), what:Competence, edge.weight, edge.stated]
          ORDER BY edge.weight DESC, what.id LIMIT 30 } AS needs
      ORDER BY id DESC
      """;

  private static final String COUNT = "MATCH (d:Demand)" + WANTED + " RETURN count(d) AS n";

  private final Graph graph;

  DemandStore(Graph graph) {
    this.graph = graph;
  }

  /** The statement that keeps what a text needed; belongs in the transaction that takes its initiative in. */
  static Graph.Statement save(String id, String initiative, String language, List<Need> needs, Instant at) {
    return new Graph.Statement(SAVE, Map.of("id", id, "initiative", initiative, "at", at.toString(), "language", language, "needs",
        needs.stream().map(need -> Map.<String, Object>of("id", need.id(), "weight", need.weight(), "stated", need.isStated())).toList()));
  }

  List<Demand> page(int skip, int limit) {
    return graph.read(PAGE, Map.of("skip", skip, "limit", limit)).stream().map(row -> new Demand(row.get("id").asString(), row.get("at").asZonedDateTime().toInstant(),
        row.get("reference").asString(""), row.get("language").asString(), row.get("needs").asList(DemandStore::wanted))).toList();
  }

  long count() {
    return graph.read(COUNT, Map.of()).getFirst().get("n").asLong();
  }

  private static Wanted wanted(Value need) {
    Label label = new Label(need.get(0).asString(), need.get(1).asString(), need.get(2).asString());
    return new Wanted(label, need.get(3).asBoolean(), need.get(4).asDouble(), need.get(5).asBoolean());
  }
}
