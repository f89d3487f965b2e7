package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.OutsideGraph;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;
import se.malmo.meet.webhook.Receiver;
import se.malmo.meet.webhook.WebhookRegistration;

/** A graph and its servers, each a process of its own, some of which die: {@code mvn test -Pslow -Dtest=SeveralProcessesTest}. */
@Tag("slow")
class SeveralProcessesTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final String SECRET = "a-secret-that-the-servers-share";
  private static final int AWAY_SECONDS = Integer.getInteger("meet.away", 60);
  private static final Duration BACK = Duration.ofSeconds(20);

  @TempDir
  private Path folder;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Receiver receiver = new Receiver();
  private OutsideGraph graph;
  private Program one;
  private Program other;

  @BeforeEach
  void start() throws Exception {
    graph = new OutsideGraph(folder);
    Map<String, String> environment = new HashMap<>(graph.environment());
    environment.putAll(Map.of("MEET_SECRET", SECRET, "MEET_WEBHOOK_LOOPBACK", "true", "MEET_PUBLIC_URL", "http://127.0.0.1", "MEET_TRUSTED_PROXIES", "127.0.0.1", "MEET_MEMORY", "512m"));
    folder.resolve("one").toFile().mkdir();
    folder.resolve("other").toFile().mkdir();
    one = new Program(folder.resolve("one"), environment);
    other = new Program(folder.resolve("other"), environment);
  }

  @AfterEach
  void stop() throws Exception {
    one.close();
    other.close();
    graph.close();
    receiver.close();
  }

  private void register() {
    try (Graph direct = new Graph(graph.address())) {
      WebhookRegistration.register(direct, SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8), new Ids(Clock.systemUTC()),
          MultiMap.caseInsensitiveMultiMap().add("url", receiver.url("/hook")).add("wanted", "se.malmo.meet.case.received.v1"), new Caller(Role.ADMINISTRATOR, "acc-admin", "", Set.of()));
    }
  }

  private Set<String> told() {
    return receiver.got().stream().map(got -> got.body().replaceAll(".*\"subject\":\"([^\"]+)\".*", "$1")).collect(Collectors.toSet());
  }

  private HttpResponse<String> get(URI address) throws Exception {
    return client.send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void a_graph_that_is_gone_for_a_minute_and_comes_back_is_no_more_than_a_pause() throws Exception {
    one.start();
    register();
    Submitting before = new Submitting();
    for (int i = 0; i < 5; i++) before.one(one.address("/"));
    assertThat(before.acknowledged()).hasSize(5);
    String status = before.acknowledged().values().iterator().next();
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    client.sendAsync(HttpRequest.newBuilder(one.address(status + "/handelser")).header("Accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofLines())
        .thenAcceptAsync(answer -> answer.body().forEach(lines::add), task -> Thread.ofVirtual().start(task));
    Soon.holds(BACK, "first messages", () -> told().size() == 5);
    Soon.holds(BACK, "the page is connected", () -> lines.stream().anyMatch(line -> line.startsWith("retry:")));

    graph.kill();
    long gone = System.nanoTime();
    Soon.holds(BACK, "unready", () -> !one.isReady());
    long unready = (System.nanoTime() - gone) / 1_000_000;
    long longest = 0;
    int answers = 0;
    while (System.nanoTime() - gone < AWAY_SECONDS * 1_000_000_000L) {
      long start = System.nanoTime();
      HttpResponse<String> page = get(one.address(answers % 2 == 0 ? "/initiativ" : "/en/initiatives"));
      longest = Math.max(longest, (System.nanoTime() - start) / 1_000_000);
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.headers().firstValue("Retry-After")).isPresent();
      assertThat(page.body()).contains(answers % 2 == 0 ? "Vi når inte våra uppgifter" : "We cannot reach our data");
      answers++;
      LockSupport.parkNanos(200_000_000);
    }
    long restarted = System.nanoTime();
    graph.restart();
    long answersAgain = System.nanoTime();
    Soon.holds(BACK, "ready again", one::isReady);
    LOG.info("Graph gone for {} s: unready after {} ms, {} pages answered 503, the slowest in {} ms; the graph took {} ms to start, the server was ready {} ms later",
        AWAY_SECONDS, unready, answers, longest, (answersAgain - restarted) / 1_000_000, (System.nanoTime() - answersAgain) / 1_000_000);
    assertThat(before.lost(one.address("/"))).isEmpty();
    Submitting after = new Submitting();
    for (int i = 0; i < 5; i++) after.one(one.address("/"));
    assertThat(after.acknowledged()).hasSize(5);
    Soon.holds(Duration.ofSeconds(30), "messages of what came after", () -> told().size() == 10);
    withdraw(status);
    Soon.holds(Duration.ofSeconds(10), "told on the page that was open all the time", () -> lines.stream().anyMatch(line -> line.startsWith("event: step")));
    assertThat(one.log()).doesNotContain("ERROR");
    assertThat(one.log().lines().filter(line -> line.contains("WARN")).count()).as(one.log()).isLessThan(20);
  }

  private void withdraw(String status) throws Exception {
    HttpResponse<String> page = get(one.address(status + "/ta-tillbaka"));
    String cookie = page.headers().allValues("Set-Cookie").stream().map(given -> given.split(";", 2)[0]).collect(Collectors.joining("; "));
    String token = page.body().replaceAll("(?s).*name=\"token\" value=\"([0-9a-f]*)\".*", "$1");
    HttpResponse<String> done = client.send(HttpRequest.newBuilder(one.address(status + "/ta-tillbaka")).header("Cookie", cookie).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("token=" + token)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(done.statusCode()).isEqualTo(303);
  }

  @Test
  void of_two_servers_that_start_at_once_one_may_be_killed_under_load_and_nothing_acknowledged_is_lost() throws Exception {
    try (ExecutorService starting = Executors.newFixedThreadPool(2)) {
      for (var started : starting.invokeAll(List.<java.util.concurrent.Callable<Void>>of(() -> started(one), () -> started(other)))) started.get();
    }
    register();
    Submitting first = new Submitting();
    AtomicBoolean ended = new AtomicBoolean();
    AtomicLong shown = new AtomicLong();
    try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
      for (int s = 0; s < 8; s++) {
        URI to = (s % 2 == 0 ? one : other).address("/");
        senders.execute(() -> {
          while (!ended.get()) {
            try {
              first.one(to);
            } catch (InterruptedException e) {
              return;
            }
          }
        });
      }
      Soon.holds(Duration.ofMinutes(2), "100 receipts", () -> first.acknowledged().size() >= 100);
      shown.set(shownAfter());
      one.kill();
      int then = first.acknowledged().size();
      Soon.holds(Duration.ofMinutes(2), "100 more at the other", () -> first.acknowledged().size() >= then + 100);
      ended.set(true);
    }
    int all = first.acknowledged().size();
    assertThat(first.refused()).isEmpty();
    assertThat(first.lost(other.address("/"))).isEmpty();
    // What the dead one had leased is free again after a minute.
    Soon.holds(Duration.ofMinutes(4), "each told", () -> told().size() >= all);
    long twice = receiver.got().size() - receiver.got().stream().map(Receiver.Got::id).distinct().count();
    LOG.info("Two servers, eight senders: a case sent to the one was on the other's page after {} ms; one killed with {} requests under way, {} acknowledged, none lost; {} messages sent, {} of them twice",
        shown.get(), first.unanswered(), all, receiver.got().size(), twice);
    assertThat(shown.get()).isLessThan(2_000);
    assertThat(twice).as("what was under way when it died, at most a batch for the one target").isLessThanOrEqualTo(5);
    one.start();
    assertThat(first.lost(one.address("/"))).isEmpty();
  }

  private static Void started(Program program) throws Exception {
    program.start();
    return null;
  }

  /** How long until a case that is sent to the one is on the other's public face: its sender's page. */
  private long shownAfter() throws Exception {
    Submitting single = new Submitting();
    single.one(one.address("/"));
    long start = System.nanoTime();
    Soon.holds(Duration.ofSeconds(10), "shown", () -> {
      try {
        return single.lost(other.address("/")).isEmpty();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    return (System.nanoTime() - start) / 1_000_000;
  }
}
