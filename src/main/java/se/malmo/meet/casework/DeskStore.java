package se.malmo.meet.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.casework.CaseFile.Handler;
import se.malmo.meet.casework.CaseFile.Note;
import se.malmo.meet.casework.CaseFile.Score;
import se.malmo.meet.casework.CaseFile.Standing;
import se.malmo.meet.initiative.Criterion;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** What people do to cases, in the graph. */
final class DeskStore {
  /** The lock is taken first: of two who act on the same version only one does. */
  private static final String BEGIN = """
      MATCH (i:Initiative {id: $id})
      SET i.lock = $act
      WITH i WHERE coalesce(i.version, 0) = $version AND i.status IN $from
      SET i.version = $version + 1, i.act = $act, i += $properties
      """;

  private static final String ACTED = "MATCH (i:Initiative {id: $id, act: $act})\n";

  /** A retry after a lost answer finds its own act told of already. */
  private static final String ACTED_NOW = ACTED + "WHERE NOT EXISTS { (:Event {subject: $id, act: $act}) }\nWITH i\n";

  private static final String DONE = "MATCH (i:Initiative {id: $id}) RETURN i.act = $act AS done";

  private static final String ROUTE = ACTED + """
      MATCH (f:Forvaltning {id: $forvaltning})
      MERGE (i)-[to:ROUTED_TO]->(f)
      ON CREATE SET to.at = datetime($at), to.by = $by, to.reason = $reason
      """;

  private static final String LEAVE = ACTED + """
      MATCH (f:Forvaltning {id: $forvaltning})
      OPTIONAL MATCH (i)-[old:ROUTED_TO]->(f)
      DELETE old
      MERGE (i)-[not:NOT_FOR]->(f)
      SET not.at = datetime($at), not.by = $by, not.reason = $reason, not.to = $to,
        i.movedAt = coalesce(i.movedAt, datetime($at)), i.refused = [one IN coalesce(i.refused, []) WHERE one <> $forvaltning] + $forvaltning
      """;

  private static final String LEAVE_ENDED = ACTED + "MATCH (i)-[old:ROUTED_TO]->(:Forvaltning {id: $forvaltning}) DELETE old";

  private static final String OPEN = """
      MATCH (:Forvaltning {id: $forvaltning})<-[:ROUTED_TO]-(i:Initiative) WHERE i.status IN $statuses
      RETURN DISTINCT i.reference AS reference ORDER BY reference LIMIT $limit
      """;

  private static final String POINT_TO = """
      MATCH (i:Initiative) WHERE i.status = 'received' AND $from IN i.proposed AND NOT EXISTS { (i)-[:ROUTED_TO]->() }
      SET i.proposed = [one IN i.proposed WHERE one <> $to | CASE one WHEN $from THEN $to ELSE one END]
      """;

  /** Whoever handed in what is now public takes part in it: known by name, else made, and marked as unclaimed. */
  private static final String SENDER_TAKES_PART = ACTED + """
      WHERE coalesce(i.senderOrganisation, '') <> '' AND i.senderKind <> 'city-unit'
      OPTIONAL MATCH (named:Organisation {nameKey: $nameKey})
      WITH i, head(collect(named)) AS known
      MERGE (o:Organisation {id: coalesce(known.id, $newId)})
      ON CREATE SET o.name = i.senderOrganisation, o.nameKey = $nameKey, o.sector = i.senderSector, o.claimed = false, o.source = 'case',
        o.sourceId = 'name:' + $nameKey, o.description = '', o.offers = [], o.seeks = [], o.roles = []
      MERGE (o)-[edge:PARTICIPATES_IN]->(i)
      ON CREATE SET edge.role = 'leader', edge.since = date(i.date), edge.source = 'case'
      """;

  private static final String SENDER_MADE = "MATCH (i:Initiative {id: $id, act: $act}) MATCH (i)<-[:PARTICIPATES_IN {source: 'case'}]-(o:Organisation) WITH o.id AS subject\n";

  private static final String STANDING = """
      MATCH (i:Initiative {id: $id})
      OPTIONAL MATCH (a:Account {id: i.handler})
      RETURN coalesce(i.version, 0) AS version, coalesce(i.moves, 0) AS moves, i.handler AS handler, a.name AS name, i.firstAnswerBy AS first,
        [one IN coalesce(i.proposed, []) WHERE NOT one IN coalesce(i.refused, [])] AS proposed, i.mergedInto AS into
      """;

  private static final String NOTE = """
      MERGE (n:CaseNote {id: $noteId})
      ON CREATE SET n.initiative = $id, n.text = $text, n.by = $by, n.name = $name, n.at = datetime($at)
      """;

  private static final String NOTES = """
      MATCH (n:CaseNote {initiative: $id})
      RETURN n.id AS id, n.text AS text, n.name AS name, n.at AS at ORDER BY n.at, n.id LIMIT 200
      """;

  private static final String SCORE = """
      MERGE (s:CaseScore {key: $id + ' ' + $criterion + ' ' + $by})
      SET s.initiative = $id, s.criterion = $criterion, s.by = $by, s.name = $name, s.value = $value, s.comment = $comment, s.hinted = $hinted, s.at = datetime($at)
      """;

