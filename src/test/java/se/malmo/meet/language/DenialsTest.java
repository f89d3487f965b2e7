package se.malmo.meet.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.malmo.meet.TestModels;

class DenialsTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Vi vill inte bygga hus.                        | hus    | true
      Mat vill vi inte ha.                           | Mat    | true
      Det handlar inte om mat, utan om musik.        | mat    | true
      Det handlar inte om mat, utan om musik.        | musik  | false
      Det handlar inte om mat utan om musik.         | musik  | false
      Vi har ingen bil, men vi har lokaler.          | lokaler | false
      Vi lagar mat utan kött.                        | kött   | true
      Vi vill inte ha mat, dryck eller logi.         | logi   | true
      Det rör inte bara skolan.                      | skolan | false
      Vi gör varken bröd eller kakor.                | kakor  | true
      Vi söker lokaler.                              | lokaler | false
      We do not build houses.                        | houses | true
      We work with not only schools but with homes.  | schools | false
      We cook without meat, but we sing.             | sing   | false
      """)
  void a_clause_with_a_word_of_denial_denies(String text, String word, boolean isDenied) {
    int start = text.indexOf(word);
    assertThat(Denials.in(TestModels.analyzer().analyze(text)).denies(new Span(start, start + word.length()))).isEqualTo(isDenied);
  }
}
