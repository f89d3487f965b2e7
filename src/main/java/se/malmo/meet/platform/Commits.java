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
  private final Map<Touch, Long> touched = new ConcurrentHashMap<>();

  /**
   * What a commit did to a node.
   *
   * @param edge type of the edge at the node that came, went or changed; empty where it was the node itself
   */
  public record Touch(String id, String edge) {}

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

  /** Whether every commit is told of here. */
  public boolean isHeard() {
    return heard;
  }

  /** Whether all is in that was committed, as far as one can know; never for a graph elsewhere. */
  public boolean isQuiet() {
    return heard && touched.isEmpty();
  }

  void touch(Iterable<Touch> touches) {
    long commit = number.incrementAndGet();
    touches.forEach(touch -> touched.put(touch, commit));
  }

  /** What was touched and not taken in yet, each with the number of the commit. */
  public Map<Touch, Long> touched() {
    return Map.copyOf(touched);
  }

  /** Says that what stood in these nodes at that commit has been taken in; what was touched again since stays. */
  public void takenIn(Map<Touch, Long> seen) {
    seen.forEach(touched::remove);
  }
}
