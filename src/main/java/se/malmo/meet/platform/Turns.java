package se.malmo.meet.platform;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Lets a few do something at once; others stand in a line of bounded length, each for a bounded time, and hold no thread meanwhile. */
public final class Turns {
  private final Deque<CompletableFuture<Boolean>> line = new ArrayDeque<>();
  private final int longest;
  private int free;

  /**
   * Turns, all free.
   *
   * @param atOnce how many may be taken at once
   * @param longest how many may stand in line
   */
  public Turns(int atOnce, int longest) {
    free = atOnce;
    this.longest = longest;
  }

  /** Takes a turn, perhaps after a wait; false where none came free in time, or too many wait already. Whoever took one gives it back. */
  public boolean take(Duration patience) {
    CompletableFuture<Boolean> turn = new CompletableFuture<>();
    synchronized (line) {
      if (free > 0) {
        free--;
        return true;
      }
      if (line.size() >= longest) return false;
      line.add(turn);
    }
    boolean taken = Awaiting.end(turn.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS));
    if (!taken) leave(turn);
    return taken;
  }

  /**
   * Does something in its turn: what one of may go on at a time and itself waits for the graph. A lock would not do: who waits for it on a verticle holds up
   * all others there, and with them the one that has it.
   *
   * @throws IllegalStateException where no turn came free in time
   */
  public void inTurn(Duration patience, Runnable work) {
    if (!take(patience)) throw new IllegalStateException("No turn came free within " + patience);
    try {
      work.run();
    } finally {
      giveBack();
    }
  }

  private void leave(CompletableFuture<Boolean> turn) {
    synchronized (line) {
      line.remove(turn);
    }
  }

  /** Gives a turn back, to the one who has waited longest. */
  public void giveBack() {
    while (true) {
      CompletableFuture<Boolean> next;
      synchronized (line) {
        next = line.poll();
        if (next == null) free++;
      }
      // One that has just run out of patience does not take it.
      if (next == null || next.complete(true)) return;
    }
  }
}
