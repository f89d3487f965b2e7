package se.malmo.meet.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;

/** Each case with who has it, when it came and when it was first answered, as the event log says. */
final class WorkloadStore {
  /** Those of the board; one that goes on in another is answered there. */
  private static final String CASES = """
      MATCH (i:Initiative) WHERE i.mergedInto IS NULL AND (i.date > datetime($since) OR i.status IN ['received', 'assessed'])
      WITH i ORDER BY i.date DESC, i.id LIMIT $limit
      RETURN i.status AS status, i.date AS came, i.answerBy AS answerBy, i.handler AS handler,
        COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) RETURN DISTINCT f.id } AS forvaltningar,
        head(COLLECT { MATCH (e:Event {subject: i.id}) WHERE e.type IN $decisions RETURN e.at ORDER BY e.sequence LIMIT 1 }) AS answered
      """;
  private static final List<String> DECISIONS = List.of("initiative.accepted", "initiative.referred", "initiative.declined", "initiative.working-group", "initiative.running", "initiative.ended");
  private static final int MOST = 20_000;

  private final Graph graph;

  WorkloadStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * One case.
   *
   * @param answered when people first decided; empty while they have not
   */
  record Row(boolean awaitsAnswer, Instant came, Optional<LocalDate> answerBy, Optional<String> handler, List<String> forvaltningar, Optional<Instant> answered) {}

  /** @param since those that came later, and all that wait */
  List<Row> cases(Instant since) {
    return graph.read(CASES, Map.of("since", since.toString(), "limit", MOST, "decisions", DECISIONS)).stream().map(row -> new Row(
        List.of("received", "assessed").contains(row.get("status").asString()), row.get("came").asZonedDateTime().toInstant(),
        row.get("answerBy").isNull() ? Optional.empty() : Optional.of(row.get("answerBy").asLocalDate()), Optional.ofNullable(row.get("handler").asString(null)),
        row.get("forvaltningar").asList(Value::asString), row.get("answered").isNull() ? Optional.empty() : Optional.of(row.get("answered").asZonedDateTime().toInstant()))).toList();
  }
}
