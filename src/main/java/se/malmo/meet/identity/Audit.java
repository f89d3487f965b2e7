package se.malmo.meet.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import se.malmo.meet.identity.AuditStore.Entry;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Route;

/** Who did what, when and to what: the event log, read by those who examine it. Nothing ever takes an event away or changes one. */
public final class Audit {
  static final int PAGE = 50;
  private static final int FILE_PAGE = 1_000;
  /** So many refusals of one account are told of in a minute: a script that knocks on every door does not fill the log. */
  private static final int MOST_DENIALS = 30;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 1_000;

  private final AuditStore store;
  private final Graph graph;
  private final InstantSource clock;
  private final Map<String, Denials> denials = new ConcurrentHashMap<>();

  private record Denials(Instant since, int count) {}

  public Audit(Graph graph, InstantSource clock) {
    store = new AuditStore(graph);
    this.graph = graph;
    this.clock = clock;
  }

  /**
   * Which events are asked for.
   *
   * @param type the beginning of their type, "" for any
   * @param by the account, role or machine, "" for any
   * @param subject what it was done to, by id or case reference, "" for any
   * @param before the number of an event that they come before, empty for the newest
   */
  record Query(String type, String by, String subject, Optional<Long> before) {}

  /** Keeps that somebody who is known was not let in; the address's pattern, never what stood in it. */
  public void denied(Caller caller, Route route) {
    Instant now = clock.instant();
    if (denials.size() > MOST_REMEMBERED) denials.clear();
    Denials counted = denials.merge(caller.account(), new Denials(now, 1),
        (before, one) -> before.since().plus(MINUTE).isBefore(now) ? one : new Denials(before.since(), before.count() + 1));
    if (counted.count() > MOST_DENIALS) return;
    graph.write(List.of(EventLog.append(now, List.of(new EventLog.Happening("access.denied", caller.account(), caller.account(),
        Map.of("role", caller.role().code(), "route", route.method() + " " + route.path()))))));
  }

  /** Newest first, at most a page. */
  List<Entry> page(Query query) {
    return store.page(query, PAGE);
  }

  /** Hands over all that is asked for, newest first. */
  void all(Query query, Consumer<Entry> reader) {
    Query next = query;
    List<Entry> entries;
    do {
      entries = store.page(next, FILE_PAGE);
      entries.forEach(reader);
      if (!entries.isEmpty()) next = new Query(query.type(), query.by(), query.subject(), Optional.of(entries.getLast().event().sequence()));
    } while (entries.size() == FILE_PAGE);
  }
}
