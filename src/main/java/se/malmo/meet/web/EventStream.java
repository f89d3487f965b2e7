package se.malmo.meet.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import se.malmo.meet.platform.Graph;

/**
 * Server-sent events to one client (WHATWG HTML, section 9.2). Nobody ever waits for it: a client that does not read what it is sent is cut off, and
 * comes back with the number of the last event that it saw.
 */
public final class EventStream {
  private static final Logger LOG = LogManager.getLogger();
  private static final long HEARTBEAT_MILLIS = 15_000;
  private static final int AGAIN_MILLIS = 3_000;
  /** What may wait to be read before a client counts as too slow. */
  private static final int MOST_WAITING_BYTES = 64 * 1024;

  private final HttpServerResponse response;
  private final Runnable hangUp;
  private volatile Runnable atEnd = () -> {};
  private volatile boolean ended;

  private EventStream(HttpServerResponse response, Runnable hangUp) {
    this.response = response;
    this.hangUp = hangUp;
  }

  /** Begins to answer with events. */
  static EventStream begin(Vertx vertx, RoutingContext context) {
    HttpServerResponse response = context.response().setChunked(true).setWriteQueueMaxSize(MOST_WAITING_BYTES);
    boolean isShared = context.request().version().equals(HttpVersion.HTTP_2);
    // Over HTTP/1.1 a reset would wait behind what the client does not read.
    EventStream stream = new EventStream(response, isShared ? () -> response.reset() : () -> context.request().connection().close());
    long heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, beat -> stream.beat());
    context.addEndHandler(done -> {
      vertx.cancelTimer(heartbeat);
      if (stream.ended) return;
      stream.ended = true;
      stream.atEnd.run();
    });
    Traffic.of(context).open(context, stream);
    stream.write("retry: " + AGAIN_MILLIS + "\n\n");
    return stream;
  }

  /** Hands the stream to who tells things; where that cannot be done, as while the graph is gone, the client is to come back. */
  void tell(Consumer<EventStream> teller) {
    try {
      teller.accept(this);
    } catch (RuntimeException e) {
      if (!(e instanceof Graph.Away)) LOG.warn("A stream could not be told anything: {}", e.getClass().getSimpleName());
      cut();
    }
  }

  /** What is done once when the client has gone; at once where it has gone already. */
  public void atEnd(Runnable action) {
    atEnd = action;
    if (ended) action.run();
  }

  /** Sends an event whose data is its number. */
  public void send(String name, long number) {
    write("id: " + number + "\nevent: " + name + "\ndata: " + number + "\n\n");
  }

  /**
   * An event with what there is to tell.
   *
   * @param data one line
   */
  public record Told(long number, String data) {}

  /** Sends several at once. Whoever sends much asks before whether the client {@link #isFull reads}. */
  public void send(List<Told> events) {
    StringBuilder text = new StringBuilder();
    events.forEach(event -> text.append("id: ").append(event.number()).append("\ndata: ").append(event.data()).append("\n\n"));
    write(text.toString());
  }

  /** Tells a client that reads that we are still there. */
  private void beat() {
    if (!isFull()) write(":\n\n");
  }

  /** Whether the client has much to read still. */
  public boolean isFull() {
    return response.writeQueueFull();
  }

  /** Hangs up on a client that reads too slowly. */
  public void cut() {
    if (ended) return;
    ended = true;
    hangUp.run();
    atEnd.run();
  }

  /** Ends in peace; the client comes back. */
  public void end() {
    if (!ended && !response.ended() && !response.closed()) response.end();
  }

  private void write(String text) {
    if (ended || response.ended() || response.closed()) return;
    if (response.writeQueueFull()) cut();
    else response.write(text);
  }
}
