package se.malmo.meet.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestServer;
import se.malmo.meet.platform.Sweden;

/** Questions in words, by the page that an ambassador sees. */
@Order(TestServer.SHARED)
class QuestionTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final Pattern CHIP = Pattern.compile("data-chip=\"([^\"]*)\"");
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void at_least_forty_of_fifty_questions_give_the_right_chips() throws Exception {
    List<String> misses = new ArrayList<>();
    int right = 0;
    for (String line : lines()) {
      JsonNode one = new ObjectMapper().readTree(line);
      Set<String> expected = new TreeSet<>();
      one.get("chips").forEach(chip -> expected.add(relative(chip.asText())));
      Set<String> read = chips(one.get("language").asText(), one.get("question").asText());
      if (read.equals(expected)) right++;
      else misses.add(one.get("question").asText() + "\n    expected " + expected + "\n    read     " + read);
    }
    LOG.info("{} of 50 questions read right; missed:\n  {}", right, String.join("\n  ", misses));
    assertThat(right).as(String.join("\n", misses)).isGreaterThanOrEqualTo(40);
  }

  @Test
  void what_is_not_understood_is_said() {
    assertThat(ask("sv", "företag inom vård på planeten Qwertzu").body()).contains("Det här förstod vi inte:", "Qwertzu");
    assertThat(ask("en", "companies founded in 44 BC").body()).contains("We did not understand this:", "44 BC");
    assertThat(ask("sv", "xqzzt wvvrk").body()).contains("Vi förstod inte frågan");
  }

  @Test
  void a_very_long_question_is_answered_soon() {
    long start = System.nanoTime();
    HttpResponse<String> answer = ask("sv", "företag inom vård och ".repeat(250).substring(0, 5_000));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
    assertThat(chips(answer)).contains("sector:business");
  }

  /** The questions were written in 2026; "last year" is another year when it is asked later. */
  private static String relative(String chip) {
    int later = LocalDate.now(Sweden.ZONE).getYear() - 2026;
    return later == 0 || !chip.matches("years:(2024-2026|2025-2025|2022-2026|2026-2026)") ? chip
        : "years:" + (Integer.parseInt(chip.substring(6, 10)) + later) + "-" + (Integer.parseInt(chip.substring(11)) + later);
  }

  private static Set<String> chips(String language, String question) {
    return chips(ask(language, question));
  }

  /** The chips of a page; organisations by their names, for their ids are made anew each time. */
  private static Set<String> chips(HttpResponse<String> answer) {
    return CHIP.matcher(answer.body()).results().map(found -> found.group(1)).map(chip -> chip.startsWith("with:org-") ? "with:" + name(chip.substring(5)) : chip)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(String id) {
    return server.graph().read("MATCH (o:Organisation {id: $id}) RETURN o.name AS name", Map.of("id", id)).getFirst().get("name").asString();
  }

  private static HttpResponse<String> ask(String language, String question) {
    return server.get((language.equals("sv") ? "/graf?q=" : "/en/graph?q=") + URLEncoder.encode(question, StandardCharsets.UTF_8));
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = QuestionTest.class.getResourceAsStream("questions.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
    }
  }
}
