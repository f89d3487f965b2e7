package se.malmo.meet.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.exchange.Import.Counts;
import se.malmo.meet.exchange.Import.State;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Json;

/** Imports in the graph, with their files for as long as they are needed, and whose turn it is. */
final class ImportStore {
  private static final String MAKE = """
      MERGE (i:Import {id: $id})
      ON CREATE SET i += $properties, i.at = datetime($at), i.content = $content
      """;

  private static final String FIELDS = """
      OPTIONAL MATCH (a:Account {id: i.by})
      RETURN i {.id, .kind, .file, .hash, .size, .by, .state, .done, .added, .changed, .unchanged, .left, .refused, .beside, .fault, .undoneBy, at: i.at} AS i, coalesce(a.name, '') AS name
      """;

  private static final String BY_ID = "MATCH (i:Import {id: $id}) " + FIELDS;
  private static final String PAGE = "MATCH (i:Import) WITH i ORDER BY i.at DESC, i.id DESC SKIP $skip LIMIT $limit " + FIELDS + " ORDER BY i.at DESC, i.id DESC";
  private static final String COUNT = "MATCH (i:Import) RETURN count(i) AS n";
  private static final String SAME = "MATCH (i:Import {state: 'done'}) WHERE i.hash = $hash AND i.kind = $kind AND i.id <> $id " + FIELDS + " ORDER BY i.at DESC LIMIT 1";
  private static final String CONTENT = "MATCH (i:Import {id: $id}) RETURN i.content AS content";
  private static final String KEPT = "MATCH (i:Import {id: $id}) RETURN i.lines AS lines";

  /** Those that are to be gone on with, oldest first. */
  private static final String WAITING = """
      MATCH (i:Import) WHERE i.state IN ['received', 'confirmed', 'running', 'undoing'] AND (i.content IS NOT NULL OR i.state = 'undoing')
      RETURN i.id AS id ORDER BY i.at, i.id LIMIT 1
      """;

  /** Only from one of the states in which that can be. */
  private static final String TO = """
      MATCH (i:Import {id: $id})
      SET i.lock = $id
      WITH i WHERE i.state IN $from
      SET i.state = $to, i += $properties
      FOREACH (none IN CASE WHEN $drop THEN [1] ELSE [] END | REMOVE i.content)
      RETURN i.id AS id
      """;

  /** What fails again and again is given up, and holds up no other any more. */
  private static final String FAILED = """
      MATCH (i:Import {id: $id})
      SET i.tries = coalesce(i.tries, 0) + 1
      WITH i WHERE i.tries >= $most
      SET i.state = CASE i.state WHEN 'received' THEN 'refused' ELSE 'broken' END, i.fault = $fault
      REMOVE i.content, i.tries
      """;

  private static final String PROGRESS = "MATCH (i:Import {id: $id}) SET i.done = $done";

  /** One import goes on at a time, on whichever server or command line; who dies loses its turn after a while. */
  private static final String TAKE_TURN = """
      MERGE (t:ImportTurn {id: 'imports'})
      SET t.lock = $owner
      WITH t WHERE t.owner IS NULL OR t.owner = $owner OR t.until < datetime($now)
      SET t.owner = $owner, t.until = datetime($until)
      RETURN t.owner AS owner
      """;
  private static final String GIVE_BACK = "MATCH (t:ImportTurn {id: 'imports', owner: $owner}) REMOVE t.owner, t.until";

  /** A command line that ended on the way left no file to go on with. */
  private static final String BROKEN = "MATCH (i:Import {state: 'running'}) WHERE i.content IS NULL SET i.state = 'broken'";

  private static final String FORGET_UNCONFIRMED = "MATCH (i:Import) WHERE i.state IN ['previewed', 'refused'] AND i.at < datetime($before) WITH i LIMIT 1000 DELETE i RETURN count(*) AS n";
  private static final String FORGET_CHANGES = """
      MATCH (i:Import) WHERE i.at < datetime($before)
      MATCH (c:ImportChange {import: i.id}) WITH c LIMIT 10000 DELETE c RETURN count(*) AS n
      """;

  static final Duration LEASE = Duration.ofMinutes(2);

  private final Graph graph;
  private final InstantSource clock;

  ImportStore(Graph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /** @param content empty where the file stays with whoever runs the import */
  void make(Import made, Optional<byte[]> content) {
    Map<String, Object> properties = new HashMap<>(Map.of("kind", made.kind().code(), "file", made.file(), "hash", made.hash(), "size", made.size(), "by", made.by(), "state", made.state().code(), "done", 0));
    Map<String, Object> parameters = new HashMap<>(Map.of("id", made.id(), "properties", properties, "at", made.at().toString()));
    parameters.put("content", content.orElse(null));
    graph.write(MAKE, parameters);
  }

  Optional<Import> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().findFirst().map(ImportStore::made);
  }

  List<Import> page(int skip, int limit) {
    return graph.read(PAGE, Map.of("skip", skip, "limit", limit)).stream().map(ImportStore::made).toList();
  }

  long count() {
    return graph.read(COUNT, Map.of()).getFirst().get("n").asLong();
  }

  /** The newest that brought in the same file. */
  Optional<Import> same(Import one) {
    return graph.read(SAME, Map.of("hash", one.hash(), "kind", one.kind().code(), "id", one.id())).stream().findFirst().map(ImportStore::made);
  }

