package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.malmo.meet.evaluation.SyntheticCity;
import se.malmo.meet.evaluation.SyntheticCity.Question;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.vocabulary.Competence;

class SyntheticCityTest {
  private static final int SIZE = 4_000;
  private static final List<Competence> COMPETENCES = List.of(new Competence("bageri", "bageri", "bakery", List.of(), List.of(), List.of(), List.of()));

  @Test
  void the_same_seed_makes_the_same_city_and_another_seed_another() {
    assertThat(city(7).organisations().toList()).isEqualTo(city(7).organisations().toList()).hasSize(SIZE);
    assertThat(city(7).initiatives().toList()).isEqualTo(city(7).initiatives().toList()).hasSize(SIZE / 20);
    assertThat(city(7).questions(200, 3)).isEqualTo(city(7).questions(200, 3));
    assertThat(city(7).organisations().findFirst().orElseThrow().description()).isNotEqualTo(city(8).organisations().findFirst().orElseThrow().description());
  }

  @Test
  void no_text_is_made_twice_and_no_question_is_in_the_index() {
    List<String> indexed = Stream.concat(city(7).organisations().map(OrganisationRow::description), city(7).initiatives().map(row -> row.text().asText())).toList();
    List<String> asked = Stream.concat(city(7).questions(240, 0).stream(), city(7).questions(240, 1).stream()).map(Question::text).toList();
    Set<String> all = new HashSet<>(indexed);
    all.addAll(asked);
    assertThat(all).hasSize(indexed.size() + asked.size());
    assertThat(city(7).organisations().map(OrganisationRow::name).distinct()).hasSize(SIZE);
  }

  @Test
  void texts_are_as_long_as_they_should_be_and_offer_what_the_vocabulary_has() {
    assertThat(city(7).organisations().mapToInt(row -> words(row.description()).size()).average().orElseThrow()).isBetween(75.0, 85.0);
    assertThat(city(7).questions(240, 0).stream().mapToInt(question -> words(question.text()).size()).average().orElseThrow()).isBetween(120.0, 132.0);
    assertThat(city(7).organisations().flatMap(row -> row.offers().stream())).containsOnly("bageri", "bakery");
  }

  @Test
  void the_vocabulary_grows_with_the_city_and_few_words_are_said_often() {
    List<String> all = city(7).organisations().flatMap(row -> words(row.description()).stream()).toList();
    long half = all.subList(0, all.size() / 2).stream().distinct().count();
    Map<String, Long> times = all.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat((double) times.size() / half).isBetween(1.2, 2.0);
    assertThat(times.values().stream().filter(n -> n == 1).count()).isGreaterThan(times.size() / 3);
    assertThat(times.values().stream().sorted((a, b) -> Long.compare(b, a)).limit(50).mapToLong(n -> n).sum()).isGreaterThan(all.size() / 4);
  }

  private static SyntheticCity city(long seed) {
    return new SyntheticCity(Seed.demoDescriptions(), Seed.demoInitiatives(), COMPETENCES, List.of("kulturforvaltningen"), SIZE, seed);
  }

  private static List<String> words(String text) {
    return List.of(text.split("\\s+"));
  }
}
