package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An open status page hears of each step once, also after its connection was lost, and a page that does not listen holds nobody up. */
class CaseEventsTest {
  private static final String SUBMISSION = """
      {"title": "Bröd över", "text": "Vi bakar för mycket bröd.",
       "sender": {"name": "Åsa", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}}""";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.empty();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Case(String id, String path) {
    static Case make() {
      String body = server.post("/api/v1/initiatives", SUBMISSION).body();
      String reference = body.replaceAll(".*\"reference\":\"([^\"]+)\".*", "$1");
      return new Case(server.graph().read("MATCH (i:Initiative {reference: $r}) RETURN i.id AS id", Map.of("r", reference)).getFirst().get("id").asString(),
          body.replaceAll(".*(/arende/[0-9a-f]{32}).*", "$1"));
    }

    long last() {
      return server.graph().read("MATCH (e:Event {subject: $id}) RETURN max(e.sequence) AS n", Map.of("id", id)).getFirst().get("n").asLong();
    }

    /** Something happens to it. */
    long step() {
      server.graph().write("""
          MERGE (log:EventLog {id: 'log'}) SET log.last = log.last + 1
          CREATE (:Event {sequence: log.last, type: 'initiative.assessed', subject: $id, at: datetime(), by: 'coordinator'})""", Map.of("id", id));
      return last();
    }
  }

  /** A browser's side of an event stream. */
  private static final class Listener implements AutoCloseable {
    private final Socket socket;
    private final List<String> lines = new ArrayList<>();

    Listener(String path, String... headers) throws IOException {
      socket = new Socket("127.0.0.1", server.port());
      socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAccept-Encoding: gzip\r\n"
          + String.join("", headers) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          synchronized (lines) {
            lines.add(line);
          }
        }
      } catch (IOException e) {
        // The test has hung up.
      }
    }

    List<String> ids() {
      synchronized (lines) {
        return lines.stream().filter(line -> line.startsWith("id: ")).map(line -> line.substring(4)).toList();
      }
    }

    boolean has(String line) {
      synchronized (lines) {
        return lines.contains(line);
      }
    }

    void hears(List<Long> steps) {
      Soon.holds(Duration.ofSeconds(20), "the steps " + steps, () -> ids().equals(steps.stream().map(String::valueOf).toList()));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void each_step_is_told_once_and_what_was_missed_after_a_drop() throws Exception {
    Case made = Case.make();
    Case other = Case.make();
    long received = made.last();
    long second;
    try (Listener listener = new Listener(made.path() + "/handelser?since=" + received)) {
      Soon.holds(Duration.ofSeconds(10), "the stream is open", () -> listener.has("retry: 3000"));
      other.step();
      second = made.step();
      listener.hears(List.of(second));
    }
    long third = made.step();
    try (Listener listener = new Listener(made.path() + "/handelser?since=" + received, "Last-Event-ID: " + second + "\r\n")) {
      listener.hears(List.of(third));
      long fourth = made.step();
      listener.hears(List.of(third, fourth));
    }
    try (Listener listener = new Listener(made.path().replace("/arende/", "/en/case/") + "/events?since=x")) {
      // The newest stands for all before it.
      listener.hears(List.of(made.last()));
    }
  }

  @Test
  void a_stream_is_for_who_has_the_secret_asks_for_events_and_finds_room() throws Exception {
    Case made = Case.make();
    assertThat(server.get(made.path() + "/handelser").statusCode()).isEqualTo(406);
    assertThat(server.get("/arende/" + "0".repeat(32) + "/handelser").statusCode()).isEqualTo(404);
    List<Listener> open = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        Listener listener = new Listener(made.path() + "/handelser");
        open.add(listener);
        Soon.holds(Duration.ofSeconds(10), "a stream is open", () -> listener.has("retry: 3000"));
      }
      Listener late = new Listener(made.path() + "/handelser");
      open.add(late);
      Soon.holds(Duration.ofSeconds(10), "no room", () -> late.has("HTTP/1.1 503 Service Unavailable"));
      open.getFirst().close();
      Soon.holds(Duration.ofSeconds(20), "room again", () -> {
        try (Listener again = new Listener(made.path() + "/handelser")) {
          Soon.holds(Duration.ofSeconds(5), "an answer", () -> again.has("retry: 3000") || again.has("HTTP/1.1 503 Service Unavailable"));
          return again.has("retry: 3000");
        } catch (IOException e) {
          return false;
        }
      });
    } finally {
      for (Listener listener : open) listener.close();
    }
  }

  @Test
  void a_client_that_reads_nothing_holds_nobody_up() throws Exception {
    Case made = Case.make();
    Case other = Case.make();
    try (Socket deaf = new Socket("127.0.0.1", server.port()); Listener listener = new Listener(other.path() + "/handelser?since=" + other.last())) {
      deaf.setReceiveBufferSize(1_024);
      deaf.getOutputStream().write(("GET " + made.path() + "/handelser HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      Soon.holds(Duration.ofSeconds(10), "the stream is open", () -> listener.has("retry: 3000"));
      server.graph().write("""
          MATCH (log:EventLog {id: 'log'}) WITH log, log.last AS before SET log.last = before + 5000
          WITH before UNWIND range(1, 5000) AS n
          CREATE (:Event {sequence: before + n, type: 'initiative.assessed', subject: $id, at: datetime(), by: 'coordinator'})""", Map.of("id", made.id()));
      long step = other.step();
      listener.hears(List.of(step));
      assertThat(server.get(made.path()).statusCode()).isEqualTo(200);
    }
  }
}
