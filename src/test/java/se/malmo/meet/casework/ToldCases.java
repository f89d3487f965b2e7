package se.malmo.meet.casework;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Caller;

/**
 * How cases stand by what the log tells of them and nothing else: read another way than the program reads them, and by an almanac of its own. It is told
 * what no event holds: the number of a case, and which förvaltningar its text points to.
 */
final class ToldCases {
  /** Working days of the week on which offices are closed, out of the almanac. */
  private static final Set<String> RED = Set.of("2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-19", "2026-12-24", "2026-12-25",
      "2026-12-31", "2027-01-01", "2027-01-06", "2027-03-26", "2027-03-29", "2027-05-06", "2027-06-25", "2027-12-24", "2027-12-31");
  private static final Set<Status> AWAITED = Set.of(Status.RECEIVED, Status.ASSESSED);
  private static final Map<String, Status> STATES = new HashMap<>();
  private static final LocalDate LATER = LocalDate.of(9999, 12, 31);

  static {
    for (Status status : Status.values()) STATES.put("initiative." + status.code(), status);
  }

  private final Map<String, Told> cases = new LinkedHashMap<>();

  /** One case as far as the log has been read. */
  static final class Told {
    final String reference;
    final List<String> proposed;
    Status status = Status.RECEIVED;
    Instant arrived = Instant.EPOCH;
    LocalDate due = LATER;
    Optional<LocalDate> first = Optional.empty();
    Set<String> holders = new TreeSet<>();
    Optional<String> handler = Optional.empty();
    Optional<String> into = Optional.empty();
    final Set<String> refused = new TreeSet<>();
    int version;
    int moves;
    String last = "";
    LocalDate touched = LocalDate.EPOCH;

    Told(String reference, List<String> proposed) {
      this.reference = reference;
      this.proposed = proposed;
    }

    boolean isAwaited() {
      return AWAITED.contains(status);
    }

    boolean isLate(LocalDate today) {
      return isAwaited() && due.isBefore(today);
    }

    boolean isUnrouted() {
      return isAwaited() && holders.isEmpty();
    }

    /** Whether its text points to one of these, and they have not said that it is not theirs. */
    boolean pointsTo(Set<String> own) {
      return proposed.stream().anyMatch(one -> own.contains(one) && !refused.contains(one));
    }

    private boolean isHeldBy(Set<String> own) {
      return holders.stream().anyMatch(own::contains);
    }

    /** Whether the page of the case is for somebody. */
    boolean isFor(Caller who) {
      return who.limit().map(own -> isHeldBy(own) || handler.filter(who.account()::equals).isPresent()
          || holders.isEmpty() && status == Status.RECEIVED && pointsTo(own)).orElse(true);
    }

    /** Whether somebody should answer it. */
    boolean awaits(Caller who) {
      if (into.isPresent() || !isAwaited()) return false;
      return who.limit().map(own -> handler.map(who.account()::equals).orElse(isHeldBy(own))).orElse(holders.isEmpty());
    }
  }

  /**
   * What an almanac says of the day of an answer.
   *
   * @param day itself where offices are open, else the first day after it on which they are
   */
  static LocalDate open(LocalDate day) {
    LocalDate one = day;
    while (one.getDayOfWeek() == DayOfWeek.SATURDAY || one.getDayOfWeek() == DayOfWeek.SUNDAY || RED.contains(one.toString())) one = one.plusDays(1);
    return one;
  }

  /** Whether the almanac knows of a feast that moved an answer's day. */
  static boolean isFeast(LocalDate day) {
    return RED.contains(day.toString()) || Set.of(MonthDay.of(12, 26), MonthDay.of(6, 6)).contains(MonthDay.from(day));
  }

  Told of(String id) {
    return cases.get(id);
  }

  /** Says what no event does. */
  void know(String id, String reference, List<String> proposed) {
    cases.computeIfAbsent(id, one -> new Told(reference, proposed));
  }

