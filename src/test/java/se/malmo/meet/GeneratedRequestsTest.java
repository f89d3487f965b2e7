package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Role;

/** Many generated requests over every route, as nobody and as each role: {@code mvn test -Pslow -Dtest=GeneratedRequestsTest}, of another number by -Dmeet.requests. */
@Tag("slow")
class GeneratedRequestsTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int REQUESTS = Integer.getInteger("meet.requests", 100_000);
  private static final int CLIENTS = 4;
  private static final long SEED = Long.getLong("meet.seed", 20_260_302);
  /** What one more tenth of the requests may leave behind: what they wrote is in the matcher's memory too. */
  private static final int GROWTH_MEGABYTES = 96;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<Integer, AtomicInteger> statuses = new TreeMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<Role, String> tokens = new EnumMap<>(Role.class);
  private TestServer server;

  @Test
  void none_of_a_hundred_thousand_is_answered_by_a_fault_and_memory_is_flat_after() throws Exception {
    try (TestServer own = TestServer.at(new MovedClock(Instant.now()), "127.0.0.1")) {
      server = own;
      for (int status = 100; status < 600; status++) statuses.put(status, new AtomicInteger());
      for (Role role : Role.values()) tokens.put(role, own.token(role));
      List<String> known = known();
      long start = System.nanoTime();
      send(known, REQUESTS / 5, 0);
      long before = heap();
      send(known, REQUESTS - REQUESTS / 5, 1);
      long after = heap();
      statuses.values().removeIf(count -> count.get() == 0);
      LOG.info("{} requests in {} s, seed {}: {}; heap after collection {} MB after a fifth, {} MB at the end", REQUESTS, Duration.ofNanos(System.nanoTime() - start).toSeconds(), SEED, statuses, before, after);
      assertThat(faults).as("faults").isEmpty();
      assertThat(after - before).as("megabytes more").isLessThan(GROWTH_MEGABYTES);
      assertThat(own.get("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  private List<String> known() {
    return server.graph().read("""
        MATCH (n) WHERE n.id IS NOT NULL AND any(label IN labels(n) WHERE label IN ['Organisation', 'Initiative', 'Forvaltning', 'Competence', 'Alliance', 'Signal', 'Account', 'Feed', 'Assembly', 'Slot'])
        WITH labels(n)[0] AS label, collect(coalesce(n.reference, n.id))[..12] AS ids UNWIND ids AS id RETURN id""", Map.of()).stream().map(row -> row.get("id").asString()).toList();
  }

  private void send(List<String> known, int many, int round) {
    AtomicInteger left = new AtomicInteger(many);
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int c = 0; c < CLIENTS; c++) {
        GeneratedRequests requests = new GeneratedRequests(SEED + 100L * round + c, server.table().routes(), known);
        int number = c;
        clients.execute(() -> {
          Visitor visitor = new Visitor(server);
          int one = left.getAndDecrement();
          for (int i = 0; one > 0; i++, one = left.getAndDecrement()) {
            if (one % 5_000 == 0) LOG.info("{} left", one);
            if (i % 500 == 0) {
              visitor = signedIn((i / 500 + number) % (Role.values().length + 1));
              requests.found().forget();
            }
            ask(requests, visitor, i);
          }
        });
      }
    }
  }

  /** As one of the roles, or as nobody. */
  private Visitor signedIn(int which) {
    Visitor visitor = new Visitor(server);
    visitor.get("/kontakt");
    if (which < Role.values().length && Role.values()[which] != Role.INTEGRATOR) {
      try {
        visitor.as(Role.values()[which], "kulturforvaltningen");
        visitor.get("/kontakt");
      } catch (IllegalStateException e) {
        // That account was closed by an earlier request, as an administrator may: nobody then.
      }
    }
    return visitor;
  }

  private void ask(GeneratedRequests requests, Visitor visitor, int i) {
    GeneratedRequests.Made made = requests.next();
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url(made.path()))).timeout(Duration.ofSeconds(60));
      String body = made.body();
      if (made.path().startsWith("/api/")) {
        Role role = Role.values()[i % Role.values().length];
        if (i % 5 != 0) request.header("Authorization", "Bearer " + tokens.get(role));
      } else {
        request.header("Cookie", visitor.cookie());
        if (body != null && i % 20 != 0 && !body.contains("token=")) body = visitor.withToken(body);
      }
      if (i % 10 == 0) request.header("Accept-Language", "en");
      // Each from another client, so that none is held for what it wrote.
      request.header("X-Forwarded-For", "10." + i % 200 + "." + i / 200 % 200 + ".7");
      if (!made.contentType().isEmpty()) request.header("Content-Type", made.contentType());
      request.method(made.method(), body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
      HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        byte[] page = type.startsWith("text/event-stream") ? new byte[0] : in.readAllBytes();
        if (type.startsWith("text/html")) requests.found().see(made.path(), new String(page, StandardCharsets.UTF_8));
      }
      statuses.get(answer.statusCode()).incrementAndGet();
      if (answer.statusCode() >= 500) fault(answer.statusCode() + " " + made.method() + " " + made.path() + " of " + made.of() + " body " + made.body());
    } catch (IOException e) {
      fault(e + " " + made.method() + " " + made.path() + " body " + made.body());
    } catch (IllegalArgumentException e) {
      fault("no address: " + made.path());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Said at once too, so that a run that is cut off has told what it found. */
  private void fault(String what) {
    faults.add(what);
    LOG.warn("Fault {}: {}", faults.size(), what.length() > 1_000 ? what.substring(0, 1_000) : what);
  }

  /** Megabytes of the heap in use after a collection. */
  private static long heap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }
}
