package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import se.malmo.meet.platform.Commits;
import se.malmo.meet.platform.Commits.Touch;
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
  /** What a keyword means, and what an alliance is about: also those who say the one or are in the other are then known otherwise. */
  private static final Set<String> FELT_AFAR = Set.of("DENOTES", "ABOUT");

  private final ProfileStore store;
  private final TranslationStore translationStore;
  private final EventLog log;
  private final Commits commits;
  private final Vocabulary vocabulary;
  private final Weights weights;
  private final ScheduledExecutorService follower;
  private volatile State state;
  private volatile long seen;
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

  /** The number of the newest event that is surely in the index. */
  long position() {
    return seen;
  }

  /** Whether the index has all that was committed, so that the graph need not be asked; never certain for a graph in another process. */
  boolean isExact() {
    return commits.isQuiet();
  }

  public Size size() {
    ProfileIndex index = state.index();
    return new Size((int) index.documents().stream().filter(document -> document.kind() != Kind.MOVED).count(), index.numbering().size(), index.mentions());
  }

  /** Which moment the statistics are of that texts are weighed by. */
  public long statisticsVersion() {
    return state.index().statistics().version();
  }

  /** Reads all profiles from the graph and counts the statistics anew. */
  public synchronized void load() {
    Map<Touch, Long> touched = commits.touched();
    long last = log.last();
    Features numbering = new Features();
    state = new State(ProfileIndex.of(store.all(numbering), numbering, weights, last), translationStore.all(), state.concepts());
    seen = last;
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

  /** Takes in what the log, or the graph itself, says has changed; returns when all of it is in. */
  public synchronized void catchUp() {
    List<EventLog.Event> events = log.since(seen, PAGE);
    while (!events.isEmpty()) {
      if (events.stream().anyMatch(event -> event.type().equals(Vocabulary.CHANGED))) vocabulary.reload();
      // A graph that tells of every commit has told of these too.
      if (!commits.isHeard()) takeIn(events.stream().map(event -> new Touch(event.subject(), "")).toList());
      seen = events.getLast().sequence();
      events = log.since(seen, PAGE);
    }
    Map<Touch, Long> touched = commits.touched();
    takeIn(touched.keySet());
    commits.takenIn(touched);
  }

  private void takeIn(Collection<Touch> touched) {
    Set<String> ids = new HashSet<>(store.hangingOn(touched.stream().filter(Projection::isFelt).map(Touch::id).distinct().toList()));
    touched.forEach(touch -> ids.add(touch.id()));
    renewByPage(ids);
  }

  /** Whether what happened there can be felt in profiles that have no edge to it, or whose edge to it is as it was. */
  private static boolean isFelt(Touch touch) {
    return FELT_AFAR.contains(touch.edge()) || touch.edge().isEmpty() && (touch.id().startsWith("per-") || touch.id().startsWith("all-"));
  }

  private void renewByPage(Collection<String> ids) {
    Iterator<String> each = ids.iterator();
    while (each.hasNext()) {
      Set<String> page = new HashSet<>();
      while (each.hasNext() && page.size() < PAGE) page.add(each.next());
      renew(page);
    }
  }

  private void renew(Set<String> ids) {
    ProfileIndex index = state.index();
    List<Document> changed = store.some(ids, index.numbering());
    Set<String> found = new HashSet<>(changed.stream().map(Document::id).toList());
    Set<String> gone = new HashSet<>(ids.stream().filter(id -> !found.contains(id) && index.has(id)).toList());
    changedSinceRenewal += (int) Stream.concat(changed.stream(), gone.stream().map(id -> index.document(index.place(id)))).filter(document -> document.kind() != Kind.MOVED).count();
    state = new State(index.with(changed, gone), state.translations(), state.concepts());
    if (changedSinceRenewal > RENEW_SHARE * index.statistics().profiles()) countAnew();
    renewByPage(further(changed, gone, index));
  }

  /** Who came with an initiative and is not known yet, and the initiatives of whoever is gone or is called something else now. */
  private Set<String> further(List<Document> changed, Set<String> gone, ProfileIndex before) {
    Set<String> further = new HashSet<>();
    if (!gone.isEmpty()) {
      before.documents().stream().filter(document -> document.parts().stream().anyMatch(part -> gone.contains(part.who()))).map(Document::id).forEach(further::add);
    }
    List<String> renamed = new ArrayList<>();
    for (Document document : changed) {
      document.parts().stream().map(Document.Part::who).filter(who -> !state.index().has(who)).forEach(further::add);
      if (before.has(document.id()) && !document.isCalledAs(before.document(before.place(document.id())))) renamed.add(document.id());
    }
    further.addAll(store.ledBy(renamed));
    return further;
  }

  /** Counts the statistics of the profiles as they are now. */
  synchronized void countAnew() {
    state = new State(state.index().renewed(weights, seen), state.translations(), state.concepts());
    changedSinceRenewal = 0;
  }

  private void catchUpOrTryAgain() {
    try {
      catchUp();
    } catch (RuntimeException e) {
      if (follower.isShutdown()) return;
      LOG.warn("The event log could not be read; trying again: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    follower.shutdownNow();
  }
}
