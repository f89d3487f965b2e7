package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, on a folder that outlives it. */
final class Program implements AutoCloseable {
  static final Duration START = Duration.ofSeconds(240);

  private static final int LOWEST_PORT = 20_000;
  private static final int HIGHEST_PORT = 32_000;

  private final Path folder;
  private final Map<String, String> environment;
  private final int port = freePort();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final boolean demo;
  private Process process;

  /**
   * Not started yet.
   *
   * @param environment variables beside those of the test
   */
  Program(Path folder, Map<String, String> environment) {
    this(folder, environment, false);
  }

  /** The same, perhaps with the demo city. */
  Program(Path folder, Map<String, String> environment, boolean demo) {
    this.demo = demo;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** Starts it and waits until it answers. */
  void start() throws IOException {
    List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    // The flags of this very JVM, which are those of the program.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--") || flag.startsWith("-Djava.util.logging")).forEach(command::add);
    command.addAll(List.of("-Xmx" + environment.getOrDefault("MEET_MEMORY", "1g"), "-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve", demo ? "--demo" : "--no-demo", "--port", Integer.toString(port),
        "--data", folder.resolve("data").toString()));
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
    Soon.holds(START, "ready, or ended with " + log, () -> !process.isAlive() || isReady());
    assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
  }

  /** Asks it to end, as by kill; returns at once. */
  void ask() {
    process.destroy();
  }

  /** Waits until it has ended; its exit code. */
  int ended(Duration within) throws InterruptedException {
    assertThat(process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)).as("ended within " + within).isTrue();
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  int port() {
    return port;
  }

  /** As by kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  boolean isReady() {
    try {
      return client.send(HttpRequest.newBuilder(address("/health/ready")).timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Below those that the machine gives to outgoing connections, one of which might take it before the program does. */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken; another one.
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) process.destroyForcibly().waitFor();
  }
}
