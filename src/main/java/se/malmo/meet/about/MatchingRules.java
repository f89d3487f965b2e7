package se.malmo.meet.about;

import java.text.NumberFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Projection;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.platform.Messages;

/**
 * How matching works, as the running system does it: each rule with its numbers, read from the matcher itself.
 *
 * @param levels from how many points a suggestion is strong, possible, shown
 * @param profiles how many texts and profiles it is compared with
 * @param statistics which moment the counts are of
 * @param weighing version of the weights that people have set, 0 for those of the program
 */
public record MatchingRules(List<Rule> rules, Levels levels, String profiles, String words, long statistics, int weighing) {
  /** Which numbers belong to which rule. */
  public static final List<Map.Entry<String, List<String>>> RULES = List.of(
      Map.entry("words", List.of("word", "rarity", "saturation", "lengthPenalty", "repetition", "compoundPart", "beginning", "pair", "notName")),
      Map.entry("languages", List.of("translated", "translatedPart", "translationSharpness", "concept")),
      Map.entry("competences", List.of("competence", "seeks", "mentions", "broader", "related", "keyword", "edgeRarity", "stale")),
      Map.entry("hints", List.of("hint", "fullHint", "leastHint", "hintedPart", "hintNotName")),
      Map.entry("past", List.of("vote", "voteSharpness", "participant", "moved", "leastAlike", "alike")),
      Map.entry("mandate", List.of("mandate", "nearMandate")),
      Map.entry("ties", List.of("theme")));

  /** One rule with its numbers. */
  public record Rule(String code, List<Number> numbers) {}

  /** One number, by its name in the program, as it is written in the reader's language. */
  public record Number(String name, String value) {}

  /** Points from which a suggestion is called strong and possible, and is shown at all. */
  public record Levels(String strong, String possible, String shown) {}

  static MatchingRules of(Matcher matcher, Projection projection, Messages messages) {
    Weights weights = matcher.weights();
    NumberFormat format = NumberFormat.getNumberInstance(messages.locale());
    Map<String, Double> numbers = weights.numbers();
    List<Rule> rules = RULES.stream()
        .map(rule -> new Rule(rule.getKey(), rule.getValue().stream().map(name -> new Number(name, format.format(numbers.get(name)))).toList())).toList();
    Projection.Size size = projection.size();
    return new MatchingRules(rules, new Levels(format.format(weights.thresholds().high()), format.format(weights.thresholds().possible()),
        format.format(weights.thresholds().uncertain())), format.format(size.profiles()), format.format(size.words()), projection.statisticsVersion(), projection.weighing());
  }

  /** The names of all numbers that the rules tell of. */
  static Stream<String> told() {
    return RULES.stream().flatMap(rule -> rule.getValue().stream());
  }
}
