package se.malmo.meet.matching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import se.malmo.meet.platform.Awaiting;
import se.malmo.meet.platform.Commits;
import se.malmo.meet.platform.Commits.Touch;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Rounds;
import se.malmo.meet.vocabulary.Vocabulary;

/** Keeps the index of profiles, and the vocabulary, as the graph's event log says they are; can be thrown away at any time. */
public final class Projection implements AutoCloseable {
  private static final int PAGE = 1_000;
  private static final Duration FOLLOW = Duration.ofMillis(300);
  /** When so many of all profiles have changed, the statistics are counted anew. */
  private static final double RENEW_SHARE = 0.1;
  /** What a keyword means, and what an alliance is about: also those who say the one or are in the other are then known otherwise. */
  private static final Set<String> FELT_AFAR = Set.of("DENOTES", "ABOUT");

  private final ProfileStore store;
  private final TranslationStore translationStore;
  private final EventLog log;
  private final Commits commits;
  private final Vocabulary vocabulary;
  private final WeightStore weightStore;
  private final Weights standard;
  private final Rounds follower = new Rounds("event-log-follower", "The event log could not be read");
  private volatile State state;
  private volatile long seen;
  private int changedSinceRenewal;

  /**
   * All that a text is matched with, at one moment.
   *
   * @param weighing number of the version of the weights that the index is made by, 0 for those of the program
   */
  record State(ProfileIndex index, Translations translations, ConceptSpace concepts, int weighing) {
    State with(ProfileIndex other) {
      return new State(other, translations, concepts, weighing);
    }
  }

  /**
   * How much there is to match with.
   *
   * @param words different words and edges
   * @param mentions words of profiles and their edges, each counted once for every profile that has it
   */
  public record Size(int profiles, int words, long mentions) {}

  /**
   * Empty until loaded.
   *
   * @param standard the weights as long as people have set no others
   */
  public Projection(Graph graph, EventLog log, Commits commits, Vocabulary vocabulary, Weights standard) {
    this(new ProfileStore(graph), new TranslationStore(graph), new WeightStore(graph), log, commits, vocabulary, standard);
  }

  private Projection(ProfileStore store, TranslationStore translationStore, WeightStore weightStore, EventLog log, Commits commits, Vocabulary vocabulary, Weights standard) {
    this.store = store;
    this.translationStore = translationStore;
    this.weightStore = weightStore;
    this.log = log;
    this.commits = commits;
    this.vocabulary = vocabulary;
    this.standard = standard;
    state = new State(ProfileIndex.empty(new Features(), standard), Translations.NONE, ConceptSpace.NONE, 0);
  }

  /** The same profiles weighed otherwise; follows nothing. */
  Projection weighed(Weights others) {
    Projection other = new Projection(store, translationStore, weightStore, log, commits, vocabulary, others);
    State now = state;
    other.state = now.with(now.index().renewed(others, now.index().statistics().version()));
    return other;
  }

  /** Begins to follow the event log, until closed. */
  public void follow() {
    follower.begin(FOLLOW, FOLLOW, this::catchUp);
  }

  State state() {
    return state;
  }

  /** The weights in force. */
  Weights weights() {
    return state.index().weights();
  }

  /** The number of the newest event that is surely in the index. */
  public long position() {
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

  /** Number of the version of the weights in force, 0 for those of the program. */
  public int weighing() {
    return state.weighing();
  }

  /** Reads all profiles from the graph and counts the statistics anew. */
  public synchronized void load() {
    Map<Touch, Long> touched = commits.touched();
    long last = log.last();
    Features numbering = new Features();
    Optional<WeightVersion> newest = weightStore.newest();
    state = new State(ProfileIndex.of(store.all(numbering), numbering, newest.map(WeightVersion::weights).orElse(standard), last), translationStore.all(), state.concepts(),
        newest.map(WeightVersion::number).orElse(0));
    seen = last;
    changedSinceRenewal = 0;
    commits.takenIn(touched);
  }

  /** From now on words are translated so. */
  synchronized void translated(Translations translations) {
    state = new State(state.index(), translations, state.concepts(), state.weighing());
  }

  /** From now on meanings are compared in this space. */
  synchronized void learnt(ConceptSpace concepts) {
    state = new State(state.index(), state.translations(), concepts, state.weighing());
  }

  /** Takes in what the log, or the graph itself, says has changed; returns when all of it is in. */
  public synchronized void catchUp() {
    List<EventLog.Event> events = log.since(seen, PAGE);
    while (!events.isEmpty()) {
      if (events.stream().anyMatch(event -> event.type().equals(Vocabulary.CHANGED))) vocabulary.reload();
      if (events.stream().anyMatch(event -> event.type().equals(WeightVersion.CHANGED))) reweigh();
      // A graph that tells of every commit has told of these too.
      if (!commits.isHeard()) takeIn(events.stream().map(event -> new Touch(event.subject(), "")).toList());
      seen = events.getLast().sequence();
      events = log.since(seen, PAGE);
    }
    Map<Touch, Long> touched = commits.touched();
    takeIn(touched.keySet());
    commits.takenIn(touched);
  }

  /** The same at once, on the follower's own thread, which alone may wait for the graph under the lock. */
  void catchUpNow() {
    Awaiting.end(CompletableFuture.runAsync(this::catchUp, follower.thread()));
  }

  private void reweigh() {
    weightStore.newest().filter(newest -> newest.number() != state.weighing()).ifPresent(newest ->
        state = new State(state.index().weighed(newest.weights()), state.translations(), state.concepts(), newest.number()));
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
    state = state.with(index.with(changed, gone));
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
    state = state.with(state.index().renewed(weights(), seen));
    changedSinceRenewal = 0;
  }

  @Override
  public void close() {
    follower.close();
  }
}
