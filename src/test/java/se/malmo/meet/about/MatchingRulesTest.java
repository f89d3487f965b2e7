package se.malmo.meet.about;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.platform.Messages;

class MatchingRulesTest {
  @Test
  void the_page_tells_of_every_number_that_the_matching_decides_by() {
    assertThat(MatchingRules.told()).containsExactlyInAnyOrderElementsOf(Weights.STANDARD.numbers().keySet());
  }

  @Test
  void every_number_is_said_in_words() {
    assertThat(Messages.of("sv").keys()).containsAll(Weights.STANDARD.numbers().keySet().stream().map(name -> "weight." + name).toList());
  }
}
