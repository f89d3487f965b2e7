package se.malmo.meet.about;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.platform.Messages;

class MatchingRulesTest {
  @Test
  void the_page_tells_of_every_number_that_the_matching_decides_by() {
    assertThat(MatchingRules.told()).containsExactlyInAnyOrderElementsOf(numbers());
  }

  @Test
  void every_number_is_said_in_words() {
    assertThat(Messages.of("sv").keys()).containsAll(numbers().stream().map(name -> "weight." + name).toList());
  }

  /** The thresholds have a table of their own. */
  private static Set<String> numbers() {
    Set<String> numbers = new TreeSet<>(Weights.STANDARD.numbers().keySet());
    numbers.removeAll(List.of("high", "possible", "uncertain"));
    return numbers;
  }
}
