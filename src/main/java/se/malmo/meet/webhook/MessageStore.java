package se.malmo.meet.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.webhook.Message.State;

/** The outbox of webhooks in the graph: each message once, taken by one server at a time. */
final class MessageStore {
  private static final String BEGIN = "MERGE (c:WebhookCursor {id: 'log'}) ON CREATE SET c.sequence = $sequence";
  private static final String CURSOR = "MATCH (c:WebhookCursor {id: 'log'}) RETURN c.sequence AS sequence";

  /** Of two servers that have read the same events only one goes on. */
  private static final String ADVANCE = """
      MATCH (c:WebhookCursor {id: 'log'})
      SET c.lock = $lock
      WITH c WHERE c.sequence = $before
      SET c.sequence = $after, c.holder = $lock
      """;

  private static final String MAKE = """
      MATCH (:WebhookCursor {id: 'log', holder: $lock, sequence: $after})
      UNWIND $made AS one
      MERGE (d:WebhookDelivery {key: one.key})
      ON CREATE SET d += one.properties, d.created = datetime($at), d.nextTry = datetime($at), d.tries = 0, d.state = 'waiting', d.status = 0, d.reason = ''
      """;

  private static final String FREE = "d.nextTry <= datetime($now) AND (d.leasedUntil IS NULL OR d.leasedUntil <= datetime($now))";

  private static final String DUE = """
      MATCH (t:WebhookTarget {state: 'active'})
      WHERE EXISTS { MATCH (d:WebhookDelivery {target: t.id, state: 'waiting'}) WHERE\s""" + FREE + """
       }
      RETURN t {.id, .url, .wanted, .state, .because, .by, at: t.at, oldUntil: t.oldUntil} AS target
      """;

  /** Locked by the write, and looked at again under the lock by the next statement. */
  private static final String LOCK = """
      MATCH (:WebhookTarget {id: $target, state: 'active'})
      MATCH (d:WebhookDelivery {target: $target, state: 'waiting'}) WHERE\s""" + FREE + """

      WITH d ORDER BY d.nextTry, d.event LIMIT $limit
      SET d.lock = $lease
      """;

  private static final String FIELDS = """
       RETURN d.id AS id, d.target AS target, d.event AS event, d.type AS type, d.state AS state, d.tries AS tries, d.created AS created, d.nextTry AS nextTry, d.ended AS ended,
        d.status AS status, d.reason AS reason
      """;

  private static final String TAKE = "MATCH (d:WebhookDelivery {lock: $lease}) WHERE d.state = 'waiting' AND " + FREE + " SET d.leasedUntil = datetime($until)" + FIELDS
      + " ORDER BY d.nextTry, d.event";

  private static final String DELIVERED = """
      MATCH (d:WebhookDelivery {id: $id})
      SET d.state = 'delivered', d.tries = d.tries + 1, d.status = $status, d.reason = '', d.ended = datetime($now)
      REMOVE d.leasedUntil, d.lock
      WITH d MATCH (t:WebhookTarget {id: d.target}) SET t.delivered = datetime($now)
      """;

  /** One that another server has meanwhile is none of ours. */
  private static final String FAILED = """
      MATCH (d:WebhookDelivery {id: $id, lock: $lease, state: 'waiting'})
      SET d.tries = d.tries + 1, d.status = $status, d.reason = $reason, d.state = $state, d.nextTry = datetime($next), d.ended = CASE $state WHEN 'failed' THEN datetime($now) END
      REMOVE d.leasedUntil, d.lock
      """;

  private static final String RELEASE = "MATCH (d:WebhookDelivery {lock: $lease}) WHERE d.state = 'waiting' REMOVE d.leasedUntil, d.lock";

  private static final String AGAIN = """
      MATCH (d:WebhookDelivery {target: $target, state: 'failed'}) WHERE $id = '' OR d.id = $id
      WITH d LIMIT 10000
      SET d.state = 'waiting', d.tries = 0, d.nextTry = datetime($now)
      REMOVE d.ended
      RETURN count(d) AS n
      """;

  private static final String PAGE = "MATCH (d:WebhookDelivery {target: $target}) WHERE d.state IN $states WITH d ORDER BY d.event DESC SKIP $skip LIMIT $limit" + FIELDS;
  private static final String FAILED_ONES = "MATCH (d:WebhookDelivery {state: 'failed'}) WHERE EXISTS { (:WebhookTarget {id: d.target}) } WITH d ORDER BY d.created DESC, d.id SKIP $skip LIMIT $limit" + FIELDS;
  private static final String COUNT = "MATCH (d:WebhookDelivery {target: $target}) WHERE d.state IN $states RETURN count(d) AS n";

