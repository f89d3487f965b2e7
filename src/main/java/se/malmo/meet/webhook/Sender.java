package se.malmo.meet.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import se.malmo.meet.platform.Lookup;
import se.malmo.meet.platform.WebAddress;

/**
 * Hands a message over by HTTP. The name is resolved once for each try, each of its addresses must lie on the internet, and the connection goes to the very
 * address that was looked at. No redirect is followed; of the answer the status counts, and little more than that is read.
 */
final class Sender implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int CONNECT_MILLIS = 5_000;
  private static final int MOST_HEADERS = 16_384;
  /** Of an answer's body, which nobody looks at; it is read so that the receiver need not see us hang up. */
  private static final int MOST_BODY = 16_384;
  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int REFUSED = 400;
  private static final int GONE = 410;

  private final Lookup lookup;
  private final Duration limit;
  private Optional<Vertx> vertx = Optional.empty();

  Sender(Lookup lookup, Duration limit) {
    this.lookup = lookup;
    this.limit = limit;
  }

  /**
   * What came of a try.
   *
   * @param status of the answer, 0 for none
   * @param reason "" for one that was taken; else "status", "redirect", "gone", "slow", "unreachable", "certificate", "inside", "name"
   */
  record Outcome(int status, String reason) {
    boolean isTaken() {
      return reason.isEmpty();
    }

    boolean isGone() {
      return status == GONE;
    }

    private static Outcome of(int status) {
      String reason = status < OK ? "status" : status < REDIRECT ? "" : status < REFUSED ? "redirect" : status == GONE ? "gone" : "status";
      return new Outcome(status, reason);
    }
  }

  /** Tries once, for as long as the limit and no longer. */
  Outcome send(WebAddress address, Map<String, String> headers, byte[] body) {
    InetAddress there;
    try {
      if (lookup.isInside(address)) return new Outcome(0, "inside");
      there = lookup.pinned(address.host());
    } catch (Lookup.Refused e) {
      return new Outcome(0, e.code());
    }
    HttpClient client = vertx().createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setIdleTimeout((int) limit.toSeconds() + 1).setMaxHeaderSize(MOST_HEADERS)
        .setDecompressionSupported(false).setVerifyHost(true).setKeepAlive(false));
    AtomicInteger status = new AtomicInteger();
    try {
      RequestOptions asking = asking(address, there);
      headers.forEach(asking::putHeader);
      return end(client.request(asking).compose(request -> request.send(Buffer.buffer(body)).compose(response -> read(response, status))), status);
    } finally {
      client.close();
    }
  }

  /** Made when something is first sent: a city without webhooks needs none. */
  private synchronized Vertx vertx() {
    if (vertx.isEmpty()) vertx = Optional.of(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(2)));
    return vertx.get();
  }

  private static RequestOptions asking(WebAddress address, InetAddress there) {
    return new RequestOptions().setMethod(HttpMethod.POST).setServer(SocketAddress.inetSocketAddress(address.port(), there.getHostAddress())).setHost(address.host())
        .setPort(address.port()).setSsl(address.isSecure()).setURI(address.path()).setFollowRedirects(false).putHeader("User-Agent", "meet-malmo").putHeader("Accept-Encoding", "identity");
  }

  private static Future<Void> read(HttpClientResponse response, AtomicInteger status) {
    status.set(response.statusCode());
    Promise<Void> read = Promise.promise();
    AtomicInteger length = new AtomicInteger();
    response.handler(chunk -> {
      if (length.addAndGet(chunk.length()) > MOST_BODY && read.tryComplete()) response.request().reset();
    });
    response.exceptionHandler(broken -> read.tryComplete());
    response.endHandler(ended -> read.tryComplete());
    return read.future();
  }

  private Outcome end(Future<Void> sending, AtomicInteger status) {
    try {
      sending.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return Outcome.of(status.get());
    } catch (TimeoutException e) {
      // An answer that has begun has been given, however long its body takes.
      return status.get() > 0 ? Outcome.of(status.get()) : new Outcome(0, "slow");
    } catch (ExecutionException e) {
      return new Outcome(0, e.getCause() instanceof SSLException ? "certificate" : "unreachable");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(0, "slow");
    }
  }

  @Override
  public synchronized void close() {
    vertx.ifPresent(Vertx::close);
  }
}
