package se.malmo.meet.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectionTest {

  private static final String SWEDISH_PAGE = """
      Staden växer och fler barn behöver plats att leka. Vi vill tillsammans med skolor, fastighetsägare och lokala företag pröva nya sätt att \
      göra skolgårdar gröna. Projektet samlar kunskap om dagvatten, skugga och biologisk mångfald.
      """;
  private static final String ENGLISH_PAGE = """
      The city is growing and more children need places to play. Together with schools, property owners and local companies we want to test new \
      ways of making school yards green. The project gathers knowledge about stormwater, shade and biodiversity.
      """;

  @ParameterizedTest
  @ValueSource(strings = {"städning", "upphandling", "praktikplatser", "bageri", "partner", "transport", "park", "kompetens", "SFI",
      "Malmö", "cirkulär ekonomi",
    "Hemtjänst\nför äldre", "Vi behöver personal", "Nya lokaler sökes\nGärna centralt", "Vill du odla?",
    "vi soker praktikplats for ungdomar", "Gör det själv", "En app för fotboll"})
  void short_swedish(String text) {
    assertThat(languageOf(text)).isEqualTo(Language.SWEDISH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"recycling", "procurement", "elderly care", "green roofs", "Housing for students", "We need staff",
      "Looking for premises\nPreferably central",
    "circular economy", "Do you want to grow vegetables?", "An app for football", "stormwater management", "The city of Malmö",
    "Wayfinding"})
  void short_english(String text) {
    assertThat(languageOf(text)).isEqualTo(Language.ENGLISH);
  }

  @Test
  void whole_pages() {
    assertThat(languageOf(SWEDISH_PAGE.repeat(8))).isEqualTo(Language.SWEDISH);
    assertThat(languageOf(ENGLISH_PAGE.repeat(8))).isEqualTo(Language.ENGLISH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Vi leter etter en samarbeidspartner som kan hjelpe oss med opplæring",
      "Vi søger en partner, der kan hjælpe os med undervisning", "", "123", "😀", "???"})
  void neighbours_and_nothing_count_as_swedish(String text) {
    assertThat(languageOf(text)).isEqualTo(Language.SWEDISH);
  }

  private static Language languageOf(String text) {
    return Analyzers.SHARED.analyze(text).language();
  }
}
