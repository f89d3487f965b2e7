package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.malmo.meet.initiative.Criteria;
import se.malmo.meet.initiative.Criteria.Judged;
import se.malmo.meet.initiative.Criterion;
import se.malmo.meet.language.Span;

/** The five criteria in what people write. */
@Order(TestServer.SHARED)
class CriteriaTest {
  private static final String BAKERY = "Vi är ett bageri i Fosie. Tillsammans med två förskolor vill vi lära barn om mat. Vi har ett kök som står tomt på eftermiddagarna. Det ger oss nya kunder.";
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
  void each_tick_points_to_the_sentence_that_speaks_for_it() {
    assertThat(said(BAKERY, Criterion.COLLABORATION)).containsExactlyInAnyOrder("Vi är ett bageri i Fosie.", "Tillsammans med två förskolor vill vi lära barn om mat.");
    assertThat(said(BAKERY, Criterion.SOCIAL)).containsExactly("Tillsammans med två förskolor vill vi lära barn om mat.");
    assertThat(said(BAKERY, Criterion.COMMITMENT)).contains("Vi har ett kök som står tomt på eftermiddagarna.");
    assertThat(said(BAKERY, Criterion.GROWTH)).containsExactly("Det ger oss nya kunder.");
    assertThat(said(BAKERY, Criterion.MANDATE)).contains("Tillsammans med två förskolor vill vi lära barn om mat.");
  }

  @Test
  void a_text_that_leaves_the_city_out_is_asked_about_it() {
    Judged collaboration = judged("Vi är ett bageri och vill samarbeta med andra företag om bättre ugnar.", Criterion.COLLABORATION);
    assertThat(collaboration.isMet()).isFalse();
    assertThat(collaboration.question()).isEqualTo("collaboration.city");
    assertThat(judged("Vår förskola vill ha fler böcker.", Criterion.COLLABORATION).question()).isEqualTo("collaboration.business");
  }

  @Test
  void what_is_denied_speaks_for_nothing() {
    assertThat(judged("Vi bygger hus. Vi arbetar inte med skolor.", Criterion.COLLABORATION).isMet()).isFalse();
  }

  @Test
  void without_the_sentences_that_it_points_to_a_criterion_is_a_question() {
    int removed = 0;
    for (String text : texts()) {
      // What the city decides about is also read off who comes first, and without a sentence somebody else may.
      for (Judged judged : criteria(text).judged()) {
        if (!judged.isMet() || judged.criterion() == Criterion.MANDATE) continue;
        assertThat(judged(without(text, judged.sentences()), judged.criterion()).isMet()).as(judged.criterion() + " in: " + text).isFalse();
        removed++;
      }
    }
    assertThat(removed).isGreaterThan(100);
  }

  @Test
  void the_sentences_are_those_of_the_text() {
    for (String text : texts()) {
      for (Judged judged : criteria(text).judged()) {
        assertThat(judged.sentences()).allSatisfy(sentence -> assertThat(sentence.of(text)).isNotBlank());
        assertThat(judged.isMet()).isEqualTo(judged.question().isEmpty());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Vi söker investerare till vårt bolag som säljer hudkrämer.", "Hjälp oss att marknadsföra vår nya app, vi vill synas mer.",
      "We are a software company looking for venture capital to grow our sales."})
  void one_companys_own_funding_or_marketing_is_told_where_to_go(String text) {
    assertThat(criteria(text).isOwnGain()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Vi är ett bageri som vill ge bröd till stadens äldreboenden och söker finansiering för en cykel.",
      "Vi vill starta ett språkkafé för nyanlända och söker bidrag.", BAKERY})
  void what_the_city_or_many_gain_from_is_not(String text) {
    assertThat(criteria(text).isOwnGain()).isFalse();
  }

  private static List<String> texts() {
    return Stream.concat(Stream.of(BAKERY), Seed.demoInitiatives().stream().map(sample -> sample.text())).toList();
  }

  private static Criteria criteria(String text) {
    return Criteria.of(server.app().matcher().suggest(text, Optional.empty(), 10));
  }

  private static Judged judged(String text, Criterion criterion) {
    return criteria(text).judged().stream().filter(judged -> judged.criterion() == criterion).findFirst().orElseThrow();
  }

  private static List<String> said(String text, Criterion criterion) {
    return judged(text, criterion).sentences().stream().map(sentence -> sentence.of(text)).toList();
  }

  private static String without(String text, List<Span> sentences) {
    StringBuilder left = new StringBuilder(text);
    sentences.stream().sorted(Comparator.comparingInt(Span::start).reversed()).forEach(sentence -> left.delete(sentence.start(), sentence.end()));
    return left.isEmpty() || left.toString().isBlank() ? "Hej." : left.toString();
  }
}
