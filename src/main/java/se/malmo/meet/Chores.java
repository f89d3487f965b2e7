package se.malmo.meet;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import se.malmo.meet.failed.FailedQueue;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Rounds;
import se.malmo.meet.web.Caller;

/**
 * What is done every hour while the server runs: throwing away what was promised to be thrown away. Harmless where several servers do it at once. What could not
 * be done is kept in the graph until it has been done.
 */
final class Chores implements AutoCloseable, FailedQueue {
  private static final Logger LOG = LogManager.getLogger();
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration BETWEEN = Duration.ofHours(1);
  private static final String FAILED = "MERGE (j:FailedJob {id: $name}) SET j.at = datetime($at), j.tries = coalesce(j.tries, 0) + 1, j.fault = $fault";
  private static final String DONE = "MATCH (j:FailedJob {id: $name}) DELETE j";
  private static final String COUNT = "MATCH (j:FailedJob) RETURN count(j) AS n";
  private static final String PAGE = "MATCH (j:FailedJob) RETURN j.id AS id, j.at AS at, j.tries AS tries, j.fault AS fault ORDER BY j.at DESC, j.id SKIP $skip LIMIT $limit";

  private final Graph graph;
  private final InstantSource now;
  private final List<Chore> chores;
  private final Rounds clock = new Rounds("chores", "The hourly jobs could not be done");

  /**
   * One of them.
   *
   * @param work throws away what is too old and tells how many
   */
  record Chore(String name, IntSupplier work) {}

  Chores(Graph graph, InstantSource now, List<Chore> chores) {
    this.graph = graph;
    this.now = now;
    this.chores = List.copyOf(chores);
  }

  /** Begins, until closed. */
  void begin() {
    clock.begin(FIRST, BETWEEN, this::doAll);
  }

  /** Does all once; one that fails keeps no other from being done. */
  void doAll() {
    chores.forEach(this::isDone);
  }

  private boolean isDone(Chore chore) {
    try {
      chore.work().getAsInt();
      graph.write(DONE, Map.of("name", chore.name()));
      return true;
    } catch (RuntimeException e) {
      if (!clock.isEnding()) failed(chore, e);
      return false;
    }
  }

  private void failed(Chore chore, RuntimeException fault) {
    LOG.warn("The job {} could not be done; trying again in an hour: {}", chore.name(), fault.getClass().getSimpleName());
    try {
      graph.write(FAILED, Map.of("name", chore.name(), "at", now.instant().toString(), "fault", fault.getClass().getSimpleName()));
    } catch (RuntimeException e) {
      LOG.warn("Nor could that be kept: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public String name() {
    return "job";
  }

  @Override
  public long count() {
    return graph.read(COUNT, Map.of()).getFirst().get("n").asLong();
  }

  @Override
  public List<Entry> page(int skip, int limit) {
    return graph.read(PAGE, Map.of("skip", skip, "limit", limit)).stream().map(row -> new Entry(row.get("id").asString(), "failed.job",
        row.get("id").asString() + " (" + row.get("fault").asString() + ")", row.get("at").asZonedDateTime().toInstant(), row.get("tries").asInt(), "")).toList();
  }

  /** Does them at once; what fails again stays in the queue. */
  @Override
  public long again(Optional<String> id, Caller by) {
    List<String> waiting = page(0, chores.size()).stream().map(Entry::id).toList();
    return chores.stream().filter(chore -> waiting.contains(chore.name()) && id.map(chore.name()::equals).orElse(true)).filter(this::isDone).count();
  }

  @Override
  public void close() {
    clock.close();
  }
}
