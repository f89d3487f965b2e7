package se.malmo.meet.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** Accounts in the graph, by the hashes of their tokens. */
final class TokenStore {
  private static final String SAVE = """
      CREATE (a:Account {id: $id})
      SET a += $properties, a.created = datetime($created), a.expires = datetime($expires)
      """;

  private static final String HOLDER = """
      MATCH (a:Account {tokenHash: $hash}) WHERE a.expires > datetime($now)
      RETURN a.role AS role, a.forvaltning AS forvaltning LIMIT 1
      """;

  private static final String KNOWN_FORVALTNING = "MATCH (f:Forvaltning {id: $id}) RETURN f.id AS id";

  private final Graph graph;

  TokenStore(Graph graph) {
    this.graph = graph;
  }

  void save(String id, String hash, Caller caller, Instant created, Instant expires) {
    Map<String, Object> properties = new HashMap<>(Map.of("role", caller.role().code(), "tokenHash", hash));
    caller.forvaltning().ifPresent(forvaltning -> properties.put("forvaltning", forvaltning));
    graph.write(java.util.List.of(
        new Graph.Statement(SAVE, Map.of("id", id, "properties", properties, "created", created.toString(), "expires", expires.toString())),
        EventLog.append(created, java.util.List.of(new EventLog.Happening("account.made", id, "operator")))));
  }

  Optional<Caller> holder(String hash, Instant now) {
    return graph.read(HOLDER, Map.of("hash", hash, "now", now.toString())).stream()
        .flatMap(row -> Role.of(row.get("role").asString()).map(role -> new Caller(role, Optional.ofNullable(row.get("forvaltning").asString(null)))).stream())
        .findFirst();
  }

  boolean knowsForvaltning(String id) {
    return !graph.read(KNOWN_FORVALTNING, Map.of("id", id)).isEmpty();
  }
}
