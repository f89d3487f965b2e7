package se.malmo.meet.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the rarity of a word weighs. */
class RaritiesTest {
  private static final double POWER = 1.5;

  @Test
  void what_is_worked_out_once_is_the_power_of_the_words_rarity() {
    // The third is in more profiles than are counted, as a word may be that profiles have in two languages.
    Statistics statistics = new Statistics(1, 10, new int[] {1, 9, 14}, 20, Map.of());
    Rarities rarities = new Rarities(statistics, POWER);
    for (int word = -1; word < 4; word++) assertEquals(Math.pow(statistics.rarity(word), POWER), rarities.of(word), "word " + word);
  }

  @Test
  void without_profiles_every_word_is_rare() {
    assertEquals(1, new Rarities(Statistics.NONE, POWER).of(0));
  }
}
