package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mixed load for long, most of it from one sender: {@code mvn test -Pslow -Dtest=SoakTest -Dmeet.minutes=60}. */
@Tag("slow")
class SoakTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int MINUTES = Integer.getInteger("meet.minutes", 60);
  private static final int A_SECOND = Integer.getInteger("meet.rate", 12);
  private static final String DOMINANT = "198.51.100.7";
  private static final List<String> PAGES = List.of("/", "/en/", "/initiativ", "/en/initiatives", "/organisationer", "/organisationer?q=lokal", "/ambassadorer", "/ordlista", "/graf", "/projekt", "/api/v1/event-types",
      "/openapi.json", "/kontakt", "/en/contact", "/arende/00000000000000000000000000000000");
  private static final Duration PAUSE = Duration.ofNanos(1_000_000_000L / A_SECOND);

  @TempDir
  private Path folder;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Random random = new Random(7);
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private final List<String> texts = Seed.demoInitiatives().stream().map(sample -> sample.text()).toList();
  private Program program;
  private String status = "";

  /** What there is at a moment, after a collection. */
  private record Sample(long heapMegabytes, long threads, long files, long connections) {}

  @Test
  void nothing_grows_under_mixed_load() throws Exception {
    program = new Program(folder, Map.of("MEET_TRUSTED_PROXIES", "127.0.0.1", "MEET_MEMORY", "2g"), true);
    try (Program closing = program) {
      program.start();
      Instant end = Instant.now().plus(Duration.ofMinutes(MINUTES));
      Instant next = Instant.now();
      for (int i = 0; Instant.now().isBefore(end); i++) {
        long start = System.nanoTime();
        ask(i);
        if (Instant.now().isAfter(next)) {
          sample();
          next = next.plusSeconds(60);
        }
        LockSupport.parkNanos(PAUSE.toNanos() - (System.nanoTime() - start));
      }
      sample();
      LOG.info("{} minutes of {} requests a second: {}; {}", MINUTES, A_SECOND, statuses, samples);
      assertThat(statuses.keySet()).allMatch(code -> code < 500);
      int part = Math.max(1, samples.size() / 4);
      // The first quarter fills what is made on first use.
      List<Sample> early = samples.subList(part, 2 * part);
      List<Sample> late = samples.subList(samples.size() - part, samples.size());
      assertThat(mean(late, Sample::heapMegabytes) - mean(early, Sample::heapMegabytes)).as("megabytes of heap").isLessThan(24);
      assertThat(mean(late, Sample::threads) - mean(early, Sample::threads)).as("threads").isLessThan(5);
      assertThat(mean(late, Sample::files) - mean(early, Sample::files)).as("open files").isLessThan(10);
      assertThat(mean(late, Sample::connections) - mean(early, Sample::connections)).as("connections").isLessThan(5);
    }
  }

  private static double mean(List<Sample> some, java.util.function.ToLongFunction<Sample> what) {
    return some.stream().mapToLong(what).average().orElseThrow();
  }

  private void ask(int i) throws Exception {
    String from = random.nextInt(10) < 7 ? DOMINANT : "10.0." + random.nextInt(250) + "." + random.nextInt(250);
    if (i % (5 * A_SECOND) == 0) submit(from);
    else if (i % (10 * A_SECOND) == 1) listen();
    else if (i % (30 * A_SECOND) == 2) readSlowly();
    else if (i % 3 != 0) type(from);
    else count(send(HttpRequest.newBuilder(program.address(PAGES.get(random.nextInt(PAGES.size())))), from));
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String from) throws IOException, InterruptedException {
    return client.send(request.header("X-Forwarded-For", from).timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void count(HttpResponse<?> answer) {
    statuses.merge(answer.statusCode(), 1, Integer::sum);
  }

  private void type(String from) throws IOException, InterruptedException {
    String text = texts.get(random.nextInt(texts.size()));
    String begun = text.substring(0, 20 + random.nextInt(Math.max(1, text.length() - 20)));
    count(send(HttpRequest.newBuilder(program.address("/forslag")).header("Content-Type", "application/x-www-form-urlencoded").header("HX-Request", "true")
        .POST(HttpRequest.BodyPublishers.ofString("text=" + URLEncoder.encode(begun, StandardCharsets.UTF_8))), from));
  }

  private void submit(String from) throws IOException, InterruptedException {
    String text = texts.get(random.nextInt(texts.size()));
    HttpResponse<String> answer = send(HttpRequest.newBuilder(program.address("/api/v1/initiatives")).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
        new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(Map.of("title", "Idé " + random.nextInt(), "text", text,
            "sender", Map.of("name", "Åsa", "sector", "business", "organisation", "Cykelköket", "email", "asa@cykel.example"))))), from);
    count(answer);
    if (answer.statusCode() == 201) status = answer.body().replaceAll("(?s).*\"statusUrl\":\"https?://[^/]+([^\"]+)\".*", "$1");
  }

  /** Opens a status page's stream and hangs up after its first words. */
  private void listen() throws IOException, InterruptedException {
    HttpResponse<java.io.InputStream> answer = client.send(HttpRequest.newBuilder(program.address(status + "/handelser")).header("Accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofInputStream());
    count(answer);
    try (var in = answer.body()) {
      assertThat(in.read()).isPositive();
    }
  }

  /** Asks for a long file, reads nothing and goes away later, or is cut. */
  private void readSlowly() throws IOException {
    RawClient slow = new RawClient(program.port()).send("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n");
    Thread.ofVirtual().start(() -> {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(25));
      try {
        slow.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    });
  }

  private void sample() throws Exception {
    Path jcmd = Path.of(ProcessHandle.current().info().command().orElseThrow()).resolveSibling("jcmd");
    new ProcessBuilder(jcmd.toString(), Long.toString(program.pid()), "GC.run").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor(30, TimeUnit.SECONDS);
    String metrics = client.send(HttpRequest.newBuilder(program.address("/metrics")).build(), HttpResponse.BodyHandlers.ofString()).body();
    samples.add(new Sample((long) value(metrics, "jvm_memory_used_bytes{area=\"heap\"") >> 20, (long) value(metrics, "jvm_threads_live_threads"), (long) value(metrics, "process_files_open_files"),
        (long) value(metrics, "vertx_http_server_active_connections")));
    LOG.info("{}", samples.getLast());
  }

  /** The sum of all that begins so. */
  private static double value(String metrics, String beginning) {
    return metrics.lines().filter(line -> line.startsWith(beginning)).mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
  }
}
