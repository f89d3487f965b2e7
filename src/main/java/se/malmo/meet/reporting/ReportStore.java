package se.malmo.meet.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;

/** What came in a period and what became of it, as the cases and the event log say. Reads across features, writes nothing. */
final class ReportStore {
  /** As the board has them: ideas that somebody sent in; one that goes on in another is counted there. */
  private static final String CASES = """
      MATCH (i:Initiative) WHERE i.senderName IS NOT NULL AND i.mergedInto IS NULL AND i.date >= datetime($from) AND i.date < datetime($to)
      WITH i ORDER BY i.date, i.id LIMIT $limit
      RETURN i.status AS status, coalesce(i.firstAnswerBy, i.answerBy) AS due, coalesce(i.outcome, '') <> '' AS outcome,
        COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) RETURN DISTINCT f.id } AS forvaltningar,
        COLLECT { MATCH (i)-[:NEEDS]->(:Competence)-[:BROADER*0..4]->(top:Competence) WHERE NOT EXISTS { (top)-[:BROADER]->(:Competence) } RETURN DISTINCT top.id } AS themes,
        head(COLLECT { MATCH (e:Event {subject: i.id}) WHERE e.type IN $decisions RETURN e.at ORDER BY e.sequence LIMIT 1 }) AS answered,
        EXISTS { MATCH (e:Event {subject: i.id}) WHERE e.type IN ['initiative.moved', 'initiative.returned'] } AS moved
      """;
  private static final String INVITATIONS = """
      MATCH (v:Invitation) WHERE v.at >= datetime($from) AND v.at < datetime($to)
      RETURN CASE WHEN v.state = 'open' AND v.until < date($today) THEN 'lapsed' ELSE v.state END AS state, CASE v.state WHEN 'declined' THEN coalesce(v.reason, '') ELSE '' END AS reason, count(v) AS times
      ORDER BY state, reason
      """;
  private static final List<String> DECISIONS = List.of("initiative.accepted", "initiative.referred", "initiative.declined", "initiative.working-group", "initiative.running", "initiative.ended");
  private static final int MOST = 20_000;

  private final Graph graph;

  ReportStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * A case.
   *
   * @param due the day that its sender was promised first
   * @param answered when people first decided
   */
  record Case(String status, Optional<LocalDate> due, boolean hasOutcome, List<String> forvaltningar, List<String> themes, Optional<Instant> answered, boolean isMoved) {}

  /** So many invitations in a state, those that were declined by reason. */
  record Asked(String state, String reason, long times) {}

  List<Case> cases(Period period) {
    return graph.read(CASES, Map.of("from", period.begins().toString(), "to", period.ends().toString(), "limit", MOST, "decisions", DECISIONS)).stream().map(ReportStore::one).toList();
  }

  private static Case one(Record row) {
    return new Case(row.get("status").asString(), row.get("due").isNull() ? Optional.empty() : Optional.of(row.get("due").asLocalDate()), row.get("outcome").asBoolean(),
        row.get("forvaltningar").asList(Value::asString), row.get("themes").asList(Value::asString),
        row.get("answered").isNull() ? Optional.empty() : Optional.of(row.get("answered").asZonedDateTime().toInstant()), row.get("moved").asBoolean());
  }

  List<Asked> invitations(Period period, LocalDate today) {
    return graph.read(INVITATIONS, Map.of("from", period.begins().toString(), "to", period.ends().toString(), "today", today.toString())).stream()
        .map(row -> new Asked(row.get("state").asString(), row.get("reason").asString(), row.get("times").asLong())).toList();
  }
}
