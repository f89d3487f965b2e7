package se.malmo.meet.scanning;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.scanning.Signal.Unit;

/** Feeds in the graph, and which of several servers reads one. */
public final class FeedStore {
  private static final String REGISTER = """
      MERGE (f:Feed {key: $key})
      ON CREATE SET f += $properties, f.added = datetime($at), f.nextRead = datetime($at), f.failures = 0
      """;

  private static final String REGISTERED = "MATCH (f:Feed {id: $id}) WHERE NOT EXISTS { (:Event {subject: $id}) }\nWITH f\n";

  private static final String IS_MADE = "MATCH (f:Feed {key: $key}) RETURN f.id = $id AS made";

  private static final String OWN = "MATCH (f:Feed) WHERE $all OR f.forvaltning IN $own\n";

  private static final String WHOLE = """
      OPTIONAL MATCH (u:Forvaltning {id: f.forvaltning})
      OPTIONAL MATCH (a:Account {id: f.by})
      RETURN f {.id, .address, .title, .forvaltning, .state, .failures, .fault, .faultDetail, lastRead: f.lastRead, nextRead: f.nextRead} AS f, coalesce(u.name, f.forvaltning) AS nameSv,
        coalesce(u.nameEn, u.name, f.forvaltning) AS nameEn, coalesce(a.name, '') AS who, COUNT { (:FeedItem {feed: f.id, state: 'waiting'}) } AS waiting
      """;

  private static final String PAGE = OWN + "WITH f ORDER BY f.failures > 0 DESC, f.title, f.id SKIP $skip LIMIT $limit\n" + WHOLE + "ORDER BY f.failures > 0 DESC, f.title, f.id";
  private static final String COUNT = OWN + "RETURN count(f) AS n";
  private static final String BY_ID = "MATCH (f:Feed {id: $id})\n" + WHOLE;
  private static final String OF_UNIT = "MATCH (f:Feed {forvaltning: $forvaltning}) RETURN count(f) AS n";
  private static final String THERE = "MATCH (f:Feed {id: $id})\nWITH f\n";
  private static final String STATE = "MATCH (f:Feed {id: $id}) SET f.state = $state, f.nextRead = datetime($at), f.failures = 0 REMOVE f.fault, f.faultDetail";
  private static final String REMOVE = "MATCH (f:Feed {id: $id}) DETACH DELETE f";
  /** What somebody has decided on is remembered, so that it never comes again; what nobody has goes with its feed. */
  private static final String REMOVE_WAITING = "MATCH (n:FeedItem {feed: $id, state: 'waiting'}) DETACH DELETE n";

  /** Locked by the write, and looked at again under the lock by the next statement. */
  private static final String LOCK = """
      MATCH (f:Feed {state: 'on'}) WHERE f.nextRead <= datetime($now) AND (f.leasedUntil IS NULL OR f.leasedUntil <= datetime($now))
      WITH f ORDER BY f.nextRead, f.id LIMIT 1
      SET f.lock = $lease
      """;

  private static final String TAKE = """
      MATCH (f:Feed {lock: $lease}) WHERE f.state = 'on' AND f.nextRead <= datetime($now) AND (f.leasedUntil IS NULL OR f.leasedUntil <= datetime($now))
      SET f.leasedUntil = datetime($until), f.lease = $lease
      RETURN f.id AS id, f.address AS address, f.forvaltning AS forvaltning, f.failures AS failures
      """;

  private static final String HELD = "MATCH (f:Feed {id: $feed, lease: $lease}) SET f.held = $lease\n";

