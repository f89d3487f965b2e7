package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no page of ours makes: answered with a 4xx or read past, never a 5xx, never a stalled server. */
@Order(TestServer.SHARED)
class BadRequestTest {
  private static final String END = "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x%2F..%2Fapp.css", "//api/v1", "/assets/..%2f..%2fopenapi.json", "/assets/", "/assets/app.css", "/.git/config", "/.env",
      "/messages_sv.properties", "/web/app.css", "/META-INF/MANIFEST.MF", "/assets/%2e%2e/%2e%2e/etc/passwd", "/api", "/api/", "/api/v2/suggestions",
      "/arende/x", "/initiativ/MM-2026-0001/x", "/ORGANISATIONER/x", "/;x", "/%00", "/a%0d%0aSet-Cookie:x=y"})
  void an_address_that_is_not_ours_is_not_found(String path) throws IOException {
    String status = statusLine("GET " + path);
    assertThat(status).startsWith("HTTP/1.1 ").containsPattern(" (400|404) ");
  }

  @Test
  void dots_in_an_address_lead_no_further_than_our_own_pages() throws IOException {
    for (String path : List.of("/assets/../", "/assets/../../", "/../", "/./", "/en/../..")) {
      try (RawClient client = new RawClient(server.port())) {
        assertThat(client.send("GET " + path + " HTTP/1.1" + END).answer()).as(path).containsAnyOf("id=\"idea\"", " 404 ");
      }
    }
  }

  @Test
  void a_wrong_secret_is_not_found_and_tells_nothing() {
    for (String secret : List.of("0".repeat(32), "f".repeat(31), "F".repeat(32), "' OR 1=1", "a".repeat(3_000))) {
      HttpResponse<String> answer = server.get("/arende/" + secret.replace(" ", "%20"));
      assertThat(answer.statusCode()).as(secret).isEqualTo(404);
      assertThat(answer.body()).contains("Länken leder inte till något ärende").doesNotContain(secret);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"})
  void a_method_that_an_address_does_not_take_is_refused(String method) throws IOException {
    for (String path : List.of("/", "/initiativ", "/forslag", "/organisationer", "/api/v1/suggestions", "/openapi.json", "/health/live")) {
      assertThat(statusLine(method + " " + path)).as(path).containsPattern(" (200|400|404|405|501) ");
    }
    assertThat(statusLine("GET /api/v1/suggestions")).containsPattern(" (404|405) ");
    assertThat(statusLine("POST /organisationer")).containsPattern(" (404|405) ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?page=-1", "?page=0", "?page=99999999999", "?page=999999", "?page=x", "?page=", "?status=x", "?status=received", "?sector=x", "?sector=%00",
      "?page=1&page=2", "?%FF=%FF", "?%", "?a=%zz", "?&&==&", "?mottagen", "?status=running&page=7"})
  void odd_choices_are_read_past(String query) throws IOException {
    for (String path : List.of("/", "/initiativ", "/organisationer", "/en/organisations", "/ambassadorer", "/ordlista")) {
      assertThat(statusLine("GET " + path + query)).as(path + query).containsPattern(" (200|400) ");
    }
  }

  @Test
  void odd_searches_find_something_or_nothing() {
    for (String query : List.of("a".repeat(5_000), "%22", "/b", "%00", "%F0%9F%8D%9E", "%3Cscript%3E", "*", "%25", "%0A", "a%20".repeat(400), "%D8%A7", "(", "%5B")) {
      HttpResponse<String> answer = server.get("/ambassadorer?q=" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(200);
      assertThat(answer.body()).doesNotContain("<script>");
    }
  }

  @Test
  void an_address_or_header_without_end_is_refused() throws IOException {
    assertThat(statusLine("GET /" + "a".repeat(20_000))).contains(" 414 ");
    try (RawClient client = new RawClient(server.port())) {
      assertThat(client.send("GET / HTTP/1.1\r\nX: " + "a".repeat(40_000) + END).statusLine()).contains(" 431 ");
    }
  }

  @Test
  void a_body_of_ten_megabytes_is_refused_and_not_waited_for() throws IOException {
    for (String path : List.of("/api/v1/suggestions", "/api/v1/initiatives", "/forslag", "/initiativ")) {
      String type = path.startsWith("/api") ? "application/json" : "application/x-www-form-urlencoded";
      List<String> statuses = new ArrayList<>();
      try (RawClient client = new RawClient(server.port())) {
        client.send("POST " + path + " HTTP/1.1\r\nContent-Type: " + type + "\r\nContent-Length: 10000000" + END);
        for (int i = 0; i < 10; i++) client.send("text=" + "a".repeat(999_995));
        statuses.add(client.statusLine());
      } catch (SocketException e) {
        // The server has closed the connection rather than read on.
        statuses.add("");
      }
      assertThat(statuses.getFirst()).as(path).matches("|HTTP/1.1 413 .*");
    }
    HttpResponse<String> told = server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/suggestions"))).header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"text\": \"" + "a".repeat(650_000) + "\"}")));
    assertThat(told.statusCode()).isEqualTo(413);
    assertThat(told.body()).contains("\"status\":413", "\"title\":", "\"detail\":");
  }

  @Test
  void a_form_of_many_fields_or_a_broken_one_is_refused() throws IOException {
    String many = "a=1&".repeat(2_000);
    assertThat(post("/forslag", "application/x-www-form-urlencoded", many)).containsPattern(" (400|413) ");
    assertThat(post("/forslag", "application/x-www-form-urlencoded", "text=%zz&%=%")).containsPattern(" 400 ");
    assertThat(post("/initiativ", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nbr")).containsPattern(" (400|403) ");
    assertThat(post("/initiativ", "multipart/form-data", "x")).containsPattern(" (400|403) ");
    assertThat(post("/initiativ", "application/json", "{}")).containsPattern(" (400|403|415) ");
  }

  @Test
  void a_chunk_that_ends_in_a_bare_line_feed_is_refused() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /api/v1/suggestions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "2;a\nxx\r\n0\r\n\r\nGET /openapi.json HTTP/1.1" + END);
      // Closed at once, or told so first; what stands behind it is no request.
      assertThat(client.answer()).matches("(?s)|HTTP/1.1 400 .*").doesNotContain("\"openapi\"");
    }
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /api/v1/suggestions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n"
          + "Connection: close\r\n\r\n0\r\n\r\n");
      assertThat(client.statusLine()).contains(" 400 ");
    }
  }

  @Test
  void clients_that_stall_keep_nobody_waiting() throws IOException {
    List<RawClient> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        stalled.add(new RawClient(server.port()).send("POST /api/v1/suggestions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"te"));
      }
      for (int i = 0; i < 20; i++) {
        Instant asked = Instant.now();
        assertThat(server.post("/api/v1/suggestions", "{\"text\": \"Vi bakar bröd.\"}").statusCode()).isEqualTo(200);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
      }
    } finally {
      for (RawClient client : stalled) client.close();
    }
  }

  @Test
  @Tag("slow")
  void a_body_that_does_not_come_is_given_up_after_twenty_seconds() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      Instant asked = Instant.now();
      client.send("POST /api/v1/suggestions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"te");
      assertThat(client.answer()).contains(" 408 ", "problem+json", "20 sekunder");
      assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(25));
    }
  }

  private static String post(String path, String type, String body) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      return client.send("POST " + path + " HTTP/1.1\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + END + body).statusLine();
    }
  }

  private static String statusLine(String methodAndPath) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      return client.send(methodAndPath + " HTTP/1.1" + END).statusLine();
    }
  }
}
