package se.malmo.meet.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
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
      MATCH (t:Account {tokenHash: $hash}) WHERE t.expires > datetime($now)
      OPTIONAL MATCH (person:Account {id: t.of}) WHERE person.isPerson AND NOT coalesce(person.closed, false)
      WITH t, coalesce(person, t) AS a WHERE t.of IS NULL OR person IS NOT NULL
      RETURN a.id AS id, a.role AS role, coalesce(a.name, '') AS name, t.scope = 'read' AS isReader,
        coalesce(a.forvaltningar, []) + CASE WHEN a.forvaltning IS NULL THEN [] ELSE [a.forvaltning] END AS forvaltningar LIMIT 1
      """;

  private static final String PERSON = """
      MATCH (a:Account {email: $email}) WHERE a.isPerson AND NOT coalesce(a.closed, false)
      RETURN a.id AS id, a.role AS role, coalesce(a.name, '') AS name, false AS isReader, coalesce(a.forvaltningar, []) AS forvaltningar LIMIT 1
      """;

  private static final String KNOWN_FORVALTNING = "MATCH (f:Forvaltning {id: $id}) RETURN f.id AS id";

  private final Graph graph;

  TokenStore(Graph graph) {
    this.graph = graph;
  }

  void save(String id, String hash, Caller caller, Optional<String> person, Instant created, Instant expires) {
    Map<String, Object> properties = new HashMap<>(Map.of("role", caller.role().code(), "tokenHash", hash, "scope", caller.isReader() ? "read" : "write"));
    person.ifPresent(one -> properties.put("of", one));
    properties.put("forvaltningar", caller.forvaltningar().stream().sorted().toList());
    graph.write(List.of(
        new Graph.Statement(SAVE, Map.of("id", id, "properties", properties, "created", created.toString(), "expires", expires.toString())),
        EventLog.append(created, List.of(new EventLog.Happening("account.made", id, "operator")))));
  }

  Optional<Caller> holder(String hash, Instant now) {
    return caller(graph.read(HOLDER, Map.of("hash", hash, "now", now.toString())));
  }

  /** Whose address it is. */
  Optional<Caller> person(String email) {
    return caller(graph.read(PERSON, Map.of("email", email)));
  }

  private static Optional<Caller> caller(List<Record> rows) {
    return rows.stream().flatMap(row -> Role.of(row.get("role").asString()).map(role -> new Caller(role, row.get("id").asString(), row.get("name").asString(),
        Set.copyOf(row.get("forvaltningar").asList(Value::asString)), row.get("isReader").asBoolean(false))).stream()).findFirst();
  }

  boolean knowsForvaltning(String id) {
    return !graph.read(KNOWN_FORVALTNING, Map.of("id", id)).isEmpty();
  }
}
