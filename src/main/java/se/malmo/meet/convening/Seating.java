package se.malmo.meet.convening;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.malmo.meet.platform.Awaiting;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Caller;

/** Who sits at which table: planned, moved by hand, locked, added later. Every change names the version of the tables that it was made from. */
final class Seating {
  static final int LEAST = 2;
  private static final int DRAWS = 100;

  private final AssemblyStore store;
  private final GuestStore guests;
  private final UnitStore units;
  private final InstantSource clock;
  private final Ids ids;

  Seating(AssemblyStore store, GuestStore guests, UnitStore units, InstantSource clock, Ids ids) {
    this.store = store;
    this.guests = guests;
    this.units = units;
    this.clock = clock;
    this.ids = ids;
  }

  /** The room as it is: who is here, with names, and what it comes to. */
  record Room(Assembly assembly, Map<String, Guest> guests, Task task, Outcome outcome, List<Breach> breaches) {
    static Room of(Assembly assembly, Map<String, Guest> guests, Task task) {
      Outcome outcome = Outcome.of(task);
      return new Room(assembly, guests, task, outcome, Breaches.of(task, outcome));
    }

    /** The same with some at other tables. */
    Room with(Map<String, Integer> seats) {
      return of(assembly, guests, new Task(task.attendees().stream().map(one -> one.at(seats.getOrDefault(one.id(), one.table()))).toList(), task.ties(), task.apart(), task.tableSize()));
    }
  }

  Room room(Assembly assembly) {
    List<Guest> here = guests.here(assembly.id(), Guests.MOST);
    Set<String> from = here.stream().map(guest -> guest.unit().id()).filter(id -> !id.isEmpty()).collect(Collectors.toSet());
    Map<String, Set<String>> themes = units.themes(from, assembly.themes());
    List<Attendee> attendees = here.stream().map(guest -> new Attendee(guest.id(), guest.unit().id(), guest.sector(), guest.unit().isForvaltning(),
        themes.getOrDefault(guest.unit().id(), Set.of()), guest.table(), guest.isLocked())).toList();
    Task task = new Task(attendees, units.ties(from), apart(here, store.noGos(assembly.id())), assembly.tableSize());
    return Room.of(assembly, here.stream().collect(Collectors.toMap(Guest::id, guest -> guest)), task);
  }

  private static Set<Pair> apart(List<Guest> here, List<NoGo> noGos) {
    Set<Pair> apart = new HashSet<>();
    for (NoGo pair : noGos) {
      List<Guest> ones = here.stream().filter(guest -> NoGo.means(pair.one(), guest)).toList();
      List<Guest> others = here.stream().filter(guest -> NoGo.means(pair.other(), guest)).toList();
      ones.forEach(one -> others.stream().filter(other -> !other.id().equals(one.id())).forEach(other -> apart.add(Pair.of(one.id(), other.id()))));
    }
    return apart;
  }

  /**
   * Seats everybody anew but those who are locked.
   *
   * @return whether the time was up before all had been tried
   * @throws Problem.Invalid where there is nobody to seat
   * @throws Stale where somebody else has changed the tables
   */
  boolean plan(Assembly assembly, int version, Caller by) {
    Room room = room(assembly);
    if (room.task().attendees().size() < LEAST) throw new Problem.Invalid("plan", "problem.plan.nobody", room.task().attendees().size(), LEAST);
    // A thread of its own: whoever else the server answers meanwhile does not wait for it.
    TablePlanner.Plan plan = Awaiting.end(CompletableFuture.supplyAsync(() -> TablePlanner.plan(room.task(), version)));
    double byChance = Seats.random(room.task(), DRAWS, version);
    Outcome outcome = room.with(plan.tables()).outcome();
    Map<String, String> told = Map.of("guests", String.valueOf(plan.tables().size()), "tables", String.valueOf(outcome.taken().size()), "ties", String.valueOf(outcome.ties()));
    write(assembly, act -> SeatStore.plan(new SeatStore.State(assembly.id(), version, act), plan.tables(), outcome.taken().size(), outcome.ties(), byChance), "assembly.planned", told, by);
    return plan.isCutShort();
  }

