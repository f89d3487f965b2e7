package se.malmo.meet.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YearSliderTest {
  @Test
  void its_ends_are_no_beginning_and_no_end() {
    assertThat(YearSlider.of(Years.ALL, 2026)).isEqualTo(new YearSlider(2011, 2026, 2011, 2026));
    assertThat(YearSlider.of(new Years(2020, 2022), 2026)).isEqualTo(new YearSlider(2011, 2026, 2020, 2022));
  }

  @Test
  void it_reaches_as_far_as_an_address_does_with_the_ends_beyond() {
    assertThat(YearSlider.of(new Years(1995, Years.LAST), 2026)).isEqualTo(new YearSlider(1994, 2026, 1995, 2026));
    assertThat(YearSlider.of(new Years(2011, 2026), 2026)).isEqualTo(new YearSlider(2010, 2027, 2011, 2026));
  }
}
