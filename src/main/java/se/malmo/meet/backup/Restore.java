package se.malmo.meet.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.OneMoment;
import se.malmo.meet.platform.Schema;
import se.malmo.meet.platform.StartFailure;

/** A backup written into an empty graph, and read again to see that it is the same. */
public final class Restore {
  /** Nodes carry their place in the backup until the relationships have found them. */
  private static final String NODES = "UNWIND $rows AS row CREATE (n:_Restored:$(row.labels)) SET n = row.properties SET n._restored = row.place";
  private static final String RELATIONSHIPS = """
      UNWIND $rows AS row
      MATCH (from:_Restored {_restored: row.from})
      MATCH (to:_Restored {_restored: row.to})
      CREATE (from)-[edge:$(row.type)]->(to)
      SET edge = row.properties
      """;
  private static final String FORGET_PLACES = "MATCH (n:_Restored) WITH n LIMIT 10000 REMOVE n:_Restored, n._restored RETURN count(*) AS n";
  private static final String BY_PLACE = "CREATE CONSTRAINT _restored FOR (n:_Restored) REQUIRE n._restored IS UNIQUE";
  private static final String BY_PLACE_NO_MORE = "DROP CONSTRAINT _restored";
  private static final Pattern SCHEMA = Pattern.compile("CREATE (CONSTRAINT|(RANGE |FULLTEXT |TEXT |POINT |VECTOR )?INDEX) `[^`]+` IF NOT EXISTS FOR [^;]+", Pattern.DOTALL);
  private static final String EMPTY = "MATCH (n) RETURN count(n) AS nodes";
  private static final int MOST_ROWS = 1_000;
  private static final int MOST_CHARACTERS = 4 << 20;
  private static final int LONGEST_VALUE = 1 << 30;

  private final Graph graph;
  private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST_VALUE).build()).build());

  /**
   * What came of it.
   *
   * @param version of the program that had made the backup
   * @param schema its newest schema file
   * @param isSecretTheSame whether the data folder's secret is the one that the backup was made beside; empty where either is not known
   */
  public record Result(long nodes, long relationships, String taken, String version, String schema, Optional<Boolean> isSecretTheSame) {}

  public Restore(Graph graph) {
    this.graph = graph;
  }

  /**
   * Checks all of it; needs no graph.
   *
   * @param progress told how many bytes have been read
   * @throws StartFailure names the part that is missing or spoilt
   */
  public static void check(Path file, Backup.Progress progress) {
    try (BackupFile backup = BackupFile.open(file)) {
      backup.check(done -> progress.at(done, backup.size()));
    }
  }

  /**
   * Writes all of it, then reads it back.
   *
   * @param file one that has been checked
   * @param secret of the data folder
   * @param progress told how many nodes and relationships have been written
   * @throws StartFailure where the graph is not empty, this program is older than the backup, or what it holds afterwards is not what the backup held
   */
  public Result write(Path file, Optional<byte[]> secret, Backup.Progress progress) {
    if (graph.read(EMPTY, Map.of()).getFirst().get("nodes").asLong() > 0) {
      throw new StartFailure("The graph is not empty, and a backup is restored into an empty one only.", "Name an empty folder, or an empty Neo4j; nothing has been written.");
    }
    try (BackupFile backup = BackupFile.open(file)) {
      Manifest manifest = backup.what();
      String newest = Schema.newest(graph);
      if (manifest.schema().compareTo(newest) > 0) {
        throw new StartFailure("The backup " + file + " was made by version " + manifest.program() + " with the schema " + manifest.schema() + "; this program knows " + newest + ".",
            "Restore it with that version or a newer one; nothing has been written.");
      }
      long size = manifest.nodes() + manifest.relationships();
      Schema.run(graph, List.of(BY_PLACE));
      long[] place = {0};
      long nodes = batches(backup, WholeGraph.NODES, NODES, line -> node(line, place[0]++), 0, size, progress);
      batches(backup, WholeGraph.RELATIONSHIPS, RELATIONSHIPS, this::relationship, nodes, size, progress);
      forgetPlaces();
      schema(backup);
      compare(manifest);
      return new Result(manifest.nodes(), manifest.relationships(), manifest.taken(), manifest.program(), manifest.schema(),
          secret.filter(known -> !manifest.secret().isEmpty()).map(known -> Backup.mark(known).equals(manifest.secret())));
    }
  }

  /** Writes the lines of a kind, a bounded heap of them in each transaction; answers how many are done. */
  private long batches(BackupFile backup, String kind, String cypher, Function<JsonNode, Value> row, long before, long size, Backup.Progress progress) {
    List<Value> rows = new ArrayList<>();
    long[] state = {before, 0};
    Runnable write = () -> {
      graph.write(cypher, Map.of("rows", rows));
      state[0] += rows.size();
      state[1] = 0;
      rows.clear();
      progress.at(state[0], size);
    };
    backup.lines(kind, line -> {
      rows.add(row.apply(parsed(line)));
      state[1] += line.length();
      if (rows.size() >= MOST_ROWS || state[1] >= MOST_CHARACTERS) write.run();
    });
    if (!rows.isEmpty()) write.run();
    return state[0];
  }

  private JsonNode parsed(String line) {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException("A line of a checked part is no JSON", e);
    }
  }

  private Value node(JsonNode line, long place) {
    List<String> labels = new ArrayList<>();
    line.path("labels").forEach(label -> labels.add(label.textValue()));
    return Values.value(Map.of("place", Values.value(place), "labels", Values.value(labels), "properties", PropertyJson.read(line.path("properties"))));
  }

  private Value relationship(JsonNode line) {
    Map<String, Value> row = new LinkedHashMap<>();
    row.put("from", Values.value(line.path(0).longValue()));
    row.put("to", Values.value(line.path(1).longValue()));
    row.put("type", Values.value(line.path(2).path("type").textValue()));
    row.put("properties", PropertyJson.read(line.path(2).path("properties")));
    return Values.value(row);
  }

  private void forgetPlaces() {
    while (graph.write(FORGET_PLACES, Map.of()).getFirst().get("n").asLong() > 0) {
      // The next ones.
    }
    Schema.run(graph, List.of(BY_PLACE_NO_MORE));
  }

  /** Constraints and indexes last: one index filled at once is quicker than one that grows with each node. */
  private void schema(BackupFile backup) {
    List<String> statements = new ArrayList<>();
    // Looking into the schema's files has made one of the constraints already.
    backup.lines(WholeGraph.SCHEMA, line -> statements.add(parsed(line).textValue().replaceFirst("` FOR ", "` IF NOT EXISTS FOR ")));
    statements.stream().filter(statement -> !SCHEMA.matcher(statement).matches()).findFirst().ifPresent(statement -> {
      throw new StartFailure("The backup's schema has a statement that makes neither a constraint nor an index: " + statement, "Use another backup.");
    });
    Schema.run(graph, statements);
  }

  private void compare(Manifest manifest) {
    WholeGraph.Counted counted = new OneMoment(graph).read(Duration.ofMinutes(1), reader -> WholeGraph.read(reader, (kind, line) -> {}, done -> {})).what();
    if (counted.nodes() != manifest.nodes() || counted.relationships() != manifest.relationships() || !counted.fingerprint().equals(manifest.fingerprint())) {
      throw new StartFailure("What was restored, read again, is not what the backup held: " + counted.nodes() + " nodes and " + counted.relationships() + " relationships instead of "
          + manifest.nodes() + " and " + manifest.relationships() + ", or their content differs.", "Do not use this graph; tell the makers.");
    }
  }
}
