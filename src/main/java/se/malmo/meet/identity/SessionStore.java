package se.malmo.meet.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** Sessions in the graph, by the hashes of their secrets. */
final class SessionStore {
  private static final String SAVE = """
      CREATE (s:Session {id: $id})
      SET s += $properties, s.created = datetime($created), s.expires = datetime($expires)
      """;

  private static final String HOLDER = """
      MATCH (s:Session {secretHash: $hash}) WHERE s.expires > datetime($now)
      RETURN s.role AS role, s.forvaltning AS forvaltning LIMIT 1
      """;

  private static final String END = "MATCH (s:Session {secretHash: $hash}) DETACH DELETE s";

  private static final String PURGE = """
      MATCH (s:Session) WHERE s.expires <= datetime($now) WITH s LIMIT 10000
      DETACH DELETE s RETURN count(*) AS n
      """;

  private final Graph graph;

  SessionStore(Graph graph) {
    this.graph = graph;
  }

  void save(String hash, String id, Caller caller, Instant created, Instant expires) {
    Map<String, Object> properties = new HashMap<>(Map.of("role", caller.role().code(), "secretHash", hash));
    caller.forvaltning().ifPresent(forvaltning -> properties.put("forvaltning", forvaltning));
    graph.write(List.of(new Graph.Statement(SAVE, Map.of("id", id, "properties", properties, "created", created.toString(), "expires", expires.toString())),
        EventLog.append(created, List.of(new EventLog.Happening("session.begun", id, caller.role().code())))));
  }

  Optional<Caller> holder(String hash, Instant now) {
    return graph.read(HOLDER, Map.of("hash", hash, "now", now.toString())).stream()
        .flatMap(row -> Role.of(row.get("role").asString()).map(role -> new Caller(role, Optional.ofNullable(row.get("forvaltning").asString(null)))).stream())
        .findFirst();
  }

  void end(String hash) {
    graph.write(END, Map.of("hash", hash));
  }

  int purge(Instant now) {
    return graph.write(PURGE, Map.of("now", now.toString())).getFirst().get("n").asInt();
  }
}
