package se.malmo.meet.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.LeaveStore;

/**
 * How much one client may write. Each kind of writing has a store of leave that is full at first, shrinks with each and fills again evenly: the generic
 * cell rate algorithm (ITU-T I.371, annex A), which keeps one point in time for each client and kind and nothing else.
 *
 * <p>Several servers on one graph share the stores: each fetches leave for a twentieth of a store at a time, so that the graph is asked seldom, and all of them
 * together never give more than a store has.
 */
public final class Ceiling {
  /** In so long an empty store is full again. */
  public static final Duration WINDOW = Duration.ofMinutes(10);
  /** Clients that are kept in mind; of more, those longest silent are forgotten. */
  static final int MOST_KEPT = 20_000;
  private static final int PARTS = 20;

  private final Clients clients;
  private final InstantSource clock;
  private final Optional<LeaveStore> shared;
  /** When the store of each client is full again; only where this server is the only one. */
  private final Map<Of, Instant> full = new Kept<>();
  /** What has been fetched of a store that is shared, and not given yet. */
  private final Map<Of, Fetched> fetched = new Kept<>();

  private record Of(Writing writing, String client) {}

  /** @param full when the shared store would be full again, as it was left */
  private record Fetched(int leave, Instant until, Instant full) {}

  private static final class Kept<V> extends LinkedHashMap<Of, V> {
    private static final long serialVersionUID = 1;

    Kept() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Of, V> eldest) {
      return size() > MOST_KEPT;
    }
  }

  /** For the only server on its graph. */
  public Ceiling(Clients clients, InstantSource clock) {
    this(clients, clock, Optional.empty());
  }

  /** @param shared what several servers give leave out of */
  public Ceiling(Clients clients, InstantSource clock, Optional<LeaveStore> shared) {
    this.clients = clients;
    this.clock = clock;
    this.shared = shared;
  }

  Clients clients() {
    return clients;
  }

  /** Takes leave for one; else tells how long to wait until there is leave for one. */
  Optional<Duration> take(Writing writing, String client) {
    if (writing == Writing.NOTHING) return Optional.empty();
    Of of = new Of(writing, client);
    return shared.isPresent() ? takeOf(shared.get(), of) : takeOwn(of);
  }

  private Optional<Duration> takeOwn(Of of) {
    synchronized (full) {
      Instant now = clock.instant();
      Instant before = full.getOrDefault(of, now);
      Instant after = (before.isBefore(now) ? now : before).plus(each(of.writing()));
      Duration wait = Duration.between(now.plus(WINDOW), after);
      if (wait.isPositive()) return Optional.of(wait);
      full.put(of, after);
      return Optional.empty();
    }
  }

  /** The graph is asked outside of the lock: who waits for a lock on a verticle holds up all others there. */
  private Optional<Duration> takeOf(LeaveStore store, Of of) {
    Instant now = clock.instant();
    synchronized (fetched) {
      Fetched rest = fetched.get(of);
      if (rest != null && rest.leave() > 0 && rest.until().isAfter(now)) {
        fetched.put(of, new Fetched(rest.leave() - 1, rest.until(), rest.full()));
        return Optional.empty();
      }
    }
    LeaveStore.Given given = store.take(of.writing() + ":" + of.client(), part(of.writing()), each(of.writing()), WINDOW, now);
    if (given.leave() == 0) return Optional.of(given.pause());
    synchronized (fetched) {
      // Of two that fetch at once each adds its own; what is older than a window is given no more.
      int rest = Optional.ofNullable(fetched.get(of)).filter(one -> one.until().isAfter(now)).map(Fetched::leave).orElse(0);
      fetched.put(of, new Fetched(rest + given.leave() - 1, now.plus(WINDOW), now.plus(given.used())));
    }
    return Optional.empty();
  }

  /** Gives back leave that was taken for what then was not kept. */
  void giveBack(Writing writing, String client) {
    Of of = new Of(writing, client);
    synchronized (full) {
      full.computeIfPresent(of, (one, at) -> at.minus(each(writing)));
    }
    synchronized (fetched) {
      fetched.computeIfPresent(of, (one, rest) -> new Fetched(Math.min(rest.leave() + 1, 2 * part(writing)), rest.until(), rest.full()));
    }
  }

  int kept() {
    synchronized (full) {
      return full.size();
    }
  }

  /**
   * How much leave there is.
   *
   * @param most of a full store
   * @param left for so many more just now
   * @param full how long until the store is full again
   */
  record Left(int most, long left, Duration full) {}

  /** Of a shared store as it stood when this server last fetched of it. */
  Left left(Writing writing, String client) {
    Of of = new Of(writing, client);
    Instant now = clock.instant();
    Fetched rest;
    synchronized (fetched) {
      rest = fetched.getOrDefault(of, new Fetched(0, now, now));
    }
    Instant at;
    synchronized (full) {
      at = shared.isPresent() ? rest.full() : full.getOrDefault(of, now);
    }
    Duration used = at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    return new Left(writing.most(), Math.clamp(rest.leave() + WINDOW.minus(used).dividedBy(each(writing)), 0, writing.most()), used);
  }

  /** So much is fetched of a shared store at a time. */
  static int part(Writing writing) {
    return Math.max(1, writing.most() / PARTS);
  }

  private static Duration each(Writing writing) {
    return WINDOW.dividedBy(writing.most());
  }
}
