package se.malmo.meet.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.notice.Delivery.Made;
import se.malmo.meet.notice.Delivery.State;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Sweden;

/** What there is to send: each mail once, kept until it has left, taken by one server at a time. */
public final class Outbox {
  /** After so long nobody is helped by a mail any more, and somebody should look into it. */
  static final Duration GIVEN_UP = Duration.ofDays(7);
  /** Whoever takes mails and dies keeps them from others no longer than this. */
  static final Duration LEASE = Duration.ofMinutes(2);
  /** What has been sent, given up or dropped is remembered for so long. */
  static final Duration KEPT = Duration.ofDays(90);
  /** Between the first try and the second, the second and the third, and so on; the last pause is repeated. */
  private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(3),
      Duration.ofHours(6), Duration.ofHours(12), Duration.ofHours(24));

  private final OutboxStore store;
  private final InstantSource clock;
  private final Ids ids;

  public Outbox(Graph graph, InstantSource clock, Ids ids) {
    store = new OutboxStore(graph);
    this.clock = clock;
    this.ids = ids;
  }

  OutboxStore store() {
    return store;
  }

  Instant now() {
    return clock.instant();
  }

  /** The day in Sweden. */
  LocalDate today() {
    return Sweden.today(clock);
  }

  /** Makes what is not there yet. */
  void make(List<Made> made) {
    store.make(made, idsFor(made), clock.instant(), today());
  }

  /**
   * The statement that makes a mail about one thing, where it is not there yet.
   *
   * @param key the same key is the same mail, however often it is made
   * @param about the id of what it is about, by which its text and address are found when it is sent
   */
  public Graph.Statement statement(Kind kind, String key, String about) {
    return statement(new Made(key, kind, about, "", 0, Set.of()));
  }

  /** The statement that makes one where it is not there yet. */
  Graph.Statement statement(Made made) {
    return OutboxStore.makeStatement(List.of(made), idsFor(List.of(made)), clock.instant(), today());
  }

  /** Makes what the events up to a number ask for, unless another server has. */
  void advance(long before, long after, List<Made> made) {
    store.advance(before, after, ids.next("fol-"), made, idsFor(made), clock.instant(), today());
  }

  private List<String> idsFor(List<Made> made) {
    return made.stream().map(one -> ids.next("del-")).toList();
  }

  /** Some that are due; nobody else gets them before the lease ends. */
  record Taken(String lease, Instant until, List<Delivery> deliveries) {}

  Taken take(int limit) {
    Instant now = clock.instant();
    String lease = ids.next("lea-");
    return new Taken(lease, now.plus(LEASE), store.take(lease, limit, now, now.plus(LEASE)));
  }

  /** @param more what is noted in the same transaction */
  void sent(Delivery delivery, List<Graph.Statement> more) {
    store.end(delivery.id(), State.SENT, clock.instant(), more);
  }

  /** @param more what is noted in the same transaction */
  void dropped(Delivery delivery, List<Graph.Statement> more) {
    store.end(delivery.id(), State.DROPPED, clock.instant(), more);
  }

  void failed(Delivery delivery) {
    store.end(delivery.id(), State.FAILED, clock.instant(), List.of());
  }

  /** To be tried again after a pause that grows with the tries. */
  void putOff(Delivery delivery, String fault) {
    store.putOff(delivery.id(), clock.instant().plus(PAUSES.get(Math.min(delivery.tries(), PAUSES.size() - 1))), fault);
  }

  /** Gives back what was taken and not tried. */
  void release(Taken taken) {
    store.release(taken.lease());
  }

  void giveUp() {
    store.giveUp(clock.instant().minus(GIVEN_UP), clock.instant());
  }

  /** Has one sent again that was given up; false where there is none such. */
  boolean again(String id) {
    return store.again(id, clock.instant());
  }

  List<Delivery> page(List<State> states, int skip, int limit) {
    return store.page(states, skip, limit);
  }

  Optional<Delivery> byId(String id) {
    return store.byId(id);
  }

  long count(List<State> states) {
    return store.count(states);
  }

  /** Throws away what ended long ago; tells how many. */
  public int purge() {
    return store.purge(clock.instant().minus(KEPT));
  }
}
