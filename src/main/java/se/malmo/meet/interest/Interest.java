package se.malmo.meet.interest;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.malmo.meet.platform.Checks;

/** Somebody who wants to join a project: how to reach them, for those who run it; never shown to the public. */
public record Interest(String name, String email, Optional<String> organisation, Optional<String> message) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_MESSAGE = 2_000;

  /**
   * Reads the form.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
   */
  static Interest parse(MultiMap fields) {
    Checks checks = new Checks();
    String name = checks.required("name", fields.get("name"), LONGEST_NAME);
    String email = checks.required("email", fields.get("email"), LONGEST_ADDRESS);
    if (!email.isEmpty()) checks.email("email", email);
    Optional<String> organisation = checks.optional("organisation", fields.get("organisation"), LONGEST_NAME);
    Optional<String> message = checks.optional("message", fields.get("message"), LONGEST_MESSAGE);
    checks.done();
    return new Interest(name, email, organisation, message);
  }

  /** Two notes of the same words from the same address are one. */
  String sameness() {
    return email.toLowerCase(Locale.ROOT) + "\n" + message.orElse("");
  }

  /** The names of the fields, in the order in which a person meets them. */
  static List<String> fieldOrder() {
    return List.of("name", "organisation", "email", "message");
  }

  @Override
  public String toString() {
    return "an interest";
  }
}
