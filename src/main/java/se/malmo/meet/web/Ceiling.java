package se.malmo.meet.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much one client may write. Each kind of writing has a store of leave that is full at first, shrinks with each and fills again evenly: the generic
 * cell rate algorithm (ITU-T I.371, annex A), which keeps one point in time for each client and kind and nothing else.
 */
public final class Ceiling {
  /** In so long an empty store is full again. */
  public static final Duration WINDOW = Duration.ofMinutes(10);
  /** Clients that are kept in mind; of more, those longest silent are forgotten. */
  static final int MOST_KEPT = 20_000;

  private final Clients clients;
  private final InstantSource clock;
  /** When the store of each client is full again. */
  private final Map<Of, Instant> full = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Of, Instant> eldest) {
      return size() > MOST_KEPT;
    }
  };

  private record Of(Writing writing, String client) {}

  public Ceiling(Clients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  Clients clients() {
    return clients;
  }

  /** Takes leave for one; else tells how long to wait until there is leave for one. */
  synchronized Optional<Duration> take(Writing writing, String client) {
    if (writing == Writing.NOTHING) return Optional.empty();
    Of of = new Of(writing, client);
    Instant now = clock.instant();
    Instant before = full.getOrDefault(of, now);
    Instant after = (before.isBefore(now) ? now : before).plus(each(writing));
    Duration wait = Duration.between(now.plus(WINDOW), after);
    if (wait.isPositive()) return Optional.of(wait);
    full.put(of, after);
    return Optional.empty();
  }

  /** Gives back leave that was taken for what then was not kept. */
  synchronized void giveBack(Writing writing, String client) {
    full.computeIfPresent(new Of(writing, client), (of, at) -> at.minus(each(writing)));
  }

  /**
   * How much leave there is.
   *
   * @param most of a full store
   * @param left for so many more just now
   * @param full how long until the store is full again
   */
  record Left(int most, long left, Duration full) {}

  synchronized Left left(Writing writing, String client) {
    Instant now = clock.instant();
    Instant at = full.getOrDefault(new Of(writing, client), now);
    Duration used = at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    return new Left(writing.most(), Math.max(0, WINDOW.minus(used).dividedBy(each(writing))), used);
  }

  synchronized int kept() {
    return full.size();
  }

  private static Duration each(Writing writing) {
    return WINDOW.dividedBy(writing.most());
  }
}
