package se.malmo.meet.platform;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

/** Begins on a graph that may still be starting, or be slow: tries again until it answers or patience is at its end. */
public final class Insisting {
  private static final Logger LOG = LogManager.getLogger();
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private Insisting() {}

  /**
   * Does what needs the graph; again, from its beginning, where the graph was not there for it.
   *
   * @param patience after so long it is tried no more; zero tries once
   * @param work leaves nothing open where it fails
   * @throws StartFailure where the graph was not there all that time
   */
  public static <T> T until(Duration patience, Supplier<T> work) {
    return until(patience, BETWEEN, work);
  }

  static <T> T until(Duration patience, Duration between, Supplier<T> work) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (!isOfTheGraph(e)) throw e;
        if (System.nanoTime() + between.toNanos() >= end) throw given(e);
        LOG.warn("{}; trying again for another {} s", fault(e), Duration.ofNanos(end - System.nanoTime()).toSeconds());
        LockSupport.parkNanos(between.toNanos());
      }
    }
  }

  private static boolean isOfTheGraph(Throwable e) {
    return switch (e) {
      case Graph.Away away -> true;
      case StartFailure failure -> failure.getCause() instanceof ServiceUnavailableException;
      // All connections are in use, which the driver tells by words alone.
      case ClientException client when String.valueOf(client.getMessage()).startsWith("Unable to acquire connection") -> true;
      case Neo4jException neo4j -> neo4j instanceof RetryableException || String.valueOf(neo4j.code()).contains("TransactionTimedOut");
      default -> false;
    };
  }

  private static String fault(RuntimeException e) {
    return switch (e) {
      case StartFailure failure -> failure.getMessage().replaceFirst("\\.$", "");
      case Graph.Away away -> away.getMessage();
      case Neo4jException neo4j -> "The graph is too slow (" + neo4j.code() + ")";
      default -> "The graph is too slow (" + e.getClass().getSimpleName() + ")";
    };
  }

  private static StartFailure given(RuntimeException e) {
    return e instanceof StartFailure failure ? failure
        : new StartFailure(fault(e) + ".", "See that it has started and has processor and memory to work with, then start again.", e);
  }
}
