package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, killed as by kill -9. */
@Tag("slow")
class KillTest {
  private static final int SUBMISSIONS = 200;
  private static final int SENDERS = 8;
  private static final int KILLED_AFTER = 80;
  private static final Duration START = Duration.ofSeconds(120);

  @TempDir
  private Path folder;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final int port = freePort();
  private Process program;

  @AfterEach
  void end() throws InterruptedException {
    program.destroyForcibly().waitFor();
  }

  @Test
  void what_was_acknowledged_is_there_after_a_kill_in_the_midst_of_sending() throws Exception {
    start();
    Map<String, String> acknowledged = new ConcurrentHashMap<>();
    Queue<Integer> refused = new ConcurrentLinkedQueue<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      IntStream.range(0, SUBMISSIONS).forEach(i -> senders.execute(() -> submit(i, acknowledged, refused)));
      Soon.holds(START, KILLED_AFTER + " receipts", () -> acknowledged.size() >= KILLED_AFTER);
      program.destroyForcibly();
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(acknowledged).hasSizeBetween(KILLED_AFTER, SUBMISSIONS - 1);
    assertThat(refused).as("answers that were no receipt").isEmpty();

    start();
    for (Map.Entry<String, String> receipt : acknowledged.entrySet()) {
      HttpResponse<String> page = client.send(HttpRequest.newBuilder(URI.create(receipt.getValue())).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(page.statusCode()).as(receipt.getKey()).isEqualTo(200);
      assertThat(page.body()).contains(receipt.getKey());
    }
    Map<String, String> afterwards = new ConcurrentHashMap<>();
    submit(SUBMISSIONS, afterwards, refused);
    assertThat(afterwards).hasSize(1);
    assertThat(acknowledged).doesNotContainKeys(afterwards.keySet().toArray(String[]::new));
  }

  private void submit(int number, Map<String, String> acknowledged, Queue<Integer> refused) {
    String json = """
        {"title": "Idé %d", "text": "Vi vill laga cyklar tillsammans på gård nummer %d.",
         "sender": {"name": "Åsa", "sector": "business", "organisation": "Cykelköket", "email": "asa@cykel.example"}}""".formatted(number, number);
    try {
      HttpResponse<String> answer = client.send(HttpRequest.newBuilder(address("/api/v1/initiatives")).header("Content-Type", "application/json")
          .timeout(Duration.ofSeconds(30)).POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 201) refused.add(answer.statusCode());
      else {
        JsonNode receipt = new ObjectMapper().readTree(answer.body());
        acknowledged.put(receipt.get("reference").asText(), receipt.get("statusUrl").asText());
      }
    } catch (IOException e) {
      // Sent to a program that has been killed: nothing was promised.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start() throws IOException {
    List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    // The flags of this very JVM, which are those of the program.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--") || flag.startsWith("-Djava.util.logging")).forEach(command::add);
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve", "--no-demo", "--port", Integer.toString(port),
        "--data", folder.resolve("data").toString()));
    Path log = folder.resolve("log");
    program = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    Soon.holds(START, "ready, or ended with " + log, () -> !program.isAlive() || isReady());
    assertThat(program.isAlive()).as(Files.readString(log)).isTrue();
  }

  private boolean isReady() {
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

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
