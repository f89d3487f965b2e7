package se.malmo.meet.initiative;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.SuggestionAnswer;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;

/**
 * A text that somebody wants suggestions for; nothing of it is kept.
 *
 * @param title may be empty
 * @param limit the length of each list, 1 to 50
 */
public record Question(String title, String text, Optional<Language> language, int limit) {
  public static final int LONGEST_TITLE = 200;
  public static final int LONGEST_TEXT = 40_000;
  private static final int USUAL_LIMIT = 10;
  private static final int MOST = 50;
  static final String BETWEEN = "\n\n";

  private record Body(String title, String text, String language, Integer limit) {}

  /**
   * Reads the API's body.
   *
   * @throws Problem.Invalid naming each field at fault
   * @throws Problem.TooLarge where the text is longer than can be read
   */
  static Question parse(byte[] json) {
    Body body = Json.read(json, Body.class);
    Checks checks = new Checks();
    String title = checks.optional("title", body.title(), LONGEST_TITLE).orElse("");
    String text = text(checks, "text", body.text());
    Optional<Language> language = checks.oneOf("language", body.language(), Language::of, List.of("sv", "en"));
    if (body.language() != null && body.language().isBlank()) checks.fault("language", "problem.one.of", "sv, en");
    int limit = body.limit() == null ? USUAL_LIMIT : body.limit();
    if (limit < 1 || limit > MOST) checks.fault("limit", "problem.range", 1, MOST);
    checks.done();
    return new Question(title, text, language, limit);
  }

  /** A text as it was sent, not stripped: the places that the answer names are those of the sender's own text. */
  static String text(Checks checks, String field, String text) {
    if (text != null && text.length() > LONGEST_TEXT) throw new Problem.TooLarge(field, "problem.long", LONGEST_TEXT, text.length());
    if (text == null || text.isBlank()) checks.fault(field, "problem.required");
    else if (text.indexOf('\0') >= 0) checks.fault(field, "problem.nul");
    return text;
  }

  /** Asks the matcher. */
  public Suggestions ask(Matcher matcher) {
    return matcher.suggest(read(), language, limit);
  }

  /** Asks the matcher and writes the answer in the form of the contract. */
  public SuggestionAnswer answer(Matcher matcher, Messages messages) {
    return SuggestionAnswer.of(ask(matcher), title.length(), title.isEmpty() ? 0 : title.length() + BETWEEN.length(), messages);
  }

  /** Title and text as they are read together. */
  private String read() {
    return title.isEmpty() ? text : title + BETWEEN + text;
  }
}
