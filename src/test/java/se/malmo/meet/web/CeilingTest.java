package se.malmo.meet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.malmo.meet.MovedClock;
import se.malmo.meet.platform.LeaveStore;
import se.malmo.meet.platform.TestGraph;

/** How much one client may write, as time goes by. */
class CeilingTest {
  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final Ceiling ceiling = new Ceiling(new Clients(List.of()), clock);

  private int taken(Writing writing, String client, int tries) {
    return (int) IntStream.range(0, tries).filter(i -> ceiling.take(writing, client).isEmpty()).count();
  }

  @Test
  void each_kind_and_each_client_has_a_store_of_its_own() {
    for (Writing writing : Writing.values()) {
      if (writing == Writing.NOTHING) continue;
      assertThat(taken(writing, "a", writing.most() + 50)).as(writing.name()).isEqualTo(writing.most());
      assertThat(taken(writing, "b", 1)).isEqualTo(1);
    }
    assertThat(taken(Writing.NOTHING, "a", 10_000)).isEqualTo(10_000);
  }

  @Test
  void who_waits_as_long_as_was_said_may_write_one_more_and_no_two() {
    taken(Writing.LETTER, "a", 10);
    Duration wait = ceiling.take(Writing.LETTER, "a").orElseThrow();
    assertThat(wait).isEqualTo(Duration.ofMinutes(1));
    clock.move(wait.minusMillis(1));
    assertThat(ceiling.take(Writing.LETTER, "a")).isPresent();
    clock.move(Duration.ofMillis(1));
    assertThat(taken(Writing.LETTER, "a", 5)).isEqualTo(1);
    clock.move(Ceiling.WINDOW.multipliedBy(3));
    assertThat(taken(Writing.LETTER, "a", 50)).isEqualTo(10);
  }

  @Test
  void what_is_left_is_what_may_still_be_written() {
    assertThat(ceiling.left(Writing.LETTER, "a")).isEqualTo(new Ceiling.Left(10, 10, Duration.ZERO));
    taken(Writing.LETTER, "a", 4);
    assertThat(ceiling.left(Writing.LETTER, "a")).isEqualTo(new Ceiling.Left(10, 6, Duration.ofMinutes(4)));
    clock.move(Duration.ofMinutes(1));
    assertThat(ceiling.left(Writing.LETTER, "a").left()).isEqualTo(7);
    taken(Writing.LETTER, "a", 50);
    assertThat(ceiling.left(Writing.LETTER, "a").left()).isZero();
  }

  @Test
  void what_was_not_kept_does_not_count() {
    for (int i = 0; i < 100; i++) {
      assertThat(ceiling.take(Writing.LETTER, "a")).isEmpty();
      ceiling.giveBack(Writing.LETTER, "a");
    }
    assertThat(taken(Writing.LETTER, "a", 50)).isEqualTo(10);
    clock.move(Duration.ofHours(1));
    // Giving back more than was taken makes no store larger.
    for (int i = 0; i < 100; i++) ceiling.giveBack(Writing.LETTER, "a");
    assertThat(taken(Writing.LETTER, "a", 50)).isEqualTo(10);
  }

  @Test
  void a_hundred_thousand_clients_fill_no_memory() {
    taken(Writing.LETTER, "steady", 10);
    for (int i = 0; i < 100_000; i++) {
      ceiling.take(Writing.DRAFT, "client" + i);
      if (i % 1_000 == 0) assertThat(ceiling.take(Writing.LETTER, "steady")).isPresent();
    }
    assertThat(ceiling.kept()).isEqualTo(Ceiling.MOST_KEPT);
  }

  @Test
  void two_servers_on_one_graph_give_no_more_than_one_and_a_client_that_goes_to_one_alone_gets_all_of_it() {
    LeaveStore store = new LeaveStore(TestGraph.fresh(), new byte[32]);
    List<Ceiling> servers = List.of(new Ceiling(new Clients(List.of()), clock, Optional.of(store)), new Ceiling(new Clients(List.of()), clock, Optional.of(store)));
    for (Writing writing : List.of(Writing.LETTER, Writing.SIGN_IN, Writing.INITIATIVE)) {
      AtomicInteger through = new AtomicInteger();
      IntStream.range(0, 2 * writing.most()).parallel().forEach(i -> {
        if (servers.get(i % 2).take(writing, "a").isEmpty()) through.incrementAndGet();
      });
      assertThat(through).as(writing.name()).satisfies(sum -> assertThat(sum.get()).isBetween(writing.most() - 2 * Ceiling.part(writing), writing.most()));
      assertThat(IntStream.range(0, writing.most() + 10).filter(i -> servers.getFirst().take(writing, "b").isEmpty()).count()).isEqualTo(writing.most());
    }
    assertThat(servers.getLast().take(Writing.LETTER, "b")).hasValue(Duration.ofMinutes(1));
    clock.move(Duration.ofMinutes(1));
    assertThat(servers.getLast().take(Writing.LETTER, "b")).isEmpty();
    assertThat(servers.getFirst().take(Writing.LETTER, "b")).isPresent();
    for (int i = 0; i < 100; i++) {
      assertThat(servers.getFirst().take(Writing.NOTE, "c")).isEmpty();
      servers.getFirst().giveBack(Writing.NOTE, "c");
    }
    clock.move(Duration.ofHours(1));
    assertThat(store.purge(clock.instant())).isPositive();
    assertThat(store.purge(clock.instant())).isZero();
  }

  @Test
  void of_many_at_once_no_more_get_through() {
    AtomicInteger through = new AtomicInteger();
    IntStream.range(0, 400).parallel().forEach(i -> {
      if (ceiling.take(Writing.NOTE, "a").isEmpty()) through.incrementAndGet();
    });
    assertThat(through).hasValue(30);
  }
}
