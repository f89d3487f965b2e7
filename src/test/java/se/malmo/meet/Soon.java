package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that happens elsewhere, by asking again until a deadline. */
final class Soon {
  private static final long BETWEEN_NANOS = Duration.ofMillis(50).toNanos();

  private Soon() {}

  /** Returns as soon as it holds; fails where it does not within the time. */
  static void holds(Duration within, String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(within);
    boolean holds = condition.getAsBoolean();
    while (!holds && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(BETWEEN_NANOS);
      holds = condition.getAsBoolean();
    }
    assertThat(holds).as(what + " within " + within).isTrue();
  }
}