  private static final String PURGE = """
      MATCH (d:WebhookDelivery) WHERE d.created < datetime($before) OR NOT EXISTS { (:WebhookTarget {id: d.target}) }
      WITH d LIMIT 10000 DELETE d RETURN count(*) AS n
      """;

  private final Graph graph;

  MessageStore(Graph graph) {
    this.graph = graph;
  }

  /** What is to be told to whom. */
  record Made(String id, String target, long event, String type) {}

  /** Sets the mark from which on things are told, where there is none. */
  void begin(long sequence) {
    graph.write(BEGIN, Map.of("sequence", sequence));
  }

  long cursor() {
    return graph.read(CURSOR, Map.of()).getFirst().get("sequence").asLong();
  }

  /** Makes what the events up to a number ask for and notes that they have been seen, both or neither; nothing where another server has done it. */
  void advance(long before, long after, String lock, List<Made> made, Instant at) {
    List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(ADVANCE, Map.of("lock", lock, "before", before, "after", after))));
    List<Map<String, Object>> all = made.stream().map(one -> Map.<String, Object>of("key", one.target() + " " + one.event(), "properties",
        Map.of("id", one.id(), "target", one.target(), "event", one.event(), "type", one.type()))).toList();
    if (!all.isEmpty()) statements.add(new Graph.Statement(MAKE, Map.of("lock", lock, "after", after, "made", all, "at", at.toString())));
    graph.write(statements);
  }

  /** The targets that something waits for. */
  List<Target> due(Instant now) {
    return graph.read(DUE, Map.of("now", now.toString())).stream().map(WebhookStore::target).toList();
  }

  List<Message> take(String target, String lease, int limit, Instant now, Instant until) {
    return messages(graph.write(List.of(
        new Graph.Statement(LOCK, Map.of("target", target, "lease", lease, "limit", limit, "now", now.toString())),
        new Graph.Statement(TAKE, Map.of("lease", lease, "now", now.toString(), "until", until.toString())))));
  }

  void delivered(String id, int status, Instant now) {
    graph.write(DELIVERED, Map.of("id", id, "status", status, "now", now.toString()));
  }

  /** @param next empty where it is not tried again */
  void failed(String id, String lease, int status, String reason, Optional<Instant> next, Instant now) {
    graph.write(FAILED, Map.of("id", id, "lease", lease, "status", status, "reason", reason, "state", (next.isPresent() ? State.WAITING : State.FAILED).code(),
        "next", next.orElse(now).toString(), "now", now.toString()));
  }

  void release(String lease) {
    graph.write(RELEASE, Map.of("lease", lease));
  }

  /** Has one that failed sent again, or all of them; tells how many. The same again finds none. */
  long again(String target, Optional<String> id, Instant now) {
    return graph.write(AGAIN, Map.of("target", target, "id", id.orElse(""), "now", now.toString())).getFirst().get("n").asLong();
  }

  List<Message> page(String target, List<State> states, int skip, int limit) {
    return messages(graph.read(PAGE, Map.of("target", target, "states", codes(states), "skip", skip, "limit", limit)));
  }

  List<Message> failed(int skip, int limit) {
    return messages(graph.read(FAILED_ONES, Map.of("skip", skip, "limit", limit)));
  }

  long count(String target, List<State> states) {
    return graph.read(COUNT, Map.of("target", target, "states", codes(states))).getFirst().get("n").asLong();
  }

  int purge(Instant before) {
    return graph.write(PURGE, Map.of("before", before.toString())).getFirst().get("n").asInt();
  }

  private static List<String> codes(List<State> states) {
    return states.stream().map(State::code).toList();
  }

  private static List<Message> messages(List<org.neo4j.driver.Record> rows) {
    return rows.stream().map(row -> new Message(row.get("id").asString(), row.get("target").asString(), row.get("event").asLong(), row.get("type").asString(),
        State.of(row.get("state").asString()).orElseThrow(), row.get("tries").asInt(), row.get("created").asZonedDateTime().toInstant(), row.get("nextTry").asZonedDateTime().toInstant(),
        WebhookStore.moment(row.get("ended")), row.get("status").asInt(), row.get("reason").asString())).toList();
  }
}
