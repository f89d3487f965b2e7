package se.malmo.meet.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestServer;
import se.malmo.meet.matching.Covering;
import se.malmo.meet.matching.TeamStore;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.web.Role;

/** The radar's page in a large city, and what people's questions feel while it counts: {@code mvn test -Pslow -Dtest=RadarReachTest}. */
@Tag("slow")
class RadarReachTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int WARM = 150;
  private static final int ASKED = 120;
  private static final int ROUNDS = 4;
  private static final double MOST_SLOWED = 1.2;
  private static final double LONGEST_PAGE = 200;
  private static final String TEXT = "Vi vill minska matsvinnet i förskolans kök och söker företag som kan mäta, laga och köra det som blir över till dem som behöver det.";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.empty();
    InsightsLoadTest.fill(server.graph());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void the_page_of_gaps_comes_in_time() {
    String token = server.token(Role.COORDINATOR);
    for (int i = 0; i < WARM / 3; i++) page(token);
    double[] times = new double[ASKED];
    for (int i = 0; i < ASKED; i++) times[i] = page(token);
    Arrays.sort(times);
    LOG.warn(String.format(Locale.ROOT, "/luckor: p50 %.0f ms, p95 %.0f ms, load %.1f", median(times), times[(int) (ASKED * 0.95)], load()));
    assertThat(times[(int) (ASKED * 0.95)]).isLessThan(LONGEST_PAGE);
  }

  private static double page(String token) {
    long start = System.nanoTime();
    assertThat(server.send(HttpRequest.newBuilder(URI.create(server.url("/luckor"))).header("Authorization", "Bearer " + token)).statusCode()).isEqualTo(200);
    return (System.nanoTime() - start) / 1e6;
  }

  /** Rounds of both take turns, so that what else the machine does falls on both alike. */
  @Test
  void suggestions_are_hardly_slowed_while_the_radar_counts() {
    Clock clock = Clock.systemUTC();
    Covering covering = new Covering(new TeamStore(server.graph()), () -> Weights.STANDARD, clock);
    try (Insights insights = new Insights(server.graph(), covering, new EventLog(server.graph()), clock, new Ids(clock))) {
      insights.renew();
      for (int i = 0; i < WARM; i++) suggestion();
      double[] ratios = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        double before = median(asked());
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> counting = CompletableFuture.runAsync(() -> { while (!isOver.get()) insights.renew(Pace.considerate()); });
        double during = median(asked());
        isOver.set(true);
        long waited = System.nanoTime();
        counting.join();
        LOG.warn("the count that was under way ended after {} ms more", (System.nanoTime() - waited) / 1_000_000);
        ratios[round] = during / before;
        LOG.warn(String.format(Locale.ROOT, "suggestions: median %.1f ms alone, %.1f ms while the radar counts, load %.1f", before, during, load()));
      }
      assertThat(median(ratios)).isLessThanOrEqualTo(MOST_SLOWED);
    }
  }

  private static double[] asked() {
    double[] times = new double[ASKED];
    for (int i = 0; i < ASKED; i++) times[i] = suggestion();
    return times;
  }

  private static double suggestion() {
    long start = System.nanoTime();
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"" + TEXT + "\"}").statusCode()).isEqualTo(200);
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
