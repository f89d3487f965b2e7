package se.malmo.meet.platform;

import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import ac.simons.neo4j.migrations.core.MigrationsException;

/** The ordered schema files of graph-schema/, applied once each to whatever graph we are on. */
public final class Schema {
  private Schema() {}

  /**
   * Brings the graph up to date.
   *
   * @throws StartFailure where a file that was applied has been changed since, or cannot be applied
   */
  public static void apply(Graph graph) {
    MigrationsConfig config = MigrationsConfig.builder().withLocationsToScan("classpath:graph-schema").build();
    try {
      new Migrations(config, graph.driver()).apply();
    } catch (MigrationsException e) {
      throw new StartFailure("The graph's schema cannot be brought up to date: " + e.getMessage(),
          "Use the program version that made this graph, or restore the schema file that was changed.", e);
    }
  }
}
