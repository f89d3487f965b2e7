package se.malmo.meet.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a message that was not taken is tried again: nine times in about 75 hours (Standard Webhooks 1.0, "Deliverability and reliability"). */
final class Schedule {
  /** Between the first try and the second, and so on. */
  static final List<Duration> PAUSES = List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(5), Duration.ofHours(10),
      Duration.ofHours(14), Duration.ofHours(20), Duration.ofHours(24));
  /** Each pause is up to a tenth longer or shorter, so that what failed together does not come back together. */
  static final double JITTER = 0.1;

  private final RandomGenerator random;

  Schedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The pause before the next try; none where all are spent.
   *
   * @param tries how often it has been tried, at least once
   */
  Optional<Duration> after(int tries) {
    if (tries > PAUSES.size()) return Optional.empty();
    double share = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Optional.of(Duration.ofMillis(Math.round(PAUSES.get(tries - 1).toMillis() * share)));
  }
}
