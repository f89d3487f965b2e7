package se.malmo.meet.draft;

import io.vertx.core.MultiMap;
import java.util.List;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;

/**
 * An unfinished text with what its writer took from and added to the keywords; nothing that says who wrote it.
 *
 * @param without lemmas of keywords, or ids of competences
 * @param with ids of competences
 */
public record Draft(String text, List<String> without, List<String> with) {
  private static final int LONGEST_TEXT = 40_000;
  private static final int LONGEST_CHOICE = 200;

  public Draft {
    without = List.copyOf(without);
    with = List.copyOf(with);
  }

  /**
   * Reads the start page's form.
   *
   * @throws Problem.Invalid where there is no text, or one that cannot be kept
   * @throws Problem.TooLarge where it is longer than an initiative may be
   */
  static Draft parse(MultiMap fields) {
    String text = text(fields);
    if (text.length() > LONGEST_TEXT) throw new Problem.TooLarge("text", "problem.long", LONGEST_TEXT, text.length());
    Checks checks = new Checks();
    if (text.isBlank()) checks.fault("text", "problem.required");
    else if (text.indexOf('\0') >= 0) checks.fault("text", "problem.nul");
    checks.done();
    return new Draft(text, choices(fields, "without"), choices(fields, "with"));
  }

  static String text(MultiMap fields) {
    return fields.contains("text") ? fields.get("text") : "";
  }

  /** What can be no choice is left out: it comes from no page of ours. */
  static List<String> choices(MultiMap fields, String name) {
    return fields.getAll(name).stream().map(String::strip).filter(one -> !one.isEmpty() && one.length() <= LONGEST_CHOICE && one.indexOf('\0') < 0)
        .distinct().limit(Choices.MOST).toList();
  }
}
