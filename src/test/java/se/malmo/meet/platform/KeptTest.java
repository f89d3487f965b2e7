package se.malmo.meet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptTest {
  private final Graph graph = TestGraph.fresh();
  private final Kept<String, Integer> kept = new Kept<>(new EventLog(graph), 2);
  private final List<String> read = new ArrayList<>();

  @Test
  void what_is_asked_again_is_read_again_only_after_something_has_happened() {
    assertThat(IntStream.range(0, 3).map(i -> reading("a"))).containsOnly(1);

    happens();

    assertThat(IntStream.range(0, 3).map(i -> reading("a"))).containsOnly(2);
  }

  @Test
  void an_answer_that_was_overtaken_while_it_was_read_is_not_given_again() {
    int overtaken = kept.of("a", () -> {
      happens();
      return reading();
    });

    assertThat(overtaken).isEqualTo(1);
    assertThat(reading("a")).isEqualTo(2);
  }

  @Test
  void more_questions_than_are_kept_are_answered_each_with_its_own() {
    List<String> questions = List.of("a", "b", "c", "d");

    questions.forEach(question -> kept.of(question, () -> {
      read.add(question);
      return read.size();
    }));

    assertThat(questions.stream().map(question -> kept.of(question, () -> questions.indexOf(question) + 1))).containsExactly(1, 2, 3, 4);
  }

  private int reading(String asked) {
    return kept.of(asked, this::reading);
  }

  private int reading() {
    read.add("");
    return read.size();
  }

  /** As another server tells it. */
  private void happens() {
    graph.write(List.of(EventLog.append(Instant.parse("2026-05-04T08:00:00Z"), List.of(new EventLog.Happening("made", "node", "test")))));
  }
}
