package se.malmo.meet.initiative;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Seal;

/**
 * The secrets of status pages between the form and the mail that tells the sender of it: sealed with a key that is not in the graph, thrown away when the mail
 * has left. Afterwards only their hashes are known, as before.
 */
public final class StatusLinks {
  /** A receipt that has not left by then leaves without the link. */
  static final Duration LIFE = Duration.ofDays(7);

  private static final String KEEP = """
      MATCH (i:Initiative {id: $id})
      MERGE (l:SealedLink {initiative: i.id})
      ON CREATE SET l.box = $box, l.at = datetime($at)
      """;

  private static final String OF = "UNWIND $ids AS id MATCH (l:SealedLink {initiative: id}) MATCH (i:Initiative {id: id}) RETURN id, l.box AS box, i.secretHash AS hash";

  private static final String FORGET = "MATCH (l:SealedLink {initiative: $id}) DETACH DELETE l";

  private static final String PURGE = "MATCH (l:SealedLink) WHERE l.at < datetime($before) WITH l LIMIT 10000 DETACH DELETE l RETURN count(*) AS n";

  private final Graph graph;
  private final InstantSource clock;
  private final Seal seal;

  public StatusLinks(Graph graph, InstantSource clock, byte[] key) {
    this.graph = graph;
    this.clock = clock;
    seal = new Seal(key);
  }

  /** The statement that keeps one, in the transaction that makes the case. */
  static Graph.Statement keep(Seal seal, String id, String secret, Instant at) {
    return new Graph.Statement(KEEP, Map.of("id", id, "box", seal.close(secret, id), "at", at.toString()));
  }

  /** The secrets of those of these cases whose receipt has not left yet, by id; without those that were changed meanwhile. */
  public Map<String, String> secrets(Set<String> ids) {
    if (ids.isEmpty()) return Map.of();
    Map<String, String> secrets = new HashMap<>();
    graph.read(OF, Map.of("ids", List.copyOf(ids))).forEach(row -> {
      String id = row.get("id").asString();
      seal.open(row.get("box").asString(), id).filter(secret -> Hash.sha256(secret).equals(row.get("hash").asString(""))).ifPresent(secret -> secrets.put(id, secret));
    });
    return secrets;
  }

  /** The statement that throws one away, in the transaction that notes that the mail has left. */
  public static Graph.Statement forget(String id) {
    return new Graph.Statement(FORGET, Map.of("id", id));
  }

  /** Throws away those whose mail never left; tells how many. */
  public int purge() {
    return graph.write(PURGE, Map.of("before", clock.instant().minus(LIFE).toString())).getFirst().get("n").asInt();
  }
}
