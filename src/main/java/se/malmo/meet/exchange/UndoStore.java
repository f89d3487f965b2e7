package se.malmo.meet.exchange;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.exchange.ChangeStore.Change;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** Takes back what an import did: removes what it made, gives what it changed its former values, and leaves what somebody has touched since. */
final class UndoStore {
  /**
   * What happened to a node after the import: whether it was changed, and whether others have come to use it. That a profile has grown old is nobody's doing. What
   * has no events of its own is told by later imports.
   */
  private static final String SINCE = """
      UNWIND $rows AS row
      OPTIONAL MATCH (n:Organisation|Initiative|Person|Account {id: row.id})
      OPTIONAL MATCH (company:RegisteredCompany {number: row.id})
      RETURN row.id AS id, n IS NULL AND company IS NULL AS isGone,
        EXISTS { MATCH (e:Event {subject: row.id}) WHERE e.sequence > row.sequence AND e.type <> 'organisation.aged' } OR coalesce(n.kept, false)
          OR EXISTS { MATCH (later:ImportChange {subject: row.id}) WHERE later.import > $import AND later.undone IS NULL }
          OR EXISTS { MATCH (n)-[:AMBASSADOR_FOR]->(f:Forvaltning) MATCH (e:Event {subject: f.id}) WHERE e.sequence > row.sequence AND e.type STARTS WITH 'forvaltning.ambassador' } AS isChanged,
        EXISTS { (n)-[edge]-() WHERE NOT type(edge) IN CASE WHEN n:Organisation THEN ['OFFERS', 'SEEKS', 'MENTIONS'] ELSE ['NEEDS', 'ROUTED_TO', 'MENTIONS', 'PARTICIPATES_IN', 'AMBASSADOR_FOR'] END }
          OR EXISTS { MATCH (a:Account {role: 'member'}) WHERE row.id IN coalesce(a.organisations, []) }
          OR EXISTS { (:Invitation {organisation: row.id}) } OR EXISTS { (:Invitation {initiative: row.id}) } OR EXISTS { (:CaseNote {initiative: row.id}) }
          OR EXISTS { (:DeclaredTie {from: row.id}) } OR EXISTS { (:DeclaredTie {to: row.id}) } OR EXISTS { (:Session {account: row.id}) } AS isUsed,
        [(n)-[:AMBASSADOR_FOR]->(f) | f.id] AS units
      """;

  private static final String REMOVE = """
      UNWIND $ids AS id
      OPTIONAL MATCH (n:Organisation|Initiative|Person|Account {id: id})
      OPTIONAL MATCH (company:RegisteredCompany {number: id})
      WITH coalesce(n, company) AS n WHERE n IS NOT NULL
      DETACH DELETE n
      """;

  private static final String RESTORE = """
      UNWIND $rows AS row
      OPTIONAL MATCH (thing:Organisation|Initiative|Person {id: row.id})
      OPTIONAL MATCH (company:RegisteredCompany {number: row.id})
      WITH row, coalesce(thing, company) AS n WHERE n IS NOT NULL
      SET n = row.properties
      WITH row, n
      CALL (n) { MATCH (n)-[old:OFFERS|SEEKS|MENTIONS|NEEDS|ROUTED_TO|AMBASSADOR_FOR]->() DELETE old }
      CALL (n) { MATCH (n:Initiative)<-[old:PARTICIPATES_IN]-() DELETE old }
      CALL (n, row) {
        UNWIND row.outgoing AS edge
        MATCH (to:Competence|Keyword|Forvaltning {id: edge.other})
        CREATE (n)-[e:$(edge.type)]->(to) SET e = edge.properties
      }
      CALL (n, row) {
        UNWIND row.incoming AS edge
        MATCH (from:Organisation {id: edge.other})
        CREATE (from)-[e:$(edge.type)]->(n) SET e = edge.properties
      }
      """;

  /** Whoever may do less than before is signed out everywhere. */
  private static final String RESTORE_ACCOUNTS = """
      UNWIND $rows AS row
      MATCH (a:Account {id: row.id})
      SET a += row.properties
      WITH a
      OPTIONAL MATCH (s:Session {account: a.id})
      DETACH DELETE s
      """;

