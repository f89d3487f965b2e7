package se.malmo.meet.insight;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.insight.Findings.Dismissed;
import se.malmo.meet.insight.Findings.Open;
import se.malmo.meet.matching.Covering;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Rounds;
import se.malmo.meet.platform.Turns;

/** Keeps what the radar found as the graph's event log says it should be, and who works on which gap. */
public final class Insights implements AutoCloseable {
  private static final long LOOK_MILLIS = 2_000;
  /** Between two countings there is so much more time than one takes, so that people's questions are hardly slowed. */
  private static final long REST = 10;
  private static final int PAGE = 500;
  /** Ten times as long as a city of 50,000 organisations takes. */
  private static final Duration LONGEST_COUNT = Duration.ofMinutes(2);
  private static final int MOST_WAITING = 1_000;
  /** What begins so has nothing to do with who needs, offers or meets. */
  private static final List<String> APART = List.of("session.", "account.", "gap.", "case.", "signal.", "feed.", "meeting.", "stall.", "handover.");

  private final SnapshotStore snapshots;
  private final WorkStore work;
  private final DismissalStore dismissals;
  private final GapTeams teams;
  private final EventLog log;
  private final InstantSource clock;
  private final Ids ids;
  private final Rounds counter = new Rounds("gap-radar", "The gaps could not be counted");
  private final Turns turns = new Turns(1, MOST_WAITING);
  private volatile Findings published;
  private volatile long seen = -1;

  public Insights(Graph graph, Covering covering, EventLog log, InstantSource clock, Ids ids) {
    snapshots = new SnapshotStore(graph);
    work = new WorkStore(graph);
    dismissals = new DismissalStore(graph);
    teams = new GapTeams(covering);
    this.log = log;
    this.clock = clock;
    this.ids = ids;
  }

  /** Counts in the background from now on, when something has happened, until closed. */
  public void begin() {
    counter.once(Duration.ZERO, this::countAndRest);
  }

  private void countAndRest() {
    long start = System.nanoTime();
    try {
      if (hasChanged()) renew(published == null ? Pace.hurried() : Pace.considerate());
    } finally {
      long took = (System.nanoTime() - start) / 1_000_000;
      counter.once(Duration.ofMillis(Math.max(LOOK_MILLIS, REST * took)), this::countAndRest);
    }
  }

  /** Whether anything has happened since the last counting that could be counted otherwise. */
  private boolean hasChanged() {
    if (published == null) return true;
    List<EventLog.Event> events = log.since(seen, PAGE);
    if (events.size() == PAGE || events.stream().anyMatch(event -> APART.stream().noneMatch(event.type()::startsWith))) return true;
    if (!events.isEmpty()) seen = events.getLast().sequence();
    return false;
  }

  /** Counts now, for one who waits. */
  public void renew() {
    renew(Pace.hurried());
  }

  void renew(Pace pace) {
    turns.inTurn(LONGEST_COUNT, () -> count(pace));
  }

  private void count(Pace pace) {
    long last = log.last();
    Snapshot snapshot = snapshots.read(pace);
    Radar radar = Radar.of(snapshot, pace);
    published = new Findings(clock.instant(), snapshot, radar, teams.of(radar, snapshot, pace), List.of());
    seen = last;
  }

  /** What was counted last, with what is worked on and put aside by now; counts first where nothing has been. */
  public Findings findings() {
    // Of many who come first one counts and the others wait for it.
    if (published == null) turns.inTurn(LONGEST_COUNT, this::first);
    return published.with(work.all(), dismissals.all(clock.instant()));
  }

  private void first() {
    if (published == null) count(Pace.hurried());
  }

  /**
   * Takes a gap on: drafts an invitation to each of its team. Done twice it is done once.
   *
   * @param by the role of who does
   * @throws Problem.NotFound where there is no such gap
   */
  public Open work(String gap, String by) {
    Open open = findings().gap(gap).orElseThrow(Problem.NotFound::new);
    if (open.work().isPresent()) return open;
    List<String> invitations = Stream.generate(() -> ids.next("inv-")).limit(open.team().members().size()).toList();
    work.begin(open, by, ids.next("key-"), invitations, clock.instant());
    return findings().gap(gap).orElseThrow(Problem.NotFound::new);
  }

  /**
   * Takes that back, with the drafts.
   *
   * @throws Problem.NotFound where there is no such gap, or nobody works on it
   */
  public Open undo(String gap, String by) {
    Open open = findings().gap(gap).orElseThrow(Problem.NotFound::new);
    if (open.work().isEmpty()) throw new Problem.NotFound();
    work.end(gap, by, clock.instant());
    return findings().gap(gap).orElseThrow(Problem.NotFound::new);
  }

  /**
   * Puts a gap aside. Done twice it is done once, with what was said first.
   *
   * @param by the role of who does
   * @throws Problem.NotFound where there is no such gap
   * @throws Problem.Conflict where somebody works on it
   */
  public Dismissed dismiss(String gap, Dismissal why, String by) {
    Findings findings = findings();
    Optional<Dismissed> before = findings.dismissed(gap);
    if (before.isPresent()) return before.get();
    Open open = findings.gap(gap).orElseThrow(Problem.NotFound::new);
    if (open.work().isPresent()) throw new Problem.Conflict("problem.gap.worked");
    dismissals.dismiss(open.gap(), why, by, ids.next("key-"), clock.instant());
    return findings().dismissed(gap).orElseThrow(Problem.NotFound::new);
  }

  /**
   * Takes that back.
   *
   * @throws Problem.NotFound where no such gap was put aside
   */
  public Open restore(String gap, String by) {
    if (findings().dismissed(gap).isEmpty()) throw new Problem.NotFound();
    dismissals.restore(gap, by, clock.instant());
    return findings().gap(gap).orElseThrow(Problem.NotFound::new);
  }

  @Override
  public void close() {
    counter.close();
  }
}
