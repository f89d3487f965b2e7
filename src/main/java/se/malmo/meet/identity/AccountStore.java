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
import se.malmo.meet.platform.Trace;
import se.malmo.meet.web.Role;

/** People's accounts in the graph: nodes without edges, so that no walk of the graph comes to a person. */
final class AccountStore {
  private static final String SAVE = """
      MERGE (a:Account {id: $id})
      ON CREATE SET a.created = datetime($at)
      SET a += $properties, a.isPerson = true
      """;

  private static final String FIELDS = """
       RETURN a {.id, .role, .name, .email, .forvaltningar, .organisations, .deputy, .closed, absentFrom: a.absentFrom, absentUntil: a.absentUntil} AS a
      """;

  private static final String BY_ID = "MATCH (a:Account {id: $key}) WHERE a.isPerson" + FIELDS + " LIMIT 1";
  private static final String BY_EMAIL = "MATCH (a:Account {email: $key}) WHERE a.isPerson" + FIELDS + " LIMIT 1";
  private static final String BY_SUBJECT = "MATCH (a:Account {subject: $key}) WHERE a.isPerson" + FIELDS + " LIMIT 1";

  private static final String PAGE = "MATCH (a:Account) WHERE a.isPerson" + FIELDS + " ORDER BY a.role, a.name, a.id SKIP $skip LIMIT $limit";

  private static final String COUNT = "MATCH (a:Account) WHERE a.isPerson RETURN count(a) AS n";

  private static final String OF_FORVALTNING = """
      MATCH (a:Account {role: 'ambassador'}) WHERE a.isPerson AND NOT coalesce(a.closed, false) AND $forvaltning IN a.forvaltningar
      """ + FIELDS + " ORDER BY a.name, a.id LIMIT 100";

  private static final String COORDINATORS = "MATCH (a:Account {role: 'coordinator'}) WHERE a.isPerson AND NOT coalesce(a.closed, false)" + FIELDS + " ORDER BY a.name, a.id LIMIT 100";

  private static final String WITH_DEPUTY = "MATCH (a:Account {deputy: $deputy}) WHERE a.isPerson AND NOT coalesce(a.closed, false)" + FIELDS + " ORDER BY a.name, a.id LIMIT 100";

  private static final String OF_ORGANISATION = """
      MATCH (a:Account {role: 'member'}) WHERE a.isPerson AND NOT coalesce(a.closed, false) AND $organisation IN a.organisations
      """ + FIELDS + " ORDER BY a.name, a.id LIMIT 100";

  private static final String END_SESSIONS = "MATCH (s:Session {account: $id}) DETACH DELETE s";

  private final Graph graph;

  AccountStore(Graph graph) {
    this.graph = graph;
  }

  /** Writes an account; one that is closed, or has another role or other förvaltningar than before, is signed out everywhere. */
  void save(Account account, Optional<String> subject, String by, boolean endSessions, Instant at) {
    save(account, subject, by, endSessions, at, Trace.NONE);
  }

  void save(Account account, Optional<String> subject, String by, boolean endSessions, Instant at, Trace trace) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("role", account.role().code());
    properties.put("name", account.name());
    properties.put("email", account.email().orElse(null));
    properties.put("forvaltningar", account.forvaltningar().stream().sorted().toList());
    properties.put("organisations", account.organisations().stream().sorted().toList());
    properties.put("deputy", account.deputy().orElse(null));
    properties.put("closed", account.isClosed());
    properties.put("absentFrom", account.absence().map(Account.Absence::from).orElse(null));
    properties.put("absentUntil", account.absence().map(Account.Absence::until).orElse(null));
    subject.ifPresent(one -> properties.put("subject", one));
    List<Graph.Statement> statements = new java.util.ArrayList<>(List.of(new Graph.Statement(SAVE, Map.of("id", account.id(), "properties", properties, "at", at.toString()))));
    if (endSessions) statements.add(new Graph.Statement(END_SESSIONS, Map.of("id", account.id())));
    statements.add(EventLog.append(at, List.of(new EventLog.Happening("account.saved", account.id(), by, Map.of("role", account.role().code())))));
    graph.write(trace.around(List.of(account.id()), statements));
  }

  Optional<Account> byId(String id) {
    return one(BY_ID, id);
  }

  Optional<Account> byEmail(String email) {
    return one(BY_EMAIL, email);
  }

  Optional<Account> bySubject(String subject) {
    return one(BY_SUBJECT, subject);
  }

  private Optional<Account> one(String cypher, String key) {
    return graph.read(cypher, Map.of("key", key)).stream().map(AccountStore::account).findFirst();
  }

  List<Account> page(int skip, int limit) {
    return graph.read(PAGE, Map.of("skip", skip, "limit", limit)).stream().map(AccountStore::account).toList();
  }

  int count() {
    return graph.read(COUNT, Map.of()).getFirst().get("n").asInt();
  }

  List<Account> ofForvaltning(String forvaltning) {
    return graph.read(OF_FORVALTNING, Map.of("forvaltning", forvaltning)).stream().map(AccountStore::account).toList();
  }

  List<Account> coordinators() {
    return graph.read(COORDINATORS, Map.of()).stream().map(AccountStore::account).toList();
  }

  List<Account> withDeputy(String deputy) {
    return graph.read(WITH_DEPUTY, Map.of("deputy", deputy)).stream().map(AccountStore::account).toList();
  }

  List<Account> ofOrganisation(String organisation) {
    return graph.read(OF_ORGANISATION, Map.of("organisation", organisation)).stream().map(AccountStore::account).toList();
  }

  static Account account(Record row) {
    Value a = row.get("a");
    Optional<Account.Absence> absence = a.get("absentFrom").isNull() || a.get("absentUntil").isNull() ? Optional.empty()
        : Optional.of(new Account.Absence(a.get("absentFrom").asLocalDate(), a.get("absentUntil").asLocalDate()));
    return new Account(a.get("id").asString(), Role.of(a.get("role").asString()).orElseThrow(), a.get("name").asString(""), text(a, "email"),
        texts(a, "forvaltningar"), texts(a, "organisations"), absence, text(a, "deputy"),
        a.get("closed").asBoolean(false));
  }

  private static Set<String> texts(Value node, String field) {
    return node.get(field).isNull() ? Set.of() : Set.copyOf(node.get(field).asList(Value::asString));
  }

  private static Optional<String> text(Value node, String field) {
    return Optional.ofNullable(node.get(field).asString(null));
  }
}
