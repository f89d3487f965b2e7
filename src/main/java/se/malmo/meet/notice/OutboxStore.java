package se.malmo.meet.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Value;
import se.malmo.meet.notice.Delivery.Made;
import se.malmo.meet.notice.Delivery.State;
import se.malmo.meet.platform.Graph;

/** The outbox in the graph. */
final class OutboxStore {
  /** Where the follower of the log has got to: of two who read the same events only one goes on. */
  private static final String ADVANCE = """
      MATCH (c:NoticeCursor {id: 'log'})
      SET c.lock = $lock
      WITH c WHERE c.sequence = $before
      SET c.sequence = $after, c.holder = $lock
      """;

  private static final String MAKE_ALL = """
      UNWIND $made AS one
      MERGE (d:Delivery {key: one.key})
      ON CREATE SET d += one.properties, d.created = datetime($at), d.due = datetime($at), d.nextTry = datetime($at), d.day = date($day), d.tries = 0, d.state = 'waiting'
      """;

  private static final String MAKE_IF_FIRST = "MATCH (c:NoticeCursor {id: 'log', holder: $lock, sequence: $after})\n" + MAKE_ALL;

  /** Locked by the write, and looked at again under the lock by the next statement. */
  private static final String LOCK = """
      MATCH (d:Delivery {state: 'waiting'}) WHERE d.nextTry <= datetime($now) AND (d.leasedUntil IS NULL OR d.leasedUntil <= datetime($now))
      WITH d ORDER BY d.nextTry, d.event, d.key LIMIT $limit
      SET d.lock = $lease
      """;

  private static final String FIELDS = """
       RETURN d.id AS id, d.kind AS kind, d.recipient AS recipient, d.subject AS subject, d.event AS event, d.day AS day, d.covers AS covers, d.created AS created,
        d.tries AS tries, d.state AS state, d.sent AS sent
      """;

  private static final String TAKE = """
      MATCH (d:Delivery {lock: $lease}) WHERE d.state = 'waiting' AND (d.leasedUntil IS NULL OR d.leasedUntil <= datetime($now))
      SET d.leasedUntil = datetime($until)
      """ + FIELDS + " ORDER BY d.nextTry, d.event, d.key";

  private static final String END = """
      MATCH (d:Delivery {id: $id})
      SET d.state = $state, d.sent = CASE $state WHEN 'sent' THEN datetime($now) ELSE d.sent END, d.ended = datetime($now)
      REMOVE d.leasedUntil, d.lock
      """;

  private static final String PUT_OFF = """
      MATCH (d:Delivery {id: $id})
      SET d.tries = d.tries + 1, d.nextTry = datetime($next), d.fault = $fault
      REMOVE d.leasedUntil, d.lock
      """;

  private static final String RELEASE = "MATCH (d:Delivery {lock: $lease}) WHERE d.state = 'waiting' REMOVE d.leasedUntil, d.lock";

  private static final String GIVE_UP = """
      MATCH (d:Delivery {state: 'waiting'}) WHERE d.due < datetime($before) WITH d LIMIT 5000
      SET d.state = CASE WHEN d.kind IN ['digest', 'news'] THEN 'dropped' ELSE 'failed' END, d.ended = datetime($now)
      REMOVE d.leasedUntil, d.lock
      """;

  private static final String AGAIN = """
      MATCH (d:Delivery {id: $id, state: 'failed'})
      SET d.state = 'waiting', d.tries = 0, d.due = datetime($now), d.nextTry = datetime($now)
      RETURN d.id AS id
      """;

  private static final String PAGE = "MATCH (d:Delivery) WHERE d.state IN $states WITH d ORDER BY d.created DESC, d.id SKIP $skip LIMIT $limit" + FIELDS;

  private static final String BY_ID = "MATCH (d:Delivery {id: $id})" + FIELDS;

  private static final String COUNT = "MATCH (d:Delivery) WHERE d.state IN $states RETURN count(d) AS n";

  private static final String LAST_SENT = "MATCH (d:Delivery {recipient: $recipient}) WHERE d.kind = $kind AND d.state = 'sent' RETURN max(d.sent) AS at";

  private static final String PURGE = """
      MATCH (d:Delivery) WHERE d.created < datetime($before) AND d.state <> 'waiting' WITH d LIMIT 10000
      DETACH DELETE d RETURN count(*) AS n
      """;

  private static final String BEGIN = "MERGE (c:NoticeCursor {id: $id}) ON CREATE SET c.sequence = $sequence, c.day = date($day)";
  private static final String CURSOR = "MATCH (c:NoticeCursor {id: $id}) RETURN c.sequence AS sequence, c.day AS day";
  private static final String DAY_DONE = "MATCH (c:NoticeCursor {id: 'day'}) SET c.day = date($day), c.sequence = $sequence";

  private final Graph graph;

  OutboxStore(Graph graph) {
    this.graph = graph;
  }

  /** How far something has got: the last event that it has seen, and the last day that it was done on. */
  record Cursor(long sequence, LocalDate day) {}

