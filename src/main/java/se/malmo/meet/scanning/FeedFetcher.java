package se.malmo.meet.scanning;

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
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import se.malmo.meet.platform.Lookup;
import se.malmo.meet.platform.WebAddress;

/**
 * Fetches what others have published, from outside alone: the name is resolved, each of its addresses must lie on the internet, and the connection goes to the
 * very address that was looked at. No redirect is followed, nothing longer than two megabytes or slower than the limit is read.
 */
final class FeedFetcher implements AutoCloseable {
  static final int MOST_BYTES = 2_000_000;
  private static final int LIMIT_SECONDS = 20;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int REDIRECT = 300;
  private static final int REFUSED = 400;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int MOST_HEADERS = 16_384;

  private final boolean mayBeHere;
  private final int limitSeconds;
  private final Lookup lookup;
  private Optional<Vertx> vertx = Optional.empty();

  FeedFetcher() {
    this(false, LIMIT_SECONDS, new Lookup(false));
  }

  /**
   * One for tests.
   *
   * @param mayBeHere whether this machine's own addresses, at any port, count as outside too
   */
  FeedFetcher(boolean mayBeHere, int limitSeconds, Lookup.Names names) {
    this(mayBeHere, limitSeconds, new Lookup(mayBeHere, names));
  }

  FeedFetcher(boolean mayBeHere, int limitSeconds, Lookup lookup) {
    this.mayBeHere = mayBeHere;
    this.limitSeconds = limitSeconds;
    this.lookup = lookup;
  }

  /**
   * What came.
   *
   * @param contentType as the server says, "" where it does not
   */
  record Fetched(byte[] content, String contentType) {}

  /** What is wrong with an address though nobody has been asked yet: a literal one that is not outside, a name inside a network, an odd port. */
  Optional<String> fault(WebAddress address) {
    if (mayBeHere) return Optional.empty();
    boolean isOddPort = address.port() != HTTP && address.port() != HTTPS;
    return lookup.isInside(address) ? Optional.of("inside") : isOddPort ? Optional.of("port") : Optional.empty();
  }

  /**
   * Fetches what is there.
   *
   * @throws FeedFault where it cannot or must not be read
   */
  Fetched fetch(WebAddress address) {
    fault(address).ifPresent(code -> {
      throw new FeedFault(code);
    });
    InetAddress there = resolved(address.host());
    HttpClient client = vertx().createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setIdleTimeout(limitSeconds).setMaxHeaderSize(MOST_HEADERS)
        .setDecompressionSupported(false).setVerifyHost(true).setKeepAlive(false));
    try {
      return end(client.request(asking(address, there)).compose(request -> request.send().compose(this::body)));
    } finally {
      client.close();
    }
  }

  /** Made when something is first fetched: a command, and a city without feeds, needs none. */
  private synchronized Vertx vertx() {
    if (vertx.isEmpty()) vertx = Optional.of(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(2)));
    return vertx.get();
  }

  private static RequestOptions asking(WebAddress address, InetAddress there) {
    return new RequestOptions().setMethod(HttpMethod.GET).setServer(SocketAddress.inetSocketAddress(address.port(), there.getHostAddress())).setHost(address.host())
        .setPort(address.port()).setSsl(address.isSecure()).setURI(address.path()).setFollowRedirects(false)
        .putHeader("User-Agent", "meet-malmo").putHeader("Accept", "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8")
        .putHeader("Accept-Encoding", "identity");
  }

  private InetAddress resolved(String host) {
    try {
      return lookup.pinned(host);
    } catch (Lookup.Refused e) {
      throw new FeedFault(e.code());
    }
  }

  private Future<Fetched> body(HttpClientResponse response) {
    int status = response.statusCode();
    if (status >= REDIRECT && status < REFUSED) return Future.failedFuture(new FeedFault("redirect", Optional.ofNullable(response.getHeader("Location")).orElse("")));
    if (status != 200) return Future.failedFuture(new FeedFault("status", String.valueOf(status)));
    String packed = Optional.ofNullable(response.getHeader("Content-Encoding")).orElse("identity").toLowerCase(Locale.ROOT);
    if (!packed.equals("identity")) return Future.failedFuture(new FeedFault("packed"));
    Promise<Fetched> whole = Promise.promise();
    Buffer content = Buffer.buffer();
    response.handler(chunk -> {
      if (content.length() + chunk.length() <= MOST_BYTES) content.appendBuffer(chunk);
      else if (whole.tryFail(new FeedFault("large"))) response.request().reset();
    });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(ended -> whole.tryComplete(new Fetched(content.getBytes(), Optional.ofNullable(response.getHeader("Content-Type")).orElse(""))));
    return whole.future();
  }

  private Fetched end(Future<Fetched> coming) {
    try {
      return coming.toCompletionStage().toCompletableFuture().get(limitSeconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FeedFault fault) throw fault;
      throw new FeedFault(e.getCause() instanceof SSLException ? "certificate" : "unreachable");
    } catch (TimeoutException e) {
      throw new FeedFault("slow");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedFault("slow");
    }
  }

  @Override
  public synchronized void close() {
    vertx.ifPresent(Vertx::close);
  }
}
