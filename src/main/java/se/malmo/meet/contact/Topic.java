package se.malmo.meet.contact;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a letter is about. */
public enum Topic {
  /** Something that cannot be used by everybody. */
  ACCESSIBILITY,
  /** An organisation that does not want to be shown or suggested. */
  OPT_OUT,
  /** What is kept about a person. */
  PERSONAL_DATA,
  OTHER;

  /** Its name in addresses, the graph and message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Topic> of(String code) {
    return Stream.of(values()).filter(topic -> topic.code().equals(code)).findFirst();
  }
}
