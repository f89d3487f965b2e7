package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.malmo.meet.platform.DataFolder;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;
import se.malmo.meet.webhook.Receiver;
import se.malmo.meet.webhook.WebhookRegistration;

/**
 * Three hundred events for a webhook, and the program killed as by kill -9 while it sends them. What "at least once" leaves open: a message is marked as delivered
 * after its receiver has taken it, so the one that was under way may come twice, under the same id; never none.
 */
@Tag("slow")
class WebhookKillTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int MANY = 300;
  private static final int KILLED_AFTER = 80;
  private static final Duration LONG = Duration.ofMinutes(4);

  @TempDir
  private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void each_of_three_hundred_events_arrives_though_the_program_is_killed_while_it_sends() throws Exception {
    Map<String, String> environment = Map.of("MEET_WEBHOOK_LOOPBACK", "true", "MEET_PUBLIC_URL", "http://127.0.0.1", "MEET_TRUSTED_PROXIES", "127.0.0.1");
    try (Receiver receiver = new Receiver().slowedBy(100); Program program = new Program(folder, environment)) {
      program.start();
      register(receiver.url("/hook"));
      Queue<Integer> refused = new ConcurrentLinkedQueue<>();
      try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
        IntStream.range(0, MANY).forEach(i -> senders.execute(() -> submit(program, i, refused)));
      }
      assertThat(refused).as("answers that were no receipt").isEmpty();
      Soon.holds(LONG, KILLED_AFTER + " messages", () -> receiver.got().size() >= KILLED_AFTER);
      program.kill();
      int before = receiver.got().size();
      assertThat(before).as("killed in the midst of it").isLessThan(MANY);
      receiver.slowedBy(0);
      program.start();
      Soon.holds(LONG, "each event", () -> events(receiver).size() == MANY);
      List<Receiver.Got> all = receiver.got();
      LOG.info("{} messages had left when the program was killed; {} arrived in all, {} of them told again", before, all.size(), all.size() - MANY);
      assertThat(all).hasSizeBetween(MANY, MANY + 1);
      assertThat(all.stream().map(Receiver.Got::id).collect(Collectors.toSet())).hasSize(MANY);
    }
  }

  /** As an administrator does on the page. */
  private void register(String url) {
    Ids ids = new Ids(Clock.systemUTC());
    byte[] key = DataFolder.secret(folder.resolve("data"), ids);
    try (TestServer outside = TestServer.outside("", folder.resolve("data"))) {
      WebhookRegistration.register(outside.graph(), key, ids, MultiMap.caseInsensitiveMultiMap().add("url", url).add("wanted", "se.malmo.meet.case.received.v1"),
          new Caller(Role.ADMINISTRATOR, "acc-admin", "", Set.of()));
    }
  }

  private static Set<String> events(Receiver receiver) {
    return receiver.got().stream().map(got -> got.body().replaceAll(".*\"subject\":\"([^\"]+)\".*", "$1")).collect(Collectors.toSet());
  }

  private void submit(Program program, int number, Queue<Integer> refused) {
    String json = """
        {"title": "Idé %d", "text": "Vi vill laga cyklar tillsammans på gård nummer %d.",
         "sender": {"name": "Åsa", "sector": "business", "organisation": "Cykelköket", "email": "asa%d@cykel.example"}}""".formatted(number, number, number);
    try {
      // Each from another address, so that none of them has written too much.
      HttpResponse<String> answer = client.send(HttpRequest.newBuilder(program.address("/api/v1/initiatives")).header("Content-Type", "application/json")
          .header("X-Forwarded-For", "192.0.2." + number % 250).POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 201) refused.add(answer.statusCode());
    } catch (IOException e) {
      refused.add(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
