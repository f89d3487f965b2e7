package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, killed as by kill -9. */
@Tag("slow")
class KillTest {
  private static final int SUBMISSIONS = 200;
  private static final int SENDERS = 8;
  private static final int KILLED_AFTER = 80;

  @TempDir
  private Path folder;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private Program program;

  @BeforeEach
  void begin() throws IOException {
    program = new Program(folder, Map.of());
    program.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    program.close();
  }

  @Test
  void what_was_acknowledged_is_there_after_a_kill_in_the_midst_of_sending() throws Exception {
    Map<String, String> acknowledged = new ConcurrentHashMap<>();
    Queue<Integer> refused = new ConcurrentLinkedQueue<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      IntStream.range(0, SUBMISSIONS).forEach(i -> senders.execute(() -> submit(i, acknowledged, refused)));
      Soon.holds(Program.START, KILLED_AFTER + " receipts", () -> acknowledged.size() >= KILLED_AFTER);
      program.kill();
    }
    assertThat(acknowledged).hasSizeBetween(KILLED_AFTER, SUBMISSIONS - 1);
    assertThat(refused).as("answers that were no receipt").isEmpty();

    program.start();
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
      HttpResponse<String> answer = client.send(HttpRequest.newBuilder(program.address("/api/v1/initiatives")).header("Content-Type", "application/json")
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
}
