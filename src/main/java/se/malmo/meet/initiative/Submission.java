package se.malmo.meet.initiative;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;

/**
 * An initiative as its sender hands it in.
 *
 * @param form the form of collaboration that the sender has in mind
 */
public record Submission(String title, String text, Sender sender, Optional<String> form) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_FORM = 200;
  /** One @, no space, a domain with a dot: whether it is right only a mail can tell. */
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]+\\.[^\\s@<>,;\".]{2,}");
  private static final Pattern NUMBER = Pattern.compile("(16)?\\d{6}[- ]?\\d{4}");
  private static final int MADE_TITLE = 80;

  /** Who asks, and how to answer; never shown to the public. */
  public record Sender(String name, Sector sector, String organisation, String email, Optional<String> organisationNumber) {
    @Override
    public String toString() {
      return "a sender from " + sector.code();
    }
  }

  private record Body(String title, String text, SenderBody sender, String form) {}

  private record SenderBody(String name, String sector, String organisation, String email, String organisationNumber) {}

  /**
   * Reads the API's body.
   *
   * @throws Problem.Invalid naming every field at fault
   * @throws Problem.TooLarge where the text is longer than can be read
   */
  static Submission parse(byte[] json) {
    Body body = Json.read(json, Body.class);
    SenderBody sender = body.sender() == null ? new SenderBody(null, null, null, null, null) : body.sender();
    Checks checks = new Checks();
    return checked(checks, "sender.", checks.required("title", body.title(), Question.LONGEST_TITLE), body.text(), sender, body.form());
  }

  /** Reads the page's form; a title left out is made of the first words. */
  static Submission parse(MultiMap fields) {
    SenderBody sender = new SenderBody(fields.get("name"), fields.get("sector"), fields.get("organisation"), fields.get("email"), null);
    String text = fields.get("text");
    Checks checks = new Checks();
    String title = checks.optional("title", fields.get("title"), Question.LONGEST_TITLE).orElseGet(() -> titleOf(text == null ? "" : text));
    return checked(checks, "", title, text, sender, fields.get("form"));
  }

  private static Submission checked(Checks checks, String prefix, String title, String text, SenderBody body, String form) {
    String read = Question.text(checks, "text", text);
    String name = checks.required(prefix + "name", body.name(), LONGEST_NAME);
    String organisation = checks.required(prefix + "organisation", body.organisation(), LONGEST_NAME);
    if (body.sector() == null || body.sector().isBlank()) checks.fault(prefix + "sector", "problem.sector");
    Optional<Sector> sector = checks.oneOf(prefix + "sector", body.sector(), Sector::of, Stream.of(Sector.values()).map(Sector::code).toList());
    String email = checks.required(prefix + "email", body.email(), LONGEST_ADDRESS);
    if (!email.isEmpty() && !ADDRESS.matcher(email).matches()) checks.fault(prefix + "email", "problem.email");
    Optional<String> number = checks.optional(prefix + "organisationNumber", body.organisationNumber(), 20);
    if (number.isPresent() && !NUMBER.matcher(number.get()).matches()) checks.fault(prefix + "organisationNumber", "problem.number");
    Optional<String> collaboration = checks.optional("form", form, LONGEST_FORM);
    checks.done();
    return new Submission(title, read, new Sender(name, sector.orElseThrow(), organisation, email, number), collaboration);
  }

  /** The first sentence, or as much of it as makes a title, cut between words. */
  static String titleOf(String text) {
    String line = Stream.of(text.strip().split("(?<=[.!?])\\s|\\R")).findFirst().orElse("").strip().replaceAll("[.]$", "");
    if (line.length() <= MADE_TITLE) return line;
    int space = line.lastIndexOf(' ', MADE_TITLE);
    return line.substring(0, space < MADE_TITLE / 2 ? MADE_TITLE : space) + " …";
  }

  /** The names of the page's fields, in the order in which a person meets them. */
  static List<String> fieldOrder() {
    return List.of("text", "title", "name", "organisation", "sector", "email", "form");
  }
}
