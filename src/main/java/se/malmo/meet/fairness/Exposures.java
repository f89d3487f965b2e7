package se.malmo.meet.fairness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.malmo.meet.fairness.Spreading.Fit;
import se.malmo.meet.fairness.Spreading.Placed;
import se.malmo.meet.matching.Placing;
import se.malmo.meet.platform.Graph;

/** The ledger of who was shown how often, and the rule that spreads suggestions by it. The ledger is read again at most once in a minute. */
public final class Exposures implements Placing {
  /** What was shown longer ago counts no more. */
  static final Duration REMEMBERED = Duration.ofDays(365);
  /** So many are looked at for each that is shown. */
  private static final int POOL = 2;
  private static final Duration FRESH = Duration.ofSeconds(60);
  private static final Duration NEW = Duration.ofDays(90);
  private static final double HARDLY_SHOWN = 1;

  private final ExposureStore store;
  private final InstantSource clock;
  private volatile State state = new State(Instant.MIN, false, Map.of());

  private record State(Instant at, boolean isOn, Map<String, Double> exposure) {}

  public Exposures(Graph graph, InstantSource clock) {
    store = new ExposureStore(graph);
    this.clock = clock;
  }

  /**
   * A line of the ledger.
   *
   * @param exposure the sum of 1 / log2(1 + rank) over the times that it was shown
   * @param rank the mean place, 0 for one that was never shown
   */
  public record Line(String id, String name, String sector, long times, double exposure, double rank) {}

  /**
   * The whole ledger.
   *
   * @param lines most shown first, with those that were never shown
   */
  public record Ledger(List<Line> lines, double gini, double topTen, long never) {}

  /**
   * How evenly the organisations were shown.
   *
   * @param gini 0 where all were shown alike, near 1 where one had all
   * @param topTen the part that the ten most shown had, 0 to 1
   * @param never those that were not shown
   */
  public record Spread(long organisations, long never, double gini, double topTen) {}

  /** Of what was shown after one moment and before another. */
  public Spread spread(Instant from, Instant to) {
    Ledger ledger = ledger(from, to);
    return new Spread(ledger.lines().size(), ledger.never(), ledger.gini(), ledger.topTen());
  }

  Ledger ledger() {
    Instant now = clock.instant();
    return ledger(now.minus(REMEMBERED), now.plus(FRESH));
  }

  private Ledger ledger(Instant from, Instant to) {
    Map<String, ExposureStore.Shown> shown = store.shown(from, to).stream().collect(Collectors.toMap(ExposureStore.Shown::id, Function.identity()));
    List<Line> lines = new ArrayList<>();
    List<ExposureStore.Named> page = store.organisations("");
    while (!page.isEmpty()) {
      for (ExposureStore.Named one : page) {
        Optional<ExposureStore.Shown> its = Optional.ofNullable(shown.get(one.id()));
        lines.add(new Line(one.id(), one.name(), one.sector(), its.map(ExposureStore.Shown::times).orElse(0L), its.map(ExposureStore.Shown::exposure).orElse(0.0), its.map(ExposureStore.Shown::rank).orElse(0.0)));
      }
      page = store.organisations(page.getLast().id());
    }
    lines.sort(Comparator.comparingDouble(Line::exposure).reversed().thenComparing(Line::name).thenComparing(Line::id));
    double[] values = lines.stream().mapToDouble(Line::exposure).toArray();
    return new Ledger(List.copyOf(lines), Inequality.gini(values), Inequality.topTen(values), lines.stream().filter(line -> line.times() == 0).count());
  }

  Optional<ExposureStore.Rule> rule() {
    return store.rule();
  }

  void set(boolean on, String why, String by, String name) {
    store.set(on, why, by, name, clock.instant());
    state = new State(Instant.MIN, false, Map.of());
  }

  /** Whether suggestions are spread. */
  public boolean isOn() {
    return state().isOn();
  }

  private State state() {
    State now = state;
    Instant at = clock.instant();
    if (now.at().equals(Instant.MIN) || now.at().plus(FRESH).isBefore(at)) {
      boolean on = store.rule().map(ExposureStore.Rule::isOn).orElse(false);
      Map<String, Double> exposure = new HashMap<>();
      if (on) store.shown(at.minus(REMEMBERED), at.plus(FRESH)).forEach(one -> exposure.put(one.id(), one.exposure()));
      now = new State(at, on, exposure);
      state = now;
    }
    return now;
  }

  @Override
  public int pool(int places) {
    return isOn() ? POOL * places : places;
  }

  /**
   * One in the order in which it is shown.
   *
   * @param lift why it stands higher than relevance alone would put it, as message keys end: "spread" or "newcomer"; empty where it does not
   */
  public record Ordered<T>(T what, Optional<String> lift) {}

  /**
   * The first places; by relevance alone where the rule is off.
   *
   * @param ranked by relevance, best first
   */
  public <T> List<Ordered<T>> order(List<T> ranked, Function<T, Fitting> fitting, int places) {
    State now = state();
    if (!now.isOn()) return ranked.stream().limit(places).map(one -> new Ordered<>(one, Optional.empty())).toList();
    Map<String, T> byId = new HashMap<>();
    List<Fit> fits = ranked.stream().map(one -> {
      Fitting its = fitting.apply(one);
      byId.put(its.id(), one);
      return new Fit(its.id(), its.score(), its.confidence().ordinal(), isNew(its.id(), now));
    }).toList();
    List<Ordered<T>> ordered = new ArrayList<>();
    for (Placed placed : Spreading.order(fits, now.exposure(), places)) ordered.add(new Ordered<>(byId.get(placed.fit().id()), placed.lift().map(lift -> lift.name().toLowerCase(java.util.Locale.ROOT))));
    return ordered;
  }

  @Override
  public List<String> ids(List<Fitting> ranked, int places) {
    return order(ranked, Function.identity(), places).stream().map(one -> one.what().id()).toList();
  }

  /** When one came stands in its id, a UUID of version 7 (RFC 9562). */
  private boolean isNew(String id, State now) {
    if (now.exposure().getOrDefault(id, 0.0) >= HARDLY_SHOWN) return false;
    String digits = id.replaceFirst("^org-", "").replace("-", "");
    if (!digits.matches("[0-9a-f]{32}")) return false;
    return Instant.ofEpochMilli(Long.parseLong(digits.substring(0, 12), 16)).plus(NEW).isAfter(clock.instant());
  }
}