  /** What is known by itself or by its link, also as a signal that somebody has noted, does not come again; nobody gets more than they can look at. */
  private static final String PROPOSE = """
      MATCH (f:Feed {id: $feed, lease: $lease})
      WHERE COUNT { (:FeedItem {forvaltning: f.forvaltning, state: 'waiting'}) } < $most
      UNWIND $items AS item
      WITH f, item WHERE NOT EXISTS { (:FeedItem {linkKey: item.linkKey}) } AND NOT EXISTS { (:Signal {linkKey: item.linkKey}) }
      MERGE (n:FeedItem {key: item.key})
      ON CREATE SET n += item.properties, n.linkKey = item.linkKey, n.published = datetime(item.published), n.state = 'waiting', n.at = datetime($at), n.feed = f.id,
        n.forvaltning = f.forvaltning, n.lease = $lease
      """;

  private static final String PROPOSED = "MATCH (n:FeedItem {feed: $feed, lease: $lease})\nWITH count(n) AS fresh WHERE fresh > 0\n";

  private static final String DONE = """
      MATCH (f:Feed {id: $feed, lease: $lease})
      SET f.title = CASE WHEN f.named OR $title = '' THEN f.title ELSE $title END, f.lastRead = datetime($at), f.nextRead = datetime($next), f.failures = 0
      REMOVE f.leasedUntil, f.lease, f.held, f.fault, f.faultDetail
      """;

  private static final String FAILED = """
      MATCH (f:Feed {id: $feed, lease: $lease})
      SET f.failures = f.failures + 1, f.fault = $fault, f.faultDetail = $detail, f.nextRead = datetime($next)
      REMOVE f.leasedUntil, f.lease, f.held
      """;

  private static final String FIRST_FAILURE = "MATCH (f:Feed {id: $feed, lease: $lease}) WHERE f.failures = 0\nWITH f\n";

  private final Graph graph;

  public FeedStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * A feed to be followed.
   *
   * @param title what whoever adds it calls it, "" to leave that to the feed
   * @param state "on" or "paused"
   */
  record Fresh(String id, String address, String title, String forvaltning, String by, String state) {
    String key() {
      return forvaltning + " " + address;
    }
  }

  /** One to be read now, by nobody else while the lease lasts. */
  record Taken(String id, String lease, String address, String forvaltning, int failures) {}

  /** Whether it was new: one förvaltning follows an address once. */
  boolean register(Fresh fresh, Instant at) {
    Map<String, Object> properties = Map.of("id", fresh.id(), "address", fresh.address(), "title", fresh.title().isEmpty() ? fresh.address() : fresh.title(), "named",
        !fresh.title().isEmpty(), "forvaltning", fresh.forvaltning(), "by", fresh.by(), "state", fresh.state());
    return graph.write(List.of(new Graph.Statement(REGISTER, Map.of("key", fresh.key(), "properties", properties, "at", at.toString())),
        EventLog.appendWhere(REGISTERED, Map.of("id", fresh.id()), at, List.of(new Happening("feed.registered", fresh.id(), fresh.by(), Map.of("forvaltning", fresh.forvaltning(),
            "address", fresh.address())))),
        new Graph.Statement(IS_MADE, Map.of("key", fresh.key(), "id", fresh.id())))).getFirst().get("made").asBoolean(false);
  }

  private static Map<String, Object> own(Optional<Set<String>> limit, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.putAll(Map.of("all", limit.isEmpty(), "own", List.copyOf(limit.orElse(Set.of()))));
    return all;
  }

  List<Feed> page(Optional<Set<String>> limit, int skip, int size) {
    return graph.read(PAGE, own(limit, Map.of("skip", skip, "limit", size))).stream().map(FeedStore::feed).toList();
  }

  long count(Optional<Set<String>> limit) {
    return graph.read(COUNT, own(limit, Map.of())).getFirst().get("n").asLong();
  }

  long ofUnit(String forvaltning) {
    return graph.read(OF_UNIT, Map.of("forvaltning", forvaltning)).getFirst().get("n").asLong();
  }