  /** Sets a cursor where there is none yet. */
  void begin(String id, long sequence, LocalDate day) {
    graph.write(BEGIN, Map.of("id", id, "sequence", sequence, "day", day.toString()));
  }

  Optional<Cursor> cursor(String id) {
    return graph.read(CURSOR, Map.of("id", id)).stream().map(row -> new Cursor(row.get("sequence").asLong(), row.get("day").asLocalDate())).findFirst();
  }

  /** Makes what the events up to a number ask for and notes that they have been seen, both or neither; nothing where another server has done it. */
  void advance(long before, long after, String lock, List<Made> made, List<String> ids, Instant at, LocalDate day) {
    List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(ADVANCE, Map.of("lock", lock, "before", before, "after", after))));
    if (!made.isEmpty()) statements.add(new Graph.Statement(MAKE_IF_FIRST, parameters(made, ids, at, day, Map.of("lock", lock, "after", after))));
    graph.write(statements);
  }

  /** Makes what is not there yet. */
  void make(List<Made> made, List<String> ids, Instant at, LocalDate day) {
    if (!made.isEmpty()) graph.write(makeStatement(made, ids, at, day).cypher(), parameters(made, ids, at, day, Map.of()));
  }

  static Graph.Statement makeStatement(List<Made> made, List<String> ids, Instant at, LocalDate day) {
    return new Graph.Statement(MAKE_ALL, parameters(made, ids, at, day, Map.of()));
  }

  private static Map<String, Object> parameters(List<Made> made, List<String> ids, Instant at, LocalDate day, Map<String, Object> more) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      Made one = made.get(i);
      all.add(Map.of("key", one.key(), "properties", Map.of("id", ids.get(i), "kind", one.kind().code(), "recipient", one.recipient(), "subject", one.subject(), "event", one.event(),
          "covers", one.covers().stream().sorted().toList())));
    }
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.putAll(Map.of("made", all, "at", at.toString(), "day", day.toString()));
    return parameters;
  }

  void dayDone(LocalDate day, long sequence) {
    graph.write(DAY_DONE, Map.of("day", day.toString(), "sequence", sequence));
  }

  List<Delivery> take(String lease, int limit, Instant now, Instant until) {
    return deliveries(graph.write(List.of(
        new Graph.Statement(LOCK, Map.of("lease", lease, "limit", limit, "now", now.toString())),
        new Graph.Statement(TAKE, Map.of("lease", lease, "now", now.toString(), "until", until.toString())))));
  }

  void end(String id, State state, Instant now, List<Graph.Statement> more) {
    List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(END, Map.of("id", id, "state", state.code(), "now", now.toString()))));
    statements.addAll(more);
    graph.write(statements);
  }

  void putOff(String id, Instant next, String fault) {
    graph.write(PUT_OFF, Map.of("id", id, "next", next.toString(), "fault", fault));
  }

  void release(String lease) {
    graph.write(RELEASE, Map.of("lease", lease));
  }

  void giveUp(Instant before, Instant now) {
    graph.write(GIVE_UP, Map.of("before", before.toString(), "now", now.toString()));
  }

  boolean again(String id, Instant now) {
    return !graph.write(AGAIN, Map.of("id", id, "now", now.toString())).isEmpty();
  }

  List<Delivery> page(List<State> states, int skip, int limit) {
    return deliveries(graph.read(PAGE, Map.of("states", codes(states), "skip", skip, "limit", limit)));
  }

  Optional<Delivery> byId(String id) {
    return deliveries(graph.read(BY_ID, Map.of("id", id))).stream().findFirst();
  }

  long count(List<State> states) {
    return graph.read(COUNT, Map.of("states", codes(states))).getFirst().get("n").asLong();
  }

  private static List<String> codes(List<State> states) {
    return states.stream().map(State::code).toList();
  }

  Optional<Instant> lastSent(String recipient, Kind kind) {
    Value at = graph.read(LAST_SENT, Map.of("recipient", recipient, "kind", kind.code())).getFirst().get("at");
    return at.isNull() ? Optional.empty() : Optional.of(at.asZonedDateTime().toInstant());
  }

  int purge(Instant before) {
    return graph.write(PURGE, Map.of("before", before.toString())).getFirst().get("n").asInt();
  }

  private static List<Delivery> deliveries(List<org.neo4j.driver.Record> rows) {
    return rows.stream().map(row -> new Delivery(row.get("id").asString(), Kind.of(row.get("kind").asString()).orElseThrow(), row.get("recipient").asString(),
        row.get("subject").asString(), row.get("event").asLong(), row.get("day").asLocalDate(), Set.copyOf(row.get("covers").asList(Value::asString)),
        row.get("created").asZonedDateTime().toInstant(), row.get("tries").asInt(), State.of(row.get("state").asString()).orElseThrow(),
        row.get("sent").isNull() ? Optional.empty() : Optional.of(row.get("sent").asZonedDateTime().toInstant()))).toList();
  }
}
