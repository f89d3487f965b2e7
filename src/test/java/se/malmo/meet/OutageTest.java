package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.TestGraph;
import se.malmo.meet.platform.Wire;

/** The graph behind a line that is cut, or goes silent, and comes back. */
class OutageTest {
  private static final String IDEA = """
      {"title": "Bröd över", "text": "Vi bakar för mycket bröd.", "sender": {"name": "Åsa", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}}""";
  private static final Duration BACK = Duration.ofSeconds(10);
  private static Wire wire;
  private static TestServer server;

  @BeforeAll
  static void start() {
    wire = new Wire(TestGraph.address());
    server = TestServer.over(wire.address());
    server.app().access().graph().watch();
  }

  @AfterAll
  static void stop() {
    wire.mend();
    server.close();
    wire.close();
  }

  private static boolean isReady() {
    return server.get("/health/ready").statusCode() == 200;
  }

  private static String submitted() {
    HttpResponse<String> answer = server.post("/api/v1/initiatives", IDEA);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.body().replaceAll(".*\"statusUrl\":\"https?://[^/]+([^\"]+)\".*", "$1");
  }

  private static void assertKindlyAway(HttpResponse<String> answer, String words) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(answer.body()).contains(words);
  }

  @Test
  void while_it_is_cut_off_pages_say_so_kindly_and_afterwards_all_goes_on_by_itself() throws Exception {
    String status = submitted();
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    CompletableFuture<Void> stream = listen(status, told);
    // That the case came in is told to whoever opens its page; then the page is surely watched.
    Soon.holds(BACK, "told before the outage", () -> told.stream().anyMatch(line -> line.startsWith("event: step")));
    told.clear();

    wire.cut();
    assertKindlyAway(server.get("/initiativ"), "Vi når inte våra uppgifter just nu");
    assertKindlyAway(server.get("/en/initiatives"), "We cannot reach our data just now");
    HttpResponse<String> problem = server.post("/api/v1/initiatives", IDEA);
    assertKindlyAway(problem, "\"type\":\"https://meetmalmo.example/problems/away\"");
    assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    Soon.holds(BACK, "unready", () -> !isReady());
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    assertKindlyAway(server.get("/initiativ"), "Vi når inte");

    wire.mend();
    Soon.holds(BACK, "ready again", OutageTest::isReady);
    assertThat(server.get("/initiativ").statusCode()).isEqualTo(200);
    String after = submitted();
    assertThat(server.get(after).statusCode()).isEqualTo(200);
    // What happens to the case from now on is heard on the page that was open all the time.
    String number = server.graph().read("MATCH (i:Initiative) RETURN i.id AS id ORDER BY i.id LIMIT 1", Map.of()).getFirst().get("id").asString();
    server.graph().write(List.of(EventLog.append(Instant.now(),
        List.of(new EventLog.Happening("initiative.assessed", number, "test")))));
    assertThat(stream).isNotDone();
    Soon.holds(BACK, "told after the outage", () -> told.stream().anyMatch(line -> line.startsWith("event: step")));
  }

  @Test
  @Tag("slow")
  void a_stream_that_is_opened_while_it_is_away_ends_and_its_client_comes_back_until_it_is_told() throws Exception {
    String status = submitted();
    wire.silence();
    try {
      BlockingQueue<String> told = new LinkedBlockingQueue<>();
      CompletableFuture<Void> stream = listen(status, told);
      // Refused with a word, or begun and then cut off: never left open without anybody who tells it anything.
      stream.handle((done, failure) -> true).get(15, TimeUnit.SECONDS);
    } finally {
      wire.mend();
    }
    Soon.holds(BACK, "ready again", OutageTest::isReady);
    BlockingQueue<String> again = new LinkedBlockingQueue<>();
    listen(status, again);
    Soon.holds(BACK, "told", () -> again.stream().anyMatch(line -> line.startsWith("event: step")));
  }

  @Test
  @Tag("slow")
  void when_it_goes_silent_nobody_waits_longer_than_was_said() throws Exception {
    assertThat(server.get("/initiativ").statusCode()).isEqualTo(200);
    wire.silence();
    long start = System.nanoTime();
    assertKindlyAway(server.get("/initiativ"), "Vi når inte");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as("the one that was waiting").isLessThan(Duration.ofSeconds(12));
    Soon.holds(BACK, "unready", () -> !isReady());
    start = System.nanoTime();
    assertKindlyAway(server.get("/initiativ"), "Vi når inte");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as("those who come later").isLessThan(Duration.ofSeconds(1));
    wire.mend();
    Soon.holds(BACK, "ready again", OutageTest::isReady);
    assertThat(server.get("/initiativ").statusCode()).isEqualTo(200);
    submitted();
  }

  private static CompletableFuture<Void> listen(String status, BlockingQueue<String> told) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url(status + "/handelser"))).header("Accept", "text/event-stream").build();
    return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofLines()).thenAcceptAsync(answer -> answer.body().forEach(told::add),
        task -> Thread.ofVirtual().start(task));
  }
}
