package se.malmo.meet.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Of several programs that start on one graph at once, lets one at a time bring it up to date and put in what belongs there. One that dies meanwhile keeps the
 * others waiting no longer than its lease.
 */
public final class Beginning {
  private static final Logger LOG = LogManager.getLogger();
  private static final Duration LEASE = Duration.ofMinutes(3);
  private static final Duration BETWEEN = Duration.ofMillis(300);
  /** What those that begin write is one of its kind also before the schema is there; the gate is the schema's own. */
  private static final List<String> ONE = List.of("CREATE CONSTRAINT beginning_id IF NOT EXISTS FOR (n:Beginning) REQUIRE n.id IS UNIQUE",
      "CREATE CONSTRAINT write_gate IF NOT EXISTS FOR (n:WriteGate) REQUIRE n.id IS UNIQUE");
  /** By the graph's own clock; the node is locked before its lease is read. */
  private static final String TAKE = """
      MERGE (b:Beginning {id: 'start'})
      SET b.asked = $me
      WITH b WHERE b.until IS NULL OR b.until < datetime()
      SET b.by = $me, b.until = datetime() + duration({seconds: $seconds})
      RETURN b.by AS by
      """;
  private static final String RELEASE = "MATCH (b:Beginning {id: 'start', by: $me}) REMOVE b.by, b.until";
  /** Who is the only one at it can only find a lock of one that died. */
  private static final String UNLOCK = "MATCH (l:__Neo4jMigrationsLock) DELETE l";

  private Beginning() {}

  /**
   * Does the work while no other program that begins does it.
   *
   * @param isAlone whether nobody else can be at this graph, so that there is nobody to wait for
   */
  public static <T> T alone(Graph graph, boolean isAlone, Supplier<T> work) {
    if (isAlone) {
      graph.write(UNLOCK, Map.of());
      return graph.patiently(work);
    }
    String me = UUID.randomUUID().toString();
    Schema.run(graph, ONE);
    Map<String, Object> wish = Map.of("me", me, "seconds", LEASE.toSeconds());
    if (graph.write(TAKE, wish).isEmpty()) {
      LOG.info("Another program begins on this graph; waiting for it");
      while (graph.write(TAKE, wish).isEmpty()) LockSupport.parkNanos(BETWEEN.toNanos());
    }
    try {
      graph.write(UNLOCK, Map.of());
      return graph.patiently(work);
    } finally {
      graph.write(RELEASE, Map.of("me", me));
    }
  }
}
