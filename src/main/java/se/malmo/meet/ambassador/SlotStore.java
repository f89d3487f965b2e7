package se.malmo.meet.ambassador;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.ambassador.Inquiry.Place;
import se.malmo.meet.ambassador.Slot.Hours;
import se.malmo.meet.ambassador.Slot.Spot;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;

/** Times for meetings in the graph: nodes without edges; one that is booked names its booking. */
public final class SlotStore {
  /** Whoever put it up is still here, and not away on that day. */
  static final String OFFERED = """
      MATCH (a:Account {id: s.by}) WHERE NOT coalesce(a.closed, false) AND NOT coalesce(a.absentFrom <= s.day AND s.day <= a.absentUntil, false)
      """;

  private static final String FREE = "MATCH (s:Slot) WHERE s.starts > datetime($now) AND s.booking IS NULL\n";
  private static final String FREE_OF = "MATCH (s:Slot {forvaltning: $forvaltning}) WHERE s.starts > datetime($now) AND s.booking IS NULL\n";

  /** The same hour of the same account is one, however often it is put up. */
  private static final String ADD = """
      UNWIND $slots AS one
      MERGE (s:Slot {key: one.key})
      ON CREATE SET s.id = one.id, s.forvaltning = $forvaltning, s.by = $by, s.starts = datetime(one.starts), s.ends = datetime(one.ends), s.day = date(one.day),
        s.isVideo = $isVideo, s.spot = $where, s.at = datetime($at)
      """;

  private static final String ADDED = "MATCH (s:Slot) WHERE s.id IN $ids AND NOT EXISTS { (:Event {subject: s.id}) } WITH s.id AS subject\n";

  /** One of an invented city that nobody booked comes again at a later day. */
  private static final String SEED = """
      MERGE (s:Slot {id: $id})
      WITH s WHERE s.starts IS NULL OR s.starts < datetime($now) AND s.booking IS NULL
      SET s.key = $id, s.forvaltning = $forvaltning, s.by = $by, s.starts = datetime($starts), s.ends = datetime($ends), s.day = date($day), s.isVideo = $isVideo, s.spot = $where,
        s.at = datetime($now)
      """;

  private static final String OVERLAPPING = """
      MATCH (s:Slot {by: $by}) WHERE any(one IN $slots WHERE s.starts < datetime(one.ends) AND s.ends > datetime(one.starts) AND s.key <> one.key)
      RETURN min(s.starts) AS starts
      """;

  private static final String COUNT_OWN = "MATCH (s:Slot {by: $by}) WHERE s.starts > datetime($now) RETURN count(s) AS n";
  private static final String LOCK = "MATCH (s:Slot {id: $id}) SET s.lock = $turn";
  private static final String GONE = "MATCH (s:Slot {id: $id}) WHERE s.booking IS NULL WITH s ";
  private static final String REMOVE = "MATCH (s:Slot {id: $id}) WHERE s.booking IS NULL DETACH DELETE s";

  private static final String WHOLE = """
      OPTIONAL MATCH (f:Forvaltning {id: s.forvaltning})
      OPTIONAL MATCH (who:Account {id: s.by})
      RETURN s {.id, .forvaltning, .by, .isVideo, .spot, .booking, starts: s.starts, ends: s.ends} AS s, coalesce(who.name, '') AS who,
        coalesce(f.name, s.forvaltning) AS nameSv, coalesce(f.nameEn, f.name, s.forvaltning) AS nameEn
      ORDER BY s.starts, s.id
      """;

  private static final String FREE_PAGE = FREE_OF + OFFERED + "WITH s ORDER BY s.starts, s.id SKIP $skip LIMIT $limit\n" + WHOLE;
  private static final String FREE_COUNT = FREE_OF + OFFERED + "RETURN count(s) AS n";
  private static final String FREE_ONE = "MATCH (s:Slot {id: $id}) WHERE s.starts > datetime($now) AND s.booking IS NULL AND s.forvaltning = $forvaltning\n" + OFFERED + "WITH s\n" + WHOLE;
  private static final String BOOKABLE = FREE + OFFERED + "RETURN DISTINCT s.forvaltning AS forvaltning LIMIT 200";
  private static final String COMING = "MATCH (s:Slot) WHERE s.ends > datetime($now) AND ($all OR s.forvaltning IN $forvaltningar)\n";
  private static final String COMING_PAGE = COMING + "WITH s ORDER BY s.starts, s.id SKIP $skip LIMIT $limit\n" + WHOLE;
  private static final String COMING_COUNT = COMING + "RETURN count(s) AS n";
  private static final String BY_ID = "MATCH (s:Slot {id: $id})\n" + WHOLE;
  private static final String PURGE = "MATCH (s:Slot) WHERE s.ends < datetime($before) WITH s LIMIT 1000 DETACH DELETE s RETURN count(*) AS n";

  private final Graph graph;

  public SlotStore(Graph graph) {
    this.graph = graph;
  }

