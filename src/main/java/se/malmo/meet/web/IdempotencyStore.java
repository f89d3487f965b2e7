package se.malmo.meet.web;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import se.malmo.meet.platform.Graph;

/** Keys of requests that must be done once, in the graph, so that every server and every restart knows them. */
final class IdempotencyStore {
  /** The first to come makes the key; one that has had its time is made anew. */
  private static final String BEGIN = """
      MERGE (k:IdempotencyKey {id: $id})
      ON CREATE SET k.seed = $seed, k.fingerprint = $fingerprint, k.at = datetime($now)
      FOREACH (old IN CASE WHEN k.at < datetime($oldest) THEN [k] ELSE [] END |
        SET old.seed = $seed, old.fingerprint = $fingerprint, old.at = datetime($now) REMOVE old.answer)
      RETURN k.seed AS seed, k.fingerprint AS fingerprint, k.answer AS answer
      """;

  private static final String KEEP = """
      MERGE (k:IdempotencyKey {id: $id})
      ON CREATE SET k.at = datetime($now)
      SET k.seed = $seed, k.fingerprint = $fingerprint, k.answer = coalesce(k.answer, $answer)
      """;

  private static final String FORGET = "MATCH (k:IdempotencyKey {id: $id, seed: $seed}) WHERE k.answer IS NULL DELETE k";

  private static final String PURGE = "MATCH (k:IdempotencyKey) WHERE k.at < datetime($oldest) WITH k LIMIT 10000 DELETE k RETURN count(*) AS n";

  private final Graph graph;

  IdempotencyStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * A key that somebody has given.
   *
   * @param seed what the ids of all that the request makes are derived from
   * @param fingerprint of the request that first had this key
   * @param answer sealed, where it has been answered
   */
  record Begun(String seed, String fingerprint, Optional<String> answer) {}

  Begun begin(String id, String seed, String fingerprint, Instant now, Instant oldest) {
    Record row = graph.write(BEGIN, Map.of("id", id, "seed", seed, "fingerprint", fingerprint, "now", now.toString(), "oldest", oldest.toString())).getFirst();
    return new Begun(row.get("seed").asString(), row.get("fingerprint").asString(), Optional.ofNullable(row.get("answer").asString(null)));
  }

  void keep(String id, Begun begun, String answer, Instant now) {
    graph.write(KEEP, Map.of("id", id, "seed", begun.seed(), "fingerprint", begun.fingerprint(), "answer", answer, "now", now.toString()));
  }

  void forget(String id, String seed) {
    graph.write(FORGET, Map.of("id", id, "seed", seed));
  }

  int purge(Instant oldest) {
    return graph.write(PURGE, Map.of("oldest", oldest.toString())).getFirst().get("n").asInt();
  }
}
