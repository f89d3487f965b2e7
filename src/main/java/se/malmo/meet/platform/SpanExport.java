package se.malmo.meet.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Sends spans to a collector as OTLP/HTTP in JSON (OpenTelemetry Protocol 1.x, "v1/traces"). Nobody waits for it: what does not fit in its queue, or what the
 * collector does not take, is lost and counted.
 */
final class SpanExport implements AutoCloseable {
  private static final int QUEUE = 4_096;
  private static final int BATCH = 512;
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Counter LOST = Counter.builder("meet.spans.lost").description("Spans that reached no collector").register(Metrics.globalRegistry);
  private static final int FAILED = 2;

  private final URI address;
  private final BlockingQueue<Tracing.Span> queue = new ArrayBlockingQueue<>(QUEUE);
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final Rounds rounds = new Rounds("traces", "The collector takes no traces");

  SpanExport(WebAddress collector) {
    address = URI.create(collector.toString().replaceAll("/+$", "") + "/v1/traces");
    rounds.begin(BETWEEN, BETWEEN, this::send);
  }

  void add(Tracing.Span span) {
    if (!queue.offer(span)) LOST.increment();
  }

  private void send() {
    List<Tracing.Span> batch = new ArrayList<>();
    while (queue.drainTo(batch, BATCH) > 0) {
      boolean taken = false;
      try {
        taken = post(Json.write(body(batch)));
      } finally {
        if (!taken) LOST.increment(batch.size());
      }
      batch.clear();
    }
  }

  private boolean post(byte[] body) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Map<String, Object> body(List<Tracing.Span> spans) {
    Map<String, Object> scope = Map.of("scope", Map.of("name", "meet-malmo"), "spans", spans.stream().map(SpanExport::span).toList());
    return Map.of("resourceSpans", List.of(Map.of("resource", Map.of("attributes", List.of(attribute("service.name", "meet-malmo"))), "scopeSpans", List.of(scope))));
  }

  private static Map<String, Object> span(Tracing.Span span) {
    return Map.of("traceId", span.trace(), "spanId", span.id(), "parentSpanId", span.parent(), "name", span.name(), "kind", span.kind().number(),
        "startTimeUnixNano", Long.toString(span.startNanos()), "endTimeUnixNano", Long.toString(span.endNanos()),
        "attributes", span.attributes().entrySet().stream().map(one -> attribute(one.getKey(), one.getValue())).toList(), "status", span.failed() ? Map.of("code", FAILED) : Map.of());
  }

  private static Map<String, Object> attribute(String name, String value) {
    return Map.of("key", name, "value", Map.of("stringValue", value));
  }

  @Override
  public void close() {
    rounds.close();
    send();
    client.close();
  }
}
