package se.malmo.meet.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

  private final DatabaseManagementService service;
  private final Settings.OutsideGraph address;

  private EmbeddedGraph(DatabaseManagementService service, Settings.OutsideGraph address) {
    this.service = service;
    this.address = address;
  }

  /**
   * Opens the graph in a folder, making it where it is new.
   *
   * @param password what the driver must give; set anew at each opening
   * @throws StartFailure where the folder cannot be used
   */
  public static EmbeddedGraph open(Path folder, String password) {
    try {
      DatabaseManagementService service = new DatabaseManagementServiceBuilder(folder)
          .setConfig(BoltConnector.enabled, true)
          .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
          .setConfig(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", 0))
          .setConfig(BoltConnector.encryption_level, BoltConnector.EncryptionLevel.DISABLED)
          .setConfig(GraphDatabaseSettings.auth_enabled, true)
          .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(256))
          .setConfig(GraphDatabaseSettings.transaction_timeout, Duration.ofSeconds(LONGEST_TRANSACTION_SECONDS))
          // Query logs would hold what people wrote.
          .setConfig(GraphDatabaseSettings.log_queries, GraphDatabaseSettings.LogQueryLevel.OFF)
          .setConfig(GraphDatabaseSettings.log_queries_parameter_logging_enabled, false)
          .setConfig(GraphDatabaseSettings.udc_enabled, false)
          .setUserLogProvider(NullLogProvider.getInstance())
          .build();
      setPassword(service, password);
      GraphDatabaseAPI database = (GraphDatabaseAPI) service.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
      int port = database.getDependencyResolver().resolveDependency(ConnectorPortRegister.class)
          .getLocalAddress(ConnectorType.BOLT).getPort();
      return new EmbeddedGraph(service, new Settings.OutsideGraph(URI.create("bolt://127.0.0.1:" + port), USER, password));
    } catch (RuntimeException e) {
      throw new StartFailure("The graph in " + folder + " cannot be opened: " + deepest(e) + ".",
          "See that the folder can be written and has free space and that no other process uses it; the graph's own log is in "
              + folder.resolve("logs") + ".", e);
    }
  }

  /** Where the driver finds this graph. */
  public Settings.OutsideGraph address() {
    return address;
  }

  @Override
  public void close() {
    service.shutdown();
  }

  private static void setPassword(DatabaseManagementService service, String password) {
    service.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME).executeTransactionally(
        "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
  }

  private static String deepest(Throwable e) {
    return e.getCause() == null ? e.getMessage() : deepest(e.getCause());
  }
}
