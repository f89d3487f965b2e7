package se.malmo.meet.initiative;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an initiative is judged by, the most important first. */
public enum Criterion {
  /** The city and business do it together. */
  COLLABORATION,
  /** Social sustainability. */
  SOCIAL,
  /** Business develops. */
  GROWTH,
  /** The city has the mandate (rådighet). */
  MANDATE,
  /** The sender's own commitment. */
  COMMITMENT;

  /** Its name in message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Criterion> of(String code) {
    return Stream.of(values()).filter(criterion -> criterion.code().equals(code)).findFirst();
  }
}
