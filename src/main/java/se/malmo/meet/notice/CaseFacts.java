package se.malmo.meet.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Graph;

/**
 * What a mail about a case may need to know of it, as it is now.
 *
 * @param email of the sender, "" for none
 * @param handler the account that has it, "" for none
 * @param forvaltningar that it has been sent to
 * @param proposed that its text points to, and that have not said that it is not theirs
 * @param today how many ideas came with the same address on the day before it came, itself among them
 */
record CaseFacts(String id, String reference, String title, String language, Status status, boolean published, Optional<LocalDate> answerBy, String email, String handler,
    Set<String> forvaltningar, Set<String> proposed, long today) {

  private static final String READ = """
      UNWIND $ids AS id
      MATCH (i:Initiative {id: id})
      RETURN i.id AS id, i.reference AS reference, i.title AS title, coalesce(i.language, 'sv') AS language, i.status AS status, coalesce(i.published, false) AS published,
        i.answerBy AS answerBy, coalesce(i.senderEmail, '') AS email, coalesce(i.handler, '') AS handler,
        COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) RETURN DISTINCT f.id LIMIT 20 } AS forvaltningar,
        [one IN coalesce(i.proposed, []) WHERE NOT EXISTS { (i)-[:NOT_FOR]->(:Forvaltning {id: one}) }] AS proposed,
        CASE WHEN i.senderEmail IS NULL THEN 0 ELSE COUNT { MATCH (other:Initiative {senderEmail: i.senderEmail})
          WHERE other.date <= i.date AND other.date > i.date - duration({days: 1}) } END AS today
      """;

  static Optional<CaseFacts> read(Graph graph, String id) {
    return Optional.ofNullable(read(graph, Set.of(id)).get(id));
  }

  /** Those of several cases, by id; without those that there are not. */
  static Map<String, CaseFacts> read(Graph graph, Set<String> ids) {
    if (ids.isEmpty()) return Map.of();
    return graph.read(READ, Map.of("ids", List.copyOf(ids))).stream().map(CaseFacts::of).collect(Collectors.toMap(CaseFacts::id, Function.identity()));
  }

  private static CaseFacts of(Record row) {
    return new CaseFacts(row.get("id").asString(), row.get("reference").asString(), row.get("title").asString(), row.get("language").asString(),
        Status.of(row.get("status").asString()).orElseThrow(), row.get("published").asBoolean(),
        row.get("answerBy").isNull() ? Optional.empty() : Optional.of(row.get("answerBy").asLocalDate()), row.get("email").asString(), row.get("handler").asString(),
        Set.copyOf(row.get("forvaltningar").asList(Value::asString)), Set.copyOf(row.get("proposed").asList(Value::asString)), row.get("today").asLong());
  }

  boolean awaitsAnswer() {
    return status == Status.RECEIVED || status == Status.ASSESSED;
  }
}
