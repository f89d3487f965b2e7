package se.malmo.meet;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What is done every hour while the server runs: throwing away what was promised to be thrown away. Harmless where several servers do it at once. */
final class Chores implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final int FIRST_MINUTES = 1;
  private static final int BETWEEN_MINUTES = 60;

  private final List<IntSupplier> purges;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("chores").factory());

  /** @param purges each throws away what is too old and tells how many */
  Chores(List<IntSupplier> purges) {
    this.purges = List.copyOf(purges);
  }

  /** Begins, until closed. */
  void begin() {
    clock.scheduleWithFixedDelay(this::doAll, FIRST_MINUTES, BETWEEN_MINUTES, TimeUnit.MINUTES);
  }

  /** Does all once; one that fails keeps no other from being done. */
  void doAll() {
    for (IntSupplier purge : purges) {
      try {
        purge.getAsInt();
      } catch (RuntimeException e) {
        if (!clock.isShutdown()) LOG.warn("What is too old could not be thrown away; trying again in an hour: {}", e.getClass().getSimpleName());
      }
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
