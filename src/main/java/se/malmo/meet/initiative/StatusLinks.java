package se.malmo.meet.initiative;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final String OF = """
      UNWIND $ids AS id MATCH (i:Initiative {id: id})
      OPTIONAL MATCH (l:SealedLink {initiative: id})
      RETURN id, l.box AS box, coalesce(i.secretHash, '') AS hash, coalesce(i.mailedHash, '') AS mailed
      """;

  private static final String FORGET = "MATCH (l:SealedLink {initiative: $id}) DETACH DELETE l";

  private static final String PURGE = "MATCH (l:SealedLink) WHERE l.at < datetime($before) WITH l LIMIT 10000 DETACH DELETE l RETURN count(*) AS n";

  private final Graph graph;
  private final InstantSource clock;
  private final Seal seal;
  private final byte[] key;

  public StatusLinks(Graph graph, InstantSource clock, byte[] key) {
    this.graph = graph;
    this.clock = clock;
    seal = new Seal(key);
    this.key = key.clone();
  }

  /** The statement that keeps one, in the transaction that makes the case. */
  static Graph.Statement keep(Seal seal, String id, String secret, Instant at) {
    return new Graph.Statement(KEEP, Map.of("id", id, "box", seal.close(secret, id), "at", at.toString()));
  }

  /** The secrets that lead to the status pages of these cases, by id: of those whose receipt has not left yet, and of those to whose sender somebody has written. */
  public Map<String, String> secrets(Set<String> ids) {
    if (ids.isEmpty()) return Map.of();
    Map<String, String> secrets = new HashMap<>();
    graph.read(OF, Map.of("ids", List.copyOf(ids))).forEach(row -> {
      String id = row.get("id").asString();
      String hash = row.get("hash").asString();
      Optional<String> own = Optional.ofNullable(row.get("box").asString(null)).flatMap(box -> seal.open(box, id)).filter(secret -> hashOf(secret).equals(hash));
      Optional<String> mailed = Optional.of(mailed(key, id, hash)).filter(secret -> hashOf(secret).equals(row.get("mailed").asString()));
      own.or(() -> mailed).ifPresent(secret -> secrets.put(id, secret));
    });
    return secrets;
  }

  /**
   * The secret of the link in mails after the receipt: one beside the sender's own, the same each time, made with a key that is not in the graph; a new address of
   * the page ends it.
   *
   * @param hash of the sender's own secret
   */
  static String mailed(byte[] key, String id, String hash) {
    return Hash.hmac(key, "status:" + id + ":" + hash).substring(0, Cases.SECRET_DIGITS);
  }

  static String hashOf(String secret) {
    return Hash.sha256(secret);
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
