package se.malmo.meet.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.malmo.meet.TestModels;
import se.malmo.meet.language.Asks;
import se.malmo.meet.language.Span;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.TestGraph;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.vocabulary.VocabularyStore;

/** Needs of texts, with a vocabulary of eight competences. */
class NeedsTest {
  private static Profiles profiles;

  @BeforeAll
  static void read() {
    Graph graph = TestGraph.fresh();
    Vocabulary vocabulary = new Vocabulary(new VocabularyStore(graph, InstantSource.system()), TestModels.loading().join());
    vocabulary.save(List.of(competence("lokal", "verksamhetslokal", "premises", "lokal"), competence("logistik", "logistik", "logistics", "transport"),
        competence("matsvinn", "matsvinn", "food waste", "svinn"), competence("mentor", "mentor", "mentor", "handledare"),
        competence("finansiering", "finansiering", "funding", "pengar"), competence("sprak", "språkstöd", "language support", "språkträning"),
        competence("bygg", "byggande", "construction", "bygge"), competence("bageri", "bageri", "bakery", "bröd")));
    profiles = new Profiles(TestModels.loading().join(), vocabulary);
  }

  private static Competence competence(String id, String sv, String en, String alternative) {
    return new Competence(id, sv, en, List.of(alternative), List.of(), List.of(), List.of());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '>', textBlock = """
      Vi är ett bageri som söker logistik och en handledare. > logistik mentor
      Vi har transport men saknar språkstöd på bygget. > bygg sprak
      Vi behöver inte pengar utan en mentor. > mentor
      Bröd har vi. Det vi saknar är finansiering, språkstöd och logistik. > finansiering logistik sprak
      Vi bidrar med språkträning och letar efter finansiering. > finansiering
      Vi efterlyser mentorer, inte pengar. > mentor
      We are a bakery. We bring logistics, and what we lack is funding. > finansiering
      We don't need funding. We are looking for premises and a mentor. > lokal mentor
      """)
  void what_is_asked_for_is_needed_and_what_is_offered_or_denied_is_not(String text, String ids) {
    List<Need> needs = needs(text);

    assertThat(needs).filteredOn(need -> need.competence().isPresent()).extracting(Need::id).containsExactlyInAnyOrder(ids.split(" "));
    assertThat(needs).allMatch(Need::isStated);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Vi kan bidra med lokal.", "Vi står för lokalen.", "Vi bidrar med transport.", "Vi kan stå för transporten.", "Vi erbjuder språkträning.", "Vi kan erbjuda språkstöd.",
      "Vi har en lokal.", "Vi har redan en lokal.", "Vi tillhandahåller lokal.", "Vi kan tillhandahålla lokal.", "Vi ställer upp med en lokal.", "Vi ställer gärna upp med en lokal.",
      "Vi kan låna ut vår lokal.", "Vi lånar ut lokalen.", "Vi upplåter vår lokal.", "Vi kan ställa lokal till förfogande.", "Vi ställer vår lokal till förfogande.", "Vi delar gärna med oss av vår lokal.",
      "Vi betalar transporten.", "Vi bekostar transporten.", "Vi skjuter till pengar.", "Vi sköter transporten.", "Vi tar hand om transporten.", "Vi ansvarar för transporten.",
      "Vi ordnar lokal.", "Vi fixar lokal.", "Vi kommer att stå för lokalen.", "Vi ska stå för lokalen.", "Från vår sida bidrar vi med lokal.", "Föreningen bidrar med lokal.",
      "Vårt bidrag är lokal.", "Lokalen står vi för.", "Lokal har vi redan.", "Lokal finns på plats.", "Jag kan hjälpa till med transport.", "Vi hjälper till med transporten.",
      "Vi kan vara mentor.", "Vi ger språkstöd.", "Vi kan ge språkstöd.", "Vi bjuder på bröd.", "Vi levererar bröd.", "Vi kan leverera bröd.",
      "Vi lägger in pengar.", "Vi satsar pengar.", "Vi avsätter en lokal.", "Vi har tillgång till en lokal.", "Vi garanterar lokal.", "Vi lovar en lokal.",
      "We can contribute premises.", "We will provide premises.", "We provide the premises.", "We offer language support.", "We can offer language support.", "We have premises.",
      "We already have premises.", "We've got premises.", "We bring logistics.", "We will bring logistics.", "We'll bring logistics.", "We can supply premises.", "We lend our premises.",
      "We are happy to provide premises.", "We are able to offer premises.", "We would be glad to offer language support.", "We are willing to share our premises.", "We share our premises.",
      "We take care of logistics.", "We will take care of logistics.", "We handle logistics.", "We are responsible for logistics.", "We pay for logistics.", "We put up funding.",
      "We can help with logistics.", "We give language support.", "We deliver logistics.", "We host mentors in our premises.", "Our contribution is premises.", "On our side we bring funding.",
      "Our association provides premises.", "I can be a mentor.", "We can act as a mentor.", "We make our premises available.", "We can make premises available.", "Premises are in place."})
  void what_the_writers_commit_themselves_to_is_never_needed_alone_or_beside_what_is_asked_for(String offer) {
    assertThat(needs(offer)).as("alone").filteredOn(need -> need.competence().isPresent()).isEmpty();
    String ask = offer.startsWith("I ") || offer.startsWith("We") || offer.startsWith("Our") || offer.startsWith("On ") || offer.startsWith("Premises") ? "We are looking for construction. " : "Vi söker någon som kan byggande. ";
    assertThat(needs(ask + offer)).as("after what is asked for").filteredOn(need -> need.competence().isPresent()).extracting(Need::id).containsExactly("bygg");
    assertThat(needs(offer + " " + ask)).as("before what is asked for").filteredOn(need -> need.competence().isPresent()).extracting(Need::id).containsExactly("bygg");
  }

  @Test
  void a_need_points_at_the_words_that_ask_for_it_and_at_no_others() {
    String text = "Språkstöd är viktigt. Vi söker språkstöd.";

    Need need = needs(text).getFirst();

    assertThat(need.id()).isEqualTo("sprak");
    assertThat(need.spans()).containsExactly(new Span(31, 40));
    assertThat(need.spans().getFirst().of(text)).isEqualTo("språkstöd");
  }

  @Test
  void weights_sum_to_one_and_the_heaviest_comes_first() {
    List<Need> needs = needs("Vi söker logistik, språkstöd, finansiering och en växtbädd.");

    assertThat(needs).hasSize(4);
    assertThat(needs.stream().mapToDouble(Need::weight).sum()).isCloseTo(1, within(1e-9));
    assertThat(needs).isSortedAccordingTo((one, other) -> Double.compare(other.weight(), one.weight()));
  }

  @Test
  void what_the_vocabulary_does_not_know_is_needed_as_it_is_said() {
    Need need = needs("Vi söker logistik och en växtbädd.").stream().filter(one -> one.competence().isEmpty()).findFirst().orElseThrow();

    assertThat(need.id()).isEqualTo("sv:växtbädd");
    assertThat(need.keyword().text()).isEqualTo("växtbädd");
  }

  @Test
  void a_text_that_asks_for_nothing_needs_what_it_is_most_about_but_not_what_it_offers() {
    List<Need> needs = needs("Matsvinn är ett problem i alla kök. Vi har en lokal.");

    assertThat(needs).extracting(Need::id).containsExactly("matsvinn");
    assertThat(needs).noneMatch(Need::isStated);
  }

  @Test
  void where_nobody_could_be_found_for_what_is_asked_the_matter_itself_is_added() {
    List<Need> needs = needs("Matsvinnet är stort i alla kök. Vi söker en växtbädd.");

    assertThat(needs).filteredOn(Need::isStated).extracting(Need::id).containsExactly("sv:växtbädd");
    assertThat(needs).filteredOn(need -> !need.isStated()).extracting(Need::id).containsExactly("matsvinn");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '>', textBlock = """
      Vi är ett bageri som söker logistik och en handledare. > matsvinn > logistik matsvinn mentor
      Matsvinn är ett problem i alla kök. Vi har en lokal. > logistik > logistik matsvinn
      Matsvinnet är stort i alla kök. Vi söker en växtbädd. > logistik > logistik matsvinn sv:växtbädd
      Vi söker logistik. > logistik > logistik
      Hej hej, hur mår du? > logistik > logistik
      """)
  void what_a_person_adds_joins_the_needs_of_the_text_and_replaces_none(String text, String added, String ids) {
    Choices choices = new Choices(List.of(), List.of(competence(added, added, added, added)));

    List<Need> needs = Needs.of(choices.applied(profiles.of(text, Optional.empty())));

    assertThat(needs).extracting(Need::id).containsExactlyInAnyOrder(ids.split(" "));
    assertThat(needs).filteredOn(need -> need.id().equals(added)).allMatch(Need::isStated);
    assertThat(needs.stream().mapToDouble(Need::weight).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void what_a_person_takes_away_is_needed_no_more_whatever_is_added() {
    Choices choices = new Choices(List.of("matsvinn"), List.of(competence("logistik", "logistik", "logistics", "transport")));

    assertThat(Needs.of(choices.applied(profiles.of("Matsvinn är ett problem i alla bagerier.", Optional.empty())))).extracting(Need::id)
        .contains("logistik").doesNotContain("matsvinn");
  }

  @Test
  void a_text_about_nothing_needs_nothing() {
    assertThat(needs("Hej hej, hur mår du?")).isEmpty();
    assertThat(needs("🍞 7 ?")).isEmpty();
  }

  @Test
  void any_heap_of_cue_words_is_read() {
    String[] words = ("vi söker behöver saknar inte utan men och , . : ; det som är lokal pengar har ingen vår någon att för finns behov av saknas we need no but without "
        + "the is what lack don't have we've looking for ? ( – 🍞 kvar lösa hjälpa oss med because eftersom").split(" ");
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = 1 + random.nextInt(14); i > 0; i--) text.append(words[random.nextInt(words.length)]).append(random.nextInt(15) == 0 ? "\n- " : " ");
      Profile profile = profiles.of(text.toString(), Optional.empty());
      Asks asks = Asks.in(profile.text());
      for (int i = 1; i < asks.asked().size(); i++) {
        assertThat(asks.asked().get(i).start()).as(text.toString()).isGreaterThanOrEqualTo(asks.asked().get(i - 1).end());
      }
      assertThat(Needs.of(profile)).allMatch(need -> !need.spans().isEmpty() && need.weight() > 0);
    }
  }

  private static List<Need> needs(String text) {
    return Needs.of(profiles.of(text, Optional.empty()));
  }
}
