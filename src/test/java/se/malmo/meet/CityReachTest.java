package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import se.malmo.meet.evaluation.SyntheticCity;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Settings;

/**
 * A city of 50,000 organisations, asked over HTTP: {@code mvn test -Pslow -Dtest=CityReachTest}. The city is made once and kept in the folder that -Dmeet.city
 * names, so that it can be asked alone, by {@code -Dtest=CityReachTest#asked}.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CityReachTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int ORGANISATIONS = Integer.getInteger("meet.organisations", 50_000);
  private static final Path FOLDER = Path.of(System.getProperty("meet.city", "target/city-" + ORGANISATIONS)).toAbsolutePath();
  private static final int ALONE = 400;
  private static final int CLIENTS = 16;
  private static final Duration LOOP = Duration.ofSeconds(30);
  private static final int A_SECOND = 100;
  private static final int SECONDS = 60;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  @Order(1)
  void made() throws IOException {
    if (Files.exists(FOLDER.resolve("data"))) return;
    Files.createDirectories(FOLDER);
    try (App app = App.open(new Settings(0, "127.0.0.1", FOLDER.resolve("data"), Optional.empty(), false), "test", true)) {
      SyntheticCity city = city(app);
      inBatches(city.organisations().map(Organisations::checked), rows -> app.organisations().save(rows, "city"));
      inBatches(city.initiatives().map(Initiatives::checked), rows -> app.initiatives().save(rows, "city"));
      Files.write(FOLDER.resolve("questions"), new ObjectMapper().writeValueAsBytes(city.questions(4_000, 0).stream().map(SyntheticCity.Question::text).toList()));
    }
  }

  private static SyntheticCity city(App app) {
    return new SyntheticCity(Seed.demoDescriptions(), Seed.demoInitiatives(), app.vocabulary().all(), Seed.cityForvaltningar(), ORGANISATIONS, 20_260_101);
  }

  private static <T> void inBatches(Stream<T> rows, Consumer<List<T>> save) {
    List<T> batch = new ArrayList<>();
    rows.forEach(row -> {
      batch.add(row);
      if (batch.size() < JsonLines.BATCH) return;
      save.accept(List.copyOf(batch));
      batch.clear();
    });
    if (!batch.isEmpty()) save.accept(batch);
  }

  @Test
  @Order(2)
  void asked() throws Exception {
    List<String> questions = List.of(new ObjectMapper().readValue(FOLDER.resolve("questions").toFile(), String[].class));
    try (Program program = new Program(FOLDER, Map.of("MEET_TRUSTED_PROXIES", "127.0.0.1", "MEET_MEMORY", "2g"))) {
      long start = System.nanoTime();
      program.start();
      LOG.info("{} organisations: ready after {} ms, resident {}", ORGANISATIONS, (System.nanoTime() - start) / 1_000_000, resident(program));
      loop(program, questions, 4, Duration.ofSeconds(20), new ConcurrentLinkedQueue<>());
      List<Long> alone = new ArrayList<>();
      for (int i = 0; i < ALONE; i++) alone.add(asked(program, questions.get(i)));
      tell("one client", alone);
      ConcurrentLinkedQueue<Long> together = new ConcurrentLinkedQueue<>();
      loop(program, questions, CLIENTS, LOOP, together);
      tell(CLIENTS + " clients in a closed loop, " + together.size() / LOOP.toSeconds() + " a second", new ArrayList<>(together));
      Submitting submitting = new Submitting();
      List<Long> submits = submitted(program, submitting);
      tell(A_SECOND + " submits a second for " + SECONDS + " s, " + submitting.acknowledged().size() + " acknowledged", submits);
      List<String> lost = submitting.lost(program.address("/"));
      LOG.info("lost {}, refused {}; resident {}", lost.size(), submitting.refused(), resident(program));
      assertThat(lost).isEmpty();
      assertThat(submitting.acknowledged()).hasSize(A_SECOND * SECONDS);
      assertThat(percentile(alone, 0.5)).isLessThan(25_000);
      assertThat(percentile(new ArrayList<>(together), 0.99)).isLessThan(100_000);
    }
  }

  private void loop(Program program, List<String> questions, int clients, Duration time, ConcurrentLinkedQueue<Long> times) {
    long end = System.nanoTime() + time.toNanos();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int c = 0; c < clients; c++) {
        int first = c * 200;
        threads.execute(() -> {
          for (int i = first; System.nanoTime() < end; i++) times.add(asked(program, questions.get(i % questions.size())));
        });
      }
    }
  }

  private List<Long> submitted(Program program, Submitting submitting) {
    ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < A_SECOND * SECONDS; i++) {
        LockSupport.parkNanos(begin + i * (1_000_000_000L / A_SECOND) - System.nanoTime());
        threads.submit(() -> times.add(1_000 * submitting.one(program.address("/"))));
      }
    }
    return new ArrayList<>(times);
  }

  /** Microseconds. */
  private long asked(Program program, String text) {
    try {
      String json = new ObjectMapper().writeValueAsString(Map.of("text", text));
      long start = System.nanoTime();
      HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(program.address("/api/v1/suggestions")).header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofByteArray());
      long took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
      assertThat(answer.statusCode()).isEqualTo(200);
      return took;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String resident(Program program) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + program.pid() + "/status")).stream().filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM")).map(line -> line.replaceAll("\\s+", " "))
        .toList().toString();
  }

  private static long percentile(List<Long> times, double part) {
    List<Long> sorted = times.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(part * sorted.size()) - 1));
  }

  private static void tell(String what, List<Long> times) {
    LOG.info(String.format(Locale.ROOT, "%s: p50 %.1f, p99 %.1f, longest %.1f ms", what, percentile(times, 0.5) / 1e3, percentile(times, 0.99) / 1e3, percentile(times, 1) / 1e3));
  }
}
