package se.malmo.meet.scanning;

import java.time.Duration;
import se.malmo.meet.platform.Rounds;

/** Goes round every half minute and reads the feeds that are due, one after the other. */
public final class FeedRounds implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofSeconds(30);
  /** So that a long list leaves other servers some. */
  private static final int MOST_A_ROUND = 20;

  private final Feeds feeds;
  private final FeedFetcher fetcher;
  private final Rounds rounds = new Rounds("feeds", "A round of the feeds could not be ended");

  FeedRounds(Feeds feeds, FeedFetcher fetcher) {
    this.feeds = feeds;
    this.fetcher = fetcher;
  }

  /** Goes round until closed. */
  public void begin() {
    rounds.begin(BETWEEN, BETWEEN, this::round);
  }

  /** One round; tells how many were read. */
  int round() {
    int read = 0;
    while (read < MOST_A_ROUND && !rounds.isEnding() && feeds.readOne()) read++;
    return read;
  }

  @Override
  public void close() {
    rounds.close();
    fetcher.close();
  }
}
