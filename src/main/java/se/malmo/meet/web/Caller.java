package se.malmo.meet.web;

import java.util.Optional;
import java.util.Set;

/**
 * Who asks, where a route wants to know.
 *
 * @param account the id of the account
 * @param name of the person as others read it, "" for a machine
 * @param forvaltningar whose matters it is about, for an ambassador
 * @param isReader whether the token may only read
 */
public record Caller(Role role, String account, String name, Set<String> forvaltningar, boolean isReader) {

  public Caller {
    forvaltningar = Set.copyOf(forvaltningar);
  }

  /** One who may do all that the role may. */
  public Caller(Role role, String account, String name, Set<String> forvaltningar) {
    this(role, account, name, forvaltningar, false);
  }

  /** One without an account yet: for whom a token is made. */
  public Caller(Role role, Optional<String> forvaltning) {
    this(role, "", "", forvaltning.map(Set::of).orElse(Set.of()));
  }

  /** The same, who may only read. */
  public Caller reading() {
    return new Caller(role, account, name, forvaltningar, true);
  }

  /** The only förvaltningar whose matters they see; none at all for an ambassador without one, empty for those who see all. */
  public Optional<Set<String>> limit() {
    return role == Role.AMBASSADOR ? Optional.of(forvaltningar) : Optional.empty();
  }

  /** Tells who has a bearer token. */
  @FunctionalInterface
  public interface Tokens {
    /** Nobody where the token is made up, spoilt or too old. */
    Optional<Caller> holder(String token);
  }
}
