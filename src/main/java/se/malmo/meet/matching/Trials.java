package se.malmo.meet.matching;

import java.time.Duration;
import java.time.InstantSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import se.malmo.meet.matching.PastStore.Named;
import se.malmo.meet.matching.PastStore.Past;
import se.malmo.meet.matching.Trial.Effect;
import se.malmo.meet.matching.Trial.Move;
import se.malmo.meet.matching.Trial.Moved;
import se.malmo.meet.platform.Awaiting;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Turns;
import se.malmo.meet.vocabulary.Vocabulary;

/** Tries other weights on cases that have been, before anything is changed: both rankings over the same profiles and counts, each case as if it were not there itself. */
public final class Trials {
  /** As many cases as are tried. */
  public static final int CASES = 50;
  private static final int PLACES = 10;
  private static final int FEW = 3;
  private static final Duration LIMIT = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int MOST_WAITING = 4;

  private final PastStore store;
  private final Matcher matcher;
  private final Projection projection;
  private final Vocabulary vocabulary;
  private final InstantSource clock;
  private final Turns turns = new Turns(1, MOST_WAITING);

  public Trials(Graph graph, Matcher matcher, Projection projection, Vocabulary vocabulary, InstantSource clock) {
    store = new PastStore(graph);
    this.matcher = matcher;
    this.projection = projection;
    this.vocabulary = vocabulary;
    this.clock = clock;
  }

  /** One case by both. */
  private record Ranked(Past past, Map<Kind, List<String>> before, Map<Kind, List<String>> after) {
    boolean differs(Kind kind, int places) {
      return !first(before.get(kind), places).equals(first(after.get(kind), places));
    }

    int place(Kind kind, boolean isAfter) {
      return HitRate.place((isAfter ? after : before).get(kind), past.right(kind));
    }
  }

  private static List<String> first(List<String> listed, int places) {
    return listed.subList(0, Math.min(places, listed.size()));
  }

  /**
   * Ranks the newest cases by the weights in force and by others.
   *
   * @throws Problem.Conflict where too many try at once
   */
  public Trial of(Weights others) {
    if (!turns.take(PATIENCE)) throw new Problem.Conflict("problem.weights.busy");
    try {
      // A thread of its own: whoever else the server answers meanwhile does not wait for it.
      return Awaiting.end(CompletableFuture.supplyAsync(() -> tried(others)));
    } finally {
      turns.giveBack();
    }
  }

  private Trial tried(Weights others) {
    Instant end = clock.instant().plus(LIMIT);
    Projection.State now = projection.state();
    Projection.State before = now.with(now.index().weighed(now.index().weights()));
    Projection.State after = now.with(now.index().weighed(others));
    List<Past> cases = store.newest(CASES);
    List<Ranked> ranked = new ArrayList<>();
    for (Past past : cases) {
      if (clock.instant().isAfter(end)) break;
      Choices choices = new Choices(past.without(), past.with().stream().flatMap(id -> vocabulary.byId(id).stream()).toList());
      Profile profile = matcher.profileOf(past.title() + "\n\n" + past.text(), Optional.empty(), choices);
      ranked.add(new Ranked(past, firsts(profile, without(before, past.id())), firsts(profile, without(after, past.id()))));
    }
    return new Trial(ranked.size(), (int) ranked.stream().filter(one -> one.past().isKept()).count(), ranked.size() < cases.size(), moved(ranked),
        effect(ranked, Kind.ORGANISATION), effect(ranked, Kind.FORVALTNING));
  }

  /** A case does not speak for those who came of it. */
  private static Projection.State without(Projection.State state, String id) {
    return state.index().has(id) ? state.with(state.index().with(List.of(), List.of(id))) : state;
  }

  private Map<Kind, List<String>> firsts(Profile profile, Projection.State state) {
    Inquiry inquiry = matcher.inquiry(profile, state, Optional.empty());
    return Map.of(Kind.ORGANISATION, firsts(inquiry, Kind.ORGANISATION), Kind.FORVALTNING, firsts(inquiry, Kind.FORVALTNING));
  }

  private static List<String> firsts(Inquiry inquiry, Kind kind) {
    List<Integer> places = inquiry.shown(kind, PLACES);
    return inquiry.scored(places, inquiry.ask(kind, places), inquiry.weights().thresholds().uncertain(), PLACES).stream()
        .map(one -> inquiry.index().document(one.place()).id()).toList();
  }

  private List<Moved> moved(List<Ranked> ranked) {
    List<Ranked> different = ranked.stream().filter(one -> one.differs(Kind.ORGANISATION, PLACES) || one.differs(Kind.FORVALTNING, PLACES)).toList();
    List<String> ids = different.stream().flatMap(one -> Stream.of(one.before(), one.after())).flatMap(lists -> lists.values().stream()).flatMap(List::stream).distinct().toList();
    Map<String, Named> names = store.names(ids);
    return different.stream().map(one -> new Moved(one.past().reference(), one.past().title(), moves(one, Kind.ORGANISATION, names), moves(one, Kind.FORVALTNING, names))).toList();
  }

  private static List<Move> moves(Ranked one, Kind kind, Map<String, Named> names) {
    List<String> before = one.before().get(kind);
    List<String> after = one.after().get(kind);
    return Stream.concat(after.stream(), before.stream()).distinct().filter(id -> before.indexOf(id) != after.indexOf(id)).map(id -> {
      Named named = names.getOrDefault(id, new Named(id, id, id));
      return new Move(id, named.name(), named.nameEn(), 1 + before.indexOf(id), 1 + after.indexOf(id));
    }).toList();
  }

  private static Effect effect(List<Ranked> ranked, Kind kind) {
    List<Ranked> judged = ranked.stream().filter(one -> !one.past().right(kind).isEmpty()).toList();
    HitRate before = HitRate.of(judged.stream().map(one -> one.place(kind, false)).toList());
    HitRate after = HitRate.of(judged.stream().map(one -> one.place(kind, true)).toList());
    return new Effect((int) ranked.stream().filter(one -> one.differs(kind, 1)).count(), (int) ranked.stream().filter(one -> one.differs(kind, FEW)).count(), before, after,
        (int) judged.stream().filter(one -> sooner(one.place(kind, true), one.place(kind, false))).count(),
        (int) judged.stream().filter(one -> sooner(one.place(kind, false), one.place(kind, true))).count());
  }

  private static boolean sooner(int one, int other) {
    return one > 0 && (other == 0 || one < other);
  }
}
