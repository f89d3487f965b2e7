package se.malmo.meet.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.web.Caller;

/** Sessions in the graph, by the hashes of their secrets. */
final class SessionStore {
  private static final String SAVE = """
      CREATE (:Session {id: $id, account: $account, secretHash: $hash, created: datetime($created), expires: datetime($expires)})
      """;

  private static final String HOLDER = """
      MATCH (s:Session {secretHash: $hash}) WHERE s.expires > datetime($now)
      MATCH (a:Account {id: s.account}) WHERE NOT coalesce(a.closed, false)
      RETURN a {.id, .role, .name, .email, .forvaltningar, .organisations, .deputy, .closed, absentFrom: a.absentFrom, absentUntil: a.absentUntil} AS a LIMIT 1
      """;

  private static final String END = "MATCH (s:Session {secretHash: $hash}) DETACH DELETE s";

  private final Graph graph;

  SessionStore(Graph graph) {
    this.graph = graph;
  }

  void save(String hash, String id, Account account, Instant created, Instant expires) {
    graph.write(List.of(
        new Graph.Statement(SAVE, Map.of("id", id, "account", account.id(), "hash", hash, "created", created.toString(), "expires", expires.toString())),
        EventLog.append(created, List.of(new EventLog.Happening("session.begun", id, account.id(), Map.of("role", account.role().code()))))));
  }

  /** Whose session it is, with what they may do now: a changed role counts at once. */
  Optional<Caller> holder(String hash, Instant now) {
    return graph.read(HOLDER, Map.of("hash", hash, "now", now.toString())).stream().map(AccountStore::account).map(Account::caller).findFirst();
  }

  void end(String hash) {
    graph.write(END, Map.of("hash", hash));
  }
}
