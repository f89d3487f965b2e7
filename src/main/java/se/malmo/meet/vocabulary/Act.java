package se.malmo.meet.vocabulary;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;

/** What a person wants done to the vocabulary. */
public sealed interface Act {
  /** A term becomes a competence of its own. */
  record Add(String term, Language language, Optional<String> translation, List<String> broader) implements Act {}

  /** A term becomes another label of a competence. */
  record Alias(String term, Language language, String competence) implements Act {}

  /** One competence becomes a part of another. */
  record Merge(String competence, String into) implements Act {}

  /** A term is never proposed again. */
  record Stop(String term, Language language) implements Act {}

  /** How it is called in the API and in the graph. */
  default String code() {
    return switch (this) {
      case Add add -> "add";
      case Alias alias -> "alias";
      case Merge merge -> "merge";
      case Stop stop -> "stop";
    };
  }

  /** What the API is sent. */
  record Body(String action, String term, String language, String translation, List<String> broader, String competence, String into) {}

  /**
   * Reads the API's body.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   */
  static Act parse(byte[] json) {
    Body body = Json.read(json, Body.class);
    Checks checks = new Checks();
    String action = checks.required("action", body.action(), 20);
    if (!action.isEmpty() && !List.of("add", "alias", "merge", "stop").contains(action)) checks.fault("action", "problem.one.of", "add, alias, merge, stop");
    Language language = checks.oneOf("language", body.language(), Language::of, List.of("sv", "en")).orElse(Language.SWEDISH);
    Act act = switch (action) {
      case "add" -> new Add(term(checks, body), language, checks.optional("translation", body.translation(), ConceptFields.LONGEST_LABEL),
          checks.texts("broader", body.broader(), 20, Slugs.LONGEST));
      case "alias" -> new Alias(term(checks, body), language, checks.required("competence", body.competence(), Slugs.LONGEST));
      case "merge" -> new Merge(checks.required("competence", body.competence(), Slugs.LONGEST), checks.required("into", body.into(), Slugs.LONGEST));
      default -> new Stop(action.equals("stop") ? term(checks, body) : "", language);
    };
    unused(checks, "term", body.term(), act instanceof Merge);
    unused(checks, "translation", body.translation(), !(act instanceof Add));
    unused(checks, "broader", body.broader(), !(act instanceof Add));
    unused(checks, "competence", body.competence(), act instanceof Add || act instanceof Stop);
    unused(checks, "into", body.into(), !(act instanceof Merge));
    checks.done();
    return act;
  }

  private static String term(Checks checks, Body body) {
    String term = checks.required("term", body.term(), ConceptFields.LONGEST_LABEL);
    if (Stream.of("\n", "\r", "|").anyMatch(term::contains)) checks.fault("term", "problem.vocabulary.term");
    return term;
  }

  private static void unused(Checks checks, String field, Object value, boolean isUnused) {
    if (isUnused && value != null) checks.fault(field, "problem.vocabulary.unused");
  }
}
