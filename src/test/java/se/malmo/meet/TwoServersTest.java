package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.web.Role;

/** Two servers on one graph, as behind a proxy: whoever comes to the one finds what was done at the other. */
@Order(TestServer.SHARED_LAST)
class TwoServersTest {
  private static final String IDEA = """
      {"title": "Bröd över", "text": "Vi bakar för mycket bröd.", "sender": {"name": "Åsa", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}}""";
  private static final Duration SHOWN = Duration.ofSeconds(2);
  private static final String STAFF_PAGE = "/arenden";
  private static TestServer one;
  private static TestServer.Beside other;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    one = TestServer.shared();
    other = one.beside();
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
  }

  private static HttpResponse<String> get(String url) {
    return one.send(HttpRequest.newBuilder(URI.create(url)));
  }

  private static String field(String json, String name) {
    return json.replaceAll("(?s).*\"" + name + "\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void a_case_sent_to_the_one_is_on_the_others_status_page_and_what_happens_to_it_within_two_seconds() throws Exception {
    String receipt = one.post("/api/v1/initiatives", IDEA).body();
    String status = URI.create(field(receipt, "statusUrl")).getPath();
    assertThat(get(other.url(status)).body()).contains(field(receipt, "reference"));

    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    client.sendAsync(HttpRequest.newBuilder(URI.create(other.url(status + "/handelser"))).header("Accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofLines())
        .thenAcceptAsync(answer -> answer.body().forEach(told::add), task -> Thread.ofVirtual().start(task));
    assertThat(told.poll(10, TimeUnit.SECONDS)).startsWith("retry");
    told.clear();
    long start = System.nanoTime();
    Visitor sender = new Visitor(one);
    sender.get(status + "/ta-tillbaka");
    HttpResponse<String> withdrawn = sender.post(status + "/ta-tillbaka", Map.of());
    assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(303);
    Soon.holds(SHOWN, "told at the other", () -> told.stream().anyMatch(line -> line.startsWith("event: step")));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHOWN.plusMillis(500));
  }

  @Test
  void who_has_signed_in_at_the_one_is_known_at_the_other_and_who_has_signed_out_is_not() {
    Visitor coordinator = new Visitor(one).as(Role.COORDINATOR, "");
    assertThat(coordinator.get(STAFF_PAGE).statusCode()).isEqualTo(200);
    assertThat(coordinator.goTo(other.url("")).get(STAFF_PAGE).statusCode()).isEqualTo(200);
    assertThat(coordinator.post("/logga-ut", Map.of()).statusCode()).isEqualTo(303);
    assertThat(coordinator.goTo(one.url("")).get(STAFF_PAGE).statusCode()).isEqualTo(401);
  }

  @Test
  void an_organisation_that_joins_at_the_one_is_suggested_by_the_other_within_two_seconds() {
    one.app().organisations().save(List.of(Organisations.checked(new OrganisationRow("tw-1", "Zeppelinarna", "business", "sv",
        "Vi reparerar zeppelinare och luftskepp av aluminium.", List.of("zeppelinarreparation"), List.of(), List.of(), "", ""))), "two");
    String text = "{\"text\": \"Vi söker någon som reparerar zeppelinare och luftskepp.\"}";
    Soon.holds(SHOWN, "suggested at the other", () -> one.send(HttpRequest.newBuilder(URI.create(other.url("/api/v1/suggestions"))).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(text))).body().contains("Zeppelinarna"));
  }
}
