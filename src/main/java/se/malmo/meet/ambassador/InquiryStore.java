package se.malmo.meet.ambassador;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.ambassador.Inquiry.Asked;
import se.malmo.meet.ambassador.Inquiry.Moved;
import se.malmo.meet.ambassador.Inquiry.Place;
import se.malmo.meet.ambassador.Inquiry.Reply;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** Questions in the graph: nodes without edges, on the server's own side, so that no walk of the graph comes to a person. */
public final class InquiryStore {
  /** The same form sent twice with the same words is one question. */
  private static final String KEEP = """
      MERGE (q:Inquiry {key: $key})
      ON CREATE SET q += $properties, q.at = datetime($at), q.due = date($due), q.version = 0
      """;

  /** Of two that send the same form at once only one made the question. */
  private static final String FIRST_TIME = "MATCH (q:Inquiry {id: $id}) WHERE NOT EXISTS { (:Event {subject: $id}) } WITH q ";

  /** Locked by the write, and looked at again under the lock by the next statement. */
  private static final String LOCK = "MATCH (q:Inquiry {id: $id}) SET q.lock = $turn";

  private static final String ANSWER = """
      MATCH (q:Inquiry {id: $id}) WHERE q.version = $version
      SET q.version = $version + 1, q.answer = $text, q.by = $by, q.who = $who, q.answered = datetime($at), q.turn = $turn
      """;

  private static final String MOVE = """
      MATCH (q:Inquiry {id: $id}) WHERE q.version = $version AND q.answered IS NULL
      SET q.version = $version + 1, q.movedFrom = q.forvaltning, q.forvaltning = $to, q.moveReason = $reason, q.movedBy = $by, q.movedWho = $who, q.moved = datetime($at), q.turn = $turn
      """;

  private static final String DONE = "MATCH (q:Inquiry {id: $id, turn: $turn}) WITH q ";

  private static final String WHOLE = """
      OPTIONAL MATCH (f:Forvaltning {id: q.forvaltning})
      OPTIONAL MATCH (was:Forvaltning {id: q.movedFrom})
      RETURN q {.id, .forvaltning, .question, .draft, .name, .language, .due, .version, .answer, .by, .who, .answered, .movedFrom, .moveReason, .movedBy, .movedWho, .moved, at: q.at} AS q,
        coalesce(f.name, q.forvaltning) AS nameSv, coalesce(f.nameEn, f.name, q.forvaltning) AS nameEn,
        coalesce(was.name, q.movedFrom) AS wasSv, coalesce(was.nameEn, was.name, q.movedFrom) AS wasEn
      """;

  private static final String SEEN = "MATCH (q:Inquiry) WHERE ($all OR q.forvaltning IN $forvaltningar)\n";
  private static final String ORDER = "ORDER BY q.answered IS NOT NULL, CASE WHEN q.answered IS NULL THEN q.due END, q.answered DESC, q.at, q.id\n";
  private static final String PAGE = SEEN + "WITH q " + ORDER + "SKIP $skip LIMIT $limit\n" + WHOLE + ORDER;
  private static final String COUNT = SEEN + "RETURN count(q) AS n, count(CASE WHEN q.answered IS NULL THEN 1 END) AS waiting";
  private static final String WAITING = SEEN + "AND q.answered IS NULL WITH q ORDER BY q.due, q.at, q.id LIMIT $limit\n" + WHOLE + "ORDER BY q.due, q.at, q.id";
  private static final String BY_ID = "MATCH (q:Inquiry {id: $id})\n" + WHOLE;
  private static final String BY_SECRET = "MATCH (q:Inquiry {secretHash: $hash})\n" + WHOLE;
  private static final String ID_OF = "MATCH (q:Inquiry {key: $key}) RETURN q.id AS id";
  private static final String SINCE = "MATCH (q:Inquiry) WHERE q.at > datetime($since) RETURN count(q) AS n";
  private static final String LATELY = """
      MATCH (q:Inquiry {id: $id})
      RETURN COUNT { MATCH (other:Inquiry {emailKey: q.emailKey}) WHERE other.at <= q.at AND other.at > q.at - duration({days: 1}) } AS n
      """;
  private static final String EMAIL = "MATCH (q:Inquiry {id: $id}) RETURN q.email AS email";

  private final Graph graph;

  public InquiryStore(Graph graph) {
    this.graph = graph;
  }

  /** One to be kept. */
  record Arrival(String id, String key, String secretHash, String forvaltning, Asked asked, String language, Instant at, LocalDate due) {}

  void keep(Arrival arrival) {
    graph.write(List.of(kept(arrival), EventLog.appendWhere(FIRST_TIME, Map.of("id", arrival.id()), arrival.at(),
        List.of(new Happening("inquiry.received", arrival.id(), "visitor", Map.of("forvaltning", arrival.forvaltning()))))));
  }

  private static Graph.Statement kept(Arrival arrival) {
    Asked asked = arrival.asked();
    Map<String, Object> properties = new HashMap<>(Map.of("id", arrival.id(), "secretHash", arrival.secretHash(), "forvaltning", arrival.forvaltning(), "question", asked.question(),
        "name", asked.name(), "email", asked.email(), "emailKey", asked.email().toLowerCase(Locale.ROOT), "language", arrival.language()));
    asked.draft().ifPresent(draft -> properties.put("draft", draft));
    return new Graph.Statement(KEEP, Map.of("key", arrival.key(), "properties", properties, "at", arrival.at().toString(), "due", arrival.due().toString()));
  }

