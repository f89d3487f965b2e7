package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.malmo.meet.language.Span;
import se.malmo.meet.matching.Evidence;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Reason;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.vocabulary.Competence;

/** What the matcher says of the demo city, and that its reasons are true. */
class MatchingTest {
  private static final int LIMIT = 50;
  private static TestServer server;
  private static Matcher matcher;
  private static List<SenderText> texts;

  /** A text as a sender would write it, with who would be right. */
  private record SenderText(String sender, String text, List<String> forvaltningar, List<String> partners) {}

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.withDemo();
    matcher = server.app().matcher();
    texts = new ObjectMapper().readValue(MatchingTest.class.getResourceAsStream("ten-texts.json"), new TypeReference<>() {});
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void ten_senders_get_the_right_forvaltning_in_the_first_two_and_a_sensible_first_partner_for_all_but_two() {
    List<String> misrouted = new ArrayList<>();
    List<String> mismatched = new ArrayList<>();
    for (SenderText sent : texts) {
      Suggestions suggestions = suggest(sent.text());
      if (suggestions.forvaltningar().stream().limit(2).noneMatch(hit -> sent.forvaltningar().contains(hit.what().id()))) misrouted.add(sent.sender());
      if (suggestions.partners().stream().limit(1).noneMatch(hit -> sent.partners().contains(hit.what().name()))) mismatched.add(sent.sender());
    }
    assertThat(texts).hasSize(10);
    assertThat(misrouted).as("förvaltning").hasSizeLessThanOrEqualTo(1);
    assertThat(mismatched).as("first partner").hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void shares_add_up_ranks_count_from_one_and_spans_are_the_users_own_words() {
    for (SenderText sent : texts) {
      Suggestions suggestions = suggest(sent.text());
      List<Suggestion<?>> all = new ArrayList<>(suggestions.partners());
      all.addAll(suggestions.forvaltningar());
      all.addAll(suggestions.similar());
      for (Suggestion<?> hit : all) {
        assertThat(hit.evidence()).isNotEmpty();
        assertThat(hit.evidence().stream().mapToDouble(hit::share).sum()).isCloseTo(1, within(1e-9));
        for (Span span : hit.spans()) assertThat(sent.text().substring(span.start(), span.end()).strip()).isNotEmpty();
      }
      for (int i = 0; i < suggestions.partners().size(); i++) assertThat(suggestions.partners().get(i).rank()).isEqualTo(i + 1);
    }
  }

  @Test
  void taking_a_cited_edge_away_lowers_the_score_by_its_share_and_no_other_score() {
    Graph graph = server.graph();
    int tried = 0;
    for (SenderText sent : texts) {
      Suggestions before = suggest(sent.text());
      for (Suggestion<Suggestion.Partner> hit : before.partners().subList(0, Math.min(3, before.partners().size()))) {
        for (Evidence evidence : hit.evidence()) {
          Optional<Map<String, Object>> cut = cut(graph, hit.what().id(), evidence);
          if (cut.isEmpty()) continue;
          Suggestions after = suggest(sent.text());
          restore(graph, cut.get());
          tried++;
          double left = score(after, hit.what().id());
          assertThat(left).as(sent.sender() + " " + hit.what().name() + " " + evidence).isCloseTo(shown(hit.score() - evidence.points()), within(1e-9));
          before.partners().stream().filter(other -> !other.what().id().equals(hit.what().id()))
              .forEach(other -> assertThat(score(after, other.what().id())).isCloseTo(other.score(), within(1e-9)));
        }
      }
    }
    assertThat(tried).isGreaterThan(40);
  }

  @Test
  void what_the_text_only_points_to_is_not_told_as_if_it_said_so() {
    int hinted = 0;
    for (SenderText sent : texts) {
      Suggestions suggestions = suggest(sent.text());
      Set<String> said = suggestions.profile().keywords().stream().flatMap(keyword -> keyword.competence().stream()).map(Competence::id).collect(Collectors.toSet());
      for (Suggestion<Suggestion.Partner> hit : suggestions.partners()) {
        for (Evidence evidence : hit.evidence()) {
          String swedish = Reason.of(evidence, hit.what().name(), Messages.of("sv")).text();
          String english = Reason.of(evidence, hit.what().name(), Messages.of("en")).text();
          if (evidence instanceof Evidence.SharedCompetence shared) assertThat(shared.isHinted()).isNotEqualTo(said.contains(shared.asked().id()) || shared.asked().id().contains(":"));
          assertThat(swedish.contains(", vilket pekar mot ")).as(swedish).isEqualTo(evidence.isHinted());
          assertThat(english.contains(", which points to ")).as(english).isEqualTo(evidence.isHinted());
          if (evidence.isHinted()) hinted++;
        }
      }
    }
    assertThat(hinted).isGreaterThan(20);
  }

  @Test
  void the_api_tells_which_reasons_are_hints_and_in_words_that_read_well() {
    String body = server.post("/api/v1/suggestions", "{\"text\": \"Vi kan hjälpa till gratis på lördagar.\", \"limit\": 50}").body();
    assertThat(body).contains("\"hinted\":true", "\"hinted\":false", "Ni skriver ”gratis”, vilket pekar mot volontärskap, som Brödkorgen Matförmedling erbjuder.");
  }

  /** A score under the least that is shown is as none. */
  private static double shown(double score) {
    return score < 1 ? 0 : score;
  }

  private static double score(Suggestions suggestions, String id) {
    return suggestions.partners().stream().filter(hit -> hit.what().id().equals(id)).mapToDouble(Suggestion::score).findFirst().orElse(0);
  }

  /** Takes the edge that a reason cites out of the graph; says what it was. Words are no edge. */
  private static Optional<Map<String, Object>> cut(Graph graph, String organisation, Evidence evidence) {
    return switch (evidence) {
      case Evidence.SharedCompetence shared when shared.edge().equals("MENTIONS") -> Optional.empty();
      case Evidence.SharedCompetence shared -> Optional.of(cut(graph, organisation, shared.edge(), shared.met().id(), "Competence|Keyword", "id"));
      case Evidence.MovedCase moved -> Optional.empty();
      case Evidence.PastInitiative past -> Optional.of(cut(graph, organisation, "PARTICIPATES_IN", past.reference(), "Initiative", "reference"));
      case Evidence.SharedWord word -> Optional.empty();
      case Evidence.TranslatedWord word -> Optional.empty();
      case Evidence.Tie tie -> Optional.empty();
      case Evidence.Mandate mandate -> Optional.empty();
    };
  }

  private static Map<String, Object> cut(Graph graph, String organisation, String type, String to, String label, String key) {
    Map<String, Object> edge = Map.of("from", organisation, "type", type, "to", to);
    String cypher = "MATCH (:Organisation {id: $from})-[edge:$($type)]->(to:" + label + " {" + key + ": $to}) WITH edge, properties(edge) AS kept DELETE edge RETURN kept";
    List<Map<String, Object>> kept = graph.write(cypher, edge).stream().map(row -> row.get("kept").asMap()).toList();
    assertThat(kept).hasSize(1);
    return Map.of("edge", edge, "kept", kept.getFirst(), "label", label, "key", key);
  }

  @SuppressWarnings("unchecked")
  private static void restore(Graph graph, Map<String, Object> cut) {
    Map<String, Object> edge = (Map<String, Object>) cut.get("edge");
    graph.write("MATCH (from:Organisation {id: $from}), (to:" + cut.get("label") + " {" + cut.get("key") + ": $to}) CREATE (from)-[edge:$($type)]->(to) SET edge = $kept",
        Map.of("from", edge.get("from"), "to", edge.get("to"), "type", edge.get("type"), "kept", cut.get("kept")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hej hej hur mår du", "asdf qwer zxcv 1234", "12 34 56", "🙂🙃", "x", "Pyydämme apua koiran kanssa, kiitos paljon",
      "Recept på kladdkaka: smält smöret, rör ihop socker, ägg och kakao, grädda i ugnen i femton minuter."})
  void what_is_nobodys_matter_gives_no_confident_match(String text) {
    assertThat(suggest(text).isConfident()).isFalse();
  }

  @Test
  void the_same_text_gives_the_same_answer() {
    for (SenderText sent : texts) assertThat(suggest(sent.text()).partners()).isEqualTo(suggest(sent.text()).partners());
  }

  @Test
  @Tag("slow")
  void a_suggestion_takes_under_25_milliseconds_in_the_middle() {
    for (int i = 0; i < 300; i++) suggest(texts.get(i % texts.size()).text());
    long[] nanos = new long[500];
    for (int i = 0; i < nanos.length; i++) {
      // A word that no text had before, so that nothing read earlier answers for it.
      String text = texts.get(i % texts.size()).text() + " Kvarter " + i + ".";
      long start = System.nanoTime();
      suggest(text);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    LogManager.getLogger().warn("One suggestion, language included: p50 {} ms, p99 {} ms", nanos[250] / 1e6, nanos[495] / 1e6);
    assertThat(nanos[250] / 1e6).isLessThan(25);
  }

  private static Suggestions suggest(String text) {
    return matcher.suggest(text, Optional.empty(), LIMIT);
  }
}
