package se.malmo.meet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands in ideas and keeps what was acknowledged: each from another client, so that none has written too much. */
final class Submitting {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
  private final AtomicInteger number = new AtomicInteger();
  /** References and the paths of their status pages. */
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Queue<Integer> refused = new ConcurrentLinkedQueue<>();
  private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

  /** Sends one; how long that took, in milliseconds. */
  long one(URI server) throws InterruptedException {
    int i = number.incrementAndGet();
    String json = """
        {"title": "Idé %d", "text": "Vi vill laga cyklar tillsammans på gård nummer %d.",
         "sender": {"name": "Åsa", "sector": "business", "organisation": "Cykelköket", "email": "asa%d@cykel.example"}}""".formatted(i, i, i);
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer = client.send(HttpRequest.newBuilder(server.resolve("/api/v1/initiatives")).header("Content-Type", "application/json").timeout(Duration.ofSeconds(60))
          .header("X-Forwarded-For", "10." + i % 250 + "." + i / 250 % 250 + ".9").POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 201) {
        JsonNode receipt = JSON.readTree(answer.body());
        acknowledged.put(receipt.get("reference").asText(), URI.create(receipt.get("statusUrl").asText()).getPath());
      } else refused.add(answer.statusCode());
    } catch (IOException e) {
      // Nothing was promised.
      unanswered.add(e.getClass().getSimpleName());
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  Map<String, String> acknowledged() {
    return acknowledged;
  }

  Queue<Integer> refused() {
    return refused;
  }

  int unanswered() {
    return unanswered.size();
  }

  /** Those whose status page is not there, of those that were acknowledged. */
  java.util.List<String> lost(URI server) throws InterruptedException {
    java.util.List<String> lost = new java.util.ArrayList<>();
    for (Map.Entry<String, String> receipt : acknowledged.entrySet()) if (!isThere(server, receipt)) lost.add(receipt.getKey());
    return lost;
  }

  private boolean isThere(URI server, Map.Entry<String, String> receipt) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(server.resolve(receipt.getValue())).timeout(Duration.ofSeconds(60)).build();
      HttpResponse<String> page = client.send(request, HttpResponse.BodyHandlers.ofString());
      // A graph that has just been started may take too long for its first questions, and a server says so.
      for (int again = 0; page.statusCode() == 503 && again < 20; again++) {
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        page = client.send(request, HttpResponse.BodyHandlers.ofString());
      }
      return page.statusCode() == 200 && page.body().contains(receipt.getKey());
    } catch (IOException e) {
      return false;
    }
  }
}
