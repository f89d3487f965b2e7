package se.malmo.meet.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.neo4j.Neo4jContainer;

/** The one graph of a test run: in this JVM, in another process or in a container, as -Dmeet.test.graph says. Wiped before each use. */
public final class TestGraph {
  private static final String PASSWORD = "a-password-for-tests";
  /** Each test's graph is as large as it stays; to plan every query anew for each took two fifths of all the time. */
  private static final Duration REPLANNED = Duration.ofMinutes(5);
  private static TestGraph only;
  private static Runnable before = () -> {};

  private final Settings.GraphAddress address;
  private final Graph graph;
  private final Optional<EmbeddedGraph> embedded;

  private TestGraph(Settings.GraphAddress address, Optional<EmbeddedGraph> embedded) {
    this.address = address;
    this.embedded = embedded;
    graph = new Graph(address);
    Schema.apply(graph);
  }

  /** What ends those who are at work on the graph, once, before it is wiped the next time. */
  public static synchronized void beforeWiping(Runnable action) {
    before = action;
  }

  /** The graph, empty but for its schema. */
  public static synchronized Graph fresh() {
    endOthers();
    only.graph.write("MATCH (n) WHERE NOT n:__Neo4jMigration AND NOT n:__Neo4jMigrationsLock DETACH DELETE n", Map.of());
    return only.graph;
  }

  /** The graph with what it held when it was copied, and nothing else. */
  public static synchronized Graph fresh(GraphCopy copy) {
    endOthers();
    copy.into(only.embedded.orElseThrow().database());
    return only.graph;
  }

  private static void endOthers() {
    if (only == null) only = start();
    Runnable ending = before;
    before = () -> {};
    ending.run();
  }

  /** What the graph holds now; nothing where it is not in this JVM. */
  public static synchronized Optional<GraphCopy> copy() {
    return only.embedded.map(EmbeddedGraph::database).map(GraphCopy::of);
  }

  /** Where the graph is found, whatever it holds. */
  public static synchronized Settings.GraphAddress address() {
    if (only == null) only = start();
    return only.address;
  }

  /** Where the graph is found, empty but for its schema, for a test that comes from outside. */
  public static synchronized Settings.GraphAddress freshAddress() {
    fresh();
    return only.address;
  }

  private static TestGraph start() {
    try {
      return switch (System.getProperty("meet.test.graph", "embedded")) {
        case "process" -> new TestGraph(inAnotherProcess(), Optional.empty());
        case "container" -> new TestGraph(inContainer(), Optional.empty());
        default -> {
          EmbeddedGraph here = EmbeddedGraph.open(temporaryFolder(), PASSWORD, REPLANNED);
          yield new TestGraph(here.address(), Optional.of(here));
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryFolder() throws IOException {
    Path folder = Files.createTempDirectory("meet-test-graph");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    return folder;
  }

  private static Settings.GraphAddress inAnotherProcess() throws IOException {
    Process process = process(temporaryFolder(), ProcessBuilder.Redirect.INHERIT);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return addressOf(process);
  }

  /** Where a graph answers that has just been started in another process. */
  static Settings.GraphAddress addressOf(Process process) throws IOException {
    String uri = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    if (uri == null) throw new IllegalStateException("The graph did not start");
    return new Settings.GraphAddress(URI.create(uri), "neo4j", PASSWORD);
  }

  /** Starts a graph on a folder, in another process. */
  static Process process(Path folder, ProcessBuilder.Redirect errors) throws IOException {
    List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xmx1g", "-cp", System.getProperty("java.class.path"), TestGraph.class.getName()));
    command.add(folder.toString());
    return new ProcessBuilder(command).redirectError(errors).start();
  }

  private static Settings.GraphAddress inContainer() {
    Neo4jContainer container = new Neo4jContainer("neo4j:2026.08.1-community").withAdminPassword(PASSWORD);
    container.start();
    return new Settings.GraphAddress(URI.create(container.getBoltUrl()), "neo4j", PASSWORD);
  }

  /** The other process: opens a graph in the folder named, says where it is, and stays until it is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedGraph graph = EmbeddedGraph.open(Path.of(arguments[0]), PASSWORD);
    System.out.println(graph.address().uri());
    Thread.currentThread().join();
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // A temporary folder that stays is no fault of a test.
    }
  }
}
