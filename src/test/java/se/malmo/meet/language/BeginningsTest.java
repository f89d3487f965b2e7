package se.malmo.meet.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeginningsTest {
  @Test
  void a_word_is_found_in_all_its_forms() {
    assertThat(Beginnings.ofEach("skolor Skolan skola")).containsExactly("skol");
  }

  @Test
  void short_words_stay_whole_and_marks_fall_away() {
    assertThat(Beginnings.ofEach(" bröd,  el! (IT)")).containsExactly("bröd", "el", "it");
    assertThat(Beginnings.ofEach("  ")).isEmpty();
  }
}