  /** Some to be put up. */
  record Fresh(String forvaltning, String by, Spot spot, List<One> slots) {
    /** One of them; the same key is the same time. */
    record One(String id, String key, Hours hours) {
      Map<String, Object> row() {
        return Map.of("id", id, "key", key, "starts", hours.starts().toString(), "ends", hours.ends().toString(), "day", hours.day().toString());
      }
    }

    List<Map<String, Object>> rows() {
      return slots.stream().map(One::row).toList();
    }
  }

  void add(Fresh fresh, Instant at) {
    Map<String, Object> parameters = Map.of("slots", fresh.rows(), "forvaltning", fresh.forvaltning(), "by", fresh.by(), "isVideo", fresh.spot().isVideo(), "where", fresh.spot().where(),
        "at", at.toString());
    graph.write(List.of(new Graph.Statement(ADD, parameters),
        EventLog.appendEach(ADDED, Map.of("ids", fresh.slots().stream().map(Fresh.One::id).toList()), at, "slot.added", fresh.by())));
  }

  /** Puts one up in an invented city. */
  void seed(Fresh fresh, Instant now) {
    Map<String, Object> parameters = new HashMap<>(fresh.rows().getFirst());
    parameters.putAll(Map.of("forvaltning", fresh.forvaltning(), "by", fresh.by(), "isVideo", fresh.spot().isVideo(), "where", fresh.spot().where(), "now", now.toString()));
    graph.write(SEED, parameters);
  }

  /** When another time of this account begins that some of these would overlap. */
  Optional<Instant> overlapping(Fresh fresh) {
    Value starts = graph.read(OVERLAPPING, Map.of("by", fresh.by(), "slots", fresh.rows())).getFirst().get("starts");
    return starts.isNull() ? Optional.empty() : Optional.of(starts.asZonedDateTime().toInstant());
  }

  long countOwn(String by, Instant now) {
    return graph.read(COUNT_OWN, Map.of("by", by, "now", now.toString())).getFirst().get("n").asLong();
  }

  /** Takes one away, unless somebody has booked it. */
  void remove(String id, String by, String turn, Instant at) {
    Map<String, Object> which = Map.of("id", id);
    graph.write(List.of(new Graph.Statement(LOCK, Map.of("id", id, "turn", turn)), EventLog.appendWhere(GONE, which, at, List.of(new EventLog.Happening("slot.removed", id, by))),
        new Graph.Statement(REMOVE, which)));
  }

  List<Slot> free(String forvaltning, Instant now, int skip, int limit) {
    return slots(graph.read(FREE_PAGE, Map.of("forvaltning", forvaltning, "now", now.toString(), "skip", skip, "limit", limit)));
  }

  long countFree(String forvaltning, Instant now) {
    return graph.read(FREE_COUNT, Map.of("forvaltning", forvaltning, "now", now.toString())).getFirst().get("n").asLong();
  }

  Optional<Slot> free(String id, String forvaltning, Instant now) {
    return slots(graph.read(FREE_ONE, Map.of("id", id, "forvaltning", forvaltning, "now", now.toString()))).stream().findFirst();
  }

  /** The förvaltningar that have a free time. */
  Set<String> bookable(Instant now) {
    return graph.read(BOOKABLE, Map.of("now", now.toString())).stream().map(row -> row.get("forvaltning").asString()).collect(Collectors.toSet());
  }

  List<Slot> coming(Optional<Set<String>> forvaltningar, Instant now, int skip, int limit) {
    Map<String, Object> parameters = of(forvaltningar, now);
    parameters.putAll(Map.of("skip", skip, "limit", limit));
    return slots(graph.read(COMING_PAGE, parameters));
  }

  long countComing(Optional<Set<String>> forvaltningar, Instant now) {
    return graph.read(COMING_COUNT, of(forvaltningar, now)).getFirst().get("n").asLong();
  }

  static Map<String, Object> of(Optional<Set<String>> forvaltningar, Instant now) {
    return new HashMap<>(Map.of("all", forvaltningar.isEmpty(), "forvaltningar", List.copyOf(forvaltningar.orElse(Set.of())), "now", now.toString()));
  }

  Optional<Slot> byId(String id) {
    return slots(graph.read(BY_ID, Map.of("id", id))).stream().findFirst();
  }

  int purge(Instant before) {
    return graph.write(PURGE, Map.of("before", before.toString())).getFirst().get("n").asInt();
  }

  private static List<Slot> slots(List<Record> rows) {
    return rows.stream().map(row -> {
      Value s = row.get("s");
      return new Slot(s.get("id").asString(), new Place(s.get("forvaltning").asString(), row.get("nameSv").asString(), row.get("nameEn").asString()), s.get("by").asString(),
          row.get("who").asString(), hours(s), new Spot(s.get("isVideo").asBoolean(), s.get("spot").asString()), Optional.ofNullable(s.get("booking").asString(null)));
    }).toList();
  }

  static Hours hours(Value node) {
    return new Hours(node.get("starts").asZonedDateTime().toInstant(), node.get("ends").asZonedDateTime().toInstant());
  }
}
