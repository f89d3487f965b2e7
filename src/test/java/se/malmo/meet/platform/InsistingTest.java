package se.malmo.meet.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.TransientException;

class InsistingTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final AtomicInteger tries = new AtomicInteger();

  private Supplier<String> failing(int times, Supplier<RuntimeException> failure) {
    return () -> {
      if (tries.incrementAndGet() <= times) throw failure.get();
      return "begun";
    };
  }

  @Test
  void a_graph_that_comes_late_is_waited_for_whatever_it_says_meanwhile() {
    for (Supplier<RuntimeException> failure : java.util.List.<Supplier<RuntimeException>>of(
        () -> new Graph.Away("did not answer in time", null),
        () -> new ClientException("Unable to acquire connection from the pool within configured maximum time of 5000ms"),
        () -> new TransientException("Neo.TransientError.General.DatabaseUnavailable", "Not now"),
        () -> new ClientException("Neo.ClientError.Transaction.TransactionTimedOut", "Too slow"),
        InsistingTest::nobodyAnswers)) {
      tries.set(0);
      assertThat(Insisting.until(LONG, AT_ONCE, failing(3, failure))).isEqualTo("begun");
      assertThat(tries).hasValue(4);
    }
  }

  @Test
  void a_fault_that_is_not_the_graphs_absence_ends_the_start_at_once() {
    assertThatThrownBy(() -> Insisting.until(LONG, AT_ONCE, failing(1, () -> new StartFailure("The password is wrong.", "Mend it.")))).isInstanceOf(StartFailure.class).hasMessage("The password is wrong.");
    assertThat(tries).hasValue(1);
    assertThatThrownBy(() -> Insisting.until(LONG, AT_ONCE, failing(9, () -> new ClientException("Neo.ClientError.Statement.SyntaxError", "No Cypher")))).isInstanceOf(ClientException.class);
    assertThat(tries).hasValue(2);
  }

  @Test
  void patience_ends_with_what_is_wrong_and_what_to_do() {
    assertThatThrownBy(() -> Insisting.until(Duration.ZERO, AT_ONCE, failing(9, () -> new Graph.Away("did not answer in time", null)))).isInstanceOf(StartFailure.class)
        .hasMessage("The graph did not answer in time.").extracting(e -> ((StartFailure) e).remedy()).asString().contains("start again");
    assertThat(tries).hasValue(1);
    assertThatThrownBy(() -> Insisting.until(Duration.ofMillis(20), Duration.ofMillis(5), failing(1_000, InsistingTest::nobodyAnswers))).isInstanceOf(StartFailure.class)
        .hasMessageContaining("No Neo4j answers");
    assertThat(tries.get()).isGreaterThan(1);
  }

  private static RuntimeException nobodyAnswers() {
    try {
      new Graph(new Settings.GraphAddress(URI.create("bolt://127.0.0.1:1"), "neo4j", "secret")).close();
      throw new AssertionError("Somebody answers at port 1");
    } catch (StartFailure e) {
      return e;
    }
  }
}
