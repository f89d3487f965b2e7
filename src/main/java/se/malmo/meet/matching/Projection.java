package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.vocabulary.Vocabulary;

/** Keeps the word index, and the vocabulary, as the graph's event log says they are; can be thrown away at any time. */
public final class Projection implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final int PAGE = 2_000;
  private static final long FOLLOW_MILLIS = 300;
  /** When so many of all profiles have changed, the statistics are counted anew. */
  private static final double RENEW_SHARE = 0.1;

  private static final String PAGE_OF_ALL = """
      MATCH (n:Organisation|Initiative|Forvaltning) WHERE n.id > $after AND n.words IS NOT NULL AND coalesce(n.published, true)
      WITH n ORDER BY n.id LIMIT $limit
      RETURN n.id AS id, labels(n)[0] AS label, n.words AS words, n.counts AS counts ORDER BY id
      """;

  private static final String SOME = """
      UNWIND $ids AS id
      MATCH (n:Organisation|Initiative|Forvaltning {id: id}) WHERE n.words IS NOT NULL AND coalesce(n.published, true)
      RETURN n.id AS id, labels(n)[0] AS label, n.words AS words, n.counts AS counts
      """;

  private final Graph graph;
  private final EventLog log;
  private final Vocabulary vocabulary;
  private final ScheduledExecutorService follower;
  private volatile WordIndex index = WordIndex.EMPTY;
  private long seen;
  private int changedSinceRenewal;

  /** Empty until loaded. */
  public Projection(Graph graph, EventLog log, Vocabulary vocabulary) {
    this.graph = graph;
    this.log = log;
    this.vocabulary = vocabulary;
    follower = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("event-log-follower").factory());
  }

  /** Begins to follow the event log, until closed. */
  public void follow() {
    follower.scheduleWithFixedDelay(this::catchUpOrTryAgain, FOLLOW_MILLIS, FOLLOW_MILLIS, TimeUnit.MILLISECONDS);
  }

  WordIndex index() {
    return index;
  }

  /** Reads all profiles from the graph and counts the statistics anew. */
  public synchronized void load() {
    seen = log.last();
    List<WordIndex.Document> documents = new ArrayList<>();
    List<WordIndex.Document> page = page("");
    while (!page.isEmpty()) {
      documents.addAll(page);
      page = page(page.getLast().id());
    }
    index = WordIndex.of(documents, seen);
    changedSinceRenewal = 0;
  }

  /** Takes in what the log says has changed; returns when all of it is in. */
  public synchronized void catchUp() {
    List<EventLog.Event> events = log.since(seen, PAGE);
    while (!events.isEmpty()) {
      if (events.stream().anyMatch(event -> event.type().equals(Vocabulary.CHANGED))) vocabulary.reload();
      renew(new HashSet<>(events.stream().map(EventLog.Event::subject).toList()));
      seen = events.getLast().sequence();
      events = log.since(seen, PAGE);
    }
  }

  private void renew(Set<String> ids) {
    List<WordIndex.Document> changed = graph.read(SOME, Map.of("ids", List.copyOf(ids))).stream().map(Projection::document).toList();
    Set<String> found = new HashSet<>(changed.stream().map(WordIndex.Document::id).toList());
    List<String> gone = ids.stream().filter(id -> !found.contains(id) && index.documents().containsKey(id)).toList();
    index = index.with(changed, gone);
    changedSinceRenewal += changed.size() + gone.size();
    if (changedSinceRenewal > RENEW_SHARE * index.statistics().documents()) {
      index = WordIndex.of(index.documents().values(), seen);
      changedSinceRenewal = 0;
    }
  }

  private void catchUpOrTryAgain() {
    try {
      catchUp();
    } catch (RuntimeException e) {
      LOG.warn("The event log could not be read; trying again: {}", e.getClass().getSimpleName());
    }
  }

  private List<WordIndex.Document> page(String after) {
    return graph.read(PAGE_OF_ALL, Map.of("after", after, "limit", PAGE)).stream().map(Projection::document).toList();
  }

  private static WordIndex.Document document(Record row) {
    return WordIndex.Document.of(row.get("id").asString(), Kind.of(row.get("label").asString()), row.get("words").asList(Value::asString),
        row.get("counts").asList(Value::asInt));
  }

  @Override
  public void close() {
    follower.shutdownNow();
  }
}
