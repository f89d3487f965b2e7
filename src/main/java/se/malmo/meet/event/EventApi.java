package se.malmo.meet.event;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** What has happened, as CloudEvents: a page at a time with a cursor, or live as server-sent events. */
public final class EventApi {
  private static final int MOST = 500;
  private static final int USUAL = 100;
  private static final int MOST_WINDOWS = 10;
  private static final String STREAM = "text/event-stream";

  private final EventLog log;
  private final CloudEvents events;
  private final EventStreams streams;
  private final Optional<String> publicUrl;

  /** @param publicUrl the beginning of our addresses; otherwise as each client knows us */
  public EventApi(EventLog log, CloudEvents events, EventStreams streams, Optional<String> publicUrl) {
    this.log = log;
    this.events = events;
    this.streams = streams;
    this.publicUrl = publicUrl;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/events", Audience.INTEGRATION, this::read),
        Route.get("/api/v1/events/types", Audience.INTEGRATION, this::types));
  }

  /** A page; next is the cursor for the one after, also where there is nothing more yet. */
  private record Page(List<CloudEvent> events, String next, boolean more) {}

  private record Types(List<String> types) {}

  private Answer types(Request request) {
    return Answer.json(200, new Types(Kind.typesFor(request.caller().role())));
  }

  private Answer read(Request request) {
    boolean isLive = request.header("Accept").filter(accepted -> accepted.contains(STREAM)).isPresent();
    Set<String> types = new LinkedHashSet<>(request.queries("type"));
    List<String> known = Kind.typesFor(request.caller().role());
    if (!known.containsAll(types)) throw new Problem.Invalid("type", "problem.event.type");
    String source = publicUrl.orElseGet(() -> request.absolute(""));
    return isLive ? live(request, types, source) : page(request, types, source);
  }

  private Answer live(Request request, Set<String> types, String source) {
    long last = log.last();
    Optional<String> seen = request.header("Last-Event-ID").map(String::strip).filter(given -> !given.isEmpty());
    long after = seen.isPresent() ? cursor("Last-Event-ID", seen.get(), last) : request.query("after").map(given -> cursor("after", given, last)).orElse(last);
    if (!streams.hasRoom(request.caller())) return Answer.text(503, "text/plain; charset=utf-8", request.messages().get("events.full")).with("Retry-After", "60");
    return Answer.events(stream -> streams.listen(request.caller(), new EventStreams.Wish(types, source, after), stream));
  }

  /** One that we never gave would keep its owner waiting in silence. */
  private static long cursor(String field, String given, long last) {
    long number = given.matches("\\d{1,18}") ? Long.parseLong(given) : -1;
    if (number < 0 || number > last) throw new Problem.Invalid(field, "problem.event.cursor");
    return number;
  }

  private Answer page(Request request, Set<String> types, String source) {
    int limit = request.number("limit", USUAL, 1, MOST);
    long after = request.query("after").map(given -> cursor("after", given, log.last())).orElse(0L);
    CloudEvents.Heard heard = events.after(after, request.caller().role(), types, limit, source);
    // Rare types lie far apart: a page that is empty still leads on.
    for (int i = 1; i < MOST_WINDOWS && heard.events().isEmpty() && !heard.isEnd(); i++) heard = events.after(heard.after(), request.caller().role(), types, limit, source);
    return Answer.json(200, new Page(heard.events(), String.valueOf(heard.after()), !heard.isEnd()));
  }
}
