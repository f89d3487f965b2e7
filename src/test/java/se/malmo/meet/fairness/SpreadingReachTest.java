package se.malmo.meet.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestServer;
import se.malmo.meet.fairness.Spreading.Fit;
import se.malmo.meet.fairness.Spreading.Placed;
import se.malmo.meet.matching.Confidence;
import se.malmo.meet.platform.Json;

/** A year of invented initiatives in the demo city, with the rule and without: much more even, hardly less relevant. */
@Order(TestServer.SHARED)
@Tag("slow")
class SpreadingReachTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int INITIATIVES = 1_000;
  private static final int PLACES = 6;
  private static final int POOL = 2 * PLACES;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  /** The same texts in every run, whatever the ids: each puts together sentences of three of the city's organisations and initiatives, as somebody would who wants a bit of each. */
  private static List<String> texts(int count) {
    List<String> sentences = server.graph().read("MATCH (n:Organisation|Initiative) WHERE n.source = 'demo' AND n.language = 'sv' RETURN coalesce(n.text, n.description) AS t ORDER BY t", Map.of()).stream()
        .flatMap(row -> List.of(row.get("t").asString("").split("(?<=[.!?])\\s+")).stream()).filter(one -> one.length() > 30).toList();
    Random random = new Random(1_000);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(sentences.get(random.nextInt(sentences.size())) + " " + sentences.get(random.nextInt(sentences.size())) + " " + sentences.get(random.nextInt(sentences.size())));
    }
    return texts;
  }

  private static List<Fit> ranked(String text) {
    JsonNode answer = Json.read(server.post("/api/v1/suggestions", new String(Json.write(Map.of("text", text, "language", "sv", "limit", POOL)), StandardCharsets.UTF_8)).body()
        .getBytes(StandardCharsets.UTF_8), JsonNode.class);
    List<Fit> fits = new ArrayList<>();
    answer.path("partners").forEach(one -> fits.add(new Fit(one.path("organisation").path("id").asText(), one.path("score").asDouble(), Confidence.valueOf(one.path("confidence").asText().toUpperCase(java.util.Locale.ROOT)).ordinal(), false)));
    return fits;
  }

  private static double gain(List<Fit> shown) {
    double gain = 0;
    for (int i = 0; i < shown.size(); i++) gain += shown.get(i).score() * weight(i + 1);
    return gain;
  }

  private static double weight(int rank) {
    return Math.log(2) / Math.log(1 + rank);
  }

  private static double[] values(Map<String, Double> exposure, List<String> all) {
    return all.stream().mapToDouble(id -> exposure.getOrDefault(id, 0.0)).toArray();
  }

  @Test
  void over_a_thousand_initiatives_exposure_is_a_fifth_more_even_for_three_hundredths_of_relevance() {
    List<String> all = server.graph().read("MATCH (o:Organisation) WHERE NOT coalesce(o.optedOut, false) RETURN o.id AS id", Map.of()).stream().map(row -> row.get("id").asString()).toList();
    Map<String, Double> pure = new HashMap<>();
    Map<String, Double> spread = new HashMap<>();
    double relevance = 0;
    double kept = 0;
    for (String text : texts(INITIATIVES)) {
      List<Fit> ranked = ranked(text);
      List<Fit> first = ranked.subList(0, Math.min(PLACES, ranked.size()));
      List<Fit> shown = Spreading.order(ranked, spread, PLACES).stream().map(Placed::fit).toList();
      for (int i = 0; i < first.size(); i++) pure.merge(first.get(i).id(), weight(i + 1), Double::sum);
      for (int i = 0; i < shown.size(); i++) spread.merge(shown.get(i).id(), weight(i + 1), Double::sum);
      relevance += gain(first);
      kept += gain(shown);
    }
    double before = Inequality.gini(values(pure, all));
    double after = Inequality.gini(values(spread, all));
    LOG.info(String.format("Gini %.3f, with the rule %.3f (%.0f %% lower); top ten %.3f, %.3f; relevance kept %.4f", before, after, 100 * (1 - after / before),
        Inequality.topTen(values(pure, all)), Inequality.topTen(values(spread, all)), kept / relevance));
    assertThat(after).isLessThanOrEqualTo(0.8 * before);
    assertThat(kept / relevance).isGreaterThanOrEqualTo(0.97);
  }
}
