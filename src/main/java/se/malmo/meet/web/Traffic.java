package se.malmo.meet.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The requests that this server is at work on and the streams that are open, so that it can end without dropping any of them. */
final class Traffic {
  /** One line a request, where the operator wants it. */
  private static final Logger LOG = LogManager.getLogger("se.malmo.meet.requests");
  private static final int PART = 64 * 1024;
  private static final String ITSELF = "traffic";
  private static final String STREAM = "stream";
  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS);
  private static final Duration[] STEPS = {Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
      Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10)};

  private final Patience patience;
  private final MeterRegistry metrics;
  private final Counter cut;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final CountDownLatch idle = new CountDownLatch(1);
  private volatile boolean ending;

  /**
   * How long a client may take to read an answer, and how many may ask at once.
   *
   * @param least whatever its length
   * @param bytesASecond so much more time it has for a long one
   * @param mostAtOnce requests that are being answered, streams apart
   */
  record Patience(Duration least, int bytesASecond, int mostAtOnce) {
    /** A page over the slowest line that anybody still has; who reads slower than that holds memory and a connection and reads nothing. */
    static final Patience STANDARD = new Patience(Duration.ofSeconds(20), 32 * 1024, 1_000);

    long millisFor(long bytes) {
      return least.toMillis() + 1_000L * bytes / bytesASecond;
    }
  }

  Traffic(Patience patience, MeterRegistry metrics) {
    this.patience = patience;
    this.metrics = metrics;
    cut = metrics.counter("meet.readers.cut");
    Gauge.builder("meet.requests.active", inFlight, AtomicInteger::get).description("Requests that are being answered").register(metrics);
    Gauge.builder("meet.streams", streams, Set::size).description("Open streams of events").register(metrics);
  }

  /** Counts a request until its end, also where its client hangs up. */
  void count(RoutingContext context) {
    context.put(ITSELF, this);
    inFlight.incrementAndGet();
    long start = System.nanoTime();
    if (ending) context.response().putHeader(HttpHeaders.CONNECTION, "close");
    context.addEndHandler(done -> {
      if (context.get(STREAM) != null) return;
      ended();
      measure(context, Duration.ofNanos(System.nanoTime() - start));
    });
  }

  /** Whether one more can be answered: each holds memory and waits for the graph, so beyond a number all would only be slower. */
  boolean isFull() {
    return inFlight.get() > patience.mostAtOnce();
  }

  /** What counts this request. */
  static Traffic of(RoutingContext context) {
    return context.get(ITSELF);
  }

  private void ended() {
    if (inFlight.decrementAndGet() == 0 && ending) idle.countDown();
  }

  /** The pattern of the address, never the address: it may hold a secret, and there are endlessly many. */
  private void measure(RoutingContext context, Duration took) {
    String method = METHODS.contains(context.request().method()) ? context.request().method().name() : "other";
    int status = context.response().getStatusCode();
    Timer.builder("meet.requests").description("Requests by route and status").tag("route", RequestMark.routeOf(context)).tag("method", method)
        .tag("status", String.valueOf(status)).register(metrics).record(took);
    Timer.builder("meet.request.duration").description("How long answers take").serviceLevelObjectives(STEPS).register(metrics).record(took);
    RequestMark.ended(context, method);
    if (LOG.isInfoEnabled()) RequestMark.during(context, () -> LOG.info("{} {} {} ms", method, status, took.toMillis()));
  }

  /** A stream that is open from now on, until its end; it is not waited for. */
  void open(RoutingContext context, EventStream stream) {
    context.put(STREAM, stream);
    streams.add(stream);
    context.addEndHandler(done -> streams.remove(stream));
    ended();
    if (ending) stream.end();
  }

  /** Sends what there is to send, a part after the other as the client reads, and cuts off a client that does not. */
  void send(RoutingContext context, Buffer content) {
    HttpServerResponse response = context.response();
    limit(context, content.length());
    if (content.length() <= PART) {
      response.end(content);
      return;
    }
    response.setWriteQueueMaxSize(2 * PART).putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(content.length()));
    sendFrom(response, content, 0);
  }

  /** Sends a file in the same way. */
  void send(RoutingContext context, Path file) {
    limit(context, file.toFile().length());
    context.response().sendFile(file.toString());
  }

  private void limit(RoutingContext context, long bytes) {
    // Closing waits for what has been handed over to be written: never more than a part, which the machine's own buffers hold.
    long timer = context.vertx().setTimer(patience.millisFor(bytes), late -> {
      cut.increment();
      context.request().connection().close();
    });
    context.addEndHandler(done -> context.vertx().cancelTimer(timer));
  }

  private static void sendFrom(HttpServerResponse response, Buffer content, int from) {
    int at = from;
    while (at < content.length() && !response.writeQueueFull() && !response.closed()) {
      int end = Math.min(content.length(), at + PART);
      response.write(content.slice(at, end));
      at = end;
    }
    int next = at;
    if (response.closed()) return;
    if (next >= content.length()) response.end();
    else response.drainHandler(drained -> sendFrom(response, content, next));
  }

  /** From now on every answer is the last of its connection, and who listens comes back to somebody else. */
  void end() {
    ending = true;
    streams.forEach(EventStream::end);
    if (inFlight.get() == 0) idle.countDown();
  }

  /** Waits for what is being answered; tells how much is left when the time is up. */
  int await(Duration limit) {
    try {
      boolean done = idle.await(limit.toMillis(), TimeUnit.MILLISECONDS);
      return done ? 0 : inFlight.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return inFlight.get();
    }
  }
}