  Optional<Feed> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(FeedStore::feed).findFirst();
  }

  /** Pauses it, or has it read as soon as may be. */
  void set(String id, String state, String told, String by, Instant at) {
    graph.write(List.of(new Graph.Statement(STATE, Map.of("id", id, "state", state, "at", at.toString())),
        EventLog.appendWhere(THERE, Map.of("id", id), at, List.of(new Happening(told, id, by)))));
  }

  void remove(String id, String by, Instant at) {
    Map<String, Object> which = Map.of("id", id);
    graph.write(List.of(new Graph.Statement(REMOVE_WAITING, which), EventLog.appendWhere(THERE, which, at, List.of(new Happening("feed.removed", id, by))),
        new Graph.Statement(REMOVE, which)));
  }

  /** The one that has waited longest, if any is due; nobody else gets it before the lease ends. */
  Optional<Taken> take(String lease, Instant now, Instant until) {
    return graph.write(List.of(new Graph.Statement(LOCK, Map.of("lease", lease, "now", now.toString())),
            new Graph.Statement(TAKE, Map.of("lease", lease, "now", now.toString(), "until", until.toString()))))
        .stream().map(row -> new Taken(row.get("id").asString(), lease, row.get("address").asString(), row.get("forvaltning").asString(), row.get("failures").asInt())).findFirst();
  }

  /** Keeps what is new, unless another server has taken the feed over. */
  void done(Taken taken, String title, List<Map<String, Object>> items, int most, Instant at, Instant next) {
    Map<String, Object> which = Map.of("feed", taken.id(), "lease", taken.lease());
    graph.write(List.of(new Graph.Statement(HELD, which),
        new Graph.Statement(PROPOSE, with(which, Map.of("items", items, "most", most, "at", at.toString()))),
        new Graph.Statement(DONE, with(which, Map.of("title", title, "at", at.toString(), "next", next.toString()))),
        EventLog.appendWhere(PROPOSED, which, at, List.of(new Happening("feed.proposed", taken.id(), "feeds")))));
  }

  void failed(Taken taken, Feed.Fault fault, Instant at, Instant next) {
    Map<String, Object> which = Map.of("feed", taken.id(), "lease", taken.lease());
    Graph.Statement told = EventLog.appendWhere(FIRST_FAILURE, which, at, List.of(new Happening("feed.failed", taken.id(), "feeds", Map.of("fault", fault.code()))));
    graph.write(List.of(new Graph.Statement(HELD, which), told, new Graph.Statement(FAILED, with(which, Map.of("fault", fault.code(), "detail", fault.detail(), "next", next.toString())))));
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  /** An item as it is kept: known by itself in its feed's address, and by its link in the förvaltning. */
  static Map<String, Object> item(String id, String address, String forvaltning, FeedReader.Item item, String language, List<String> concepts) {
    Map<String, Object> properties = new HashMap<>(Map.of("id", id, "title", item.title(), "note", item.note(), "language", language, "concepts", concepts));
    item.link().ifPresent(link -> properties.put("link", link));
    Map<String, Object> row = new HashMap<>(Map.of("key", Hash.sha256(forvaltning + "\n" + address + "\n" + item.identity()), "properties", properties));
    row.put("linkKey", item.link().map(link -> ProposalStore.linkKey(forvaltning, link)).orElse(null));
    row.put("published", item.published().map(Instant::toString).orElse(null));
    return row;
  }

  private static Feed feed(Record row) {
    Value f = row.get("f");
    Optional<Feed.Fault> fault = f.get("fault").isNull() ? Optional.empty() : Optional.of(new Feed.Fault(f.get("fault").asString(), f.get("faultDetail").asString("")));
    return new Feed(f.get("id").asString(), f.get("address").asString(), f.get("title").asString(), new Unit(f.get("forvaltning").asString(), row.get("nameSv").asString(),
        row.get("nameEn").asString()), row.get("who").asString(), f.get("state").asString().equals("paused"),
        f.get("lastRead").isNull() ? Optional.empty() : Optional.of(f.get("lastRead").asZonedDateTime().toInstant()), f.get("nextRead").asZonedDateTime().toInstant(), fault,
        f.get("failures").asInt(0), row.get("waiting").asLong());
  }
}
