package se.malmo.meet.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.forvaltning.Mover;
import se.malmo.meet.identity.Account;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.web.Caller;

/**
 * Takes the open cases of a förvaltning that has ended to its successor. Each is an act of its own with its event, as if a person had moved it; it counts
 * as no "not ours" and teaches the router nothing.
 */
public final class Succession implements Mover {
  /** At one time; who has more does it again. */
  static final int MOST = 500;
  private static final List<Status> OPEN = List.of(Status.RECEIVED, Status.ASSESSED, Status.ACCEPTED, Status.WORKING_GROUP, Status.RUNNING);

  private final DeskStore store;
  private final Desk desk;
  private final InstantSource clock;
  private final Ids ids;

  public Succession(Graph graph, Desk desk, InstantSource clock, Ids ids) {
    store = new DeskStore(graph);
    this.desk = desk;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public int move(String from, String to, String reason, Caller by) {
    int moved = 0;
    for (String reference : store.open(from, OPEN, MOST)) {
      // One that somebody does something to just now is tried once more.
      if (take(reference, from, to, reason, by) || take(reference, from, to, reason, by)) moved++;
    }
    store.pointTo(from, to);
    return moved;
  }

  private boolean take(String reference, String from, String to, String reason, Caller by) {
    CaseFile file = desk.file(reference, by);
    if (!file.isOf(from) || !OPEN.contains(file.status())) return false;
    String id = file.initiative().id();
    String act = ids.next("act-");
    Instant now = clock.instant();
    Map<String, Object> properties = new HashMap<>();
    Optional<String> handler = desk.first(to, file).map(Account::id);
    properties.put("handler", handler.orElse(null));
    Map<String, String> details = new HashMap<>(Map.of("name", by.name(), "role", by.role().code(), "reason", reason));
    handler.ifPresent(one -> details.put("handler", one));
    details.putAll(desk.named("from", from));
    details.putAll(desk.named("forvaltning", to));
    List<Graph.Statement> more = new ArrayList<>(List.of(DeskStore.leaveEnded(id, act, from), DeskStore.route(id, act, to, by.account(), reason, now)));
    return store.act(new DeskStore.Deed(id, act, file.standing().version(), OPEN, properties, more, new Happening("initiative.moved", id, by.account(), details), now));
  }
}
