package se.malmo.meet.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestModels;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.CandidateStore.InitiativeRow;
import se.malmo.meet.matching.Likeness.Alike;

/** How like a text an earlier initiative can be. */
class LikenessTest {
  private static final Weights WEIGHTS = Weights.STANDARD;
  private static final String OTHERS = "Vi odlar grönsaker på taket och bjuder grannarna på soppa. ";

  @Test
  void a_text_that_says_the_same_words_more_densely_is_no_more_alike_than_the_same_text() {
    List<Alike> alike = alike("Solceller solceller. ", List.of("Solceller solceller. ".repeat(300), OTHERS.repeat(9)));

    assertThat(alike).singleElement().satisfies(one -> assertThat(one.likeness()).isEqualTo(1));
  }

  @Test
  void of_two_that_share_less_the_one_that_shares_more_is_more_alike() {
    List<Alike> alike = alike("Vi vill sätta solceller på skolans tak.", List.of("Solceller på skolans tak. " + OTHERS, "Nytt tak. " + OTHERS, OTHERS.repeat(9)));

    assertThat(alike).first().satisfies(one -> assertThat(one.place()).isZero());
    assertThat(alike).hasSize(2).allSatisfy(one -> assertThat(one.likeness()).isBetween(0.0, 1.0));
  }

  private static List<Alike> alike(String text, List<String> earlier) {
    Features numbering = new Features();
    List<Document> documents = new ArrayList<>();
    for (String one : earlier) documents.add(document("ini-" + documents.size(), one, numbering));
    ProfileIndex index = ProfileIndex.of(documents, numbering, WEIGHTS, 1);
    Words words = words(text);
    Query query = new Query(words, new Asked(List.of()), index, Translations.NONE, Map.of(), WEIGHTS);
    float[] points = new float[index.size()];
    index.add(query.words(), points);
    return new Likeness(index, query, WEIGHTS, words, Language.SWEDISH, ConceptSpace.NONE).mostAlike(points, Kind.INITIATIVE, 50);
  }

  private static Document document(String id, String text, Features numbering) {
    Map<String, Object> properties = words(text).properties();
    List<String> words = strings(properties.get("words"));
    List<Integer> counts = ((List<?>) properties.get("counts")).stream().map(count -> (Integer) count).toList();
    return new Document(id, Kind.INITIATIVE, Language.SWEDISH, List.of(Document.Text.of(words, counts, numbering)), List.of(), List.of(),
        new Document.Initiative(new InitiativeRow(id, id, text, "running", 2020, Optional.of(Language.SWEDISH), List.of(), Optional.empty())));
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }

  private static Words words(String text) {
    return Words.of(TestModels.analyzer().analyze(text, Language.SWEDISH));
  }
}
