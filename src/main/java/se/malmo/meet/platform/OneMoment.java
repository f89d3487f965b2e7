package se.malmo.meet.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Bookmark;
import org.neo4j.driver.Driver;
import org.neo4j.driver.QueryRunner;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;

/**
 * Reads of any length that see the graph as it was at one moment, though it is read committed and others write.
 *
 * <p>Every writing transaction of ours holds {@link #PASS the gate} shared until it ends; whoever has it alone knows that none of them is under way. So: with the
 * gate alone for an instant the graph's own place in its row of transactions is noted (its bookmark), all is read, and the place is looked at in the same way again.
 * The same place says that nothing was committed meanwhile, by anybody. Where something was, it is read once more with the gate held alone all the while: writers
 * wait, readers do not notice. A transaction of a stranger that does not pass the gate is told of by the place.
 */
public final class OneMoment {
  /** Passes the gate: finds one node by its unique key, which holds that key's lock shared until the transaction ends, and writes nothing. */
  static final String PASS = "MERGE (:WriteGate {id: 'gate'})";

  /** Takes that lock alone: a key that this transaction has freed is looked for again under an exclusive lock. Taken back in the end, so nothing changes. */
  private static final String TAKE = "MATCH (gate:WriteGate {id: 'gate'}) DELETE gate";

  /** Anything that reads: the bookmark that the graph gives for it names the last transaction that it has applied. */
  private static final String ANYTHING = "RETURN 1";
  /** Of the one who writes, where there are several: the others may lag. */
  private static final SessionConfig SESSION = SessionConfig.builder().withDefaultAccessMode(AccessMode.WRITE).build();
  private static final Duration ENTRY = Duration.ofSeconds(10);

  private final Driver driver;

  /** Runs a reading statement and hands on its rows, few at a time. */
  @FunctionalInterface
  public interface Reader {
    void each(String cypher, Map<String, Object> parameters, Consumer<Record> row);
  }

  /**
   * What was read, and how.
   *
   * @param at when the moment was
   * @param paused how long writers had to wait; zero where nobody wrote anyway
   */
  public record Seen<T>(T what, Instant at, Duration paused) {}

  public OneMoment(Graph graph) {
    driver = graph.driver();
  }

  /**
   * Reads at one moment.
   *
   * @param longestPause how long writers may be held where they would not stop by themselves; a writer gives up after half a minute
   * @param reading asked once or, where somebody wrote meanwhile, a second time, to begin anew
   * @throws StartFailure where it takes longer than that, or a stranger writes past the gate
   */
  public <T> Seen<T> read(Duration longestPause, Function<Reader, T> reading) {
    try {
      Seen<Optional<T>> free = unpaused(reading);
      if (free.what().isPresent()) return new Seen<>(free.what().get(), free.at(), Duration.ZERO);
      return paused(longestPause, reading);
    } catch (Neo4jException e) {
      if (!(e instanceof RetryableException) && !String.valueOf(e.code()).contains("TransactionTimedOut")) throw e;
      throw new StartFailure("To read the whole graph took longer than writers may be held, " + longestPause.toSeconds() + " seconds.",
          "Try at a time when nobody writes, allow more with --longest-pause, or stop the server meanwhile.", e);
    }
  }

  private <T> Seen<Optional<T>> unpaused(Function<Reader, T> reading) {
    String before = placeWithoutWriters();
    Instant at = Instant.now();
    T result;
    try (Session session = driver.session(SESSION)) {
      result = reading.apply((cypher, parameters, row) -> rows(session, cypher, parameters, row));
    }
    return new Seen<>(placeWithoutWriters().equals(before) ? Optional.of(result) : Optional.empty(), at, Duration.ZERO);
  }

  private <T> Seen<T> paused(Duration longest, Function<Reader, T> reading) {
    try (Session session = driver.session(SESSION); Transaction alone = alone(session, longest)) {
      long began = System.nanoTime();
      String before = place();
      Instant at = Instant.now();
      T result = reading.apply((cypher, parameters, row) -> rows(alone, cypher, parameters, row));
      String after = place();
      alone.rollback();
      if (!after.equals(before)) {
        throw new StartFailure("Another program wrote to the graph past ours while it was read, so there is no picture of one moment.",
            "End that program's writing meanwhile, and try again.");
      }
      return new Seen<>(result, at, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private String placeWithoutWriters() {
    try (Session session = driver.session(SESSION); Transaction alone = alone(session, ENTRY)) {
      String place = place();
      alone.rollback();
      return place;
    }
  }

  /** A transaction that has the gate alone; waits for those that are under way. */
  private static Transaction alone(Session session, Duration longest) {
    Transaction transaction = session.beginTransaction(TransactionConfig.builder().withTimeout(longest).build());
    try {
      transaction.run(TAKE).consume();
      transaction.run(PASS).consume();
      return transaction;
    } catch (RuntimeException e) {
      transaction.close();
      throw e;
    }
  }

  private String place() {
    try (Session session = driver.session(SESSION)) {
      session.run(ANYTHING).consume();
      return session.lastBookmarks().stream().map(Bookmark::value).sorted().reduce("", String::concat);
    }
  }

  private static void rows(QueryRunner runner, String cypher, Map<String, Object> parameters, Consumer<Record> row) {
    runner.run(cypher, parameters).forEachRemaining(row);
  }
}
