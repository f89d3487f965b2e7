package se.malmo.meet.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
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
  /** For a connection, where all are in use; beside the limits above. */
  private static final Duration CONNECTION_LIMIT = Duration.ofSeconds(5);
  /** How long the watch waits for an answer to its question. */
  private static final Duration SILENCE = Duration.ofSeconds(3);
  private static final int CONNECTIONS = 64;
  private static final Timer READS = timer("read");
  private static final Timer WRITES = timer("write");
  private static final TransactionConfig READING = TransactionConfig.builder().withTimeout(READ_LIMIT).build();
  private static final TransactionConfig WRITING = TransactionConfig.builder().withTimeout(WRITE_LIMIT).build();

  private final Driver driver;
  /** Asks for nothing but whether somebody answers; a full pool of the other's says nothing about that. */
  private final Driver asking;
  private final GraphWatch watch;
  private final SessionConfig read;
  private final SessionConfig write;
  private volatile boolean isPatient;

  /** Nobody answers where the graph should be, or not in time. What was to be written may have been. */
  public static final class Away extends RuntimeException {
    private static final long serialVersionUID = 1;

    Away(String how, Throwable cause) {
      super("The graph " + how, cause, false, false);
    }
  }

  /** One Cypher statement with its parameters. */
  public record Statement(String cypher, Map<String, Object> parameters) {}

  /**
   * Connects and checks that somebody answers.
   *
   * @throws StartFailure where nobody answers, or the password is wrong
   */
  public Graph(Settings.GraphAddress address) {
    driver = driver(address, config().withMaxConnectionPoolSize(CONNECTIONS).build());
    asking = driver(address, config().withMaxConnectionPoolSize(2).withEventLoopThreads(1).build());
    watch = new GraphWatch(() -> {
      AsyncSession session = asking.session(AsyncSession.class);
      return closing(session, session.runAsync("RETURN 1").thenCompose(cursor -> cursor.consumeAsync()));
    }, SILENCE);
    // One bookmark manager, so that in a cluster each read sees the writes acknowledged before it.
    SessionConfig.Builder sessions = SessionConfig.builder().withBookmarkManager(driver.executableQueryBookmarkManager());
    read = sessions.withDefaultAccessMode(AccessMode.READ).build();
    write = sessions.withDefaultAccessMode(AccessMode.WRITE).build();
    verify(address);
  }

  private static Config.ConfigBuilder config() {
    return Config.builder()
        .withConnectionAcquisitionTimeout(CONNECTION_LIMIT.toSeconds(), TimeUnit.SECONDS)
        .withConnectionTimeout(3, TimeUnit.SECONDS)
        // A connection that has long lain still may have been cut by what stands between.
        .withConnectionLivenessCheckTimeout(1, TimeUnit.MINUTES)
        .withMaxTransactionRetryTime(10, TimeUnit.SECONDS)
        .withNotificationConfig(NotificationConfig.disableAllConfig())
        .withTelemetryDisabled(true);
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
      close();
      throw new StartFailure("Neo4j at " + address + " refuses the user '" + address.user() + "' or its password.",
          "Set MEET_NEO4J_USER and MEET_NEO4J_PASSWORD to an account of that server.", e);
    } catch (ServiceUnavailableException e) {
      close();
      throw new StartFailure("No Neo4j answers at " + address + ".",
          "Start it, or mend MEET_NEO4J_URI; without that variable the embedded graph is used.", e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Does what no person waits for yet. A program that begins on a busy machine plans its first questions slowly, so meanwhile each may take as long as a
   * writing does.
   */
  public <T> T patiently(Supplier<T> work) {
    isPatient = true;
    try {
      return work.get();
    } finally {
      isPatient = false;
    }
  }

  /** Runs one reading statement; the statement itself bounds its rows. */
  public List<Record> read(String cypher, Map<String, Object> parameters) {
    boolean waits = isPatient;
    return answer("read", READS, waits ? WRITE_LIMIT : READ_LIMIT, () -> {
      AsyncSession session = driver.session(AsyncSession.class, read);
      return closing(session, session.runAsync(cypher, parameters, waits ? WRITING : READING).thenCompose(cursor -> cursor.listAsync()));
    });
  }

  /** Runs one writing statement in a transaction that is retried where the graph asks for it. */
  public List<Record> write(String cypher, Map<String, Object> parameters) {
    return write(List.of(new Statement(cypher, parameters)));
  }

  /** Runs statements in order in one transaction, all or none; answers the rows of the last. On disk when it returns. */
  public List<Record> write(List<Statement> statements) {
    return answer("write", WRITES, WRITE_LIMIT, () -> {
      AsyncSession session = driver.session(AsyncSession.class, write);
      return closing(session, session.executeWriteAsync(transaction -> {
        // Every writer passes the gate, so that whoever holds it alone knows that nobody writes.
        CompletionStage<List<Record>> rows = transaction.runAsync(OneMoment.PASS).thenCompose(cursor -> cursor.listAsync());
        for (Statement statement : statements) {
          rows = rows.thenCompose(before -> transaction.runAsync(statement.cypher(), statement.parameters()))
              .thenCompose(cursor -> cursor.listAsync());
        }
        return rows;
      }, WRITING));
    });
  }

  private List<Record> answer(String kind, Timer timer, Duration limit, Supplier<CompletionStage<List<Record>>> work) {
    return Tracing.asking("graph " + kind, () -> measured(timer, limit, work));
  }

  private List<Record> measured(Timer timer, Duration limit, Supplier<CompletionStage<List<Record>>> work) {
    long start = System.nanoTime();
    try {
      return Awaiting.end(watch.waitFor(work, limit.plus(CONNECTION_LIMIT)));
    } catch (Away e) {
      failed("away").increment();
      throw e;
    } catch (Neo4jException e) {
      failed(String.valueOf(e.code()).contains("TransactionTimedOut") ? "timeout" : e instanceof RetryableException ? "again" : "other").increment();
      throw e;
    } finally {
      timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }

  private static Counter failed(String reason) {
    return Counter.builder("meet.graph.failures").description("Questions to the graph without an answer").tag("reason", reason).register(Metrics.globalRegistry);
  }

  private static Timer timer(String kind) {
    return Timer.builder("meet.graph").description("How long the graph takes, with the wait for a connection").tag("kind", kind)
        .serviceLevelObjectives(Stream.of(1, 5, 10, 25, 50, 100, 250, 1_000, 5_000).map(Duration::ofMillis).toArray(Duration[]::new)).register(Metrics.globalRegistry);
  }

  /** Begins to look whether the graph answers, until closed. */
  public void watch() {
    watch.begin();
  }

  /** Whether it answers, as far as one knows. */
  public boolean isThere() {
    return !watch.isAway();
  }

  /** The driver, for the schema and for reading the whole. */
  Driver driver() {
    return driver;
  }

  @Override
  public void close() {
    watch.close();
    asking.close();
    driver.close();
  }

  private static <T> CompletionStage<T> closing(AsyncSession session, CompletionStage<T> work) {
    return work.handle((result, failure) -> session.closeAsync().<T>thenCompose(closed ->
            failure == null ? CompletableFuture.completedStage(result) : CompletableFuture.failedStage(failure)))
        .thenCompose(stage -> stage);
  }
}
