package se.malmo.meet.platform;

import ac.simons.neo4j.migrations.core.MigrationChain;
import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import ac.simons.neo4j.migrations.core.MigrationsException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.driver.Session;

/** The ordered schema files of graph-schema/, applied once each to whatever graph we are on. */
public final class Schema {
  private static final String FOLDER = "graph-schema";
  private static final String KNOWN = "MATCH (m:__Neo4jMigration {version: 'BASELINE', files: $files}) RETURN m.files AS files";
  private static final String NOW_KNOWN = "MATCH (m:__Neo4jMigration {version: 'BASELINE'}) SET m.files = $files";
  private static final Duration INDEXES_FILLED = Duration.ofMinutes(10);

  private Schema() {}

  /**
   * Brings the graph up to date. One that has taken in these very files is left alone: to find out file by file takes seconds of each start.
   *
   * @throws StartFailure where a file that was applied has been changed since, or cannot be applied
   */
  public static void apply(Graph graph) {
    Map<String, Object> files = Map.of("files", hash());
    if (!graph.read(KNOWN, files).isEmpty()) return;
    apply(graph, config());
    graph.write(NOW_KNOWN, files);
  }

  /** Of all schema files, their names and what they say. */
  private static String hash() {
    try {
      URI folder = Schema.class.getResource("/" + FOLDER).toURI();
      if (!folder.getScheme().equals("jar")) return hash(Path.of(folder));
      try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(folder.getSchemeSpecificPart().replaceFirst("!.*", ""))))) {
        return hash(jar.getPath(FOLDER));
      }
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted(Comparator.comparing(one -> one.getFileName().toString())).toList()) all.append(file.getFileName()).append('\n').append(Files.readString(file));
    }
    return Hash.sha256(all.toString());
  }

  /** Brings an empty graph to where it was with an earlier schema file, such as "013". */
  static void applyUpTo(Graph graph, String version) {
    apply(graph, config().withTarget(version));
  }

  private static void apply(Graph graph, MigrationsConfig.Builder config) {
    try {
      new Migrations(config.build(), graph.driver()).apply();
    } catch (MigrationsException e) {
      throw new StartFailure("The graph's schema cannot be brought up to date: " + e.getMessage(),
          "Use the program version that made this graph, or restore the schema file that was changed.", e);
    }
  }

  /** Several write files at once and their numbers have gaps: a graph may have a later one already when an earlier one comes. */
  private static MigrationsConfig.Builder config() {
    return MigrationsConfig.builder().withLocationsToScan("classpath:" + FOLDER).withOutOfOrderAllowed(true);
  }

  /** The number of the newest schema file that this program has, such as "029". */
  public static String newest(Graph graph) {
    return new Migrations(config().build(), graph.driver()).info(MigrationChain.ChainBuilderMode.LOCAL).getElements().stream()
        .map(MigrationChain.Element::getVersion).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Runs statements that make or drop constraints and indexes, each for itself, and waits until all indexes are filled. */
  public static void run(Graph graph, List<String> statements) {
    try (Session session = graph.driver().session()) {
      statements.forEach(statement -> session.run(statement).consume());
      session.run("CALL db.awaitIndexes($seconds)", Map.of("seconds", INDEXES_FILLED.toSeconds())).consume();
    }
  }
}
