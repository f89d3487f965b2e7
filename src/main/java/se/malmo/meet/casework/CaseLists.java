package se.malmo.meet.casework;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import se.malmo.meet.casework.CaseList.Columns;
import se.malmo.meet.casework.CaseList.Found;
import se.malmo.meet.casework.CaseList.Line;
import se.malmo.meet.casework.CaseQuery.Moment;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** Lists of cases: the board, the table, the queue of each who answers. */
public final class CaseLists {
  /** Of a column of the board. */
  static final int COLUMN = 10;
  /** Of a queue. */
  static final int QUEUE = 50;
  private static final int DIARY_PAGE = 500;

  private final CaseListStore store;
  private final Stalls stalls;
  private final InstantSource clock;

  public CaseLists(Graph graph, InstantSource clock) {
    store = new CaseListStore(graph);
    stalls = new Stalls(graph, clock);
    this.clock = clock;
  }

  LocalDate today() {
    return Sweden.today(clock);
  }

  private Moment now() {
    return new Moment(today(), stalls.now());
  }

  Columns board(CaseQuery query) {
    return store.columns(query, now(), COLUMN);
  }

  List<Line> lines(CaseQuery query, int skip, int limit) {
    return store.lines(query, now(), skip, limit);
  }

  /** Those that come after a place, by the day of their answer. */
  List<CaseList.Placed> after(CaseQuery query, CaseList.Place place, int limit) {
    return store.after(query, now(), place, limit);
  }

  long total(CaseQuery query) {
    return store.counts(query, now()).total();
  }

  /** What somebody should answer, the most urgent first. */
  Found mine(Caller caller) {
    return store.page(CaseQuery.mine(caller), now(), 0, QUEUE);
  }

  /** What may be somebody's, of what nobody has got. */
  List<Line> proposed(Caller caller) {
    return caller.limit().isEmpty() ? List.of() : store.lines(CaseQuery.proposed(caller), new Moment(today(), Map.of()), 0, QUEUE);
  }

  /** Those that somebody sees and that stand still, by the day of their answer. */
  Found stalled(Caller caller) {
    return store.page(CaseQuery.stalled(caller), now(), 0, COLUMN);
  }

  /** The case after this one in somebody's queue, the first where this one is not in it; none where there is no other. */
  Optional<String> next(Caller caller, String reference) {
    List<String> queue = store.references(CaseQuery.mine(caller), new Moment(today(), Map.of()), QUEUE);
    int place = queue.indexOf(reference);
    return place + 1 < queue.size() ? Optional.of(queue.get(place + 1)) : queue.stream().filter(one -> !one.equals(reference)).findFirst();
  }

  /** Asks once what will be asked, so that the graph has a plan for each question. */
  public void warmUp() {
    for (Caller caller : List.of(new Caller(Role.COORDINATOR, Optional.empty()), new Caller(Role.AMBASSADOR, Optional.of("")))) {
      board(new CaseQuery(CaseQuery.Who.of(caller), List.of(Status.values()), Optional.empty(), CaseQuery.Which.ALL, ""));
      mine(caller);
      proposed(caller);
      stalled(caller);
    }
  }

  /** Hands over the register as a file has it. */
  public void exported(Consumer<Map<String, Object>> reader) {
    diary(entry -> reader.accept(Map.of("reference", entry.reference(), "day", entry.day().toString(), "sender", entry.who(), "title", entry.title(), "status", entry.status(), "marked",
        entry.isMarked() ? "yes" : "")));
  }

  /** Hands over the register (diarium), by reference. */
  void diary(Consumer<CaseListStore.Entry> reader) {
    store.diary(DIARY_PAGE, reader);
  }
}
