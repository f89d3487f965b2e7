package se.malmo.meet.web;

import java.util.Optional;

/**
 * Who asks, where a route wants to know.
 *
 * @param forvaltning whose matters it is about, for an ambassador
 */
public record Caller(Role role, Optional<String> forvaltning) {

  /** Tells who has a bearer token. */
  @FunctionalInterface
  public interface Tokens {
    /** Nobody where the token is made up, spoilt or too old. */
    Optional<Caller> holder(String token);
  }
}
