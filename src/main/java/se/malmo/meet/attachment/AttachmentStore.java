package se.malmo.meet.attachment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.attachment.Attachments.Listed;
import se.malmo.meet.attachment.Attachments.Whole;
import se.malmo.meet.platform.Graph;

/** Files in the graph, each a node without edges, so that a backup of the graph has them and nothing else reaches them; Waiting until handed in. */
final class AttachmentStore {
  private static final String SAVE = """
      MERGE (a:Attachment {key: $key})
      ON CREATE SET a:Waiting, a.name = $name, a.type = $type, a.size = $size, a.content = $content, a.client = $client, a.at = datetime($at)
      """;

  private static final String WAITING = "MATCH (a:Attachment {key: $key}) WHERE a:Waiting RETURN a {.key, .name, .type, .size} AS a";

  private static final String HOW_MANY_WAIT = "MATCH (a:Waiting) RETURN count(a) AS n";

  private static final String WAITING_OF = "MATCH (a:Waiting) WHERE a.client = $client RETURN count(a) AS n";

  private static final String PURGE_OF = "MATCH (a:Waiting) WHERE a.client = $client AND a.at < datetime($before) DELETE a";

  private static final String DROP_OLDEST_OF_MOST = """
      MATCH (a:Waiting) WITH a.client AS client, count(*) AS n WHERE n > $few
      WITH client, n ORDER BY n DESC LIMIT 1
      MATCH (a:Waiting) WHERE a.client = client
      WITH a ORDER BY a.at LIMIT 1
      DELETE a
      RETURN count(*) AS n
      """;

  private static final String COUNT = "MATCH (a:Attachment) WHERE a.key IN $keys RETURN count(a) AS n";

  private static final String HAND_IN = """
      MATCH (i:Initiative {id: $initiative})
      UNWIND $keys AS key
      MATCH (a:Attachment {key: key}) WHERE a:Waiting
      SET a.initiative = i.id
      REMOVE a:Waiting, a.client
      """;

  private static final String OF_INITIATIVE = "MATCH (a:Attachment {initiative: $initiative}) RETURN a {.key, .name, .type, .size} AS a ORDER BY a.name LIMIT 20";

  private static final String CONTENT = """
      MATCH (a:Attachment {key: $key, initiative: $initiative}) RETURN a {.key, .name, .type, .size} AS a, a.content AS content
      """;

  private static final String PURGE = """
      MATCH (a:Waiting) WHERE a.at < datetime($before)
      WITH a LIMIT 1000
      DELETE a
      RETURN count(*) AS n
      """;

  private final Graph graph;

  AttachmentStore(Graph graph) {
    this.graph = graph;
  }

  void save(Listed file, String key, byte[] content, String client, Instant at) {
    graph.write(SAVE, Map.of("key", key, "name", file.name(), "type", file.type(), "size", file.size(), "content", content, "client", client, "at", at.toString()));
  }

  Optional<Listed> waiting(String key) {
    return graph.read(WAITING, Map.of("key", key)).stream().map(AttachmentStore::listed).findFirst();
  }

  long waiting() {
    return graph.read(HOW_MANY_WAIT, Map.of()).getFirst().get("n").asLong();
  }

  long waitingOf(String client) {
    return graph.read(WAITING_OF, Map.of("client", client)).getFirst().get("n").asLong();
  }

  void purgeOf(String client, Instant before) {
    graph.write(PURGE_OF, Map.of("client", client, "before", before.toString()));
  }

  /** Whether there was somebody with more than a few. */
  boolean dropOldestOfMost(int few) {
    return graph.write(DROP_OLDEST_OF_MOST, Map.of("few", few)).stream().anyMatch(row -> row.get("n").asLong() > 0);
  }

  long count(List<String> keys) {
    return graph.read(COUNT, Map.of("keys", keys)).getFirst().get("n").asLong();
  }

  static Graph.Statement handIn(String initiative, List<String> keys) {
    return new Graph.Statement(HAND_IN, Map.of("initiative", initiative, "keys", keys));
  }

  List<Listed> of(String initiative) {
    return graph.read(OF_INITIATIVE, Map.of("initiative", initiative)).stream().map(AttachmentStore::listed).toList();
  }

  Optional<Whole> content(String initiative, String key) {
    return graph.read(CONTENT, Map.of("initiative", initiative, "key", key)).stream().map(row -> new Whole(listed(row), row.get("content").asByteArray()))
        .findFirst();
  }

  int purge(Instant before) {
    return graph.write(PURGE, Map.of("before", before.toString())).getFirst().get("n").asInt();
  }

  private static Listed listed(Record row) {
    Value a = row.get("a");
    return new Listed(a.get("key").asString(), a.get("name").asString(), a.get("type").asString(), a.get("size").asLong());
  }
}
