package se.malmo.meet.scanning;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import se.malmo.meet.platform.WebAddress;

/** A server of feeds on this machine, good ones and others. */
final class FeedServer implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
  private final HttpServer server;
  final AtomicInteger asked = new AtomicInteger();

  FeedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.start();
  }

  /** Writes an answer, for as long as it likes. */
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  WebAddress at(String path) {
    return WebAddress.of("http://127.0.0.1:" + server.getAddress().getPort() + path).orElseThrow();
  }

  FeedServer with(String path, String content) {
    return with(path, "application/rss+xml", content.getBytes(StandardCharsets.UTF_8));
  }

  FeedServer with(String path, String type, byte[] content) {
    return answering(path, 200, Map.of("Content-Type", type), out -> out.write(content));
  }

  FeedServer answering(String path, int status, Map<String, String> headers, Writing writing) {
    try {
      server.removeContext(path);
    } catch (IllegalArgumentException e) {
      // There was none.
    }
    server.createContext(path, exchange -> answer(exchange, status, headers, writing));
    return this;
  }

  private void answer(HttpExchange exchange, int status, Map<String, String> headers, Writing writing) throws IOException {
    asked.incrementAndGet();
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    try (exchange) {
      exchange.sendResponseHeaders(status, 0);
      writing.to(exchange.getResponseBody());
    } catch (IOException e) {
      // Who asks has hung up.
    }
  }

  static String rss(String... items) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>Nytt &amp; sant</title><link>https://example.org/</link><description>d</description>"
        + String.join("", items) + "</channel></rss>";
  }

  static String item(String guid, String title, String link, String text) {
    return "<item><guid isPermaLink=\"false\">" + guid + "</guid><title>" + title + "</title><link>" + link + "</link><description>" + text + "</description></item>";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
