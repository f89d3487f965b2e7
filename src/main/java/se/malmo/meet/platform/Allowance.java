package se.malmo.meet.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each may do something within a while; remembers by a hash, and only so many. */
public final class Allowance {
  private static final int MOST_REMEMBERED = 10_000;

  private final int most;
  private final Duration window;
  private final InstantSource clock;
  /** When each of late has done it, the one longest silent first. */
  private final Map<String, Deque<Instant>> doers = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
      return size() > MOST_REMEMBERED;
    }
  };

  /** @param most times in the window */
  public Allowance(int most, Duration window, InstantSource clock) {
    this.most = most;
    this.window = window;
    this.clock = clock;
  }

  /** Counts it, where it may be done. */
  public synchronized boolean take(String who) {
    Deque<Instant> times = ofLate(who);
    if (times.size() >= most) return false;
    times.addLast(clock.instant());
    return true;
  }

  /** Whether it may be done once more. */
  public synchronized boolean has(String who) {
    return ofLate(who).size() < most;
  }

  private Deque<Instant> ofLate(String who) {
    Deque<Instant> times = doers.computeIfAbsent(Hash.sha256(who), one -> new ArrayDeque<>());
    while (!times.isEmpty() && times.peekFirst().isBefore(clock.instant().minus(window))) times.removeFirst();
    return times;
  }

  /** How long one has to wait at most. */
  public Duration window() {
    return window;
  }
}
