package se.malmo.meet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.Awaiting;
import se.malmo.meet.platform.Ids;

/** How a server comes to its end without dropping anybody, and how it gets rid of those who do not read. */
class TrafficTest {
  private static final int MEGABYTES = 24;
  private static final int MOST = 10;
  /** Longer than is sent at a time. */
  private static final String TEXT = "Bröd och smör. ".repeat(30_000);
  private final CompletableFuture<Void> held = new CompletableFuture<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch listens = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Server server;
  private volatile boolean graphAnswers = true;

  @BeforeEach
  void start() {
    server = Server.listen("127.0.0.1", 0, new Traffic.Patience(Duration.ofMillis(500), 32 * 1024 * 1024, MOST));
    List<Route> routes = new java.util.ArrayList<>(server.ownRoutes());
    routes.add(Route.get("/held", Audience.ANYONE, request -> {
      begun.countDown();
      Awaiting.end(held);
      return Answer.text(200, "text/plain", "done");
    }));
    routes.add(Route.get("/stream", Audience.ANYONE, request -> Answer.events(stream -> listens.countDown())));
    routes.add(Route.get("/text", Audience.ANYONE, request -> Answer.text(200, "text/plain; charset=utf-8", TEXT)));
    routes.add(Route.get("/long", Audience.ANYONE, request -> new Answer(200, "application/octet-stream", Buffer.buffer(new byte[MEGABYTES << 20]), Map.of("Content-Encoding", "identity"))));
    RouteTable.Door door = new RouteTable.Door(token -> Optional.empty(), secret -> Optional.empty(), (caller, route) -> {}, new Ceiling(new Clients(List.of()), Clock.systemUTC()));
    server.readyWhile(() -> graphAnswers);
    server.open(new RouteTable(routes, new byte[32], new Ids(Clock.systemUTC()), door, false, EmbedSites.NONE));
  }

