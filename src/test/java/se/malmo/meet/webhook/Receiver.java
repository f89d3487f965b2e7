package se.malmo.meet.webhook;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Somebody else's server on this machine that is told by webhook. */
public final class Receiver implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status = 204;
  private volatile boolean isSilent;
  private volatile long pauseMillis;

  /** What came: the three headers and the body. */
  public record Got(String id, String timestamp, String signature, String type, String body) {}

  public Receiver() {
    this(0);
  }

  /** @param port 0 for any free one */
  public Receiver(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var headers = exchange.getRequestHeaders();
      got.add(new Got(headers.getFirst("webhook-id"), headers.getFirst("webhook-timestamp"), headers.getFirst("webhook-signature"), headers.getFirst("Content-Type"), body));
      if (isSilent) silence(30_000);
      if (pauseMillis > 0) silence(pauseMillis);
      try (exchange) {
        exchange.sendResponseHeaders(status, -1);
      }
    });
    server.start();
  }

  private void silence(long millis) {
    try {
      end.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** From now on it answers so. */
  public Receiver answering(int code) {
    status = code;
    return this;
  }

  /** From now on it takes so long for each. */
  public Receiver slowedBy(long millis) {
    pauseMillis = millis;
    return this;
  }

  /** From now on it does not answer. */
  public Receiver silent() {
    isSilent = true;
    return this;
  }

  public List<Got> got() {
    return List.copyOf(got);
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
