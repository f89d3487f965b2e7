package se.malmo.meet.initiative;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.TeamAnswer;
import se.malmo.meet.matching.Teaming;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Messages;

/**
 * A text that somebody wants a team for; nothing of it is kept.
 *
 * @param title may be empty
 * @param exclude ids of organisations and förvaltningar that shall not be in it
 */
record TeamQuestion(String title, String text, Optional<Language> language, List<String> exclude) {
  private static final int MOST_EXCLUDED = 200;
  private static final int LONGEST_ID = 100;

  private record Body(String title, String text, String language, List<String> exclude) {}

  /**
   * Reads the API's body.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   * @throws se.malmo.meet.platform.Problem.TooLarge where the text is longer than can be read
   */
  static TeamQuestion parse(byte[] json) {
    Body body = Json.read(json, Body.class);
    Checks checks = new Checks();
    String title = checks.optional("title", body.title(), Question.LONGEST_TITLE).orElse("");
    String text = Question.text(checks, "text", body.text());
    Optional<Language> language = checks.oneOf("language", body.language(), Language::of, List.of("sv", "en"));
    if (body.language() != null && body.language().isBlank()) checks.fault("language", "problem.one.of", "sv, en");
    List<String> exclude = checks.texts("exclude", body.exclude(), MOST_EXCLUDED, LONGEST_ID);
    checks.done();
    return new TeamQuestion(title, text, language, exclude);
  }

  /** Asks for a team and writes the answer in the form of the contract. */
  TeamAnswer answer(Teaming teaming, Messages messages) {
    String read = title.isEmpty() ? text : title + Question.BETWEEN + text;
    return TeamAnswer.of(teaming.propose(read, language, exclude), title.length(), read.length() - text.length(), messages);
  }
}
