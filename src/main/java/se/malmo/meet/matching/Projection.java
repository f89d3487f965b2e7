package se.malmo.meet.matching;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import se.malmo.meet.platform.Commits;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.vocabulary.Vocabulary;

/** Keeps the index of profiles, and the vocabulary, as the graph's event log says they are; can be thrown away at any time. */
public final class Projection implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final int PAGE = 1_000;
  private static final long FOLLOW_MILLIS = 300;
  /** When so many of all profiles have changed, the statistics are counted anew. */
  private static final double RENEW_SHARE = 0.1;

  private final ProfileStore store;
  private final TranslationStore translationStore;
  private final EventLog log;
  private final Commits commits;
  private final Vocabulary vocabulary;
  private final Weights weights;
  private final ScheduledExecutorService follower;
  private volatile State state;
  private long seen;
  private int changedSinceRenewal;

  /** All that a text is matched with, at one moment. */
  record State(ProfileIndex index, Translations translations, ConceptSpace concepts) {}

  /**
   * How much there is to match with.
   *
   * @param words different words and edges
   * @param mentions words of profiles and their edges, each counted once for every profile that has it
   */
  public record Size(int profiles, int words, long mentions) {}

  /** Empty until loaded. */
  public Projection(Graph graph, EventLog log, Commits commits, Vocabulary vocabulary, Weights weights) {
    this(new ProfileStore(graph), new TranslationStore(graph), log, commits, vocabulary, weights);
  }

  private Projection(ProfileStore store, TranslationStore translationStore, EventLog log, Commits commits, Vocabulary vocabulary, Weights weights) {
    this.store = store;
    this.translationStore = translationStore;
    this.log = log;
    this.commits = commits;
    this.vocabulary = vocabulary;
    this.weights = weights;
    state = new State(ProfileIndex.empty(new Features(), weights), Translations.NONE, ConceptSpace.NONE);
    follower = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("event-log-follower").factory());
  }

  /** The same profiles weighed otherwise; follows nothing. */
  Projection weighed(Weights others) {
    Projection other = new Projection(store, translationStore, log, commits, vocabulary, others);
    other.state = new State(state.index().renewed(others, state.index().statistics().version()), state.translations(), state.concepts());
    return other;
  }

  /** Begins to follow the event log, until closed. */
  public void follow() {
    follower.scheduleWithFixedDelay(this::catchUpOrTryAgain, FOLLOW_MILLIS, FOLLOW_MILLIS, TimeUnit.MILLISECONDS);
  }

  State state() {
    return state;
  }

  /** Whether the index has all that was committed, so that the graph need not be asked; never certain for a graph in another process. */
  boolean isExact() {
    return commits.isQuiet();
  }

  public Size size() {
    ProfileIndex index = state.index();
    return new Size(index.documents().size(), index.numbering().size(), index.mentions());
  }

  /** Reads all profiles from the graph and counts the statistics anew. */
  public synchronized void load() {
    Map<String, Long> touched = commits.touched();
    seen = log.last();
    Features numbering = new Features();
    state = new State(ProfileIndex.of(store.all(numbering), numbering, weights, seen), translationStore.all(), state.concepts());
    changedSinceRenewal = 0;
    commits.takenIn(touched);
  }

  /** From now on words are translated so. */
  synchronized void translated(Translations translations) {
    state = new State(state.index(), translations, state.concepts());
  }

  /** From now on meanings are compared in this space. */
  synchronized void learnt(ConceptSpace concepts) {
    state = new State(state.index(), state.translations(), concepts);
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
    Map<String, Long> touched = commits.touched();
    if (touched.isEmpty()) return;
    Set<String> ids = new HashSet<>(touched.keySet());
    ids.addAll(store.hangingOn(ids.stream().filter(id -> id.startsWith("per-") || id.startsWith("all-")).toList()));
    Iterator<String> each = ids.iterator();
    while (each.hasNext()) {
      Set<String> page = new HashSet<>();
      while (each.hasNext() && page.size() < PAGE) page.add(each.next());
      renew(page);
    }
    commits.takenIn(touched);
  }

  private void renew(Set<String> ids) {
    ProfileIndex index = state.index();
    List<Document> changed = store.some(ids, index.numbering());
    Set<String> found = new HashSet<>(changed.stream().map(Document::id).toList());
    List<String> gone = ids.stream().filter(id -> !found.contains(id) && index.has(id)).toList();
    ProfileIndex after = index.with(changed, gone);
    changedSinceRenewal += changed.size() + gone.size();
    if (changedSinceRenewal > RENEW_SHARE * index.statistics().profiles()) {
      after = after.renewed(weights, seen);
      changedSinceRenewal = 0;
    }
    state = new State(after, state.translations(), state.concepts());
  }

  private void catchUpOrTryAgain() {
    try {
      catchUp();
    } catch (RuntimeException e) {
      LOG.warn("The event log could not be read; trying again: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    follower.shutdownNow();
  }
}
