package se.malmo.meet.web;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import se.malmo.meet.platform.StartFailure;

/** The HTTP server: takes the port at once, says "starting" until it is opened, then answers by the table of routes. */
public final class Server implements AutoCloseable {
  private static final int IDLE_SECONDS = 60;
  private static final int LONGEST_FIELD = 600_000;
  private static final int INSTANCES = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final Traffic traffic;
  private volatile BooleanSupplier graph = () -> true;
  private final List<Instance> instances = new CopyOnWriteArrayList<>();
  private final Vertx vertx;
  private volatile RouteTable table;

  private Server(Traffic.Patience patience) {
    traffic = new Traffic(patience, metrics);
    // What knows nothing of a server, as the graph and the matcher, measures here.
    Metrics.addRegistry(metrics);
    measure(new JvmMemoryMetrics());
    measure(garbage);
    measure(new JvmThreadMetrics());
    measure(new ProcessorMetrics());
    measure(new FileDescriptorMetrics());
    measure(new UptimeMetrics());
    MicrometerMetricsOptions options = new MicrometerMetricsOptions().setEnabled(true);
    vertx = Vertx.builder().withMetrics(new MicrometerMetricsFactory(metrics)).with(new io.vertx.core.VertxOptions().setMetricsOptions(options)).build();
  }

  /**
   * Takes a port.
   *
   * @param port 0 for any free one
   * @throws StartFailure where another process has it
   */
  public static Server listen(String host, int port) {
    return listen(host, port, Traffic.Patience.STANDARD);
  }

  /** The same with more or less patience for those who read slowly. */
  static Server listen(String host, int port, Traffic.Patience patience) {
    Server server = new Server(patience);
    HttpServerOptions options = new HttpServerOptions().setHost(host).setPort(port).setIdleTimeout(IDLE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setCompressionSupported(true).setMaxFormAttributeSize(LONGEST_FIELD).setMaxFormBufferedBytes(LONGEST_FIELD).setMaxFormFields(128)
        .setMaxHeaderSize(16_384).setMaxInitialLineLength(8_192)
        // Browsers speak HTTP/2 over TLS alone, which a proxy ends; without TLS it would only let frames without end in.
        .setHttp2ClearTextEnabled(false);
    try {
      // All instances share one port; a negative number is any free one, the same for all.
      server.deploy(options.setPort(port == 0 ? -1 : port));
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw switch (e.getCause()) {
        case BindException taken when isOfThisMachine(host) ->
            new StartFailure("Port " + port + " on " + host + " is taken by another process.", "Stop that process, or name another port with --port.", e);
        case IOException elsewhere -> new StartFailure("This machine cannot listen on " + host + ".", "Set MEET_HOST to an address of this machine.", e);
        case null, default -> e;
      };
    }
  }

  private static boolean isOfThisMachine(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }

  private void deploy(HttpServerOptions options) {
    DeploymentOptions deployment = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD).setInstances(INSTANCES);
    wait(vertx.deployVerticle(() -> new Instance(options), deployment));
  }

  private final class Instance extends VerticleBase {
    private final HttpServerOptions options;
    private HttpServer http;
    private volatile Handler<HttpServerRequest> router = Server::starting;

    Instance(HttpServerOptions options) {
      this.options = options;
    }

    @Override
    public Future<?> start() {
      instances.add(this);
      http = vertx.createHttpServer(options).requestHandler(request -> router.handle(request));
      return http.listen();
    }
  }

  private static void starting(HttpServerRequest request) {
    boolean live = request.path() != null && request.path().equals("/health/live");
    request.response().setStatusCode(live ? 200 : 503).putHeader("Content-Type", "text/html; charset=utf-8").putHeader("Retry-After", "3")
        .putHeader("Refresh", "3")
        .end("<!doctype html><html lang=\"sv\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>Meet Malmö startar</title>"
            + "<main><h1>Meet Malmö startar</h1><p>Sidan visas av sig själv om några sekunder. <span lang=\"en\">Starting; this page will show itself in a few seconds.</span></p></main></html>");
  }

  /** The port that was taken. */
  public int port() {
    return instances.getFirst().http.actualPort();
  }

  /** Begins to answer by these routes. */
  public void open(RouteTable routes) {
    table = routes;
    instances.forEach(instance -> instance.router = routes.router(vertx, traffic));
    ready.set(true);
  }

  /** The routes of this server about itself. */
  public List<Route> ownRoutes() {
    return List.of(
        Route.get("/health/live", Audience.OPERATOR, request -> Answer.json(200, new Health("up"))),
        Route.get("/health/ready", Audience.OPERATOR, request -> health()),
        Route.get("/metrics", Audience.OPERATOR, request -> Answer.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape())));
  }

  private Answer health() {
    if (!ready.get()) return Answer.json(503, new Health("stopping"));
    return graph.getAsBoolean() ? Answer.json(200, new Health("ready")) : Answer.json(503, new Health("no graph"));
  }

  private record Health(String status) {}

  /** Ready only as long as the graph answers. */
  public void readyWhile(BooleanSupplier graphAnswers) {
    graph = graphAnswers;
  }

  /** Shows at /metrics what somebody measures. */
  public void measure(MeterBinder measured) {
    measured.bindTo(metrics);
  }

  /** Says that it is not ready any more, so that whoever shares out requests sends no new ones; what comes is answered still. */
  public void unready() {
    ready.set(false);
  }

  /**
   * Takes no new connections, tells those who listen to come back, and lets what is being answered come to its end.
   *
   * @param limit how long that may take
   * @return how many requests had not ended by then
   */
  public int drain(Duration limit) {
    ready.set(false);
    traffic.end();
    // Not cut at the limit itself: what is left then is to be counted.
    instances.forEach(instance -> instance.http.shutdown(2 * limit.toMillis(), TimeUnit.MILLISECONDS));
    return traffic.await(limit);
  }

  /** The table that is served, once open. */
  public RouteTable table() {
    return table;
  }

  @Override
  public void close() {
    ready.set(false);
    wait(vertx.close());
    Metrics.removeRegistry(metrics);
    garbage.close();
    metrics.close();
  }

  private static <T> T wait(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("The HTTP server did not answer in a minute", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
