package se.malmo.meet.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.Record;

/**
 * Leave that several servers give out of one store: the generic cell rate algorithm (ITU-T I.371, annex A) with its one point in time kept in the graph, under
 * a keyed hash from which nobody learns who it is.
 */
public final class LeaveStore {
  /** The node is locked before its time is read, so that of two servers the second sees what the first took. */
  private static final String TAKE = """
      MERGE (leave:WriteLeave {id: $id})
      SET leave.asked = $now
      WITH leave, CASE WHEN leave.full IS NULL OR leave.full < $now THEN $now ELSE leave.full END AS from
      WITH leave, from, CASE WHEN from >= $latest THEN 0 ELSE ($latest - from) / $each END AS room
      WITH leave, from, CASE WHEN room < $wanted THEN room ELSE $wanted END AS granted
      SET leave.full = from + granted * $each
      RETURN granted, from
      """;
  private static final String PURGE = """
      MATCH (leave:WriteLeave) WHERE leave.full < $now
      WITH leave LIMIT 20000
      DELETE leave
      RETURN count(*) AS gone
      """;

  private final Graph graph;
  private final byte[] key;

  /** @param key the servers' common secret */
  public LeaveStore(Graph graph, byte[] key) {
    this.graph = graph;
    this.key = key.clone();
  }

  /**
   * What was given.
   *
   * @param leave how often, 0 for not at all
   * @param pause until there is leave for one, where there is none
   * @param used until the store would be full again
   */
  public record Given(int leave, Duration pause, Duration used) {}

  /**
   * Takes leave.
   *
   * @param what kind and client
   * @param wanted how often; perhaps less is given
   * @param each in so long leave for one more grows
   * @param window in so long an empty store is full again
   */
  public Given take(String what, int wanted, Duration each, Duration window, Instant now) {
    long step = micros(each);
    long latest = micros(now) + micros(window);
    Record row = graph.write(TAKE, Map.of("id", Hash.hmac(key, "leave:" + what), "now", micros(now), "latest", latest, "each", step, "wanted", wanted)).getFirst();
    int leave = row.get("granted").asInt();
    long from = row.get("from").asLong();
    return new Given(leave, leave > 0 ? Duration.ZERO : ofMicros(from + step - latest), ofMicros(from + leave * step - micros(now)));
  }

  /** Forgets whose store is full again; tells how many. */
  public int purge(Instant now) {
    return graph.write(PURGE, Map.of("now", micros(now))).getFirst().get("gone").asInt();
  }

  private static Duration ofMicros(long micros) {
    return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros));
  }

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }

  private static long micros(Instant instant) {
    return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
  }
}
