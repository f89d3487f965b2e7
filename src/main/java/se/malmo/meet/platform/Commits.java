package se.malmo.meet.platform;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which nodes commits have touched, told by the graph itself where it runs in this process: so a copy in memory knows at once when it is out of date,
 * also when somebody else wrote over Bolt.
 */
public final class Commits {
  private final boolean heard;
  private final AtomicLong number = new AtomicLong();
  private final Map<String, Long> touched = new ConcurrentHashMap<>();

  private Commits(boolean heard) {
    this.heard = heard;
  }

  /** For a graph in this process. */
  static Commits heard() {
    return new Commits(true);
  }

  /** For a graph elsewhere, which tells nothing. */
  public static Commits unheard() {
    return new Commits(false);
  }

  /** Whether all is in that was committed, as far as one can know; never for a graph elsewhere. */
  public boolean isQuiet() {
    return heard && touched.isEmpty();
  }

  void touch(Iterable<String> ids) {
    long commit = number.incrementAndGet();
    ids.forEach(id -> touched.put(id, commit));
  }

  /** The ids of nodes that were touched and not taken in yet, each with the number of the commit. */
  public Map<String, Long> touched() {
    return Map.copyOf(touched);
  }

  /** Says that what stood in these nodes at that commit has been taken in; what was touched again since stays. */
  public void takenIn(Map<String, Long> seen) {
    seen.forEach(touched::remove);
  }
}
