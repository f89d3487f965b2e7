package se.malmo.meet.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Caller;

/**
 * Cases that stand still: those to which nothing at all has happened for as many days as their step may take. How many that is, those who coordinate say for
 * each step; for one with 0 days no case ever stands still.
 */
public final class Stalls {
  /** In so many days nobody remembers any more what the case was about. */
  static final int MOST_DAYS = 365;
  /** The steps in which somebody works with a case, in their order. */
  public static final List<Status> STEPS = List.of(Status.RECEIVED, Status.ASSESSED, Status.ACCEPTED, Status.WORKING_GROUP, Status.RUNNING);
  /** A third and a half of the three weeks; then months. A project that runs is seldom told of, and by its own people. */
  private static final Map<Status, Integer> USUAL = Map.of(Status.RECEIVED, 7, Status.ASSESSED, 10, Status.ACCEPTED, 30, Status.WORKING_GROUP, 60, Status.RUNNING, 0);
  /** More are no list that anybody works off. */
  private static final int MOST = 2_000;

  private final StallStore store;
  private final EventLog log;
  private final InstantSource clock;
  private volatile Seen seen = new Seen(LocalDate.MIN, -1, Map.of());

  /** What was found on a day when the log had come so far; until another day or event it is so still. */
  private record Seen(LocalDate day, long last, Map<String, Still> still) {}

  public Stalls(Graph graph, InstantSource clock) {
    store = new StallStore(graph);
    log = new EventLog(graph);
    this.clock = clock;
  }

  /**
   * How many days a step may take.
   *
   * @param days without any event, 0 for as many as it takes
   * @param chosen who said so and when, none where nobody has
   */
  public record Rule(Status step, int days, Optional<Chosen> chosen) {}

  /** @param name of the person, "" where it is known no more */
  public record Chosen(String name, Instant at) {}

  /**
   * That a case stands still.
   *
   * @param event the number of the last thing that happened to it, by which one stand-still is told from the next; 0 for none
   * @param since the day of that
   */
  public record Still(long event, LocalDate since) {}

  /** The rule of each step, in their order. */
  List<Rule> rules() {
    Map<Status, Rule> chosen = store.rules();
    return STEPS.stream().map(step -> chosen.getOrDefault(step, new Rule(step, USUAL.get(step), Optional.empty()))).toList();
  }

  /** The cases that stand still today, by id; the longest first. */
  public Map<String, Still> now() {
    Seen before = seen;
    LocalDate today = Sweden.today(clock);
    long last = log.last();
    if (before.day().equals(today) && before.last() == last) return before.still();
    Map<String, Still> still = found(today);
    seen = new Seen(today, last, still);
    return still;
  }

  private Map<String, Still> found(LocalDate today) {
    Map<Status, Instant> limits = new EnumMap<>(Status.class);
    for (Rule rule : rules()) {
      if (rule.days() > 0) limits.put(rule.step(), today.minusDays(rule.days() - 1).atStartOfDay(Sweden.ZONE).toInstant());
    }
    return limits.isEmpty() ? Map.of() : store.still(limits, MOST);
  }

  /**
   * Says how many days steps may take; what is so already is not said again.
   *
   * @param days for each step, 0 to {@value #MOST_DAYS}
   */
  void set(Map<Status, Integer> days, Caller by) {
    Map<Status, Rule> before = new HashMap<>();
    rules().forEach(rule -> before.put(rule.step(), rule));
    Map<Status, StallStore.Change> changes = new LinkedHashMap<>();
    STEPS.stream().filter(step -> days.containsKey(step) && days.get(step) != before.get(step).days())
        .forEach(step -> changes.put(step, new StallStore.Change(before.get(step).days(), days.get(step))));
    if (!changes.isEmpty()) store.save(changes, by.account(), clock.instant());
  }
}
