package se.malmo.meet.platform;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Does something again and again on a thread of its own, until closed. A round that fails is tried again when the next is due; that is told once, and once more
 * when it can be done again, so that an hour without the graph is two lines in the log.
 */
public final class Rounds implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  /** So long a round that is under way may take to its end when all is closed. */
  static final Duration LAST = Duration.ofSeconds(5);

  private final String fault;
  private final ScheduledExecutorService thread;
  /** Looked at by the one thread alone. */
  private boolean fails;

  /**
   * Not begun.
   *
   * @param name of the thread
   * @param fault what is told where a round cannot be done
   */
  public Rounds(String name, String fault) {
    this.fault = fault;
    thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Begins, with so much time before the first round and between two. */
  public void begin(Duration first, Duration between, Runnable round) {
    thread.scheduleWithFixedDelay(() -> tried(round), first.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Does one more in so long. */
  public void once(Duration in, Runnable round) {
    if (!isEnding()) thread.schedule(() -> tried(round), in.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tried(Runnable round) {
    try {
      round.run();
      if (fails) LOG.info("{}: now it can again", fault);
      fails = false;
    } catch (RuntimeException e) {
      if (!fails && !isEnding()) LOG.warn("{}; trying again: {}", fault, e.getClass().getSimpleName());
      fails = true;
    }
  }

  /** Whether no new round begins, so that a long one should come to its end. */
  public boolean isEnding() {
    return thread.isShutdown();
  }

  /** The thread, for what must be done on it. */
  public Executor thread() {
    return thread;
  }

  /** Begins no new round, and ends the one that is under way if it has not ended by itself in some seconds. */
  @Override
  public void close() {
    end(thread);
  }

  /** The same for another's work. */
  public static void end(ExecutorService work) {
    work.shutdown();
    try {
      if (!work.awaitTermination(LAST.toMillis(), TimeUnit.MILLISECONDS)) work.shutdownNow();
    } catch (InterruptedException e) {
      work.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
