package se.malmo.meet.membership;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Checks;

/** Reads who is to be asked to speak for an organisation. */
final class PersonReader {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_ADDRESS = 254;
  private static final List<String> THEN = List.of("stay", "leave");

  private PersonReader() {}

  /**
   * What somebody has given, each with the name of its field.
   *
   * @param then what the one who asks does when another takes over: stay or leave
   */
  record Given(String nameField, String name, String emailField, String email, boolean takesOver, String then) {
    /** Never their address: it is a person's. */
    @Override
    public String toString() {
      return "somebody";
    }
  }

  /**
   * Checks it.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
   */
  static People.Asking read(Given given) {
    Checks checks = new Checks();
    String name = checks.required(given.nameField(), given.name(), LONGEST_NAME);
    String email = checks.required(given.emailField(), given.email(), LONGEST_ADDRESS);
    if (!email.isEmpty()) checks.email(given.emailField(), email);
    String then = Optional.ofNullable(given.then()).orElse("");
    if (given.takesOver() && !THEN.contains(then)) checks.fault("then", "problem.choose");
    checks.done();
    return new People.Asking(name, email, given.takesOver(), given.takesOver() && then.equals("leave"));
  }
}
