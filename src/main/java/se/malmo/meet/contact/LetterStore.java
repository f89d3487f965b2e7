package se.malmo.meet.contact;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import se.malmo.meet.contact.Letter.Received;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;

/** Letters in the graph, on the server's own side: never searched, matched, fed or shown to the public. */
public final class LetterStore {
  /** The same form sent twice with the same words is one letter. */
  private static final String KEEP = """
      MERGE (l:Letter {key: $key})
      ON CREATE SET l += $properties, l.at = datetime($at)
      """;

  /** Of two that send the same form at once only one made the letter. */
  private static final String FIRST_TIME = "MATCH (l:Letter {id: $id}) WITH l ";

  private static final String BY_SECRET = """
      MATCH (l:Letter {secretHash: $hash})
      RETURN l.reference AS reference, l.topic AS topic, l.text AS text, l.about AS about, l.reply IS NOT NULL AS wantsReply, l.at AS at
      """;

  private static final String SINCE = "MATCH (l:Letter) WHERE l.at > datetime($since) RETURN count(l) AS n";

  private static final String PAGE = """
      MATCH (l:Letter) RETURN l.reference AS reference, l.topic AS topic, l.text AS text, l.about AS about, l.reply AS reply, l.at AS at
      ORDER BY at DESC, reference SKIP $skip LIMIT $limit
      """;

  private final Graph graph;

  public LetterStore(Graph graph) {
    this.graph = graph;
  }

  /** One to be kept. */
  record Arrival(String id, String key, String secretHash, String reference, Letter letter, Instant at) {}

  /** One as those who answer it read it. */
  record Kept(String reference, String topic, String text, String about, String reply, String at) {}

  void keep(Arrival arrival) {
    Letter letter = arrival.letter();
    Map<String, Object> properties = new HashMap<>(Map.of("id", arrival.id(), "secretHash", arrival.secretHash(), "reference", arrival.reference(), "topic",
        letter.topic().code(), "text", letter.text()));
    letter.about().ifPresent(about -> properties.put("about", about));
    letter.reply().ifPresent(reply -> properties.put("reply", reply));
    graph.write(List.of(new Graph.Statement(KEEP, Map.of("key", arrival.key(), "at", arrival.at().toString(), "properties", properties)),
        EventLog.appendWhere(FIRST_TIME, Map.of("id", arrival.id()), arrival.at(), List.of(new EventLog.Happening("letter.received", arrival.id(), "writer")))));
  }

  Optional<Received> bySecretHash(String hash) {
    return graph.read(BY_SECRET, Map.of("hash", hash)).stream().map(row -> new Received(row.get("reference").asString(),
        Topic.of(row.get("topic").asString()).orElse(Topic.OTHER), row.get("text").asString(), Optional.ofNullable(row.get("about").asString(null)),
        row.get("wantsReply").asBoolean(), row.get("at").asZonedDateTime().toInstant())).findFirst();
  }

  long since(Instant since) {
    return graph.read(SINCE, Map.of("since", since.toString())).getFirst().get("n").asLong();
  }

  List<Kept> page(int skip, int limit) {
    return graph.read(PAGE, Map.of("skip", skip, "limit", limit)).stream().map(LetterStore::kept).toList();
  }

  private static Kept kept(Record row) {
    return new Kept(row.get("reference").asString(), row.get("topic").asString(), row.get("text").asString(), row.get("about").asString(null),
        row.get("reply").asString(null), row.get("at").asZonedDateTime().toInstant().toString());
  }
}
