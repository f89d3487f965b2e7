package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.initiative.SenderKind;
import se.malmo.meet.initiative.Submission;
import se.malmo.meet.matching.Choices;

/** The same form handed in many times at once. */
class DoubleClickTest {
  private static final int CLICKS = 8;

  @Test
  void the_same_form_at_once_is_one_case_that_came_in_once() throws Exception {
    Submission submission = new Submission("Laga cyklar", "Vi vill laga cyklar tillsammans.",
        new Submission.Sender("Åsa", SenderKind.BUSINESS, "Cykelköket", "asa@cykel.example", Optional.empty()), Submission.Details.NONE, Choices.NONE);
    try (TestServer server = TestServer.empty(); ExecutorService clickers = Executors.newFixedThreadPool(CLICKS)) {
      Initiatives initiatives = server.app().initiatives();
      List<Callable<Initiatives.Receipt>> clicks = IntStream.range(0, CLICKS)
          .mapToObj(i -> (Callable<Initiatives.Receipt>) () -> initiatives.submit(submission, "one form")).toList();
      List<Initiatives.Receipt> receipts = clickers.invokeAll(clicks).stream().map(Future::resultNow).toList();

      assertThat(receipts).containsOnly(receipts.getFirst());
      assertThat(count(server, "MATCH (i:Initiative) RETURN count(i) AS n")).isEqualTo(1);
      assertThat(count(server, "MATCH (e:Event {type: 'initiative.received'}) RETURN count(e) AS n")).isEqualTo(1);
    }
  }

  private static long count(TestServer server, String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }
}
