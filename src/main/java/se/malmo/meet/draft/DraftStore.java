package se.malmo.meet.draft;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import se.malmo.meet.platform.Graph;

/** Drafts in the graph, by the hashes of their secrets; no edge leads to one. */
final class DraftStore {
  private static final String MAKE = """
      CREATE (d:Draft {secretHash: $hash, version: 1, text: $text, without: $without, with: $with, saved: datetime($now), expires: datetime($expires)})
      """;

  /** One that has had its time and waits to be purged is as one that never was. */
  private static final String KEEP = """
      MERGE (d:Draft {secretHash: $hash})
      WITH d WHERE coalesce(d.expires <= datetime($now), true)
      SET d.version = 1, d.text = $text, d.without = $without, d.with = $with, d.saved = datetime($now), d.expires = datetime($expires)
      """;

  /** Setting what is set already takes the lock, so that of two who save at once the second sees what the first has saved. */
  private static final String RENEW = """
      MATCH (d:Draft {secretHash: $hash}) WHERE d.expires > datetime($now)
      SET d.saved = d.saved
      WITH d, coalesce(d.version, 1) = $version OR (d.text = $text AND d.without = $without AND d.with = $with) AS isNewer
      FOREACH (x IN CASE WHEN isNewer THEN [1] ELSE [] END |
        SET d.version = coalesce(d.version, 1) + 1, d.text = $text, d.without = $without, d.with = $with, d.saved = datetime($now), d.expires = datetime($expires))
      RETURN isNewer
      """;

  private static final String BY_HASH = """
      MATCH (d:Draft {secretHash: $hash}) WHERE d.expires > datetime($now)
      RETURN d {.text, .without, .with, .expires, version: coalesce(d.version, 1)} AS d
      """;

  private static final String DELETE = "MATCH (d:Draft {secretHash: $hash}) DELETE d";

  private final Graph graph;

  DraftStore(Graph graph) {
    this.graph = graph;
  }

  void make(String hash, Draft draft, Instant now, Instant expires) {
    graph.write(MAKE, parameters(hash, draft, now, expires));
  }

  /** Makes it unless it is there. */
  void keep(String hash, Draft draft, Instant now, Instant expires) {
    graph.write(KEEP, parameters(hash, draft, now, expires));
  }

  /** Whether it was renewed: not where another text has been saved since this version. Empty where there is none. */
  Optional<Boolean> renew(String hash, long version, Draft draft, Instant now, Instant expires) {
    Map<String, Object> parameters = new HashMap<>(parameters(hash, draft, now, expires));
    parameters.put("version", version);
    return graph.write(RENEW, parameters).stream().map(row -> row.get("isNewer").asBoolean()).findFirst();
  }

  private static Map<String, Object> parameters(String hash, Draft draft, Instant now, Instant expires) {
    return Map.of("hash", hash, "text", draft.text(), "without", draft.without(), "with", draft.with(), "now", now.toString(), "expires", expires.toString());
  }

  Optional<Drafts.Kept> byHash(String hash, Instant now) {
    return graph.read(BY_HASH, Map.of("hash", hash, "now", now.toString())).stream().map(row -> {
      Value d = row.get("d");
      Draft draft = new Draft(d.get("text").asString(), d.get("without").asList(Values.ofString()), d.get("with").asList(Values.ofString()));
      return new Drafts.Kept(draft, d.get("version").asLong(), d.get("expires").asZonedDateTime().toInstant());
    }).findFirst();
  }

  void delete(String hash) {
    graph.write(DELETE, Map.of("hash", hash));
  }
}