  private static final String SCORES = """
      MATCH (s:CaseScore {initiative: $id})
      RETURN s.criterion AS criterion, s.by AS by, s.name AS name, s.value AS value, s.comment AS comment, s.at AS at ORDER BY s.at LIMIT 200
      """;

  private final Graph graph;

  DeskStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * What an act does to the graph.
   *
   * @param act an id of its own
   * @param from the states in which it may be done
   * @param more beside the case's own properties
   */
  record Deed(String id, String act, int version, List<Status> from, Map<String, Object> properties, List<Graph.Statement> more, Happening happening, Instant at) {}

  /** Does it where the case is still as it was seen; tells whether. */
  boolean act(Deed deed) {
    Map<String, Object> which = Map.of("id", deed.id(), "act", deed.act());
    List<Graph.Statement> statements = new ArrayList<>();
    statements.add(new Graph.Statement(BEGIN, with(which, Map.of("version", deed.version(), "from", deed.from().stream().map(Status::code).toList(), "properties", deed.properties()))));
    statements.addAll(deed.more());
    Happening told = deed.happening();
    Map<String, String> details = new HashMap<>(told.details());
    details.put("act", deed.act());
    statements.add(EventLog.appendWhere(ACTED_NOW, which, deed.at(), List.of(new Happening(told.type(), told.subject(), told.by(), details))));
    statements.add(new Graph.Statement(DONE, which));
    return graph.write(statements).getFirst().get("done").asBoolean(false);
  }

  static Graph.Statement route(String id, String act, String forvaltning, String by, String reason, Instant at) {
    return new Graph.Statement(ROUTE, Map.of("id", id, "act", act, "forvaltning", forvaltning, "by", by, "reason", reason, "at", at.toString()));
  }

  static Graph.Statement leave(String id, String act, String forvaltning, Optional<String> to, String by, String reason, Instant at) {
    return new Graph.Statement(LEAVE, Map.of("id", id, "act", act, "forvaltning", forvaltning, "to", to.orElse(""), "by", by, "reason", reason, "at", at.toString()));
  }

  /** Takes a case out of a förvaltning that has ended: no sign that it was not for it. */
  static Graph.Statement leaveEnded(String id, String act, String forvaltning) {
    return new Graph.Statement(LEAVE_ENDED, Map.of("id", id, "act", act, "forvaltning", forvaltning));
  }

  /** Open cases of a förvaltning, by reference. */
  List<String> open(String forvaltning, List<Status> statuses, int limit) {
    return graph.read(OPEN, Map.of("forvaltning", forvaltning, "statuses", statuses.stream().map(Status::code).toList(), "limit", limit)).stream()
        .map(row -> row.get("reference").asString()).toList();
  }

  /** What only pointed to one förvaltning points to another from now on. */
  void pointTo(String from, String to) {
    graph.write(POINT_TO, Map.of("from", from, "to", to));
  }

  static List<Graph.Statement> senderTakesPart(String id, String act, String nameKey, String newId, Instant at) {
    return List.of(new Graph.Statement(SENDER_TAKES_PART, Map.of("id", id, "act", act, "nameKey", nameKey, "newId", newId)),
        EventLog.appendEach(SENDER_MADE, Map.of("id", id, "act", act), at, "organisation.saved", "case"));
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  Optional<Standing> standing(String id) {
    return graph.read(STANDING, Map.of("id", id)).stream().map(row -> new Standing(row.get("version").asInt(), row.get("moves").asInt(),
        row.get("handler").isNull() ? Optional.empty() : Optional.of(new Handler(row.get("handler").asString(), row.get("name").asString(""))),
        row.get("first").isNull() ? Optional.empty() : Optional.of(row.get("first").asLocalDate()), row.get("proposed").asList(Value::asString),
        Optional.ofNullable(row.get("into").asString(null)))).findFirst();
  }

  void note(String id, String noteId, String text, String by, String name, Instant at) {
    graph.write(List.of(new Graph.Statement(NOTE, Map.of("id", id, "noteId", noteId, "text", text, "by", by, "name", name, "at", at.toString())),
        EventLog.append(at, List.of(new Happening("case.noted", id, by)))));
  }

  List<Note> notes(String id) {
    return graph.read(NOTES, Map.of("id", id)).stream().map(row -> new Note(row.get("id").asString(), row.get("text").asString(), row.get("name").asString(""), at(row))).toList();
  }

  /** @param isHinted whether the criteria coach had found a sentence for it, so that the two can be compared later */
  void score(String id, Score score, boolean isHinted) {
    Map<String, Object> parameters = Map.of("id", id, "criterion", score.criterion().code(), "by", score.account(), "name", score.name(), "value", score.value(),
        "comment", score.comment(), "hinted", isHinted, "at", score.at().toString());
    graph.write(List.of(new Graph.Statement(SCORE, parameters),
        EventLog.append(score.at(), List.of(new Happening("case.scored", id, score.account(), Map.of("criterion", score.criterion().code(), "value", String.valueOf(score.value())))))));
  }

  List<Score> scores(String id) {
    return graph.read(SCORES, Map.of("id", id)).stream().map(row -> new Score(Criterion.of(row.get("criterion").asString()).orElseThrow(), row.get("by").asString(),
        row.get("name").asString(""), row.get("value").asInt(), row.get("comment").asString(""), at(row))).toList();
  }

  private static Instant at(Record row) {
    return row.get("at").asZonedDateTime().toInstant();
  }
}
