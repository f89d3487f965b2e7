package se.malmo.meet.initiative;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Explaining;
import se.malmo.meet.matching.ExplanationAnswer;
import se.malmo.meet.matching.Kind;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;

/**
 * Why somebody is suggested for a text, or is not; nothing of it is kept.
 *
 * @param title may be empty
 * @param id of an organisation or a förvaltning, as the kind says
 */
record WhyQuestion(String title, String text, Optional<Language> language, Choices choices, Kind kind, String id) {
  private static final int LONGEST_ID = 100;
  private static final String ORGANISATION = "organisation";
  private static final String FORVALTNING = "forvaltning";

  private record Body(String title, String text, String language, String organisation, String forvaltning, List<String> without, List<String> with) {}

  /**
   * Reads the API's body.
   *
   * @param matcher knows which competences there are
   * @throws Problem.Invalid naming each field at fault
   * @throws Problem.TooLarge where the text is longer than can be read
   */
  static WhyQuestion parse(byte[] json, Matcher matcher) {
    Body body = Json.read(json, Body.class);
    Checks checks = new Checks();
    String title = checks.optional("title", body.title(), Question.LONGEST_TITLE).orElse("");
    String text = Question.text(checks, "text", body.text());
    Optional<Language> language = Question.language(checks, body.language());
    Choices choices = Question.choices(checks, body.without(), body.with(), language, matcher);
    if (isGiven(body.organisation()) == isGiven(body.forvaltning())) {
      checks.fault(ORGANISATION, "problem.why.one");
      checks.fault(FORVALTNING, "problem.why.one");
    }
    Optional<String> organisation = checks.optional(ORGANISATION, body.organisation(), LONGEST_ID);
    Optional<String> forvaltning = checks.optional(FORVALTNING, body.forvaltning(), LONGEST_ID);
    checks.done();
    return new WhyQuestion(title, text, language, choices, organisation.isPresent() ? Kind.ORGANISATION : Kind.FORVALTNING, organisation.or(() -> forvaltning).orElseThrow());
  }

  private static boolean isGiven(String id) {
    return id != null && !id.isBlank();
  }

  /**
   * Asks and writes the answer in the form of the contract.
   *
   * @throws Problem.Invalid where there is nobody of that id
   */
  ExplanationAnswer answer(Explaining explaining, Messages messages) {
    String read = Question.read(title, text);
    return explaining.explain(read, language, choices, kind, id)
        .map(explanation -> ExplanationAnswer.of(explanation, title.length(), read.length() - text.length(), messages))
        .orElseThrow(() -> new Problem.Invalid(kind == Kind.ORGANISATION ? ORGANISATION : FORVALTNING, "problem.why.unknown"));
  }
}
