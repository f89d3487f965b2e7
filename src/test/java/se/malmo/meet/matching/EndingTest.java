package se.malmo.meet.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An outcome as a list tells it. */
class EndingTest {

  @Test
  void the_first_sentence_is_told_also_where_a_dot_is_in_it() {
    assertThat(Ending.brief("Tre kök, t.ex. det i Fosie, tar nu emot bröd. Det fortsätter.")).isEqualTo("Tre kök, t.ex. det i Fosie, tar nu emot bröd.");
    assertThat(Ending.brief("Nej. Det blev ingenting av det. Pengarna tog slut.")).isEqualTo("Nej. Det blev ingenting av det.");
    assertThat(Ending.brief("  Två rader\n utan punkt ")).isEqualTo("Två rader utan punkt");
    assertThat(Ending.brief("")).isEmpty();
  }

  @Test
  void a_long_sentence_is_cut_between_words_and_never_in_a_sign() {
    String brief = Ending.brief("ord ".repeat(100));
    assertThat(brief).hasSizeLessThanOrEqualTo(162).endsWith("ord …");
    assertThat(Ending.brief("🙂".repeat(200))).hasSizeLessThanOrEqualTo(162).doesNotContain("\uFFFD").satisfies(cut -> assertThat(Character.isHighSurrogate(cut.charAt(cut.length() - 3))).isFalse());
  }
}
