package se.malmo.meet.web;

import java.util.Arrays;
import java.util.Optional;

/** What an account may do. */
public enum Role {
  MEMBER,
  AMBASSADOR,
  COORDINATOR,
  ADMINISTRATOR,
  AUDITOR,
  /** A machine. */
  INTEGRATOR;

  /** As in the API and the graph: "coordinator". */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public static Optional<Role> of(String code) {
    return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
  }
}
