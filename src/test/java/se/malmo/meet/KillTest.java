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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, killed as by kill -9. */
@Tag("slow")
class KillTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int KILLS = Integer.getInteger("meet.kills", 50);
  private static final long KILL_SEED = Long.getLong("meet.seed", 20_260_302);
  /** What one transaction writes of a submission: its case with a number of its own, its words, and one event in an unbroken log. */
  private static final String HALF_WRITTEN = """
      RETURN COUNT { MATCH (i:Initiative) WHERE i.reference IS NULL OR i.status IS NULL OR i.answerBy IS NULL OR i.secretHash IS NULL OR i.senderEmail IS NULL } AS fields,
        COUNT { MATCH (i:Initiative) WHERE COUNT { (e:Event {subject: i.id, type: 'initiative.received'}) } <> 1 } AS events,
        COUNT { MATCH (i:Initiative) WHERE NOT EXISTS { (i)-[:MENTIONS]->() } } AS words,
        COUNT { (i:Initiative) } - reduce(sum = 0, year IN COLLECT { MATCH (y:ReferenceYear) RETURN y.last } | sum + year) AS references,
        COUNT { (e:Event) } - reduce(sum = 0, log IN COLLECT { MATCH (l:EventLog) RETURN l.last } | sum + log) AS log
      """;
  private static final int SUBMISSIONS = 200;
  private static final int SENDERS = 8;
  private static final int KILLED_AFTER = 80;

  @TempDir
  private Path folder;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private Program program;

  @BeforeEach
  void begin() throws IOException {
    program = new Program(folder, Map.of("MEET_TRUSTED_PROXIES", "127.0.0.1"));
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

  /** Each time on the same folder, so that what a kill leaves behind meets the next one. */
  @Test
  void fifty_kills_at_random_under_writes_lose_nothing_and_leave_nothing_half_written() throws Exception {
    Random random = new Random(KILL_SEED);
    Submitting submitting = new Submitting();
    List<Long> ready = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      AtomicBoolean dead = new AtomicBoolean();
      try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
        for (int s = 0; s < SENDERS; s++) {
          senders.execute(() -> {
            while (!dead.get()) {
              try {
                submitting.one(program.address("/"));
              } catch (InterruptedException e) {
                return;
              }
            }
          });
        }
        LockSupport.parkNanos(Duration.ofMillis(300 + random.nextInt(1_700)).toNanos());
        program.kill();
        dead.set(true);
      }
      long start = System.nanoTime();
      program.start();
      ready.add((System.nanoTime() - start) / 1_000_000);
      if (kill % 10 == 9) assertThat(submitting.lost(program.address("/"))).as("after kill " + kill).isEmpty();
    }
    assertThat(submitting.refused()).isEmpty();
    Map<String, Object> half;
    try (TestServer outside = TestServer.outside("", folder.resolve("data"))) {
      half = outside.graph().read(HALF_WRITTEN, Map.of()).getFirst().asMap();
    }
    ready.sort(null);
    LOG.info("{} kills, seed {}: {} submissions acknowledged, none lost, {} without an answer; ready again after {} ms (median), {} ms (longest)", KILLS, KILL_SEED, submitting.acknowledged().size(),
        submitting.unanswered(), ready.get(ready.size() / 2), ready.getLast());
    assertThat(half).as("half written").allSatisfy((what, count) -> assertThat(count).as(what).isEqualTo(0L));
    assertThat(ready.getLast()).isLessThan(20_000);
  }

  @Test
  void who_sends_all_again_with_the_same_keys_after_a_kill_makes_no_second_case() throws Exception {
    Map<String, String> acknowledged = new ConcurrentHashMap<>();
    Map<String, String> answers = new ConcurrentHashMap<>();
    Queue<Integer> refused = new ConcurrentLinkedQueue<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      IntStream.range(0, SUBMISSIONS).forEach(i -> senders.execute(() -> answers.computeIfAbsent("key-" + i, key -> submit(i, acknowledged, refused, key).orElse(null))));
      Soon.holds(Program.START, KILLED_AFTER + " receipts", () -> acknowledged.size() >= KILLED_AFTER);
      program.kill();
    }
    program.start();
    for (int i = 0; i < SUBMISSIONS; i++) {
      String again = submit(i, new ConcurrentHashMap<>(), refused, "key-" + i).orElseThrow();
      // Who had an answer gets the same to the letter; who had none gets what was made, or makes it now.
      assertThat(again).isEqualTo(answers.getOrDefault("key-" + i, again));
    }
    assertThat(refused).isEmpty();
    try (TestServer outside = TestServer.outside("", folder.resolve("data"))) {
      assertThat(outside.graph().read("MATCH (i:Initiative) WHERE i.title STARTS WITH 'Idé ' RETURN count(i) AS n, count(DISTINCT i.title) AS titles", Map.of()).getFirst().asMap())
          .isEqualTo(Map.of("n", (long) SUBMISSIONS, "titles", (long) SUBMISSIONS));
    }
  }

  private void submit(int number, Map<String, String> acknowledged, Queue<Integer> refused) {
    submit(number, acknowledged, refused, "");
  }

  /**
   * Hands one in.
   *
   * @param key "" for none
   * @return the whole answer; nothing where there was none
   */
  private Optional<String> submit(int number, Map<String, String> acknowledged, Queue<Integer> refused, String key) {
    String json = """
        {"title": "Idé %d", "text": "Vi vill laga cyklar tillsammans på gård nummer %d.",
         "sender": {"name": "Åsa", "sector": "business", "organisation": "Cykelköket", "email": "asa@cykel.example"}}""".formatted(number, number);
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(program.address("/api/v1/initiatives")).header("Content-Type", "application/json").timeout(Duration.ofSeconds(30))
          .POST(HttpRequest.BodyPublishers.ofString(json));
      if (!key.isEmpty()) request.header("Idempotency-Key", key);
      HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 201) refused.add(answer.statusCode());
      else {
        JsonNode receipt = new ObjectMapper().readTree(answer.body());
        acknowledged.put(receipt.get("reference").asText(), receipt.get("statusUrl").asText());
        return Optional.of(answer.body());
      }
    } catch (IOException e) {
      // Sent to a program that has been killed: nothing was promised.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
