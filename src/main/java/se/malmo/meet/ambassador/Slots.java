package se.malmo.meet.ambassador;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.ambassador.Slot.Hours;
import se.malmo.meet.ambassador.Slot.Spot;
import se.malmo.meet.initiative.AnswerDate;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Caller;

/** Times that ambassadors put up for meetings. */
public final class Slots {
  private static final int MOST_OWN = 200;
  private static final String DEMO = "acc-demo-ambassador-";

  private final SlotStore store;
  private final Covering covering;
  private final InstantSource clock;
  private final Ids ids;

  public Slots(Graph graph, Covering covering, InstantSource clock, Ids ids) {
    store = new SlotStore(graph);
    this.covering = covering;
    this.clock = clock;
    this.ids = ids;
  }

  Instant now() {
    return clock.instant();
  }

  LocalDate today() {
    return Sweden.today(clock);
  }

  /**
   * Puts times up; the same ones again change nothing.
   *
   * @throws Problem.Invalid where they overlap others of the same account, or are too many
   */
  void add(SlotForm form, Caller by) {
    List<SlotStore.Fresh.One> slots = form.hours().stream()
        .map(hours -> new SlotStore.Fresh.One(ids.next("slo-"), Hash.sha256(by.account() + "\n" + hours.starts()), hours)).toList();
    SlotStore.Fresh fresh = new SlotStore.Fresh(form.forvaltning(), by.account(), form.spot(), slots);
    store.overlapping(fresh).ifPresent(starts -> {
      throw new Problem.Invalid("time", "problem.slot.overlap", Sweden.day(starts), LocalTime.ofInstant(starts, Sweden.ZONE));
    });
    if (store.countOwn(by.account(), now()) + slots.size() > MOST_OWN) throw new Problem.Invalid("weeks", "problem.slot.many", MOST_OWN);
    store.add(fresh, now());
  }

  /**
   * A time of an invented city, put up by the demo's ambassador of the förvaltning on a working day to come.
   *
   * @param daysAhead from today
   */
  public void seed(String name, String forvaltning, int daysAhead, LocalTime time, int minutes, Spot spot) {
    Instant starts = AnswerDate.workingDay(today().plusDays(daysAhead)).atTime(time).atZone(Sweden.ZONE).toInstant();
    String id = "slo-demo-" + name;
    store.seed(new SlotStore.Fresh(forvaltning, DEMO + forvaltning, spot, List.of(new SlotStore.Fresh.One(id, id, new Hours(starts, starts.plus(Duration.ofMinutes(minutes)))))), now());
  }

  /**
   * Takes a free time away.
   *
   * @throws Problem.NotFound where there is none, or not for them
   * @return whether it is away; not where somebody has booked it meanwhile
   */
  boolean remove(String id, Caller by) {
    Optional<Set<String>> seen = covering.seen(by);
    store.byId(id).filter(one -> seen.isEmpty() || seen.get().contains(one.forvaltning().id())).orElseThrow(Problem.NotFound::new);
    store.remove(id, by.account(), ids.next("trn-"), now());
    return store.byId(id).isEmpty();
  }

  /** Free times of a förvaltning, the next first. */
  List<Slot> free(String forvaltning, int skip, int limit) {
    return store.free(forvaltning, now(), skip, limit);
  }

  long countFree(String forvaltning) {
    return store.countFree(forvaltning, now());
  }

  /** A time that can be booked. */
  Optional<Slot> free(String id, String forvaltning) {
    return store.free(id, forvaltning, now());
  }

  /** The förvaltningar where a time can be booked. */
  public Set<String> bookable() {
    return store.bookable(now());
  }

  /** Times to come, free and booked, for those who keep them. */
  List<Slot> coming(Caller caller, int skip, int limit) {
    return store.coming(covering.seen(caller), now(), skip, limit);
  }

  long countComing(Caller caller) {
    return store.countComing(covering.seen(caller), now());
  }

  /** Throws away times that have been as long as a booking is kept; tells how many. */
  public int purge() {
    return store.purge(now().minus(Bookings.KEPT));
  }
}