  private static final String MARK = "UNWIND $rows AS row MATCH (c:ImportChange {key: $import + ' ' + row.id}) SET c.undone = row.how REMOVE c.before";

  private final Graph graph;
  private final InstantSource clock;

  UndoStore(Graph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  private record Since(boolean isGone, boolean isChanged, boolean isUsed, List<String> units) {}

  /** Undoes a few, all in one transaction. */
  void undo(String importId, List<Change> changes, String by) {
    Map<String, Since> since = since(importId, changes);
    Map<String, String> how = new HashMap<>();
    changes.forEach(change -> how.put(change.subject(), how(change, since.get(change.subject()))));
    List<Change> restored = changes.stream().filter(change -> how.get(change.subject()).equals("restored")).toList();
    List<String> removed = how.entrySet().stream().filter(one -> one.getValue().equals("removed")).map(Map.Entry::getKey).toList();
    List<Graph.Statement> statements = new ArrayList<>();
    statements.add(new Graph.Statement(REMOVE, Map.of("ids", removed)));
    statements.add(new Graph.Statement(RESTORE, Map.of("rows", rows(restored, false))));
    statements.add(new Graph.Statement(RESTORE_ACCOUNTS, Map.of("rows", rows(restored, true))));
    statements.add(new Graph.Statement(MARK, Map.of("import", importId, "rows", how.entrySet().stream().map(one -> Map.of("id", one.getKey(), "how", one.getValue())).toList())));
    List<Happening> told = told(how, since, by);
    if (!told.isEmpty()) statements.add(EventLog.append(clock.instant(), told));
    graph.write(statements);
  }

  private static String how(Change change, Since since) {
    if (since.isGone()) return "gone";
    if (since.isChanged() || change.before().isEmpty() && since.isUsed()) return "left";
    return change.before().isPresent() ? "restored" : "removed";
  }

  private Map<String, Since> since(String importId, List<Change> changes) {
    List<Map<String, Object>> rows = changes.stream().map(change -> Map.<String, Object>of("id", change.subject(), "sequence", change.sequence())).toList();
    Map<String, Since> since = new HashMap<>();
    for (Record row : graph.read(SINCE, Map.of("rows", rows, "import", importId))) {
      since.put(row.get("id").asString(), new Since(row.get("isGone").asBoolean(), row.get("isChanged").asBoolean(), row.get("isUsed").asBoolean(), row.get("units").asList(Value::asString)));
    }
    return since;
  }

  private static List<Map<String, Object>> rows(List<Change> changes, boolean accounts) {
    return changes.stream().filter(change -> change.subject().startsWith("acc-") == accounts).map(change -> {
      Snapshot before = change.before().orElseThrow();
      return Map.<String, Object>of("id", change.subject(), "properties", before.values(), "outgoing", edges(before, false), "incoming", edges(before, true));
    }).toList();
  }

  private static List<Map<String, Object>> edges(Snapshot before, boolean incoming) {
    return before.edges().stream().filter(edge -> edge.isIncoming() == incoming)
        .map(edge -> Map.<String, Object>of("type", edge.type(), "other", edge.other(), "properties", Snapshot.decoded(edge.properties()))).toList();
  }

  /** What others hear; a person is no subject of the log, their förvaltning is. */
  private static List<Happening> told(Map<String, String> how, Map<String, Since> since, String by) {
    List<Happening> told = new ArrayList<>();
    how.forEach((id, what) -> {
      Optional<String> thing = Optional.ofNullable(Map.of("org", "organisation", "ini", "initiative", "acc", "account").get(id.substring(0, 3)));
      if (what.equals("restored")) thing.ifPresent(one -> told.add(new Happening(one + ".saved", id, by)));
      if (what.equals("removed")) thing.ifPresent(one -> told.add(new Happening(one + ".removed", id, by)));
    });
    Set<String> units = how.entrySet().stream().filter(one -> Set.of("restored", "removed").contains(one.getValue())).flatMap(one -> since.get(one.getKey()).units().stream()).collect(Collectors.toSet());
    units.forEach(unit -> told.add(new Happening("forvaltning.saved", unit, by)));
    return told;
  }
}