  void hear(List<Event> events) {
    events.stream().filter(event -> cases.containsKey(event.subject()) && event.type().startsWith("initiative.")).forEach(event -> hear(cases.get(event.subject()), event));
  }

  private void hear(Told it, Event event) {
    it.last = event.type();
    it.touched = Sweden.day(event.at());
    switch (event.type()) {
      case "initiative.received" -> {
        it.arrived = event.at();
        it.due = open(Sweden.day(event.at()).plusDays(21));
        return;
      }
      case "initiative.asked", "initiative.agreed", "initiative.disagreed" -> {
        return;
      }
      case "initiative.routed" -> {
        it.holders.add(event.detail("forvaltning"));
        it.handler = named(event);
      }
      case "initiative.moved", "initiative.returned" -> {
        it.holders.remove(event.detail("from"));
        it.refused.add(event.detail("from"));
        it.moves++;
        if (!event.detail("forvaltning").isEmpty()) it.holders.add(event.detail("forvaltning"));
        it.handler = named(event);
      }
      case "initiative.extended" -> {
        it.first = it.first.or(() -> Optional.of(it.due));
        it.due = LocalDate.parse(event.detail("until"));
      }
      case "initiative.merged" -> it.into = Optional.of(event.detail("other"));
      case "initiative.unpaired" -> it.into = it.into.filter(one -> !one.equals(event.detail("other")));
      case "initiative.joined", "initiative.bundled" -> { }
      case "initiative.parted" -> part(cases.get(event.detail("part")), it);
      default -> it.status = STATES.get(event.type());
    }
    it.version++;
  }

  private static Optional<String> named(Event event) {
    return Optional.of(event.detail("handler")).filter(one -> !one.isEmpty());
  }

  /** A part is handled where the whole is, and its answer is due on the same day. */
  private static void part(Told part, Told whole) {
    part.arrived = whole.arrived;
    part.due = whole.due;
    part.first = whole.first;
    part.holders = new TreeSet<>(whole.holders);
    part.handler = whole.handler;
  }

  private static Comparator<Told> order(boolean isByDue) {
    Comparator<Told> byArrival = Comparator.comparing((Told one) -> one.arrived).reversed().thenComparing(one -> one.reference);
    return isByDue ? Comparator.comparing((Told one) -> one.due).thenComparing(byArrival) : byArrival;
  }

  /** What somebody should answer, the most urgent first. */
  List<String> queue(Caller who) {
    return cases.values().stream().filter(one -> one.awaits(who)).sorted(order(true)).map(one -> one.reference).toList();
  }

  /** What may be somebody's. */
  List<String> proposed(Caller who) {
    Set<String> own = who.limit().orElseThrow();
    return cases.values().stream().filter(one -> one.into.isEmpty() && one.status == Status.RECEIVED && one.holders.isEmpty() && one.pointsTo(own)).sorted(order(true))
        .map(one -> one.reference).toList();
  }

  private Stream<Told> seen(Caller who) {
    return cases.values().stream().filter(one -> one.into.isEmpty() && one.isFor(who));
  }

  /** A column of the board, all of it. */
  List<String> column(Caller who, Status status) {
    return seen(who).filter(one -> one.status == status).sorted(order(AWAITED.contains(status))).map(one -> one.reference).toList();
  }

  List<String> late(Caller who, LocalDate today) {
    return seen(who).filter(one -> one.isLate(today)).map(one -> one.reference).sorted().toList();
  }

  /** @param days that each step may take without an event; one that is not named may take for ever */
  List<String> stalled(Caller who, LocalDate today, Map<Status, Integer> days) {
    return seen(who).filter(one -> days.containsKey(one.status) && one.touched.until(today, ChronoUnit.DAYS) >= days.get(one.status)).map(one -> one.reference).sorted().toList();
  }

  List<String> unrouted(Caller who) {
    return seen(who).filter(Told::isUnrouted).map(one -> one.reference).sorted().toList();
  }

  List<Told> all() {
    return new ArrayList<>(cases.values());
  }
}
