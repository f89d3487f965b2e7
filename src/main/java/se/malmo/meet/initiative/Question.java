package se.malmo.meet.initiative;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.SuggestionAnswer;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.vocabulary.Competence;

/**
 * A text that somebody wants suggestions for; nothing of it is kept.
 *
 * @param title may be empty
 * @param limit the length of each list, 1 to 50
 * @param choices what the sender takes from and adds to what is read
 */
public record Question(String title, String text, Optional<Language> language, int limit, Choices choices) {
  public static final int LONGEST_TITLE = 200;
  public static final int LONGEST_TEXT = 40_000;
  private static final int USUAL_LIMIT = 10;
  private static final int MOST = 50;
  private static final int LONGEST_CHOICE = 200;
  static final String BETWEEN = "\n\n";

  private record Body(String title, String text, String language, Integer limit, List<String> without, List<String> with) {}

  /** A question as it is, with nothing taken away or added. */
  public Question(String title, String text, Optional<Language> language, int limit) {
    this(title, text, language, limit, Choices.NONE);
  }

  /**
   * Reads the API's body.
   *
   * @param matcher knows which competences there are
   * @throws Problem.Invalid naming each field at fault
   * @throws Problem.TooLarge where the text is longer than can be read
   */
  static Question parse(byte[] json, Matcher matcher) {
    Body body = Json.read(json, Body.class);
    Checks checks = new Checks();
    String title = checks.optional("title", body.title(), LONGEST_TITLE).orElse("");
    String text = text(checks, "text", body.text());
    Optional<Language> language = language(checks, body.language());
    Choices choices = choices(checks, body.without(), body.with(), language, matcher);
    int limit = body.limit() == null ? USUAL_LIMIT : body.limit();
    if (limit < 1 || limit > MOST) checks.fault("limit", "problem.range", 1, MOST);
    checks.done();
    return new Question(title, text, language, limit, choices);
  }

  static Optional<Language> language(Checks checks, String code) {
    if (code != null && code.isBlank()) checks.fault("language", "problem.one.of", "sv, en");
    return checks.oneOf("language", code, Language::of, List.of("sv", "en"));
  }

  /** What is taken away and added; each that is added must be a competence. */
  static Choices choices(Checks checks, List<String> without, List<String> with, Optional<Language> language, Matcher matcher) {
    List<String> taken = checks.texts("without", without, Choices.MOST, LONGEST_CHOICE);
    List<String> added = checks.texts("with", with, Choices.MOST, LONGEST_CHOICE);
    Map<String, Competence> byId = new LinkedHashMap<>();
    for (String name : added) {
      matcher.competence(name, language.orElse(Language.SWEDISH)).ifPresentOrElse(competence -> byId.put(competence.id(), competence),
          () -> checks.fault("with." + place(with, name), "problem.choice.unknown"));
    }
    return new Choices(taken, List.copyOf(byId.values()));
  }

  private static int place(List<String> given, String name) {
    return given.stream().map(one -> one == null ? "" : one.strip()).toList().indexOf(name);
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
    return matcher.suggest(matcher.profileOf(read(), language, choices), limit);
  }

  /** Asks the matcher and writes the answer in the form of the contract. */
  public SuggestionAnswer answer(Matcher matcher, Messages messages) {
    return SuggestionAnswer.of(ask(matcher), title.length(), title.isEmpty() ? 0 : title.length() + BETWEEN.length(), messages);
  }

  private String read() {
    return read(title, text);
  }

  /** Title and text as they are read together. */
  static String read(String title, String text) {
    return title.isEmpty() ? text : title + BETWEEN + text;
  }
}
