package se.malmo.meet.organisation;

import java.util.Optional;
import java.util.stream.Stream;

/** The four sectors that partners come from. */
public enum Sector {
  BUSINESS("business"),
  PUBLIC("public"),
  ACADEMIA("academia"),
  CIVIL_SOCIETY("civil-society");

  private final String code;

  Sector(String code) {
    this.code = code;
  }

  /** Its name in the graph, the API and message keys. */
  public String code() {
    return code;
  }

  public static Optional<Sector> of(String code) {
    return Stream.of(values()).filter(sector -> sector.code.equals(code)).findFirst();
  }
}
