package se.malmo.meet.scanning;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Goes round every half minute and reads the feeds that are due, one after the other. */
public final class FeedRounds implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final int BETWEEN_SECONDS = 30;
  /** So that a long list leaves other servers some. */
  private static final int MOST_A_ROUND = 20;

  private final Feeds feeds;
  private final FeedFetcher fetcher;
  private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("feeds").factory());

  FeedRounds(Feeds feeds, FeedFetcher fetcher) {
    this.feeds = feeds;
    this.fetcher = fetcher;
  }

  /** Goes round until closed. */
  public void begin() {
    rounds.scheduleWithFixedDelay(this::roundOrTryAgain, BETWEEN_SECONDS, BETWEEN_SECONDS, TimeUnit.SECONDS);
  }

  private void roundOrTryAgain() {
    try {
      round();
    } catch (RuntimeException e) {
      if (!rounds.isShutdown()) LOG.warn("A round of the feeds could not be ended; trying again: {}", e.getClass().getSimpleName());
    }
  }

  /** One round; tells how many were read. */
  int round() {
    int read = 0;
    while (read < MOST_A_ROUND && feeds.readOne()) read++;
    return read;
  }

  @Override
  public void close() {
    rounds.shutdownNow();
    fetcher.close();
  }
}
