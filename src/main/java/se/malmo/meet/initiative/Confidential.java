package se.malmo.meet.initiative;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a sender asks the city to keep secret. Stored apart from the initiative; never indexed, matched, exported, fed or logged.
 *
 * @param details what must not be spread
 * @param ground why, by the sender's own claim: the city decides when somebody asks for it
 */
public record Confidential(String details, Ground ground) {

  /** The grounds of the law on publicity and secrecy (OSL 2009:400) that a sender is most likely to have. */
  public enum Ground {
    /** Business or operating conditions, inventions, research results: chapter 31, section 16. */
    TRADE_SECRET,
    /** A person's health or other private matters: chapter 21, section 1. */
    PERSON,
    /** Security measures of buildings, information or transports: chapter 18, section 8. */
    SECURITY,
    /** A public procurement that is not concluded: chapter 19, section 3. */
    PROCUREMENT,
    /** Another ground, or none that the sender can name. */
    UNSURE;

    /** Its name in the form, the graph and message keys. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Ground> of(String code) {
      return Stream.of(values()).filter(ground -> ground.code().equals(code)).findFirst();
    }

    static List<String> codes() {
      return Stream.of(values()).map(Ground::code).toList();
    }
  }

  @Override
  public String toString() {
    return "confidential details, claimed ground " + ground.code();
  }
}
