package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.Tracing;
import se.malmo.meet.platform.WebAddress;
import se.malmo.meet.webhook.Receiver;

/** What a collector hears of requests, where one is named. */
@Order(TestServer.SHARED)
class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void suggest(String flags) {
    server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/suggestions"))).header("Content-Type", "application/json").header("traceparent", "00-" + TRACE + "-" + PARENT + "-" + flags)
        .POST(HttpRequest.BodyPublishers.ofString("{\"text\": \"Hemlig idé om en verkstad.\"}")));
  }

  @Test
  void a_request_with_its_parts_is_told_in_the_trace_of_who_asks_and_without_any_text() throws Exception {
    try (Receiver collector = new Receiver().answering(200)) {
      suggest("01");
      try (AutoCloseable tracing = Tracing.begin(WebAddress.of(collector.url("")).orElseThrow())) {
        suggest("01");
        suggest("00");
        server.get("/organisationer/org-hemlig-id");
      }
      List<JsonNode> spans = new ArrayList<>();
      for (Receiver.Got got : collector.got()) new ObjectMapper().readTree(got.body()).at("/resourceSpans/0/scopeSpans/0/spans").forEach(spans::add);
      JsonNode request = only(spans, "POST /api/v1/suggestions");
      assertThat(request.get("traceId").asText()).isEqualTo(TRACE);
      assertThat(request.get("parentSpanId").asText()).isEqualTo(PARENT);
      for (String part : List.of("language", "matching")) assertThat(only(spans, part).get("parentSpanId").asText()).as(part).isEqualTo(request.get("spanId").asText());
      JsonNode page = only(spans, "GET /organisationer/:id");
      assertThat(page.get("traceId").asText()).hasSize(32).isNotEqualTo(TRACE);
      assertThat(spans).anySatisfy(span -> {
        assertThat(span.get("name").asText()).isEqualTo("graph read");
        assertThat(span.get("parentSpanId").asText()).isEqualTo(page.get("spanId").asText());
      });
      assertThat(collector.got()).noneSatisfy(got -> assertThat(got.body()).containsIgnoringCase("hemlig"));
    }
  }

  private static JsonNode only(List<JsonNode> spans, String name) {
    List<JsonNode> found = spans.stream().filter(span -> span.get("name").asText().equals(name)).toList();
    assertThat(found).as(name + " of " + spans).hasSize(1);
    return found.getFirst();
  }
}
