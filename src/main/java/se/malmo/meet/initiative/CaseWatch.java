package se.malmo.meet.initiative;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Rounds;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.EventStream;
import se.malmo.meet.web.Request;

/** Tells open status pages what happens to their case: two readings of the log a second for all of them, none while nobody watches. */
public final class CaseWatch implements AutoCloseable {
  private static final int MOST = 1_000;
  private static final int MOST_OF_ONE = 10;
  private static final int MOST_OF_ALL = 300;
  /** In the place of a case: every one of them. */
  private static final String ALL = "";
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final int PAGE = 500;

  private final EventLog log;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final Rounds reader = new Rounds("case-watch", "The event log could not be read for status pages");
  /** The last event that all watchers have been told of; looked at by the reader alone. */
  private long seen;
  private boolean wasWatched;

  public CaseWatch(EventLog log) {
    this.log = log;
  }

  private static final class Watcher {
    private final String subject;
    private final EventStream stream;
    /** The last event of all before it came. */
    private final long came;
    private long told;

    Watcher(String subject, long came, long told, EventStream stream) {
      this.subject = subject;
      this.came = came;
      this.told = told;
      this.stream = stream;
    }

    /** Tells the newest of what happened to the case, which stands for all before it; what was told before is not told again. */
    synchronized void tell(List<EventLog.Event> events) {
      long newest = events.stream().filter(event -> (subject.equals(ALL) || event.subject().equals(subject)) && event.type().startsWith(Cases.OF_A_CASE))
          .mapToLong(EventLog.Event::sequence).max().orElse(0);
      if (newest <= told) return;
      told = newest;
      stream.send("step", newest);
    }
  }

  /** Begins to read the log for those who watch. */
  public CaseWatch follow() {
    reader.begin(BETWEEN, BETWEEN, this::read);
    return this;
  }

  /** Answers with what happens to a case while its page is open. */
  public Answer answer(Request request, String id) {
    return answer(request, id, MOST_OF_ONE);
  }

  /** Answers with what happens to any case while a list of them is open. */
  public Answer answerOfAll(Request request) {
    return answer(request, ALL, MOST_OF_ALL);
  }

  /** Each event says that something has happened, and its number: the open page then fetches itself anew. */
  private Answer answer(Request request, String subject, int most) {
    // Not for a person's browser window, nor for a robot that follows links: they would wait without end.
    if (request.header("Accept").filter(accepted -> accepted.contains("text/event-stream")).isEmpty()) {
      return Answer.text(406, "text/plain; charset=utf-8", request.messages().get("status.events"));
    }
    boolean hasRoom = watchers.size() < MOST && watchers.stream().filter(watcher -> watcher.subject.equals(subject)).count() < most;
    if (!hasRoom) return Answer.text(503, "text/plain; charset=utf-8", request.messages().get("status.events.full")).with("Retry-After", "60");
    return Answer.events(stream -> watch(subject, since(request), stream));
  }

  private static long since(Request request) {
    Optional<String> seen = request.header("Last-Event-ID").or(() -> request.query("since"));
    return seen.filter(number -> number.matches("\\d{1,18}")).map(Long::parseLong).orElse(0L);
  }

  /**
   * Tells a stream what happens from now on, and what has happened since it last heard.
   *
   * @param since the number of the last event that it saw
   */
  private void watch(String subject, long since, EventStream stream) {
    Watcher watcher = new Watcher(subject, log.last(), since, stream);
    // First in, then the past: nothing falls between the two, and nothing is told twice.
    watchers.add(watcher);
    stream.atEnd(() -> watchers.remove(watcher));
    watcher.tell(subject.equals(ALL) ? since > 0 ? log.since(since, PAGE) : List.of() : log.of(subject));
  }

  private void read() {
    if (watchers.isEmpty()) {
      wasWatched = false;
      return;
    }
    if (!wasWatched) {
      wasWatched = true;
      // Of what was before it came, a watcher has heard by the log of its case.
      seen = Math.max(seen, watchers.stream().mapToLong(watcher -> watcher.came).min().orElse(0));
    }
    List<EventLog.Event> events = log.since(seen, PAGE);
    while (!events.isEmpty()) {
      for (Watcher watcher : watchers) watcher.tell(events);
      seen = events.getLast().sequence();
      events = log.since(seen, PAGE);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
