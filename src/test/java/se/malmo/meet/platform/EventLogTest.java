package se.malmo.meet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  private final Graph graph = TestGraph.fresh();
  private final EventLog log = new EventLog(graph);

  @Test
  void events_are_read_back_in_the_order_they_were_told() {
    graph.write(List.of(EventLog.append(NOW, List.of(new EventLog.Happening("a", "one", "test"), new EventLog.Happening("b", "two", "test")))));

    assertThat(log.last()).isEqualTo(2);
    assertThat(log.since(1, 10)).containsExactly(new EventLog.Event(2, "b", "two", "test", NOW, Map.of()));
    assertThat(log.of("one")).hasSize(1);
  }

  @Test
  void writers_at_the_same_time_leave_no_gap_and_no_double_number() {
    IntStream.range(0, 40).parallel().forEach(i ->
        graph.write(List.of(EventLog.append(NOW, List.of(new EventLog.Happening("made", "node-" + i, "test"))))));

    assertThat(log.since(0, 100)).extracting(EventLog.Event::sequence).containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
  }
}
