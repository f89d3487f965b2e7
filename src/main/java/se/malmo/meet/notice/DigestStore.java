package se.malmo.meet.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import se.malmo.meet.platform.Graph;

/** Which cases await what from whom, in the graph. */
final class DigestStore {
  /** A mail is no list to work from: the queue is. */
  static final int LINES = 15;

  private static final String MINE = """
      MATCH (i:Initiative) WHERE i.status IN ['received', 'assessed'] AND i.mergedInto IS NULL
        AND ($all OR i.handler IN $covers OR i.handler IS NULL AND EXISTS { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) WHERE f.id IN $own })
      """;

  private static final String LATE = MINE + " AND i.answerBy < date($today)\n";
  private static final String DUE = MINE + " AND i.answerBy >= date($today) AND i.answerBy <= date($soon)\n";

  /** For coordinators those that no förvaltning has, as long as none has; for ambassadors those that came to theirs, or may be theirs, since they last heard. */
  private static final String FRESH = """
      MATCH (i:Initiative) WHERE i.status IN ['received', 'assessed'] AND i.mergedInto IS NULL AND (
        $all AND NOT EXISTS { (i)-[:ROUTED_TO]->() }
        OR NOT $all AND EXISTS { MATCH (i)-[to:ROUTED_TO]->(f:Forvaltning) WHERE f.id IN $own AND to.at > datetime($since) AND ($told OR NOT coalesce(i.handler, '') IN $covers) }
        OR NOT $all AND i.status = 'received' AND i.date > datetime($since) AND NOT EXISTS { (i)-[:ROUTED_TO]->() }
          AND any(one IN coalesce(i.proposed, []) WHERE one IN $own AND NOT EXISTS { (i)-[:NOT_FOR]->(:Forvaltning {id: one}) }))
      """;

  /** Whose sender has answered since the reader last heard; open for an answer or not. */
  private static final String REPLIED = """
      MATCH (i:Initiative) WHERE i.repliedAt > datetime($since) AND i.mergedInto IS NULL
        AND ($all OR i.handler IN $covers OR i.handler IS NULL AND EXISTS { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) WHERE f.id IN $own })
      """;

  /** Of those that stand still each stand-still once: told of is what the reader has had a mail about. */
  private static final String STALLED = """
      MATCH (i:Initiative) WHERE i.id IN keys($still) AND i.mergedInto IS NULL
        AND ($all OR i.handler IN $covers OR i.handler IS NULL AND EXISTS { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) WHERE f.id IN $own })
        AND NOT EXISTS { MATCH (n:StallNotice {key: i.id + ' ' + $reader}) WHERE n.event >= $still[i.id] }
      """;

  private static final String MARK = """
      MERGE (n:StallNotice {key: i.id + ' ' + $reader})
      SET n.initiative = i.id, n.account = $reader, n.event = $still[i.id], n.at = datetime($at)
      """;

  private static final String MARK_ONE = "MATCH (i:Initiative {id: $id})\n" + MARK;

  /** Of a case that nobody works with any more none is wanted. */
  private static final String FORGET = """
      MATCH (n:StallNotice) WHERE NOT EXISTS { MATCH (i:Initiative {id: n.initiative}) WHERE i.status IN $steps } WITH n LIMIT 1000
      DELETE n RETURN count(*) AS n
      """;

  private static final String ROWS = """
      WITH i ORDER BY coalesce(i.answerBy, date('9999-12-31')), i.reference
      WITH collect(i) AS found
      UNWIND found[..$limit] AS i
      RETURN i.id AS id, i.reference AS reference, i.title AS title, i.answerBy AS answerBy, size(found) AS total
      """;

  private final Graph graph;

  DigestStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * Whose work it is.
   *
   * @param all whether somebody sees all cases
   * @param told whether cases that have become one's own are told here, and not by a mail of their own
   */
  record Whose(boolean all, Set<String> covers, Set<String> own, boolean told) {}

  /** A case. */
  record Row(String id, String reference, String title, Optional<LocalDate> answerBy) {}

  /** The first of them, and how many there are. */
  record Found(List<Row> rows, long total) {
    static final Found NONE = new Found(List.of(), 0);
  }

  Found late(Whose whose, LocalDate today, int limit) {
    return found(LATE + ROWS, whose, today, today, Instant.EPOCH, limit);
  }

  Found due(Whose whose, LocalDate today, LocalDate soon, int limit) {
    return found(DUE + ROWS, whose, today, soon, Instant.EPOCH, limit);
  }

  Found fresh(Whose whose, Instant since, LocalDate today) {
    return found(FRESH + ROWS, whose, today, today, since, LINES);
  }

  Found replied(Whose whose, Instant since, LocalDate today) {
    return found(REPLIED + ROWS, whose, today, today, since, LINES);
  }

  /** @param still the number of the last event of each case that stands still, by id */
  Found stalled(Whose whose, String reader, Map<String, Long> still, int limit) {
    return still.isEmpty() ? Found.NONE : found(graph.read(STALLED + ROWS, stallParameters(whose, reader, still, Map.of("limit", limit))));
  }

  /** The statement that marks all of those as told of. */
  static Graph.Statement markStalled(Whose whose, String reader, Map<String, Long> still, Instant at) {
    return new Graph.Statement(STALLED + "WITH i\n" + MARK, stallParameters(whose, reader, still, Map.of("at", at.toString())));
  }

  /** The statement that marks one as told of. */
  static Graph.Statement markStalled(String id, String reader, long event, Instant at) {
    return new Graph.Statement(MARK_ONE, Map.of("id", id, "reader", reader, "still", Map.of(id, event), "at", at.toString()));
  }

  private static Map<String, Object> stallParameters(Whose whose, String reader, Map<String, Long> still, Map<String, Object> more) {
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.putAll(Map.of("all", whose.all(), "covers", List.copyOf(whose.covers()), "own", List.copyOf(whose.own()), "reader", reader, "still", still));
    return parameters;
  }

  int forgetStalled(List<String> steps) {
    return graph.write(FORGET, Map.of("steps", steps)).getFirst().get("n").asInt();
  }

  private Found found(String cypher, Whose whose, LocalDate today, LocalDate soon, Instant since, int limit) {
    return found(graph.read(cypher, Map.of("all", whose.all(), "covers", List.copyOf(whose.covers()), "own", List.copyOf(whose.own()), "told", whose.told(),
        "today", today.toString(), "soon", soon.toString(), "since", since.toString(), "limit", limit)));
  }

  private static Found found(List<Record> rows) {
    return rows.isEmpty() ? Found.NONE : new Found(rows.stream().map(row -> new Row(row.get("id").asString(), row.get("reference").asString(), row.get("title").asString(),
        row.get("answerBy").isNull() ? Optional.empty() : Optional.of(row.get("answerBy").asLocalDate()))).toList(), rows.getFirst().get("total").asLong());
  }
}
