package se.malmo.meet.platform;

import ac.simons.neo4j.migrations.core.MigrationChain;
import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import ac.simons.neo4j.migrations.core.MigrationsException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Session;

/** The ordered schema files of graph-schema/, applied once each to whatever graph we are on. */
public final class Schema {
  private static final String FOLDER = "classpath:graph-schema";
  private static final Duration INDEXES_FILLED = Duration.ofMinutes(10);

  private Schema() {}

  /**
   * Brings the graph up to date.
   *
   * @throws StartFailure where a file that was applied has been changed since, or cannot be applied
   */
  public static void apply(Graph graph) {
    apply(graph, config());
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
    return MigrationsConfig.builder().withLocationsToScan(FOLDER).withOutOfOrderAllowed(true);
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
