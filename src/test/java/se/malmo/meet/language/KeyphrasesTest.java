package se.malmo.meet.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyphrasesTest {

  @Test
  void phrases_of_nouns_are_found_as_written_with_their_content_words() {
    List<Keyphrase> phrases = phrases("Vi söker språkstöd på arbetsplatsen och praktik på bygget för ungdomar.");

    assertThat(phrases).extracting(Keyphrase::text).contains("språkstöd på arbetsplatsen", "praktik på bygget", "ungdomar");
    assertThat(phrases).filteredOn(phrase -> phrase.text().equals("praktik på bygget")).singleElement().satisfies(phrase -> {
      assertThat(phrase.lemma()).isEqualTo("praktik på bygge");
      assertThat(phrase.words()).containsExactly("praktik", "bygge");
    });
  }

  @Test
  void a_word_inside_a_phrase_stands_alone_only_if_it_also_does_in_the_text() {
    assertThat(phrases("Vi söker språkstöd på arbetsplatsen.")).extracting(Keyphrase::lemma).doesNotContain("språkstöd");
    assertThat(phrases("Vi söker språkstöd på arbetsplatsen. Vårt språkstöd är gratis.")).extracting(Keyphrase::lemma)
        .contains("språkstöd", "språkstöd på arbetsplats");
  }

  @Test
  void weights_sum_to_one_and_the_heaviest_comes_first() {
    List<Keyphrase> phrases = phrases("Vi söker praktikplatser för nyanlända. Matsvinnet i förskolorna ska minska. Vi odlar grönsaker och städar stränder.");

    assertThat(phrases.stream().mapToDouble(Keyphrase::weight).sum()).isCloseTo(1, within(1e-9));
    assertThat(phrases).isSortedAccordingTo((a, b) -> Double.compare(b.weight(), a.weight()));
    assertThat(phrases).extracting(Keyphrase::lemma).contains("praktikplats för nyanländ", "matsvinn i förskola", "odla", "städa");
    assertThat(weight(phrases, "praktikplats för nyanländ")).isGreaterThan(weight(phrases, "odla"));
  }

  @Test
  void no_more_than_thirty() {
    String text = "Badvatten, cykelväg, dagvatten, elcykel, förskola, gatubelysning, hemtjänst, idrott, jordbruk, kollektivtrafik, lekplats, matsvinn, nattvandring, "
        + "odling, parkering, reparation, sensor, teater, upphandling, vindkraft, återvinning, äldreboende, översvämning, museum, bibliotek, sjukhus, skolgård, fiske, "
        + "hamn, konst, musik, dans, film, radio.";

    assertThat(phrases(text)).hasSize(30);
  }

  @Test
  void noise_and_adjectives_that_say_nothing_are_left_out() {
    assertThat(phrases("Vi har ett nytt projekt och en bra idé med stora möjligheter i år.")).isEmpty();
    assertThat(phrases("Vi har många nya cykelvägar.")).extracting(Keyphrase::text).containsExactly("cykelvägar");
  }

  @Test
  void the_same_word_in_other_forms_is_one_phrase_at_all_its_places() {
    Keyphrase phrase = phrases("Förskolan är gammal. Nu bygger förskolorna om. Vår förskola behöver ljus.").stream()
        .filter(found -> found.lemma().equals("förskola")).findFirst().orElseThrow();

    assertThat(phrase.text()).isEqualTo("Förskolan");
    assertThat(phrase.spans()).hasSize(3);
  }

  @Test
  void what_the_writer_asks_for_weighs_more_than_what_is_told_in_passing() {
    List<Keyphrase> phrases = phrases("Det finns en snickare i huset. Vi behöver en målare i huset.");

    assertThat(weight(phrases, "målare i hus")).isGreaterThan(weight(phrases, "snickare i hus"));
  }

  @Test
  void adjectives_that_stand_for_people_are_phrases() {
    assertThat(phrases("Vi vill ha en mötesplats för äldre och språkcaféer för nyanlända.")).extracting(Keyphrase::lemma)
        .contains("mötesplats för äldre", "språkcafé för nyanländ");
  }

  @Test
  void english_nouns_side_by_side_are_one_phrase() {
    assertThat(phrases("We are looking for green roofs, stormwater management and recycling of textiles.")).extracting(Keyphrase::lemma)
        .contains("green roof", "stormwater management", "recycling of textile");
  }

  private static List<Keyphrase> phrases(String text) {
    return Analyzers.SHARED.analyze(text).keyphrases();
  }

  private static double weight(List<Keyphrase> phrases, String lemma) {
    return phrases.stream().filter(phrase -> phrase.lemma().equals(lemma)).mapToDouble(Keyphrase::weight).sum();
  }
}
