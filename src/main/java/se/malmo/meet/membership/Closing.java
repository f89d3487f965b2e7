package se.malmo.meet.membership;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntSupplier;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;

/** Closing a profile: nobody is suggested or asked by it any more, what it took part in stays; and opening it again. */
public final class Closing {
  /** Those who speak for it can open it again for so many days; after that those who coordinate can. */
  public static final int DAYS_TO_REGRET = 30;

  private final ClosingStore store;
  private final InstantSource clock;
  private final Ids ids;
  private final IntSupplier lapse;

  /** @param lapse ends the invitations that nobody answers any more */
  public Closing(Graph graph, InstantSource clock, Ids ids, IntSupplier lapse) {
    store = new ClosingStore(graph);
    this.clock = clock;
    this.ids = ids;
    this.lapse = lapse;
  }

  /** One that is closed. */
  public record Closed(String id, String name, LocalDate on) {}

  private LocalDate today() {
    return Sweden.today(clock);
  }

  /** The last day on which those who speak for it can open it again. */
  LocalDate until(Organisation organisation) {
    return organisation.closedOn().orElse(today()).plusDays(DAYS_TO_REGRET);
  }

  boolean canOpen(Organisation organisation) {
    return organisation.isClosed() && !until(organisation).isBefore(today());
  }

  /** Closes one; what it was asked and has not answered lapses. One that is closed stays so. */
  void close(String organisation, String by) {
    if (store.close(organisation, today(), ids.next("act-"), clock.instant(), new Happening("organisation.closed", organisation, by))) lapse.getAsInt();
  }

  /**
   * Opens one again for those who speak for it.
   *
   * @throws Problem.Conflict where it was closed too long ago
   */
  void open(Organisation organisation, String by) {
    if (organisation.isClosed() && !open(organisation.id(), today().minusDays(DAYS_TO_REGRET), by)) throw new Problem.Conflict("problem.closing.late", DAYS_TO_REGRET);
  }

  /** Opens one again, whenever it was closed, for those who coordinate. */
  void open(String organisation, String by) {
    open(organisation, LocalDate.EPOCH, by);
  }

  private boolean open(String organisation, LocalDate since, String by) {
    return store.open(organisation, since, ids.next("act-"), clock.instant(), new Happening("organisation.reopened", organisation, by));
  }

  /** Those that are closed, the latest first. */
  List<Closed> closed(int skip, int limit) {
    return store.closed(skip, limit);
  }

  int count() {
    return store.count();
  }
}
