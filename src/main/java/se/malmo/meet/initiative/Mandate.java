package se.malmo.meet.initiative;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the city can decide the matter (rådighet), as its sender sees it. */
public enum Mandate {
  YES,
  NO,
  UNSURE;

  /** Its name in the form, the graph and message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Mandate> of(String code) {
    return Stream.of(values()).filter(mandate -> mandate.code().equals(code)).findFirst();
  }

  static List<String> codes() {
    return Stream.of(values()).map(Mandate::code).toList();
  }
}
