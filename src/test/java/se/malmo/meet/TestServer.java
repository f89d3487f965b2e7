package se.malmo.meet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.draft.Draft;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.platform.DataFolder;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.GraphCopy;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.TestGraph;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;
import se.malmo.meet.web.RouteTable;
import se.malmo.meet.web.Server;

/** The whole program on a free port, over the tests' graph, wiped first. */
public final class TestServer implements AutoCloseable {
  /** The order of the test classes that share a server: all of them come before those that want a graph of their own. */
  public static final int SHARED = 1;
  /** The order of those that share it too, and throw away what the demo has: after the others. */
  public static final int SHARED_LAST = 2;
  private static TestServer shared;
  /** Made by the first server that begins with it. */
  private static final Map<Beginning, Begun> BEGUN = new HashMap<>();

  private final Graph graph;
  private final String base;
  /** Both let go when it closes: a test class keeps its server to the end of all. */
  private Server server;
  private App app;
  private final Optional<Settings> settings;
  private final Map<Role, Visitor> visitors = new java.util.EnumMap<>(Role.class);
  private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  /** What a graph is seeded with: the demo's city or the city's own facts alone, by dates that follow the day. */
  private record Beginning(boolean demo, LocalDate day) {}

  /** A graph that was seeded, and the key that it was sealed with. */
  private record Begun(GraphCopy graph, byte[] secret) {}

  private TestServer(boolean demo, Map<String, String> services, Clock clock) {
    this(demo, services, clock, TestGraph.address());
  }

  private TestServer(boolean demo, Map<String, String> services, Clock clock, Settings.GraphAddress address) {
    Beginning beginning = new Beginning(demo, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    boolean isOurs = address.equals(TestGraph.address());
    Optional<Begun> begun = Optional.ofNullable(BEGUN.get(beginning)).filter(any -> isOurs);
    graph = begun.map(before -> TestGraph.fresh(before.graph)).orElseGet(TestGraph::fresh);
    try {
      Path data = Files.createTempDirectory("meet-test");
      if (begun.isPresent()) Files.write(data.resolve("secret"), begun.get().secret);
      Settings own = new Settings(0, "127.0.0.1", data, Optional.of(address), demo, services);
      settings = Optional.of(own);
      server = Server.listen(own.host(), 0);
      app = App.open(own, "test", false, TestModels.loading(), clock);
      if (isOurs && begun.isEmpty()) keep(beginning, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    app.projection().follow();
    server.measure(app.measures());
    server.readyWhile(app.access().graph()::isThere);
    server.open(app.routes(server.ownRoutes()));
    base = "http://127.0.0.1:" + server.port();
  }

  private static void keep(Beginning beginning, Path data) throws IOException {
    byte[] secret = Files.readAllBytes(data.resolve("secret"));
    TestGraph.copy().ifPresent(copy -> BEGUN.put(beginning, new Begun(copy, secret)));
  }

  /** One that runs already, as the built distribution. */
  private TestServer(String url, Path data) {
    base = url;
    DataFolder.RunningServer running = DataFolder.running(data).orElseThrow();
    graph = new Graph(new Settings.GraphAddress(URI.create(running.neo4jUri()), running.neo4jUser(), running.neo4jPassword()));
    server = null;
    app = null;
    settings = Optional.empty();
  }

  /**
   * One that runs already, as the built distribution does; only its addresses and its graph can be asked.
   *
   * @param data the folder that it runs on
   */
  static TestServer outside(String url, Path data) {
    return new TestServer(url, data);
  }

  /** With the demo city, shared by tests which leave what the others ask for as it was; stays open until somebody wants the graph. */
  public static synchronized TestServer shared() {
    if (shared == null) {
      shared = withDemo();
      TestGraph.beforeWiping(TestServer::endShared);
    }
    return shared;
  }

  private static synchronized void endShared() {
    TestServer ending = shared;
    shared = null;
    if (ending != null) ending.close();
  }

  /** With the demo city. */
  public static TestServer withDemo() {
    return new TestServer(true, Map.of(), Clock.systemUTC());
  }

  /** With the city's own facts alone. */
  public static TestServer empty() {
    return new TestServer(false, Map.of(), Clock.systemUTC());
  }

  /** With the city's own facts alone, and services by their variables. */
  public static TestServer empty(Map<String, String> services) {
    return new TestServer(false, services, Clock.systemUTC());
  }

  /** With the city's own facts alone, at a time that the test moves. */
  public static TestServer empty(Clock clock) {
    return new TestServer(false, Map.of(), clock);
  }

  /** With the city's own facts alone, over a graph that is reached elsewhere than the tests' own. */
  static TestServer over(Settings.GraphAddress address) {
    return new TestServer(false, Map.of(), Clock.systemUTC(), address);
  }

  /** With the demo city, at a time that the test moves, behind these proxies. */
  static TestServer at(MovedClock clock, String proxies) {
    return new TestServer(true, Map.of("MEET_TRUSTED_PROXIES", proxies), clock);
  }

  /** With the demo city, at a time that the test moves, and services by their variables. */
  static TestServer at(MovedClock clock, Map<String, String> services) {
    return new TestServer(true, services, clock);
  }

  public String url(String path) {
    return base + path;
  }

  public int port() {
    return server.port();
  }

  public Graph graph() {
    return graph;
  }

  App app() {
    return app;
  }

  /** Another server over the same graph. */
  record Beside(App app, Server server) implements AutoCloseable {
    String url(String path) {
      return "http://127.0.0.1:" + server.port() + path;
    }

    @Override
    public void close() {
      server.close();
      app.close();
    }
  }

  /** Starts another over the same graph, which follows its event log. */
  Beside beside() {
    App other = App.open(settings.orElseThrow(), "beside", false, TestModels.loading());
    other.projection().follow();
    Server second = Server.listen("127.0.0.1", 0);
    second.open(other.routes(second.ownRoutes()));
    return new Beside(other, second);
  }

  /** Where ideas come in. */
  public Initiatives initiatives() {
    return app.initiatives();
  }

  /** A new bearer token. */
  public String token(Role role) {
    return app.tokens().make(new Caller(role, Optional.empty()));
  }

  /** A page as somebody reads it who has signed in; one session for each role. */
  public HttpResponse<String> visit(Role role, String path, String method) {
    return visitors.computeIfAbsent(role, one -> new Visitor(this).as(one, "")).ask(path, method);
  }

  public RouteTable table() {
    return server.table();
  }

  /** Keeps a draft; tells its secret. */
  public String draft(String text) {
    return app.caseSide().drafts().save(new Draft(text, List.of(), List.of()), Optional.empty()).orElseThrow();
  }

  /** Sends JSON to the API. */
  public HttpResponse<String> post(String path, String json) {
    return send(HttpRequest.newBuilder(URI.create(url(path))).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(url(path))));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (this == shared) return;
    if (settings.isEmpty()) {
      graph.close();
      return;
    }
    if (app == null) return;
    server.close();
    app.close();
    server = null;
    app = null;
    visitors.clear();
  }
}