  @AfterEach
  void stop() {
    held.complete(null);
    server.close();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).timeout(Duration.ofSeconds(20)).build();
  }

  private int status(String path) throws Exception {
    return client.send(request(path), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void it_is_ready_as_long_as_it_serves_and_the_graph_answers() throws Exception {
    assertThat(status("/health/ready")).isEqualTo(200);
    graphAnswers = false;
    assertThat(status("/health/ready")).isEqualTo(503);
    assertThat(status("/health/live")).isEqualTo(200);
    graphAnswers = true;
    assertThat(status("/health/ready")).isEqualTo(200);
    server.unready();
    assertThat(status("/health/ready")).isEqualTo(503);
    assertThat(status("/health/live")).isEqualTo(200);
  }

  @Test
  void what_is_being_answered_comes_to_its_end_and_streams_are_ended_but_nobody_new_gets_in() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request("/held"), HttpResponse.BodyHandlers.ofString());
    CompletableFuture<HttpResponse<String>> stream = client.sendAsync(request("/stream"), HttpResponse.BodyHandlers.ofString());
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(listens.await(10, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Integer> left = CompletableFuture.supplyAsync(() -> server.drain(Duration.ofSeconds(20)), task -> Thread.ofPlatform().start(task));
    assertThat(stream.get(10, TimeUnit.SECONDS).body()).startsWith("retry: ");
    assertThat(left).isNotDone();
    assertThat(answer).isNotDone();
    // The streams are ended first, and the door is closed right after.
    boolean isIn = true;
    for (int tries = 0; tries < 100 && isIn; tries++) isIn = getsIn();
    assertThat(isIn).as("somebody let in").isFalse();

    held.complete(null);
    assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
    assertThat(left.get(10, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void what_does_not_come_to_its_end_is_waited_for_no_longer_than_was_said() throws Exception {
    client.sendAsync(request("/held"), HttpResponse.BodyHandlers.ofString());
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    long start = System.nanoTime();
    assertThat(server.drain(Duration.ofMillis(300))).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void a_client_that_does_not_read_a_long_answer_is_cut_off_and_one_that_does_is_not() throws Exception {
    assertThat(client.send(request("/long"), HttpResponse.BodyHandlers.ofByteArray()).body()).hasSize(MEGABYTES << 20);
    try (Socket slow = new Socket()) {
      slow.setReceiveBufferSize(4_096);
      slow.connect(new InetSocketAddress("127.0.0.1", server.port()));
      slow.setSoTimeout(10_000);
      slow.getOutputStream().write("GET /long HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = slow.getInputStream();
      assertThat(in.read()).isEqualTo('H');
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
      assertThat(readToTheEnd(in)).as("what is left of " + MEGABYTES + " MB").isLessThan((MEGABYTES - 4) << 20);
    }
  }

  @Test
  void a_long_answer_comes_whole_compressed_or_not() throws Exception {
    assertThat(client.send(request("/text"), HttpResponse.BodyHandlers.ofString()).body()).isEqualTo(TEXT);
    HttpRequest asked = HttpRequest.newBuilder(request("/text"), (name, value) -> true).header("Accept-Encoding", "gzip").build();
    HttpResponse<byte[]> answer = client.send(asked, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(answer.body().length).isLessThan(TEXT.length() / 10);
    assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
  }

  private static long readToTheEnd(InputStream in) {
    long all = 0;
    byte[] some = new byte[65_536];
    try {
      for (int read = in.read(some); read >= 0; read = in.read(some)) all += read;
    } catch (IOException e) {
      // Cut off in the midst: what has come counts.
    }
    return all;
  }

  private boolean getsIn() throws IOException {
    try (Socket late = new Socket()) {
      late.connect(new InetSocketAddress("127.0.0.1", server.port()), 2_000);
      late.setSoTimeout(5_000);
      late.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return late.getInputStream().read() != -1;
    } catch (SocketException e) {
      assertThat(e).hasMessageMatching("(?i).*(refused|reset|broken pipe).*");
      return false;
    }
  }

  @Test
  void more_than_can_be_answered_at_once_are_told_to_come_again_and_the_operator_is_not() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> waiting = java.util.stream.IntStream.range(0, MOST).mapToObj(i -> client.sendAsync(request("/held"), HttpResponse.BodyHandlers.ofString())).toList();
    HttpResponse<String> refused = client.send(request("/nowhere"), HttpResponse.BodyHandlers.ofString());
    for (int i = 0; i < 100 && refused.statusCode() != 503; i++) refused = client.send(request("/nowhere"), HttpResponse.BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(refused.body()).contains("Det är mycket just nu");
    assertThat(status("/health/ready")).isEqualTo(200);
    held.complete(null);
    for (CompletableFuture<HttpResponse<String>> answer : waiting) assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(status("/nowhere")).isEqualTo(404);
  }

  @Test
  void each_answer_has_the_id_of_its_request_and_one_that_a_proxy_gave_is_kept() throws Exception {
    HttpResponse<Void> own = client.send(request("/health/live"), HttpResponse.BodyHandlers.discarding());
    assertThat(own.headers().firstValue("X-Request-Id").orElseThrow()).startsWith("req-");
    String given = "4bf92f3577b34da6a3ce929d0e0e4736";
    assertThat(idFor(given)).isEqualTo(given);
    assertThat(idFor("anna@example.org")).startsWith("req-");
    assertThat(client.send(request("/nowhere"), HttpResponse.BodyHandlers.discarding()).headers().firstValue("X-Request-Id")).isPresent();
  }

  private String idFor(String given) throws Exception {
    HttpRequest asked = HttpRequest.newBuilder(request("/health/live"), (name, value) -> true).header("X-Request-Id", given).build();
    return client.send(asked, HttpResponse.BodyHandlers.discarding()).headers().firstValue("X-Request-Id").orElseThrow();
  }
}
