package se.malmo.meet.draft;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import se.malmo.meet.platform.Graph;

/** Drafts in the graph, by the hashes of their secrets; no edge leads to one. */
final class DraftStore {
  private static final String MAKE = """
      CREATE (d:Draft {secretHash: $hash, text: $text, without: $without, with: $with, saved: datetime($now), expires: datetime($expires)})
      """;

  private static final String RENEW = """
      MATCH (d:Draft {secretHash: $hash}) WHERE d.expires > datetime($now)
      SET d.text = $text, d.without = $without, d.with = $with, d.saved = datetime($now), d.expires = datetime($expires)
      RETURN count(d) AS n
      """;

  private static final String BY_HASH = """
      MATCH (d:Draft {secretHash: $hash}) WHERE d.expires > datetime($now)
      RETURN d {.text, .without, .with, expires: d.expires} AS d
      """;

  private static final String DELETE = "MATCH (d:Draft {secretHash: $hash}) DELETE d";

  private static final String PURGE = """
      MATCH (d:Draft) WHERE d.expires <= datetime($now)
      WITH d LIMIT 10000
      DELETE d
      RETURN count(*) AS n
      """;

  private final Graph graph;

  DraftStore(Graph graph) {
    this.graph = graph;
  }

  void make(String hash, Draft draft, Instant now, Instant expires) {
    graph.write(MAKE, parameters(hash, draft, now, expires));
  }

  /** Whether there was one to renew. */
  boolean renew(String hash, Draft draft, Instant now, Instant expires) {
    return graph.write(RENEW, parameters(hash, draft, now, expires)).getFirst().get("n").asInt() > 0;
  }

  private static Map<String, Object> parameters(String hash, Draft draft, Instant now, Instant expires) {
    return Map.of("hash", hash, "text", draft.text(), "without", draft.without(), "with", draft.with(), "now", now.toString(), "expires", expires.toString());
  }

  Optional<Drafts.Kept> byHash(String hash, Instant now) {
    return graph.read(BY_HASH, Map.of("hash", hash, "now", now.toString())).stream().map(row -> {
      Value d = row.get("d");
      Draft draft = new Draft(d.get("text").asString(), d.get("without").asList(Values.ofString()), d.get("with").asList(Values.ofString()));
      return new Drafts.Kept(draft, d.get("expires").asZonedDateTime().toInstant());
    }).findFirst();
  }

  void delete(String hash) {
    graph.write(DELETE, Map.of("hash", hash));
  }

  int purge(Instant now) {
    return graph.write(PURGE, Map.of("now", now.toString())).getFirst().get("n").asInt();
  }
}
