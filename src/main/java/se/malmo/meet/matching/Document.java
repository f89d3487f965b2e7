package se.malmo.meet.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.CandidateStore.InitiativeRow;

/**
 * What the index knows of one node of the graph.
 *
 * @param language of its own text
 * @param texts its own text, and the same in its other language where there is one
 * @param edges to competences, keywords and the themes of its alliances
 * @param parts who took part in it, for an initiative that may speak for them; whom a moved case was given to
 * @param known what is shown of it
 */
record Document(String id, Kind kind, Language language, List<Text> texts, List<Edge> edges, List<Part> parts, Known known) {

  /** What is shown of a node: a partner, a förvaltning or an initiative; of a moved case only when it came in. */
  sealed interface Known permits Partner, Department, Initiative, Moved {}

  /**
   * A partner.
   *
   * @param isResting whether it has asked not to be suggested for a while
   * @param isStale whether nobody has confirmed for a year that its profile holds
   * @param avoids ids of the competences that it never wants to be suggested for
   */
  record Partner(Suggestion.Partner partner, boolean isResting, boolean isStale, Set<String> avoids) implements Known {}

  record Department(Suggestion.Department department) implements Known {}

  record Initiative(InitiativeRow row) implements Known {}

  record Moved(int year) implements Known {}

  /** Words by number in rising order, how often each, and how many words the text has. */
  record Text(int[] words, int[] counts, int length) {
    static Text of(List<String> words, List<Integer> counts, Features numbering) {
      int[] numbers = words.stream().mapToInt(numbering::number).toArray();
      int[] order = IntStream.range(0, numbers.length).boxed().sorted((a, b) -> Integer.compare(numbers[a], numbers[b])).mapToInt(i -> i).toArray();
      int length = IntStream.range(0, numbers.length).filter(i -> Words.isWhole(words.get(i))).map(counts::get).sum();
      return new Text(Arrays.stream(order).map(i -> numbers[i]).toArray(), Arrays.stream(order).map(counts::get).toArray(), length);
    }
  }

  /** An edge of the graph by its number, with its strength from 0 to 1 and what an offer or an alliance is called. */
  record Edge(int number, float strength, String name) {}

  /**
   * Somebody who took part.
   *
   * @param moved whether it came to them because another had said that it was not theirs
   */
  record Part(String who, boolean led, boolean moved) {}

  /** Whether it has the name that it had before; an initiative's name is shown nowhere else. */
  boolean isCalledAs(Document before) {
    return !(known instanceof Partner now && before.known instanceof Partner then) || now.partner().name().equals(then.partner().name());
  }

  /** Whether it has asked not to be suggested for a while. */
  boolean isResting() {
    return known instanceof Partner now && now.isResting();
  }

  /** Whether nobody has confirmed for a year that its profile holds. */
  boolean isStale() {
    return known instanceof Partner now && now.isStale();
  }

  /** Whether it never wants to be suggested for one of these competences. */
  boolean avoids(Set<String> competences) {
    return known instanceof Partner now && !now.avoids().isEmpty() && now.avoids().stream().anyMatch(competences::contains);
  }

  /** Whether it can be read in this language. */
  boolean speaks(Language asked) {
    return language == asked || texts.size() > 1;
  }
}
