package se.malmo.meet.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.NotificationConfig;
import org.neo4j.driver.Record;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.async.AsyncSession;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

/**
 * The graph, always reached over Bolt: the same for the embedded database, a server and a cluster.
 *
 * <p>Waits without holding the thread: on a virtual-thread verticle other requests run meanwhile.
 */
public final class Graph implements AutoCloseable {
  /** No question to the graph may take longer; a person has then given up. */
  public static final Duration READ_LIMIT = Duration.ofSeconds(5);

  private static final Duration WRITE_LIMIT = Duration.ofSeconds(30);
  private static final TransactionConfig READING = TransactionConfig.builder().withTimeout(READ_LIMIT).build();
  private static final TransactionConfig WRITING = TransactionConfig.builder().withTimeout(WRITE_LIMIT).build();

  private final Driver driver;
  private final SessionConfig read;
  private final SessionConfig write;

  /** One Cypher statement with its parameters. */
  public record Statement(String cypher, Map<String, Object> parameters) {}

  /**
   * Connects and checks that somebody answers.
   *
   * @throws StartFailure where nobody answers, or the password is wrong
   */
  public Graph(Settings.GraphAddress address) {
    Config config = Config.builder()
        .withMaxConnectionPoolSize(64)
        .withConnectionAcquisitionTimeout(10, TimeUnit.SECONDS)
        .withConnectionTimeout(5, TimeUnit.SECONDS)
        .withMaxTransactionRetryTime(10, TimeUnit.SECONDS)
        .withNotificationConfig(NotificationConfig.disableAllConfig())
        .withTelemetryDisabled(true)
        .build();
    driver = driver(address, config);
    // One bookmark manager, so that in a cluster each read sees the writes acknowledged before it.
    SessionConfig.Builder sessions = SessionConfig.builder().withBookmarkManager(driver.executableQueryBookmarkManager());
    read = sessions.withDefaultAccessMode(AccessMode.READ).build();
    write = sessions.withDefaultAccessMode(AccessMode.WRITE).build();
    verify(address);
  }

  private static Driver driver(Settings.GraphAddress address, Config config) {
    try {
      return GraphDatabase.driver(address.uri(), AuthTokens.basic(address.user(), address.password()), config);
    } catch (IllegalArgumentException e) {
      throw new StartFailure("The address " + address + " cannot be used: " + e.getMessage() + ".",
          "Set MEET_NEO4J_URI to an address like bolt://host:7687 or neo4j://host:7687.", e);
    }
  }

  private void verify(Settings.GraphAddress address) {
    try {
      driver.verifyConnectivity();
    } catch (AuthenticationException e) {
      driver.close();
      throw new StartFailure("Neo4j at " + address + " refuses the user '" + address.user() + "' or its password.",
          "Set MEET_NEO4J_USER and MEET_NEO4J_PASSWORD to an account of that server.", e);
    } catch (ServiceUnavailableException e) {
      driver.close();
      throw new StartFailure("No Neo4j answers at " + address + ".",
          "Start it, or mend MEET_NEO4J_URI; without that variable the embedded graph is used.", e);
    }
  }

  /** Runs one reading statement; the statement itself bounds its rows. */
  public List<Record> read(String cypher, Map<String, Object> parameters) {
    AsyncSession session = driver.session(AsyncSession.class, read);
    return Awaiting.end(closing(session, session.runAsync(cypher, parameters, READING).thenCompose(cursor -> cursor.listAsync())));
  }

  /** Runs one writing statement in a transaction that is retried where the graph asks for it. */
  public List<Record> write(String cypher, Map<String, Object> parameters) {
    return write(List.of(new Statement(cypher, parameters)));
  }

  /** Runs statements in order in one transaction, all or none; answers the rows of the last. On disk when it returns. */
  public List<Record> write(List<Statement> statements) {
    AsyncSession session = driver.session(AsyncSession.class, write);
    return Awaiting.end(closing(session, session.executeWriteAsync(transaction -> {
      // Every writer passes the gate, so that whoever holds it alone knows that nobody writes.
      CompletionStage<List<Record>> rows = transaction.runAsync(OneMoment.PASS).thenCompose(cursor -> cursor.listAsync());
      for (Statement statement : statements) {
        rows = rows.thenCompose(before -> transaction.runAsync(statement.cypher(), statement.parameters()))
            .thenCompose(cursor -> cursor.listAsync());
      }
      return rows;
    }, WRITING)));
  }

  /** The driver, for the schema and for reading the whole. */
  Driver driver() {
    return driver;
  }

  @Override
  public void close() {
    driver.close();
  }

  private static <T> CompletionStage<T> closing(AsyncSession session, CompletionStage<T> work) {
    return work.handle((result, failure) -> session.closeAsync().<T>thenCompose(closed ->
            failure == null ? CompletableFuture.completedStage(result) : CompletableFuture.failedStage(failure)))
        .thenCompose(stage -> stage);
  }
}
