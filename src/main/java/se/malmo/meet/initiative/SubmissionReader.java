package se.malmo.meet.initiative;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.malmo.meet.initiative.Confidential.Ground;
import se.malmo.meet.initiative.Submission.Details;
import se.malmo.meet.initiative.Submission.Sender;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;

/** Reads what is handed in, by the page's form or the API, into a submission that cannot be wrong. */
final class SubmissionReader {
  /** The choice in the form of somebody who asks for nobody but himself. */
  static final String PRIVATE = "private";
  static final int MOST_ATTACHMENTS = 3;
  static final int LONGEST_DETAILS = 10_000;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_FORM = 200;
  private static final Pattern NUMBER = Pattern.compile("(16)?\\d{6}[- ]?\\d{4}");
  private static final Pattern ID = Pattern.compile("[\\w.:-]{1,100}");
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

  private SubmissionReader() {}

  private record Body(String title, String text, SenderBody sender, String form, String mandate, ConfidentialBody confidential, List<String> without,
      List<String> with) {}

  private record SenderBody(String name, String sector, String kind, String organisation, String email, String organisationNumber) {}

  private record ConfidentialBody(String details, String ground) {}

  /**
   * Reads the API's body.
   *
   * @param matcher knows which competences there are
   * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
   * @throws se.malmo.meet.platform.Problem.TooLarge where the text is longer than can be read
   */
  static Submission parse(byte[] json, Matcher matcher) {
    Body body = Json.read(json, Body.class);
    Checks checks = new Checks();
    String title = checks.required("title", body.title(), Question.LONGEST_TITLE);
    String text = Question.text(checks, "text", body.text());
    Optional<Sender> sender = sender(checks, body.sender() == null ? new SenderBody(null, null, null, null, null, null) : body.sender());
    Optional<String> form = checks.optional("form", body.form(), LONGEST_FORM);
    Optional<Mandate> mandate = checks.oneOf("mandate", body.mandate(), Mandate::of, Mandate.codes());
    Optional<Confidential> confidential = Optional.ofNullable(body.confidential()).flatMap(one -> confidential(checks, one));
    Choices choices = Question.choices(checks, body.without(), body.with(), Optional.empty(), matcher);
    checks.done();
    return new Submission(title, text, sender.orElseThrow(), new Details(form, mandate, confidential, List.of(), List.of()), choices);
  }

  /** Empty where the sector cannot be read. */
  private static Optional<Sender> sender(Checks checks, SenderBody body) {
    String name = checks.required("sender.name", body.name(), LONGEST_NAME);
    String organisation = checks.required("sender.organisation", body.organisation(), LONGEST_NAME);
    if (isBlank(body.sector())) checks.fault("sender.sector", "problem.sector");
    Optional<Sector> sector = checks.oneOf("sender.sector", body.sector(), Sector::of, Stream.of(Sector.values()).map(Sector::code).toList());
    Optional<SenderKind> kind = checks.oneOf("sender.kind", body.kind(), SenderKind::of, SenderKind.codes());
    if (kind.isPresent() && sector.isPresent() && kind.get().sector() != sector.get()) checks.fault("sender.kind", "problem.kind", kind.get().sector().code());
    String email = email(checks, "sender.email", body.email());
    Optional<String> number = checks.optional("sender.organisationNumber", body.organisationNumber(), 20);
    if (number.isPresent() && !NUMBER.matcher(number.get()).matches()) checks.fault("sender.organisationNumber", "problem.number");
    return sector.map(one -> new Sender(name, kind.orElse(SenderKind.usual(one)), organisation, email, number));
  }

  private static Optional<Confidential> confidential(Checks checks, ConfidentialBody body) {
    String details = checks.required("confidential.details", body.details(), LONGEST_DETAILS);
    if (isBlank(body.ground())) checks.fault("confidential.ground", "problem.ground");
    return checks.oneOf("confidential.ground", body.ground(), Ground::of, Ground.codes()).map(ground -> new Confidential(details, ground));
  }

  /**
   * Reads the page's form; a title left out is made of the first words.
   *
   * @param choices as they were read of the same form
   */
  static Submission parse(MultiMap fields, Choices choices) {
    Checks checks = new Checks();
    String given = fields.get("text");
    String title = checks.optional("title", fields.get("title"), Question.LONGEST_TITLE).orElseGet(() -> Submission.titleOf(given == null ? "" : given));
    String text = Question.text(checks, "text", given);
    String name = checks.required("name", fields.get("name"), LONGEST_NAME);
    String organisation = checks.required("organisation", fields.get("organisation"), LONGEST_NAME);
    if (isBlank(fields.get("kind"))) checks.fault("kind", "problem.sector");
    Optional<SenderKind> kind = checks.oneOf("kind", fields.get("kind"), SenderKind::of, SenderKind.codes());
    String email = email(checks, "email", fields.get("email"));
    Details details = details(checks, fields);
    checks.done();
    return new Submission(title, text, new Sender(name, kind.orElseThrow(), organisation, email, Optional.empty()), details, choices);
  }

  private static Details details(Checks checks, MultiMap fields) {
    Optional<String> form = checks.optional("form", fields.get("form"), LONGEST_FORM);
    Optional<Mandate> mandate = checks.oneOf("mandate", fields.get("mandate"), Mandate::of, Mandate.codes());
    Optional<String> confidential = checks.optional("confidential", fields.get("confidential"), LONGEST_DETAILS);
    Optional<Ground> ground = checks.oneOf("ground", fields.get("ground"), Ground::of, Ground.codes());
    if (confidential.isPresent() && isBlank(fields.get("ground"))) checks.fault("ground", "problem.ground");
    return new Details(form, mandate, confidential.flatMap(details -> ground.map(why -> new Confidential(details, why))), attachments(fields), team(fields));
  }

  /** Ids of those in the team that the sender has put together; what can be none is left out. */
  static List<String> team(MultiMap fields) {
    return fields.getAll("team").stream().map(String::strip).filter(id -> ID.matcher(id).matches()).distinct().limit(IdeaForm.MOST_IN_TEAM).toList();
  }

  /** Keys of files taken in before; what is no key is left out. */
  static List<String> attachments(MultiMap fields) {
    return fields.getAll("attachment").stream().filter(key -> KEY.matcher(key).matches()).distinct().limit(MOST_ATTACHMENTS).toList();
  }

  private static boolean isBlank(String value) {
    return value == null || value.isBlank();
  }

  private static String email(Checks checks, String field, String value) {
    String email = checks.required(field, value, LONGEST_ADDRESS);
    if (!email.isEmpty()) checks.email(field, email);
    return email;
  }

  /** The names of the page's fields, in the order in which a person meets them. */
  static List<String> fieldOrder() {
    return List.of("text", "title", "name", "organisation", "kind", "email", "form", "mandate", "confidential", "ground", "files");
  }
}