  /** One of an invented city, of which nobody is told. */
  void seed(Arrival arrival) {
    graph.write(List.of(kept(arrival)));
  }

  /**
   * Keeps an answer, unless somebody else has answered since this version.
   *
   * @param turn names this answer alone
   */
  void answer(String id, int version, Reply reply, String turn) {
    Map<String, Object> parameters = Map.of("id", id, "version", version, "text", reply.text(), "by", reply.by(), "who", reply.who(), "at", reply.at().toString(), "turn", turn);
    graph.write(List.of(new Graph.Statement(LOCK, Map.of("id", id, "turn", turn)), new Graph.Statement(ANSWER, parameters),
        EventLog.appendWhere(DONE, Map.of("id", id, "turn", turn), reply.at(), List.of(new Happening("inquiry.answered", id, reply.by())))));
  }

  /**
   * Passes a question on, unless somebody has answered it or passed it on since this version.
   *
   * @param turn names this move alone
   */
  void move(Inquiry inquiry, int version, String to, Moved moved, String turn) {
    Map<String, Object> parameters = Map.of("id", inquiry.id(), "version", version, "to", to, "reason", moved.reason(), "by", moved.by(), "who", moved.who(), "at", moved.at().toString(),
        "turn", turn);
    graph.write(List.of(new Graph.Statement(LOCK, Map.of("id", inquiry.id(), "turn", turn)), new Graph.Statement(MOVE, parameters),
        EventLog.appendWhere(DONE, Map.of("id", inquiry.id(), "turn", turn), moved.at(),
            List.of(new Happening("inquiry.moved", inquiry.id(), moved.by(), Map.of("from", moved.from().id(), "forvaltning", to))))));
  }

  Optional<String> idOf(String key) {
    return graph.read(ID_OF, Map.of("key", key)).stream().map(row -> row.get("id").asString()).findFirst();
  }

  Optional<Inquiry> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(InquiryStore::inquiry).findFirst();
  }

  Optional<Inquiry> bySecretHash(String hash) {
    return graph.read(BY_SECRET, Map.of("hash", hash)).stream().map(InquiryStore::inquiry).findFirst();
  }

  Optional<String> email(String id) {
    return graph.read(EMAIL, Map.of("id", id)).stream().map(row -> row.get("email").asString()).findFirst();
  }

  long lately(String id) {
    return graph.read(LATELY, Map.of("id", id)).stream().mapToLong(row -> row.get("n").asLong()).sum();
  }

  long since(Instant since) {
    return graph.read(SINCE, Map.of("since", since.toString())).getFirst().get("n").asLong();
  }

  /** How many there are, and how many of them wait. */
  record Count(long all, long waiting) {}

  /** @param forvaltningar whose they are, empty for all */
  Count count(Optional<Set<String>> forvaltningar) {
    Record row = graph.read(COUNT, of(forvaltningar)).getFirst();
    return new Count(row.get("n").asLong(), row.get("waiting").asLong());
  }

  /** Those that wait first, the next due before others; then the others, the last answered before others. */
  List<Inquiry> page(Optional<Set<String>> forvaltningar, int skip, int limit) {
    Map<String, Object> parameters = of(forvaltningar);
    parameters.putAll(Map.of("skip", skip, "limit", limit));
    return graph.read(PAGE, parameters).stream().map(InquiryStore::inquiry).toList();
  }

  List<Inquiry> waiting(Optional<Set<String>> forvaltningar, int limit) {
    Map<String, Object> parameters = of(forvaltningar);
    parameters.put("limit", limit);
    return graph.read(WAITING, parameters).stream().map(InquiryStore::inquiry).toList();
  }

  private static Map<String, Object> of(Optional<Set<String>> forvaltningar) {
    return new HashMap<>(Map.of("all", forvaltningar.isEmpty(), "forvaltningar", List.copyOf(forvaltningar.orElse(Set.of()))));
  }

  private static Inquiry inquiry(Record row) {
    Value q = row.get("q");
    Optional<Reply> reply = q.get("answered").isNull() ? Optional.empty()
        : Optional.of(new Reply(q.get("answer").asString(), q.get("by").asString(""), q.get("who").asString(""), q.get("answered").asZonedDateTime().toInstant()));
    return new Inquiry(q.get("id").asString(), new Place(q.get("forvaltning").asString(), row.get("nameSv").asString(), row.get("nameEn").asString()), q.get("question").asString(),
        Optional.ofNullable(q.get("draft").asString(null)), q.get("name").asString(), q.get("language").asString("sv"), q.get("at").asZonedDateTime().toInstant(),
        q.get("due").asLocalDate(), q.get("version").asInt(), moved(row), reply);
  }

  private static Optional<Moved> moved(Record row) {
    Value q = row.get("q");
    if (q.get("moved").isNull()) return Optional.empty();
    Place from = new Place(q.get("movedFrom").asString(), row.get("wasSv").asString(), row.get("wasEn").asString());
    return Optional.of(new Moved(from, q.get("moveReason").asString(), q.get("movedBy").asString(), q.get("movedWho").asString(), q.get("moved").asZonedDateTime().toInstant()));
  }
}
