package se.malmo.meet.weighing;

import io.vertx.core.MultiMap;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.malmo.meet.about.MatchingRules;
import se.malmo.meet.matching.WeightRange;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Form;

/**
 * The weights as a person writes them, each in a field by its name.
 *
 * @param numbers those that can be taken
 * @param faults what is wrong with the others, in the order of the page
 */
record WeightFields(Map<String, Double> numbers, List<Form.Fault> faults) {
  /** The thresholds, which the page about matching tells of apart from the rules. */
  static final List<String> THRESHOLDS = List.of("high", "possible", "uncertain");
  /** In the order in which a person meets them. */
  static final List<String> NAMES = Stream.concat(THRESHOLDS.stream(), MatchingRules.RULES.stream().flatMap(rule -> rule.getValue().stream())).toList();

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}([.,][0-9]{1,9})?");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u202f]");
  private static final int DIGITS = 9;
  private static final int FINGERPRINT = 16;

  /** What was typed; every fault at once. */
  static WeightFields parse(MultiMap fields, Messages messages) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    List<Form.Fault> faults = new ArrayList<>();
    for (String name : NAMES) {
      Optional<Double> read = number(fields.get(name));
      WeightRange range = WeightRange.of(name);
      read.filter(range::holds).ifPresentOrElse(value -> numbers.put(name, value),
          () -> faults.add(fault(name, read.isEmpty() ? "problem.weight.number" : "problem.weight.range", range, messages)));
    }
    if (isUnordered(numbers, "possible", "high")) faults.add(new Form.Fault("possible", messages.get("weight.possible") + ": " + messages.get("problem.weight.possible")));
    if (isUnordered(numbers, "uncertain", "possible")) faults.add(new Form.Fault("uncertain", messages.get("weight.uncertain") + ": " + messages.get("problem.weight.uncertain")));
    return new WeightFields(numbers, faults);
  }

  private static boolean isUnordered(Map<String, Double> numbers, String less, String more) {
    return numbers.containsKey(less) && numbers.containsKey(more) && numbers.get(less) > numbers.get(more);
  }

  private static Form.Fault fault(String name, String key, WeightRange range, Messages messages) {
    return new Form.Fault(name, messages.get("weight." + name) + ": " + messages.get(key, written(range.least(), messages.locale()), written(range.most(), messages.locale())));
  }

  private static Optional<Double> number(String typed) {
    String number = SPACES.matcher(typed == null ? "" : typed.replace('\u2212', '-')).replaceAll("");
    return NUMBER.matcher(number).matches() ? Optional.of(Double.parseDouble(number.replace(',', '.'))) : Optional.empty();
  }

  /** The weights, where nothing is at fault. */
  Weights weights() {
    return Weights.of(numbers);
  }

  /** As fields that a form can be filled with. */
  static MultiMap filled(Weights weights, Locale locale) {
    MultiMap fields = MultiMap.caseInsensitiveMultiMap();
    weights.numbers().forEach((name, value) -> fields.set(name, written(value, locale)));
    return fields;
  }

  /** A number as it is written in a language, with all its digits. */
  static String written(double value, Locale locale) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setGroupingUsed(false);
    format.setMaximumFractionDigits(DIGITS);
    return format.format(value);
  }

  /** Names what somebody has looked at, so that nothing else is kept than that. */
  static String fingerprint(int seen, Weights weights) {
    return Hash.sha256(seen + " " + weights.numbers()).substring(0, FINGERPRINT);
  }
}
