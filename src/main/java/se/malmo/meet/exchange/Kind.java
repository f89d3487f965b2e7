package se.malmo.meet.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.malmo.meet.web.Role;

/** What a file brings in. */
public enum Kind {
  ORGANISATIONS,
  INITIATIVES,
  AMBASSADORS,
  REGISTER;

  /** Its name in the graph, on the command line and in message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Kind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /** Whether a role may bring it in: ambassadors come with accounts, which administrators keep. */
  public boolean isFor(Role role) {
    return role == Role.ADMINISTRATOR || role == Role.COORDINATOR && this != AMBASSADORS;
  }

  /** Those that a role may bring in. */
  public static List<Kind> of(Role role) {
    return Arrays.stream(values()).filter(kind -> kind.isFor(role)).toList();
  }
}
