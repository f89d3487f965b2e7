package se.malmo.meet.convening;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** Ideas that were captured at a large meeting, in the graph: that there is one, never what it says. */
final class IdeaStore {
  private static final String CAPTURE = """
      MATCH (a:Assembly {id: $assembly})
      SET a.version = a.version
      WITH a WHERE NOT EXISTS { (:Idea {key: $key}) }
      SET a.ideas = a.ideas + 1
      MERGE (i:Idea {key: $key})
      SET i.assembly = $assembly, i.number = a.ideas, i.table = $table, i.contact = $contact, i.at = datetime($at), i.act = $act
      """;
  private static final String FIRST_TIME = "MATCH (i:Idea {key: $key, act: $act}) WHERE NOT EXISTS { (:Event {subject: $assembly, act: $act}) }\nWITH i\n";
  private static final String NUMBER = "MATCH (i:Idea {key: $key}) RETURN i.number AS number";

  private static final String PAGE = """
      MATCH (i:Idea {assembly: $assembly}) WITH i ORDER BY i.number DESC SKIP $skip LIMIT $limit
      OPTIONAL MATCH (g:Guest {id: i.contact})
      RETURN i {.number, .table} AS i, coalesce(g.name, '') AS contact ORDER BY i.number DESC
      """;

  private final Graph graph;

  IdeaStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * Notes that there is an idea.
   *
   * @param key the same key again is the same idea
   * @param contact a guest by id, "" for nobody
   * @return its number
   */
  int capture(String assembly, String key, int table, String contact, String act, Instant at, String by) {
    Map<String, Object> parameters = new HashMap<>(Map.of("assembly", assembly, "key", key, "table", table, "contact", contact, "act", act, "at", at.toString()));
    EventLog.Happening told = new Happening("assembly.idea", assembly, by, Map.of("act", act));
    return graph.write(List.of(new Graph.Statement(CAPTURE, parameters), EventLog.appendWhere(FIRST_TIME, Map.of("key", key, "act", act, "assembly", assembly), at, List.of(told)),
        new Graph.Statement(NUMBER, Map.of("key", key)))).getFirst().get("number").asInt();
  }

  List<Idea> page(String assembly, int skip, int limit) {
    return graph.read(PAGE, Map.of("assembly", assembly, "skip", skip, "limit", limit)).stream().map(row -> {
      Value i = row.get("i");
      return new Idea(i.get("number").asInt(), i.get("table").asInt(), row.get("contact").asString());
    }).toList();
  }
}
