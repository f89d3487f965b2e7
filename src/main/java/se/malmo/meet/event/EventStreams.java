package se.malmo.meet.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Rounds;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.EventStream;
import se.malmo.meet.web.Role;

/**
 * Tells machines what happens for as long as they listen: each from the event that it saw last, each event once and in order. One reader looks at the log for
 * all; one that listens and does not read gets nothing more, and is cut off after a while.
 */
public final class EventStreams implements AutoCloseable {
  /** So many streams at once, on one server. */
  static final int MOST = 50;
  /** Of one account. */
  static final int MOST_OF_ONE = 5;
  /** After so long a stream ends and the client comes back, so that a token that is no longer good opens nothing for ever. */
  static final Duration LIFE = Duration.ofHours(1);
  /** Whoever has read nothing for so long is cut off. */
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final int BATCH = CloudEvents.WINDOW;
  /** So much of what somebody has to catch up with is told in one round, so that others need not wait. */
  private static final int BATCHES = 3;

  private final EventLog log;
  private final CloudEvents events;
  private final InstantSource clock;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final Rounds reader = new Rounds("event-streams", "The event log could not be read for those who listen");

  public EventStreams(EventLog log, CloudEvents events, InstantSource clock) {
    this.log = log;
    this.events = events;
    this.clock = clock;
  }

  /** What a machine wants to hear. */
  record Wish(Set<String> types, String source, long after) {}

  private static final class Listener {
    private final String account;
    private final Role role;
    private final Wish wish;
    private final EventStream stream;
    private final Instant begun;
    /** How far it has been told, and since when it reads; looked at by the reader alone. */
    private long after;
    private Instant read;

    Listener(Caller caller, Wish wish, EventStream stream, Instant now) {
      account = caller.account();
      role = caller.role();
      this.wish = wish;
      this.stream = stream;
      begun = now;
      read = now;
      after = wish.after();
    }
  }

  /** Begins to read the log for those who listen. */
  public void begin() {
    reader.begin(BETWEEN, BETWEEN, this::round);
  }

  /** Whether one more of this account may listen. */
  boolean hasRoom(Caller caller) {
    return listeners.size() < MOST && listeners.stream().filter(one -> one.account.equals(caller.account())).count() < MOST_OF_ONE;
  }

  /** Tells a stream what happens from the event on that it saw last. */
  void listen(Caller caller, Wish wish, EventStream stream) {
    Listener listener = new Listener(caller, wish, stream, clock.instant());
    listeners.add(listener);
    stream.atEnd(() -> listeners.remove(listener));
  }

  private void round() {
    if (listeners.isEmpty()) return;
    Instant now = clock.instant();
    long last = log.last();
    for (Listener one : listeners) {
      if (one.stream.isFull()) {
        if (one.read.plus(PATIENCE).isBefore(now)) one.stream.cut();
        continue;
      }
      one.read = now;
      if (one.begun.plus(LIFE).isBefore(now)) one.stream.end();
      else for (int i = 0; i < BATCHES && one.after < last && !one.stream.isFull(); i++) tell(one);
    }
  }

  /** A part of what there is. */
  private void tell(Listener one) {
    CloudEvents.Heard heard = events.after(one.after, one.role, one.wish.types(), BATCH, one.wish.source());
    if (!heard.events().isEmpty()) {
      one.stream.send(heard.events().stream().map(event -> new EventStream.Told(event.number(), new String(event.json(), StandardCharsets.UTF_8))).toList());
    }
    one.after = heard.after();
  }

  @Override
  public void close() {
    reader.close();
  }
}
