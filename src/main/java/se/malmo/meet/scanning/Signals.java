package se.malmo.meet.scanning;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.WebAddress;
import se.malmo.meet.scanning.Signal.Also;
import se.malmo.meet.scanning.Signal.Touched;
import se.malmo.meet.scanning.Signal.Touching;
import se.malmo.meet.vocabulary.Keyword;
import se.malmo.meet.web.Caller;

/** What the city notices of the world outside (omvärldsbevakning): noted by one förvaltning, seen by all, shown where it matters. */
public final class Signals {
  /** What is older says little of what is on its way. */
  static final Duration TIMELY = Duration.ofDays(2 * 365);
  private static final int MOST_TOUCHING = 5;
  private static final int MOST_TOUCHED = 10;

  private final SignalStore store;
  private final InstantSource clock;
  private final Ids ids;

  public Signals(Graph graph, InstantSource clock, Ids ids) {
    store = new SignalStore(graph);
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Notes a signal.
   *
   * @param filling names the form, so that a double click notes it once
   * @return its id
   */
  String note(Entry entry, String filling, Caller by) {
    return store.save(new SignalStore.Fresh(ids.next("sig-"), filling, entry.title(), entry.link().map(WebAddress::text), entry.note(), entry.understanding().language().code(),
        entry.forvaltning(), by.account(), "page", clock.instant(), entry.understanding().keywords()));
  }

  /** One that comes with a new city; where it is there already nothing happens. */
  void seed(SignalStore.Fresh fresh) {
    store.save(fresh);
  }

  /** @throws Problem.NotFound where there is none */
  Signal byId(String id) {
    return store.byId(id).orElseThrow(Problem.NotFound::new);
  }

  /** Whether the person may change it: those who coordinate, and the ambassadors of the förvaltning that noted it. */
  static boolean mayChange(Signal signal, Caller caller) {
    return caller.limit().map(own -> own.contains(signal.forvaltning().id())).orElse(true);
  }

  /** From now on it is about these. */
  void mean(Signal signal, List<Keyword> keywords, Caller by) {
    checkMayChange(signal, by);
    store.mean(signal.id(), keywords, by.account(), clock.instant());
  }

  void remove(Signal signal, Caller by) {
    checkMayChange(signal, by);
    store.remove(signal.id(), by.account(), clock.instant());
  }

  private static void checkMayChange(Signal signal, Caller by) {
    if (!mayChange(signal, by)) throw new Problem.NotFound();
  }

  List<Signal> page(SignalStore.Query query, int skip, int limit) {
    return store.page(query, skip, limit);
  }

  long count(SignalStore.Query query) {
    return store.count(query);
  }

  /** For each signal the other förvaltningar that have noted something about the same, each with its latest. */
  Map<String, List<Also>> also(Collection<Signal> signals) {
    Set<String> concepts = signals.stream().flatMap(signal -> signal.concepts().stream()).map(Concept::id).collect(Collectors.toSet());
    List<Also> about = store.about(concepts, since());
    return signals.stream().collect(Collectors.toMap(Signal::id, signal -> also(signal, about), (one, same) -> one));
  }

  private static List<Also> also(Signal signal, List<Also> about) {
    Set<String> own = signal.concepts().stream().map(Concept::id).collect(Collectors.toCollection(HashSet::new));
    Map<String, Also> others = new LinkedHashMap<>();
    for (Also one : about) {
      List<Concept> shared = one.shared().stream().filter(concept -> own.contains(concept.id())).toList();
      if (!shared.isEmpty() && !one.forvaltning().id().equals(signal.forvaltning().id())) {
        others.putIfAbsent(one.forvaltning().id(), new Also(one.forvaltning(), one.signal(), one.title(), shared));
      }
    }
    return List.copyOf(others.values());
  }

  /** The signals that touch a case that somebody works with, at most five, those with most in common first. */
  public List<Touching> touching(String initiative) {
    return store.touching(initiative, since(), MOST_TOUCHING);
  }

  /** The cases that a signal touches, among those that the person sees. */
  List<Touched> touched(Signal signal, Caller caller) {
    if (signal.concepts().isEmpty()) return List.of();
    return store.touched(signal.concepts().stream().map(Concept::id).toList(), caller.limit(), caller.account(), MOST_TOUCHED);
  }

  /** How many signals of late are about each of these competences, or something narrower; by id, those without any left out. */
  public Map<String, Long> about(Collection<String> competences) {
    List<String> asked = competences.stream().filter(id -> !id.isEmpty()).distinct().toList();
    return asked.isEmpty() ? Map.of() : store.counts(asked, since());
  }

  private Instant since() {
    return clock.instant().minus(TIMELY);
  }

  Instant now() {
    return clock.instant();
  }
}
