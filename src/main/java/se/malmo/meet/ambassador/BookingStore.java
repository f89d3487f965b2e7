package se.malmo.meet.ambassador;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.ambassador.Booking.Asked;
import se.malmo.meet.ambassador.Booking.Off;
import se.malmo.meet.ambassador.Inquiry.Place;
import se.malmo.meet.ambassador.Slot.Spot;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** Bookings in the graph: nodes without edges, on the server's own side. A time is always locked before its booking. */
public final class BookingStore {
  /** Locked by the write, and looked at again under the lock by the next statement: of many who book one time at once only one gets it. */
  private static final String LOCK_SLOT = "MATCH (s:Slot {id: $slot}) SET s.lock = $id";

  private static final String TAKE = """
      MATCH (s:Slot {id: $slot}) WHERE s.booking IS NULL AND s.starts > datetime($now)
      """ + SlotStore.OFFERED + """
      SET s.booking = $id
      CREATE (b:Booking {id: $id})
      SET b += $properties, b.slot = s.id, b.forvaltning = s.forvaltning, b.by = s.by, b.starts = s.starts, b.ends = s.ends, b.isVideo = s.isVideo, b.spot = s.spot,
        b.at = datetime($now)
      """;

  private static final String TAKEN = "MATCH (b:Booking {id: $id}) WITH b ";

  private static final String LOCK = "MATCH (b:Booking {id: $id}) OPTIONAL MATCH (s:Slot {id: b.slot}) SET s.lock = $turn SET b.lock = $turn";

  private static final String OFF = """
      MATCH (b:Booking {id: $id}) WHERE b.off IS NULL AND b.starts > datetime($now)
      SET b.off = datetime($now), b.offByVisitor = $isByVisitor, b.word = $word, b.turn = $turn
      WITH b MATCH (s:Slot {id: b.slot, booking: b.id})
      """;

  private static final String FREE_AGAIN = OFF + "REMOVE s.booking";
  private static final String WITHDRAWN = OFF + "DETACH DELETE s";
  private static final String IS_OFF = "MATCH (b:Booking {id: $id, turn: $turn}) WITH b ";

  private static final String WHOLE = """
      OPTIONAL MATCH (f:Forvaltning {id: b.forvaltning})
      OPTIONAL MATCH (who:Account {id: b.by})
      RETURN b {.id, .forvaltning, .by, .isVideo, .spot, .name, .matter, .language, .off, .offByVisitor, .word, at: b.at, starts: b.starts, ends: b.ends} AS b,
        coalesce(who.name, '') AS who, coalesce(f.name, b.forvaltning) AS nameSv, coalesce(f.nameEn, f.name, b.forvaltning) AS nameEn
      """;

  private static final String BY_ID = "MATCH (b:Booking {id: $id})\n" + WHOLE;
  private static final String BY_SECRET = "MATCH (b:Booking {secretHash: $hash})\n" + WHOLE;
  private static final String ID_OF = "MATCH (b:Booking {key: $key}) RETURN b.id AS id";
  private static final String EMAIL = "MATCH (b:Booking {id: $id}) RETURN b.email AS email";

  private static final String OF_EMAIL = """
      MATCH (b:Booking {emailKey: $email})
      RETURN count(CASE WHEN b.off IS NULL AND b.starts > datetime($now) THEN 1 END) AS open, count(CASE WHEN b.at > datetime($since) THEN 1 END) AS made
      """;

  private static final String PAST = """
      MATCH (b:Booking) WHERE b.off IS NULL AND b.ends <= datetime($now) AND ($all OR b.forvaltning IN $forvaltningar)
      WITH b ORDER BY b.ends DESC, b.id LIMIT $limit
      """ + WHOLE + "ORDER BY b.ends DESC, b.id";

  private static final String COMING = """
      MATCH (b:Booking) WHERE b.off IS NULL AND b.starts > datetime($now) AND b.starts < datetime($until) AND b.by IN $accounts
      WITH b ORDER BY b.starts, b.id LIMIT $limit
      """ + WHOLE + "ORDER BY b.starts, b.id";

  private static final String NAMES = "MATCH (b:Booking) WHERE b.id IN $ids RETURN b.id AS id, b.name AS name";

  private final Graph graph;

  public BookingStore(Graph graph) {
    this.graph = graph;
  }

