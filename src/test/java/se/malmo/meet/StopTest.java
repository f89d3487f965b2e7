package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, asked to stop by SIGTERM. */
@Tag("slow")
class StopTest {
  private static final String HEAD = "POST /api/v1/suggestions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n";
  private static final String BODY = "{\"text\": \"Vi bygger om en gammal fabrik till verkstad.\"}";

  @TempDir
  private Path folder;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private int status(Program program, String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(program.address(path)).timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void asked_to_stop_it_is_unready_first_then_lets_what_is_under_way_end_and_goes() throws Exception {
    try (Program program = new Program(folder, Map.of("MEET_STOP_WAIT", "2", "MEET_LOG", "json", "MEET_LOG_REQUESTS", "info"))) {
      program.start();
      String status = client.send(HttpRequest.newBuilder(program.address("/api/v1/initiatives")).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("""
          {"title": "Bröd över", "text": "Vi bakar för mycket bröd.", "sender": {"name": "Åsa", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}}"""))
          .build(), HttpResponse.BodyHandlers.ofString()).body().replaceAll(".*\"statusUrl\":\"https?://[^/]+([^\"]+)\".*", "$1");
      CompletableFuture<HttpResponse<String>> stream = client.sendAsync(HttpRequest.newBuilder(program.address(status + "/handelser")).header("Accept", "text/event-stream").build(),
          HttpResponse.BodyHandlers.ofString());
      try (RawClient halfWay = new RawClient(program.port())) {
        halfWay.send(HEAD.formatted(BODY.length())).send(BODY.substring(0, 20));
        program.ask();
        Soon.holds(Duration.ofSeconds(1), "unready", () -> !program.isReady());
        // In the time that is given to whoever shares out requests, all is answered as before.
        assertThat(status(program, "/health/live")).isEqualTo(200);
        assertThat(status(program, "/")).isEqualTo(200);
        assertThat(stream.get(10, TimeUnit.SECONDS).statusCode()).as(program.log()).isEqualTo(200);
        assertThat(program.isAlive()).isTrue();
        halfWay.send(BODY.substring(20));
        assertThat(halfWay.statusLine()).isEqualTo("HTTP/1.1 200 OK");
      }
      assertThat(program.ended(Duration.ofSeconds(20))).isZero();
      assertThat(program.log()).contains("Asked to stop").contains("has stopped").doesNotContain("ERROR");
      program.start();
      assertThat(status(program, status)).isEqualTo(200);
    }
  }

  @Test
  void asked_twice_it_ends_at_once() throws Exception {
    try (Program program = new Program(folder, Map.of("MEET_STOP_WAIT", "60"))) {
      program.start();
      program.ask();
      Soon.holds(Duration.ofSeconds(2), "unready", () -> !program.isReady());
      program.ask();
      assertThat(program.ended(Duration.ofSeconds(2))).isEqualTo(143);
    }
  }
}