  byte[] content(String id) {
    return graph.read(CONTENT, Map.of("id", id)).getFirst().get("content").asByteArray();
  }

  Optional<Preview.Kept> kept(String id) {
    return graph.read(KEPT, Map.of("id", id)).stream().map(row -> row.get("lines").asString("")).filter(json -> !json.isEmpty())
        .map(json -> Json.read(json.getBytes(StandardCharsets.UTF_8), Preview.Kept.class)).findFirst();
  }

  Optional<String> waiting() {
    return graph.read(WAITING, Map.of()).stream().map(row -> row.get("id").asString()).findFirst();
  }

  /** Whether it was in one of these states, and so is in the other now. */
  boolean to(String id, State to, List<State> from) {
    return to(id, to, from, Map.of(), false);
  }

  /** Whether it can be taken back, and so is being. */
  boolean undoing(String id, String by) {
    return to(id, State.UNDOING, List.of(State.DONE, State.BROKEN), Map.of("undoneBy", by), false);
  }

  private boolean to(String id, State to, List<State> from, Map<String, Object> properties, boolean drop) {
    return !graph.write(TO, Map.of("id", id, "to", to.code(), "from", from.stream().map(State::code).toList(), "properties", properties, "drop", drop)).isEmpty();
  }

  void previewed(String id, Preview preview) {
    to(id, State.PREVIEWED, List.of(State.RECEIVED), found(preview.counts(), preview), false);
  }

  void refused(String id, String fault, List<State> from) {
    to(id, State.REFUSED, from, Map.of("fault", fault), true);
  }

  /** Says that it is in, and tells the log. */
  void done(Import one, Counts counts, Preview preview, String by) {
    Map<String, Object> parameters = Map.of("id", one.id(), "to", State.DONE.code(), "from", List.of(State.RUNNING.code()), "properties", found(counts, preview), "drop", true);
    graph.write(List.of(new Graph.Statement(TO, parameters), EventLog.append(clock.instant(), List.of(new EventLog.Happening("import.done", one.id(), by,
        Map.of("kind", one.kind().code(), "added", String.valueOf(counts.added()), "changed", String.valueOf(counts.changed())))))));
  }

  void undone(Import one, Map<String, Long> outcome, String by) {
    Map<String, String> details = new HashMap<>(Map.of("kind", one.kind().code()));
    outcome.forEach((how, n) -> details.put(how, String.valueOf(n)));
    graph.write(List.of(new Graph.Statement(TO, Map.of("id", one.id(), "to", State.UNDONE.code(), "from", List.of(State.UNDOING.code()), "properties", Map.of(), "drop", true)),
        EventLog.append(clock.instant(), List.of(new EventLog.Happening("import.undone", one.id(), by, details)))));
  }

  private static Map<String, Object> found(Counts counts, Preview preview) {
    return Map.of("added", counts.added(), "changed", counts.changed(), "unchanged", counts.unchanged(), "left", counts.left(), "refused", counts.refused(), "beside", counts.beside(),
        "lines", new String(Json.write(preview.kept()), StandardCharsets.UTF_8));
  }

  /** One more try came to nothing. */
  void failed(String id, int most, String fault) {
    graph.write(FAILED, Map.of("id", id, "most", most, "fault", fault));
  }

  void broken(String id) {
    to(id, State.BROKEN, List.of(State.RUNNING), Map.of(), true);
  }

  void progress(String id, long done) {
    graph.write(PROGRESS, Map.of("id", id, "done", done));
  }

  /** Whether it is this one's turn, for a while from now. */
  boolean takeTurn(String owner) {
    Instant now = clock.instant();
    return !graph.write(TAKE_TURN, Map.of("owner", owner, "now", now.toString(), "until", now.plus(LEASE).toString())).isEmpty();
  }

  void giveBack(String owner) {
    graph.write(GIVE_BACK, Map.of("owner", owner));
  }

  /** To be called by whoever has the turn: nobody else is at work then. */
  void tellBroken() {
    graph.write(BROKEN, Map.of());
  }

  int forget(Duration unconfirmed, Duration changes) {
    Instant now = clock.instant();
    return graph.write(FORGET_UNCONFIRMED, Map.of("before", now.minus(unconfirmed).toString())).getFirst().get("n").asInt()
        + graph.write(FORGET_CHANGES, Map.of("before", now.minus(changes).toString())).getFirst().get("n").asInt();
  }

  private static Import made(Record row) {
    Value i = row.get("i");
    Counts counts = new Counts(i.get("added").asLong(0), i.get("changed").asLong(0), i.get("unchanged").asLong(0), i.get("left").asLong(0), i.get("refused").asLong(0), i.get("beside").asLong(0));
    return new Import(i.get("id").asString(), Kind.of(i.get("kind").asString()).orElseThrow(), i.get("file").asString(), i.get("hash").asString(), i.get("size").asLong(), i.get("by").asString(),
        row.get("name").asString(), i.get("at").asZonedDateTime().toInstant(), State.of(i.get("state").asString()), i.get("done").asLong(0), counts, i.get("fault").asString(""), i.get("undoneBy").asString(""));
  }
}
