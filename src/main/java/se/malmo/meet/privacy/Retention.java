package se.malmo.meet.privacy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;

/** Keeps to how long records are kept: tells what is to go, and throws it away. */
public final class Retention {
  /** Of a kind at one time; the rest goes an hour later. */
  private static final int MOST_BATCHES = 20;

  private final Graph graph;
  private final InstantSource clock;

  public Retention(Graph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /** How many of each kind have had their time, of those kinds that are thrown away. Changes nothing. */
  public Map<Keeping, Long> due() {
    Instant now = clock.instant();
    Map<Keeping, Long> due = new EnumMap<>(Keeping.class);
    thrownAway().forEach(kind -> due.put(kind, graph.read(kind.counting(), times(kind, now)).getFirst().get("n").asLong()));
    return due;
  }

  /** Throws away what has had its time, and tells the log how much; harmless where several servers do it at once. */
  public Map<Keeping, Long> run() {
    Instant now = clock.instant();
    Map<Keeping, Long> gone = new EnumMap<>(Keeping.class);
    thrownAway().forEach(kind -> gone.put(kind, run(kind, now)));
    return gone;
  }

  /** The same as one number. */
  public int purge() {
    return (int) run().values().stream().mapToLong(Long::longValue).sum();
  }

  private long run(Keeping kind, Instant now) {
    long gone = 0;
    long batch = Keeping.BATCH;
    for (int i = 0; i < MOST_BATCHES && batch == Keeping.BATCH; i++) {
      batch = graph.write(kind.throwingAway(), times(kind, now)).getFirst().get("n").asLong();
      gone += batch;
    }
    if (gone > 0) {
      graph.write(List.of(EventLog.append(now, List.of(new EventLog.Happening("records.thrown-away", kind.code(), "retention", Map.of("count", String.valueOf(gone)))))));
    }
    return gone;
  }

  private static Stream<Keeping> thrownAway() {
    return Stream.of(Keeping.values()).filter(kind -> kind.kept().isPresent());
  }

  private static Map<String, Object> times(Keeping kind, Instant now) {
    return Map.of("now", now.toString(), "before", now.minus(kind.kept().orElseThrow()).toString());
  }
}
