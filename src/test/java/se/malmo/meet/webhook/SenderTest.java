package se.malmo.meet.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.malmo.meet.platform.AddressRange;
import se.malmo.meet.platform.Lookup;
import se.malmo.meet.platform.WebAddress;

/** What leaves by webhook goes nowhere but out, waits for nobody for long, and is signed as others expect. */
class SenderTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private WebAddress answering(String path, int status, Map<String, String> headers, Writing writing) {
    server.createContext(path, exchange -> {
      asked.incrementAndGet();
      exchange.getRequestBody().readAllBytes();
      headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      try (exchange) {
        exchange.sendResponseHeaders(status, 0);
        writing.to(exchange.getResponseBody());
      } catch (IOException e) {
        // Who asks has hung up.
      }
    });
    return address("127.0.0.1", path);
  }

  private WebAddress address(String host, String path) {
    return WebAddress.of("http://" + host + ":" + server.getAddress().getPort() + path).orElseThrow();
  }

  private static Sender.Outcome send(Lookup lookup, WebAddress address) {
    try (Sender sender = new Sender(lookup, LIMIT)) {
      return sender.send(address, Map.of("webhook-id", "msg-1"), "{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://127.0.0.1/", "https://localhost/", "https://intranet/", "https://10.1.2.3/", "https://192.168.0.1/", "https://172.16.9.9/", "https://169.254.169.254/latest",
      "https://100.64.0.1/", "https://224.0.0.1/", "https://0.0.0.0/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fe80::1]/", "https://[fd00::1]/", "https://[64:ff9b::7f00:1]/",
      "https://a.localhost/", "https://127.1/", "https://2130706433/", "https://0x7f.0.0.1/"})
  void an_address_that_leads_inwards_is_refused_by_what_stands_there_and_nothing_is_asked(String given) {
    AtomicInteger looked = new AtomicInteger();
    Lookup lookup = new Lookup(false, host -> {
      looked.incrementAndGet();
      return new InetAddress[0];
    });
    assertThat(send(lookup, WebAddress.of(given).orElseThrow())).isEqualTo(new Sender.Outcome(0, "inside"));
    assertThat(looked.get()).isZero();
  }

  @Test
  void a_name_that_leads_inwards_by_one_of_its_addresses_or_does_so_only_later_is_refused_before_anything_is_connected() {
    answering("/", 200, Map.of(), out -> {});
    InetAddress outside = AddressRange.address("93.184.215.14").orElseThrow();
    InetAddress here = AddressRange.address("127.0.0.1").orElseThrow();
    AtomicInteger looked = new AtomicInteger();
    // Outside when it is registered, and inside when it is to be used.
    Lookup turning = new Lookup(false, host -> looked.incrementAndGet() == 1 ? new InetAddress[] {outside} : new InetAddress[] {here});
    assertThat(turning.pinned("turns.example")).isEqualTo(outside);
    assertThat(send(turning, address("turns.example", "/"))).isEqualTo(new Sender.Outcome(0, "inside"));
    assertThat(looked.get()).as("asked once a try, and never again between the look and the connection").isEqualTo(2);
    assertThat(send(new Lookup(false, host -> new InetAddress[] {outside, here}), address("both.example", "/"))).isEqualTo(new Sender.Outcome(0, "inside"));
    assertThat(send(new Lookup(false, host -> new InetAddress[0]), address("nobody.example", "/"))).isEqualTo(new Sender.Outcome(0, "name"));
    assertThat(asked.get()).isZero();
  }

  @Test
  void the_connection_goes_to_the_very_address_that_was_looked_at() {
    answering("/", 204, Map.of(), out -> {});
    AtomicInteger looked = new AtomicInteger();
    // A second look would find nobody.
    Lookup once = new Lookup(true, host -> looked.incrementAndGet() == 1 ? new InetAddress[] {AddressRange.address("127.0.0.1").orElseThrow()} : new InetAddress[0]);
    assertThat(send(once, address("receiver.example", "/"))).isEqualTo(new Sender.Outcome(204, ""));
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void a_redirect_is_a_failure_and_not_followed() {
    answering("/there", 200, Map.of(), out -> {});
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      WebAddress from = answering("/from" + status, status, Map.of("Location", address("127.0.0.1", "/there").text()), out -> {});
      assertThat(send(new Lookup(true), from)).isEqualTo(new Sender.Outcome(status, "redirect"));
    }
    assertThat(asked.get()).isEqualTo(5);
  }

  @Test
  void a_slow_receiver_and_one_whose_answer_never_ends_take_no_longer_than_the_limit() {
    WebAddress silent = answering("/silent", 200, Map.of(), out -> {});
    server.removeContext("/silent");
    server.createContext("/silent", exchange -> wait(end));
    Instant begun = Instant.now();
    assertThat(send(new Lookup(true), silent)).isEqualTo(new Sender.Outcome(0, "slow"));
    assertThat(Duration.between(begun, Instant.now())).isBetween(LIMIT, LIMIT.plusSeconds(5));

    AtomicInteger kilobytes = new AtomicInteger();
    WebAddress endless = answering("/endless", 200, Map.of(), out -> {
      while (kilobytes.incrementAndGet() < 1_000_000) out.write(new byte[1_024]);
    });
    begun = Instant.now();
    assertThat(send(new Lookup(true), endless)).isEqualTo(new Sender.Outcome(200, ""));
    assertThat(Duration.between(begun, Instant.now())).isLessThan(LIMIT.plusSeconds(5));
    assertThat(kilobytes.get()).as("kB that it could get rid of").isLessThan(100_000);

    WebAddress dripping = answering("/dripping", 200, Map.of(), out -> {
      out.write('a');
      out.flush();
      wait(end);
    });
    begun = Instant.now();
    assertThat(send(new Lookup(true), dripping)).isEqualTo(new Sender.Outcome(200, ""));
    assertThat(Duration.between(begun, Instant.now())).isLessThan(LIMIT.plusSeconds(5));
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void an_answer_counts_by_its_status() {
    assertThat(send(new Lookup(true), answering("/gone", 410, Map.of(), out -> {}))).isEqualTo(new Sender.Outcome(410, "gone"));
    assertThat(send(new Lookup(true), answering("/fault", 500, Map.of(), out -> {}))).isEqualTo(new Sender.Outcome(500, "status"));
    WebAddress nobody = answering("/x", 200, Map.of(), out -> {});
    server.stop(0);
    assertThat(send(new Lookup(true), nobody)).isEqualTo(new Sender.Outcome(0, "unreachable"));
  }

  @Test
  void the_pauses_are_nine_over_75_hours_and_no_two_alike() {
    Schedule schedule = new Schedule(new Random(7));
    assertThat(Schedule.PAUSES.stream().reduce(Duration.ZERO, Duration::plus)).isBetween(Duration.ofHours(75), Duration.ofHours(76));
    for (int tries = 1; tries <= 9; tries++) {
      Duration usual = Schedule.PAUSES.get(tries - 1);
      assertThat(schedule.after(tries).orElseThrow()).isBetween(usual.multipliedBy(9).dividedBy(10), usual.multipliedBy(11).dividedBy(10)).isNotEqualTo(schedule.after(tries).orElseThrow());
    }
    assertThat(schedule.after(10)).isEmpty();
  }

  /** The example of the reference libraries of Standard Webhooks. */
  @Test
  void a_signature_is_as_the_reference_libraries_make_it() {
    assertThat(Signature.of(List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(Signature.secret()).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(Signature.secret());
  }
}
