package se.malmo.meet;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.neo4j.driver.Record;
import se.malmo.meet.matching.Projection;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Rounds;
import se.malmo.meet.platform.Sweden;

/** What an operator wants to know of the work that waits: looked up now and then, so that asking for it costs the graph nothing and never hangs. */
final class Measures implements MeterBinder, AutoCloseable {
  private static final Duration BETWEEN = Duration.ofSeconds(15);
  private static final String LOOK = """
      RETURN COUNT { (d:Delivery {state: 'waiting'}) } AS mailsWaiting,
        COUNT { (d:Delivery {state: 'failed'}) } AS mailsFailed,
        COUNT { (w:WebhookDelivery {state: 'waiting'}) } AS webhooksWaiting,
        COUNT { (w:WebhookDelivery {state: 'failed'}) } AS webhooksFailed,
        COUNT { (j:FailedJob) } AS jobsFailed,
        COUNT { MATCH (i:Initiative) WHERE i.status IN ['received', 'assessed'] } AS open,
        COUNT { MATCH (i:Initiative) WHERE i.status IN ['received', 'assessed'] AND i.answerBy < date($today) } AS overdue
      """;

  private final Graph graph;
  private final EventLog log;
  private final Projection projection;
  private final InstantSource clock;
  private final Map<String, Double> seen = new ConcurrentHashMap<>();
  private final Rounds rounds = new Rounds("measures", "The work that waits could not be counted");

  Measures(Graph graph, EventLog log, Projection projection, InstantSource clock) {
    this.graph = graph;
    this.log = log;
    this.projection = projection;
    this.clock = clock;
  }

  /** Looks now and then, until closed. */
  void begin() {
    rounds.begin(Duration.ZERO, BETWEEN, this::look);
  }

  void look() {
    Record row = graph.read(LOOK, Map.of("today", LocalDate.ofInstant(clock.instant(), Sweden.ZONE).toString())).getFirst();
    row.keys().forEach(key -> seen.put(key, row.get(key).asDouble()));
    seen.put("lag", (double) Math.max(0, log.last() - projection.position()));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    queue(registry, "mail", "waiting", "mailsWaiting");
    queue(registry, "mail", "failed", "mailsFailed");
    queue(registry, "webhook", "waiting", "webhooksWaiting");
    queue(registry, "webhook", "failed", "webhooksFailed");
    queue(registry, "job", "failed", "jobsFailed");
    gauge("meet.cases.open", "open", "Cases that wait for an answer").register(registry);
    gauge("meet.cases.overdue", "overdue", "Cases whose answer is overdue").register(registry);
    gauge("meet.projection.lag", "lag", "Events that the matcher's memory has not taken in yet").register(registry);
    Gauge.builder("meet.graph.up", graph, one -> one.isThere() ? 1 : 0).description("1 while the graph answers").register(registry);
    Gauge.builder("meet.profiles", projection, one -> one.size().profiles()).description("Profiles that are matched with").register(registry);
  }

  private void queue(MeterRegistry registry, String queue, String state, String key) {
    gauge("meet.queue.length", key, "Work that waits or was given up").tag("queue", queue).tag("state", state).register(registry);
  }

  /** Not a number until it has been looked up. */
  private Gauge.Builder<Map<String, Double>> gauge(String name, String key, String description) {
    return Gauge.builder(name, seen, all -> all.getOrDefault(key, Double.NaN)).description(description);
  }

  @Override
  public void close() {
    rounds.close();
  }
}
