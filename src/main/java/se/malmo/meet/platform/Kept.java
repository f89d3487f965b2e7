package se.malmo.meet.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was read of the graph, for as long as the event log has no newer event: the next that asks the same need not read it again. For what changes with an
 * event alone; the log is asked each time, so what another server does is seen too.
 *
 * @param <K> what is asked
 * @param <V> the answer, which nobody changes
 */
public final class Kept<K, V> {
  private final EventLog log;
  private final int most;
  private volatile Seen<K, V> seen = new Seen<>(-1, Map.of());

  private record Seen<K, V>(long last, Map<K, V> answers) {}

  /** @param most answers at a time; where there are more all are read anew */
  public Kept(EventLog log, int most) {
    this.log = log;
    this.most = most;
  }

  /** The answer, read where it is not known or something has happened since. */
  public V of(K asked, Supplier<V> reading) {
    // Before the reading: what happens meanwhile makes its answer an old one.
    long last = log.last();
    Seen<K, V> before = seen;
    boolean isCurrent = before.last() == last;
    if (isCurrent && before.answers().containsKey(asked)) return before.answers().get(asked);
    V answer = reading.get();
    Map<K, V> answers = new HashMap<>(isCurrent && before.answers().size() < most ? before.answers() : Map.of());
    answers.put(asked, answer);
    seen = new Seen<>(last, Map.copyOf(answers));
    return answer;
  }
}
