package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How fast and how light the portal is: {@code mvn test -Pslow -Dtest=ReachTest}. With {@code -Dmeet.url=http://127.0.0.1:8080} a running server is
 * measured, as the built distribution; who asks runs on the same machine.
 */
@Tag("slow")
class ReachTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int TYPISTS = 20;
  private static final int PAUSE = 300;
  private static final int A_SECOND = 50;
  private static final int SECONDS = 40;
  /** Each address of the map of the site, in both languages. */
  private static final Pattern PAGE = Pattern.compile("<loc>https?://[^/]+([^<]*)</loc>");
  private static TestServer server;
  private static String url;
  // As browsers reach it without a proxy; over HTTP/2 without TLS, which none of them speaks, nothing is compressed.
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start() {
    url = System.getProperty("meet.url", "");
    if (!url.isEmpty()) return;
    server = TestServer.withDemo();
    url = server.url("");
  }

  @AfterAll
  static void stop() {
    if (server != null) server.close();
  }

  @Test
  void suggestions_follow_twenty_who_type_at_once() {
    List<String> texts = Seed.demoInitiatives().stream().map(sample -> sample.text()).limit(2 * TYPISTS).toList();
    List<Callable<List<Double>>> typists = new ArrayList<>();
    for (int i = 0; i < TYPISTS; i++) {
      List<String> own = List.of(texts.get(2 * i), texts.get(2 * i + 1));
      typists.add(() -> typed(own));
    }
    together(typists); // warms up
    double[] times = together(typists);
    tell("typing, " + TYPISTS + " at once, " + times.length + " answers", times);
    assertThat(percentile(times, 0.95)).isLessThan(250);
  }

  @Test
  void pages_answer_fifty_requests_a_second() {
    List<String> pages = new ArrayList<>(pages());
    Collections.shuffle(pages, new Random(1));
    paced(pages, 10);
    double[] times = paced(pages, SECONDS);
    tell(pages.size() + " pages, " + A_SECOND + " a second", times);
    assertThat(percentile(times, 0.95)).isLessThan(60);
  }

  @Test
  void pages_styles_and_scripts_are_light() {
    List<String> pages = pages();
    int largest = 0;
    for (String page : pages) {
      int bytes = bytes(page);
      assertThat(bytes).as(page).isLessThan(40_000);
      largest = Math.max(largest, bytes);
    }
    String start = new String(get("/", false).body(), StandardCharsets.UTF_8);
    int scripts = 0;
    for (String file : start.split("\"")) {
      if (file.startsWith("/assets/") && file.endsWith(".css")) assertThat(bytes(file)).as(file).isLessThan(25_000);
      if (file.startsWith("/assets/") && file.endsWith(".js")) scripts += bytes(file);
    }
    assertThat(scripts).isBetween(1, 60_000);
    LOG.info("largest of " + pages.size() + " pages " + largest + " bytes compressed, scripts of the start page " + scripts);
  }

  private List<Double> typed(List<String> texts) {
    List<Double> times = new ArrayList<>();
    for (String text : texts) {
      for (int end = Math.min(20, text.length()); end < text.length(); end = Math.min(text.length(), end + 17)) {
        String body = "text=" + URLEncoder.encode(text.substring(0, end), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/forslag")).header("Content-Type", "application/x-www-form-urlencoded").header("HX-Request", "true")
            .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        long start = System.nanoTime();
        assertThat(send(request).statusCode()).isEqualTo(200);
        times.add((System.nanoTime() - start) / 1e6);
        pause(PAUSE);
      }
    }
    return times;
  }

  private double[] paced(List<String> pages, int seconds) {
    List<Future<Double>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      for (int i = 0; i < seconds * A_SECOND; i++) {
        String page = pages.get(i % pages.size());
        long due = begin + i * 1_000_000_000L / A_SECOND;
        pause(Math.max(0, (due - System.nanoTime()) / 1_000_000));
        answers.add(threads.submit(() -> {
          long start = System.nanoTime();
          assertThat(get(page, true).statusCode()).isEqualTo(200);
          return (System.nanoTime() - start) / 1e6;
        }));
      }
    }
    return answers.stream().mapToDouble(ReachTest::got).toArray();
  }

  private static double[] together(List<Callable<List<Double>>> all) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Double>>> answers = all.stream().map(threads::submit).toList();
      return answers.stream().map(ReachTest::got).flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    }
  }

  private static <T> T got(Future<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
  }

  private int bytes(String path) {
    return get(path, true).body().length;
  }

  /** Every page that everybody sees. */
  private List<String> pages() {
    List<String> pages = PAGE.matcher(new String(get("/sitemap.xml", false).body(), StandardCharsets.UTF_8)).results().map(found -> found.group(1)).toList();
    assertThat(pages).hasSizeGreaterThan(400).contains("/", "/en/");
    return pages;
  }

  private HttpResponse<byte[]> get(String path, boolean compressed) {
    return send(HttpRequest.newBuilder(URI.create(url + path)).header("Accept-Encoding", compressed ? "gzip" : "identity").build());
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static double percentile(double[] times, double part) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
  }

  private static void tell(String what, double[] times) {
    LOG.info(String.format(java.util.Locale.ROOT, "%s: p50 %.0f, p95 %.0f, p99 %.0f ms", what, percentile(times, 0.5),
        percentile(times, 0.95), percentile(times, 0.99)));
  }
}
