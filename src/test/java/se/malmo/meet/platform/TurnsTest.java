package se.malmo.meet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A few at once, the others in line for a while. */
class TurnsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void everybody_has_a_turn_and_no_more_at_once_than_may() throws Exception {
    Turns turns = new Turns(2, 100);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callable<Boolean> one = () -> {
      if (!turns.take(LONG)) return false;
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      Thread.yield();
      inside.decrementAndGet();
      turns.giveBack();
      return true;
    };
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all = people.invokeAll(IntStream.range(0, 60).mapToObj(i -> one).toList());
      assertThat(all).allSatisfy(each -> assertThat(each.resultNow()).isTrue());
    }
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void who_runs_out_of_patience_goes_without_and_takes_nobodys_turn() {
    Turns turns = new Turns(1, 10);
    assertThat(turns.take(SHORT)).isTrue();
    assertThat(turns.take(SHORT)).isFalse();
    assertThat(turns.take(SHORT)).isFalse();
    turns.giveBack();
    assertThat(turns.take(SHORT)).isTrue();
    assertThat(turns.take(SHORT)).isFalse();
  }

  @Test
  void where_the_line_is_full_nobody_waits() {
    Turns turns = new Turns(1, 0);
    assertThat(turns.take(LONG)).isTrue();
    assertThat(turns.take(LONG)).isFalse();
  }
}
