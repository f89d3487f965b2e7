package se.malmo.meet.initiative;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import se.malmo.meet.platform.Graph;

/** Who has asked for links that were lost, in the graph: the hash of an address, and until the mail has left the address sealed; nodes without edges. */
final class LostLinkStore {
  private static final String FIELDS = """
       RETURN l.id AS id, l.addressHash AS addressHash, l.box AS box, l.language AS language, l.reference AS reference, l.asks AS asks, l.number AS number
      """;

  private static final String OF_ADDRESS = "MATCH (l:LostLink {addressHash: $key})" + FIELDS;
  private static final String BY_ID = "MATCH (l:LostLink {id: $key})" + FIELDS;

  private static final String ASK = """
      MERGE (l:LostLink {addressHash: $hash})
      ON CREATE SET l.id = $id, l.asks = [], l.number = 0
      SET l.asks = [ask IN l.asks WHERE ask > datetime($since)] + datetime($at), l.number = l.number + 1, l.at = datetime($at), l.box = $box, l.language = $language,
        l.reference = $reference
      """;

  private static final String FORGET = "MATCH (l:LostLink {id: $id}) REMOVE l.box, l.reference";

  /** Those that somebody has erased have neither an address nor a link. */
  private static final String SENT = """
      MATCH (i:Initiative) WHERE i.senderEmail IS NOT NULL AND toLower(i.senderEmail) = $email AND i.secretHash IS NOT NULL
      RETURN i.id AS id, i.reference AS reference, i.title AS title, i.status AS status, i.secretHash AS hash
      ORDER BY i.date DESC, i.reference DESC LIMIT 500
      """;

  /** Not where its address was changed at the same moment. */
  private static final String KNOW = """
      UNWIND $links AS link
      MATCH (i:Initiative {id: link.id}) WHERE i.secretHash = link.first AND coalesce(i.mailedHash, '') <> link.mailed
      SET i.mailedHash = link.mailed
      """;

  private final Graph graph;

  LostLinkStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * What is kept of an address that was asked for.
   *
   * @param box the address, sealed; empty once the mail has left
   * @param number how many times it was asked for in all
   */
  record Kept(String id, String addressHash, Optional<String> box, String language, Optional<String> reference, List<Instant> times, int number) {
    /** How often since. */
    int asks(Instant since) {
      return (int) times.stream().filter(at -> at.isAfter(since)).count();
    }
  }

  /** @param since asks before are counted no more */
  record Asked(String addressHash, String id, String box, String language, Optional<String> reference, Instant at, Instant since) {}

  /** @param hash of the secret of its first link */
  record Sent(String id, String reference, String title, Status status, String hash) {}

  /**
   * A link that is sent again.
   *
   * @param first the hash of the first one
   * @param mailed its own hash
   */
  record Link(String id, String first, String mailed) {}

  Optional<Kept> ofAddress(String hash) {
    return graph.read(OF_ADDRESS, Map.of("key", hash)).stream().map(LostLinkStore::kept).findFirst();
  }

  Optional<Kept> byId(String id) {
    return graph.read(BY_ID, Map.of("key", id)).stream().map(LostLinkStore::kept).findFirst();
  }

  private static Kept kept(Record row) {
    return new Kept(row.get("id").asString(), row.get("addressHash").asString(), Optional.ofNullable(row.get("box").asString(null)), row.get("language").asString(),
        Optional.ofNullable(row.get("reference").asString(null)), row.get("asks").asList(value -> value.asZonedDateTime()).stream().map(ZonedDateTime::toInstant).toList(),
        row.get("number").asInt());
  }

  /** @param mail in the same transaction */
  void ask(Asked asked, Graph.Statement mail) {
    Map<String, Object> parameters = new HashMap<>(Map.of("hash", asked.addressHash(), "id", asked.id(), "box", asked.box(), "language", asked.language(), "at", asked.at().toString(),
        "since", asked.since().toString()));
    parameters.put("reference", asked.reference().orElse(null));
    graph.write(List.of(new Graph.Statement(ASK, parameters), mail));
  }

  static Graph.Statement forget(String id) {
    return new Graph.Statement(FORGET, Map.of("id", id));
  }

  /** @param email in lower case */
  List<Sent> sent(String email) {
    return graph.read(SENT, Map.of("email", email)).stream().map(row -> new Sent(row.get("id").asString(), row.get("reference").asString(), row.get("title").asString(),
        Status.of(row.get("status").asString()).orElseThrow(), row.get("hash").asString())).toList();
  }

  /** Lets these links lead to their cases from now on. */
  void know(List<Link> links) {
    graph.write(KNOW, Map.of("links", links.stream().map(link -> Map.of("id", link.id(), "first", link.first(), "mailed", link.mailed())).toList()));
  }
}
