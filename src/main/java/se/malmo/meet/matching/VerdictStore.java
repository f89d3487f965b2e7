package se.malmo.meet.matching;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.matching.Hits.Judged;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Json;

/** Kept answers to cases that people have answered since, with what they found. Reads across features, writes nothing. */
final class VerdictStore {
  /** Answers that were kept before who was listed stood apart are read whole. A no for want of time says nothing of the match. */
  private static final String JUDGED = """
      MATCH (s:Suggestion)-[:FOR]->(i:Initiative) WHERE i.status IN $answered
      WITH s, i ORDER BY s.at DESC, s.id DESC LIMIT $limit
      RETURN i.reference AS reference, s.at AS at, coalesce(s.weighing, 0) AS weighing, coalesce(i.language, 'sv') AS language,
        s.partners AS listed, s.bands AS bands, s.forvaltningar AS units, CASE WHEN s.partners IS NULL THEN s.recording END AS recording,
        EXISTS { (i)-[:NOT_FOR]->() } AS moved,
        COLLECT { MATCH (v:Invitation {initiative: i.id, state: 'declined'}) WHERE v.reason IN ['wrong-competence', 'not-our-role'] RETURN DISTINCT v.organisation LIMIT 50 } +
        COLLECT { MATCH (f:Feedback {useful: false})-[:FOR]->(i) RETURN DISTINCT f.organisation AS id LIMIT 50 } AS wrong,
      """ + PastStore.RIGHT;

  private final Graph graph;

  VerdictStore(Graph graph) {
    this.graph = graph;
  }

  /** Newest first. */
  List<Judged> newest(int limit) {
    return graph.read(JUDGED, Map.of("answered", PastStore.ANSWERED, "limit", limit)).stream().map(VerdictStore::judged).toList();
  }

  private static Judged judged(Record row) {
    SuggestionStore.Listed listed = row.get("recording").isNull()
        ? new SuggestionStore.Listed(texts(row, "listed"), texts(row, "bands"), texts(row, "units"))
        : SuggestionStore.Listed.of(Json.read(row.get("recording").asString().getBytes(StandardCharsets.UTF_8), Recording.class));
    List<String> right = texts(row, "partners").stream().distinct().toList();
    Instant at = row.get("at").asZonedDateTime().toInstant();
    return new Judged(row.get("reference").asString(), at, row.get("weighing").asInt(), row.get("language").asString(), listed.partners(), listed.bands(), listed.forvaltningar(),
        right, texts(row, "wrong").stream().distinct().filter(id -> !right.contains(id)).toList(), texts(row, "forvaltningar"), row.get("moved").asBoolean());
  }

  private static List<String> texts(Record row, String name) {
    return row.get(name).asList(Value::asString);
  }
}