  /** What is done, by the name that it leaves at the meeting. */
  private interface Change {
    Graph.Statement by(String act);
  }

  private void write(Assembly assembly, Change change, String type, Map<String, String> details, Caller by) {
    String act = ids.next("act-");
    if (!store.write(assembly.id(), act, change.by(act), clock.instant(), new Happening(type, assembly.id(), by.account(), details))) throw new Stale();
  }

  /** What it would come to if somebody sat at each of the other tables, by number. */
  static Map<Integer, Room> elsewhere(Room room, String guest) {
    int now = room.task().attendees().stream().filter(one -> one.id().equals(guest)).findFirst().orElseThrow(Problem.NotFound::new).table();
    Map<Integer, Room> all = new TreeMap<>();
    room.outcome().tables().stream().map(Outcome.Table::number).filter(number -> number != now).forEach(number -> all.put(number, room.with(Map.of(guest, number))));
    return all;
  }

  /** @throws Problem.Invalid where there is no such table */
  void move(Assembly assembly, int version, String guest, int table, Caller by) {
    Room room = room(assembly);
    if (!room.guests().containsKey(guest)) throw new Problem.NotFound();
    if (room.outcome().table(table).isEmpty()) throw new Problem.Invalid("table", "problem.plan.table", room.outcome().tables().size());
    Map<String, Integer> seat = Map.of(guest, table);
    write(assembly, act -> SeatStore.seat(new SeatStore.State(assembly.id(), version, act), seat, room.with(seat).outcome().ties()), "assembly.moved",
        Map.of("guest", guest, "table", String.valueOf(table)), by);
  }

  void lock(Assembly assembly, int version, String guest, boolean isLocked, Caller by) {
    if (guests.named(assembly.id(), guest, "").isEmpty()) throw new Problem.NotFound();
    write(assembly, act -> SeatStore.lock(new SeatStore.State(assembly.id(), version, act), guest, isLocked), isLocked ? "assembly.locked" : "assembly.unlocked", Map.of("guest", guest), by);
  }

  /** Seats those who came late, each where they bring most of the tables with the fewest, and moves nobody. */
  void seatLate(Assembly assembly, int version, Caller by) {
    Room room = room(assembly);
    if (room.outcome().taken().isEmpty() || room.outcome().unseated().isEmpty()) throw new Problem.Invalid("plan", "problem.plan.late");
    Map<String, Integer> seats = late(room.task());
    write(assembly, act -> SeatStore.seat(new SeatStore.State(assembly.id(), version, act), seats, room.with(seats).outcome().ties()), "assembly.seated",
        Map.of("guests", String.valueOf(seats.size())), by);
  }

  static Map<String, Integer> late(Task task) {
    Circle circle = new Circle(task);
    int last = task.attendees().stream().mapToInt(Attendee::table).max().orElse(1);
    List<List<Integer>> tables = Stream.generate(() -> (List<Integer>) new ArrayList<Integer>()).limit(last).toList();
    List<Integer> waiting = new ArrayList<>();
    IntStream.range(0, circle.size).forEach(i -> (task.attendees().get(i).table() < 1 ? waiting : tables.get(task.attendees().get(i).table() - 1)).add(i));
    Map<String, Integer> seats = new HashMap<>();
    for (int who : waiting) {
      int best = best(circle, tables, who);
      tables.get(best).add(who);
      seats.put(task.attendees().get(who).id(), best + 1);
    }
    return seats;
  }

  private static int best(Circle circle, List<List<Integer>> tables, int who) {
    int fewest = tables.stream().filter(table -> !table.isEmpty()).mapToInt(List::size).min().orElse(0);
    int best = -1;
    long most = Long.MIN_VALUE;
    for (int t = 0; t < tables.size(); t++) {
      if (tables.get(t).size() != fewest) continue;
      tables.get(t).add(who);
      long worth = new Tables(circle, tables.stream().map(table -> table.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new), Tables.Worth.WHOLE).worth();
      tables.get(t).removeLast();
      if (worth > most) {
        most = worth;
        best = t;
      }
    }
    return best;
  }
}
