package se.malmo.meet.insight;

import java.util.concurrent.locks.LockSupport;

/** How the counting of gaps makes room for people's questions: after each piece of work it rests, in proportion to what the piece took. */
final class Pace {
  /** Two parts of rest for one of work: a question that comes at any moment mostly finds the machine free. */
  private static final double REST = 2;

  private final double rest;
  private long since = System.nanoTime();

  private Pace(double rest) {
    this.rest = rest;
  }

  /** For a server that nobody can ask yet, or one who waits for the answer. */
  static Pace hurried() {
    return new Pace(0);
  }

  /** For counting anew beside people's work. */
  static Pace considerate() {
    return new Pace(REST);
  }

  /**
   * Called between two pieces; returns early where the thread is asked to end.
   *
   * @return nanoseconds that were rested
   */
  long breathe() {
    long begun = System.nanoTime();
    if (rest > 0) LockSupport.parkNanos((long) (rest * (begun - since)));
    since = System.nanoTime();
    return since - begun;
  }
}