  /** One to be kept. */
  record Arrival(String id, String key, String secretHash, String slot, Asked asked, String language) {}

  /** Books, where the time is still free. */
  void take(Arrival arrival, Instant now) {
    Asked asked = arrival.asked();
    Map<String, Object> properties = Map.of("key", arrival.key(), "secretHash", arrival.secretHash(), "name", asked.name(), "email", asked.email(), "emailKey",
        asked.email().toLowerCase(Locale.ROOT), "matter", asked.matter(), "language", arrival.language());
    graph.write(List.of(new Graph.Statement(LOCK_SLOT, Map.of("slot", arrival.slot(), "id", arrival.id())),
        new Graph.Statement(TAKE, Map.of("slot", arrival.slot(), "id", arrival.id(), "properties", properties, "now", now.toString())),
        EventLog.appendWhere(TAKEN, Map.of("id", arrival.id()), now, List.of(new Happening("booking.made", arrival.id(), "visitor")))));
  }

  /**
   * Calls one off that has not begun.
   *
   * @param by the account that does it, "visitor" for whoever booked; then the time is free again, else it goes with the booking
   */
  void off(String id, boolean isByVisitor, String word, String by, String turn, Instant now) {
    Map<String, Object> parameters = Map.of("id", id, "isByVisitor", isByVisitor, "word", word, "turn", turn, "now", now.toString());
    graph.write(List.of(new Graph.Statement(LOCK, Map.of("id", id, "turn", turn)), new Graph.Statement(isByVisitor ? FREE_AGAIN : WITHDRAWN, parameters),
        EventLog.appendWhere(IS_OFF, Map.of("id", id, "turn", turn), now, List.of(new Happening("booking.off", id, by)))));
  }

  Optional<String> idOf(String key) {
    return graph.read(ID_OF, Map.of("key", key)).stream().map(row -> row.get("id").asString()).findFirst();
  }

  Optional<Booking> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(BookingStore::booking).findFirst();
  }

  Optional<Booking> bySecretHash(String hash) {
    return graph.read(BY_SECRET, Map.of("hash", hash)).stream().map(BookingStore::booking).findFirst();
  }

  Optional<String> email(String id) {
    return graph.read(EMAIL, Map.of("id", id)).stream().map(row -> row.get("email").asString()).findFirst();
  }

  /** How many an address has open, and how many it has made of late. */
  record Had(long open, long made) {}

  Had ofEmail(String email, Instant now, Instant since) {
    Record row = graph.read(OF_EMAIL, Map.of("email", email, "now", now.toString(), "since", since.toString())).getFirst();
    return new Had(row.get("open").asLong(), row.get("made").asLong());
  }

  /** Meetings that have been, the last first. */
  List<Booking> past(Optional<Set<String>> forvaltningar, Instant now, int limit) {
    Map<String, Object> parameters = SlotStore.of(forvaltningar, now);
    parameters.put("limit", limit);
    return graph.read(PAST, parameters).stream().map(BookingStore::booking).toList();
  }

  List<Booking> coming(Set<String> accounts, Instant now, Instant until, int limit) {
    return graph.read(COMING, Map.of("accounts", List.copyOf(accounts), "now", now.toString(), "until", until.toString(), "limit", limit)).stream().map(BookingStore::booking).toList();
  }

  /** Who has booked, by the id of the booking. */
  Map<String, String> names(List<String> bookings) {
    Map<String, String> names = new HashMap<>();
    graph.read(NAMES, Map.of("ids", bookings)).forEach(row -> names.put(row.get("id").asString(), row.get("name").asString()));
    return names;
  }

  private static Booking booking(Record row) {
    Value b = row.get("b");
    Optional<Off> off = b.get("off").isNull() ? Optional.empty()
        : Optional.of(new Off(b.get("offByVisitor").asBoolean(), b.get("word").asString(""), b.get("off").asZonedDateTime().toInstant()));
    return new Booking(b.get("id").asString(), new Place(b.get("forvaltning").asString(), row.get("nameSv").asString(), row.get("nameEn").asString()), b.get("by").asString(),
        row.get("who").asString(), SlotStore.hours(b), new Spot(b.get("isVideo").asBoolean(), b.get("spot").asString()), b.get("name").asString(), b.get("matter").asString(),
        b.get("language").asString("sv"), b.get("at").asZonedDateTime().toInstant(), off);
  }
}
