package se.malmo.meet.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.logging.NullLogProvider;

/** Neo4j in this process, reachable over Bolt on a loopback port with a password of its own. */
public final class EmbeddedGraph implements AutoCloseable {
  private static final String USER = "neo4j";
  private static final int LONGEST_TRANSACTION_SECONDS = 120;
  private static final Duration REPLANNED = Duration.ofSeconds(10);

  private final DatabaseManagementService service;
  private final Settings.GraphAddress address;
  private final Commits commits = Commits.heard();

  private EmbeddedGraph(DatabaseManagementService service, Settings.GraphAddress address) {
    this.service = service;
    this.address = address;
    service.registerTransactionEventListener(GraphDatabaseSettings.DEFAULT_DATABASE_NAME, new CommitListener(commits));
  }

  /**
   * Opens the graph in a folder, making it where it is new.
   *
   * @param password what the driver must give from now on, where the folder is new; one that has a password keeps it
   * @throws StartFailure where the folder cannot be used
   */
  public static EmbeddedGraph open(Path folder, String password) {
    return open(folder, password, REPLANNED);
  }

  /**
   * The same.
   *
   * @param replanned a query whose counts have changed is planned anew at the earliest so long after the last time
   */
  public static EmbeddedGraph open(Path folder, String password, Duration replanned) {
    try {
      DatabaseManagementService service = new DatabaseManagementServiceBuilder(folder)
          .setConfig(BoltConnector.enabled, true)
          .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
          .setConfig(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", 0))
          .setConfig(BoltConnector.encryption_level, BoltConnector.EncryptionLevel.DISABLED)
          .setConfig(GraphDatabaseSettings.auth_enabled, true)
          .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(256))
          .setConfig(GraphDatabaseSettings.transaction_timeout, Duration.ofSeconds(LONGEST_TRANSACTION_SECONDS))
          .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, replanned)
          // A plan serves lists of all lengths: to plan anew for each takes longer than the statement.
          .setConfig(GraphDatabaseInternalSettings.cypher_size_hint_parameters, false)
          // Query logs would hold what people wrote.
          .setConfig(GraphDatabaseSettings.log_queries, GraphDatabaseSettings.LogQueryLevel.OFF)
          .setConfig(GraphDatabaseSettings.log_queries_parameter_logging_enabled, false)
          .setConfig(GraphDatabaseSettings.udc_enabled, false)
          // Our own driver is closed before; nobody else's goodbye is waited for.
          .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, Duration.ZERO)
          .setUserLogProvider(NullLogProvider.getInstance())
          .build();
      String known = password(service, folder.resolve("password"), password);
      GraphDatabaseAPI database = (GraphDatabaseAPI) service.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
      int port = database.getDependencyResolver().resolveDependency(ConnectorPortRegister.class)
          .getLocalAddress(ConnectorType.BOLT).getPort();
      return new EmbeddedGraph(service, new Settings.GraphAddress(URI.create("bolt://127.0.0.1:" + port), USER, known));
    } catch (RuntimeException e) {
      throw new StartFailure("The graph in " + folder + " cannot be opened: " + deepest(e) + ".",
          "See that the folder can be written and has free space and that no other process uses it; the graph's own log is in "
              + folder.resolve("logs") + ".", e);
    }
  }

  /** Where the driver finds this graph. */
  public Settings.GraphAddress address() {
    return address;
  }

  /** The graph itself, without a driver between. */
  GraphDatabaseAPI database() {
    return (GraphDatabaseAPI) service.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
  }

  /** What commits touch, from now on. */
  public Commits commits() {
    return commits;
  }

  @Override
  public void close() {
    service.shutdown();
  }

  /** Set once and kept beside the graph: to set it at each opening would cost a second of every start. */
  private static String password(DatabaseManagementService service, Path file, String ifNew) {
    try {
      if (Files.isRegularFile(file)) return Files.readString(file);
      service.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME).executeTransactionally(
          "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", ifNew));
      DataFolder.writePrivately(file, ifNew.getBytes(StandardCharsets.UTF_8));
      return ifNew;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String deepest(Throwable e) {
    return e.getCause() == null ? e.getMessage() : deepest(e.getCause());
  }
}
