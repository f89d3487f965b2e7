package se.malmo.meet.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** Profiles that are closed, in the graph: a day on the organisation, whose history stays as it is. */
final class ClosingStore {
  private static final String CLOSE = "MATCH (o:Organisation {id: $id}) SET o.lock = $act WITH o WHERE o.closedOn IS NULL SET o.closedOn = date($today), o.act = $act";
  private static final String OPEN = "MATCH (o:Organisation {id: $id}) SET o.lock = $act WITH o WHERE o.closedOn >= date($since) SET o.act = $act REMOVE o.closedOn";
  /** Nobody who was asked comes into a closed profile later. */
  private static final String NO_INVITES = "MATCH (:Organisation {id: $id, act: $act}) MATCH (p:PersonInvite {organisation: $id}) DETACH DELETE p";
  private static final String DONE = "MATCH (o:Organisation {id: $id, act: $act}) WITH o\n";
  private static final String IS_DONE = "OPTIONAL MATCH (o:Organisation {id: $id, act: $act}) RETURN o IS NOT NULL AS done";

  private static final String CLOSED = """
      MATCH (o:Organisation) WHERE o.closedOn IS NOT NULL AND NOT coalesce(o.optedOut, false)
      WITH o ORDER BY o.closedOn DESC, o.id SKIP $skip LIMIT $limit
      RETURN o.id AS id, o.name AS name, o.closedOn AS on
      """;
  private static final String COUNT = "MATCH (o:Organisation) WHERE o.closedOn IS NOT NULL AND NOT coalesce(o.optedOut, false) RETURN count(o) AS n";

  private final Graph graph;

  ClosingStore(Graph graph) {
    this.graph = graph;
  }

  boolean close(String id, LocalDate today, String act, Instant at, Happening told) {
    return done(CLOSE, Map.of("id", id, "today", today.toString(), "act", act), at, told);
  }

  /** @param since one that was closed before stays closed */
  boolean open(String id, LocalDate since, String act, Instant at, Happening told) {
    return done(OPEN, Map.of("id", id, "since", since.toString(), "act", act), at, told);
  }

  private boolean done(String cypher, Map<String, Object> parameters, Instant at, Happening told) {
    List<Record> rows = graph.write(List.of(new Graph.Statement(cypher, parameters), new Graph.Statement(NO_INVITES, parameters), EventLog.appendWhere(DONE, parameters, at, List.of(told)),
        new Graph.Statement(IS_DONE, parameters)));
    return rows.getFirst().get("done").asBoolean();
  }

  List<Closing.Closed> closed(int skip, int limit) {
    return graph.read(CLOSED, Map.of("skip", skip, "limit", limit)).stream().map(row -> new Closing.Closed(row.get("id").asString(), row.get("name").asString(), row.get("on").asLocalDate())).toList();
  }

  int count() {
    return graph.read(COUNT, Map.of()).getFirst().get("n").asInt();
  }
}
