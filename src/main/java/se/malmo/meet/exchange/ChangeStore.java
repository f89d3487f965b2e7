package se.malmo.meet.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Trace;

/** What imports have changed, node by node, in nodes without edges. */
final class ChangeStore {
  /** An account gives up only what an import adds to it. */
  private static final String NOW = """
      UNWIND $ids AS id
      OPTIONAL MATCH (thing:Organisation|Initiative|Person|Account {id: id})
      OPTIONAL MATCH (company:RegisteredCompany {number: id})
      WITH id, coalesce(thing, company) AS n WHERE n IS NOT NULL
      RETURN id, CASE WHEN n:Account THEN n {.forvaltningar} ELSE n {.*} END AS properties,
        CASE WHEN n:Account THEN [] ELSE
          [(n)-[e:OFFERS|SEEKS|MENTIONS|NEEDS|ROUTED_TO|AMBASSADOR_FOR]->(to) | {type: type(e), other: to.id, incoming: false, properties: properties(e)}]
          + [(n)<-[e:PARTICIPATES_IN]-(from) | {type: type(e), other: from.id, incoming: true, properties: properties(e)}] END AS edges
      """;

  /** What was there before an import that was cut off and is done again stays what it was. */
  private static final String BEFORE = """
      UNWIND $rows AS row
      MERGE (c:ImportChange {key: $import + ' ' + row.id})
      ON CREATE SET c.import = $import, c.subject = row.id, c.made = row.before IS NULL, c.before = row.before
      """;

  /** Nothing is kept of what was not made in the end; all events up to here are the import's own. */
  private static final String AFTER = """
      OPTIONAL MATCH (log:EventLog {id: 'log'})
      WITH coalesce(log.last, 0) AS last
      UNWIND $ids AS id
      MATCH (c:ImportChange {key: $import + ' ' + id})
      OPTIONAL MATCH (thing:Organisation|Initiative|Person|Account {id: id})
      OPTIONAL MATCH (company:RegisteredCompany {number: id})
      WITH last, c, coalesce(thing, company) AS n
      SET c.sequence = last
      WITH c, n WHERE n IS NULL
      DELETE c
      """;

  private static final String COUNT = """
      MATCH (c:ImportChange {import: $import})
      WITH c, NOT any(beginning IN $own WHERE c.subject STARTS WITH beginning) AS isBeside
      RETURN sum(CASE WHEN c.made AND NOT isBeside THEN 1 ELSE 0 END) AS added, sum(CASE WHEN NOT c.made AND NOT isBeside THEN 1 ELSE 0 END) AS changed,
        sum(CASE WHEN isBeside THEN 1 ELSE 0 END) AS beside
      """;

  private static final String NEXT = """
      MATCH (c:ImportChange) WHERE c.import = $import AND c.subject > $after AND c.subject STARTS WITH $beginning AND c.undone IS NULL
      RETURN c.subject AS subject, c.made AS made, c.before AS before, coalesce(c.sequence, 0) AS sequence ORDER BY subject LIMIT $limit
      """;

  private static final String LEFT = """
      MATCH (c:ImportChange {import: $import, undone: 'left'})
      OPTIONAL MATCH (thing:Organisation|Initiative|Person|Account {id: c.subject})
      RETURN c.subject AS subject, coalesce(thing.name, thing.title, c.subject) AS name, thing.reference AS reference ORDER BY name, subject LIMIT $limit
      """;

  private static final String OUTCOME = "MATCH (c:ImportChange {import: $import}) WHERE c.undone IS NOT NULL RETURN c.undone AS undone, count(c) AS n";

  private final Graph graph;

  ChangeStore(Graph graph) {
    this.graph = graph;
  }

  /** A node that an import changed: made where there was none before. */
  record Change(String subject, Optional<Snapshot> before, long sequence) {}

  Map<String, Snapshot> now(Collection<String> ids) {
    Map<String, Snapshot> now = new HashMap<>();
    for (Record row : graph.read(NOW, Map.of("ids", List.copyOf(ids)))) {
      List<Snapshot.Edge> edges = row.get("edges").asList(edge -> new Snapshot.Edge(edge.get("type").asString(), edge.get("other").asString(), edge.get("incoming").asBoolean(),
          edge.get("properties").asMap(Value::asObject)));
      Map<String, Object> properties = new HashMap<>(row.get("properties").asMap(Value::asObject));
      properties.values().removeIf(Objects::isNull);
      now.put(row.get("id").asString(), Snapshot.of(properties, edges));
    }
    return now;
  }

  /** Writes down what an import changes. */
  Trace trace(String importId) {
    return new Trace() {
      @Override
      public List<Graph.Statement> before(Collection<String> ids) {
        Map<String, Snapshot> now = now(ids);
        List<Map<String, Object>> rows = ids.stream().distinct().map(id -> {
          Map<String, Object> row = new HashMap<>(Map.of("id", id));
          row.put("before", now.containsKey(id) ? now.get(id).json() : null);
          return row;
        }).toList();
        return List.of(new Graph.Statement(BEFORE, Map.of("import", importId, "rows", rows)));
      }

      @Override
      public List<Graph.Statement> after(Collection<String> ids) {
        return List.of(new Graph.Statement(AFTER, Map.of("import", importId, "ids", List.copyOf(ids))));
      }
    };
  }

  /** How many were made, were changed, and came along. */
  long[] count(String importId, List<String> own) {
    Record row = graph.read(COUNT, Map.of("import", importId, "own", own)).getFirst();
    return new long[] {row.get("added").asLong(), row.get("changed").asLong(), row.get("beside").asLong()};
  }

  /** The next that are to be undone, of those whose ids begin so, after one in their order. */
  List<Change> next(String importId, String beginning, String after, int limit) {
    return graph.read(NEXT, Map.of("import", importId, "beginning", beginning, "after", after, "limit", limit)).stream().map(row -> new Change(row.get("subject").asString(),
        row.get("before").isNull() ? Optional.empty() : Optional.of(Snapshot.read(row.get("before").asString())), row.get("sequence").asLong())).toList();
  }

  List<Left> left(String importId, int limit) {
    return graph.read(LEFT, Map.of("import", importId, "limit", limit)).stream()
        .map(row -> new Left(row.get("subject").asString(), row.get("name").asString(), Optional.ofNullable(row.get("reference").asString(null)))).toList();
  }

  Map<String, Long> outcome(String importId) {
    Map<String, Long> outcome = new HashMap<>();
    graph.read(OUTCOME, Map.of("import", importId)).forEach(row -> outcome.put(row.get("undone").asString(), row.get("n").asLong()));
    return outcome;
  }
}
