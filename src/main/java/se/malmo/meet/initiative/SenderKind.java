package se.malmo.meet.initiative;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.organisation.Sector;

/** Who can hand an initiative in; a private person is shown to another way in, and is none of these. */
public enum SenderKind {
  BUSINESS(Sector.BUSINESS),
  TRADE_BODY(Sector.BUSINESS),
  CITY_UNIT(Sector.PUBLIC),
  AUTHORITY(Sector.PUBLIC),
  ACADEMIA(Sector.ACADEMIA),
  CIVIL_SOCIETY(Sector.CIVIL_SOCIETY);

  private final Sector sector;

  SenderKind(Sector sector) {
    this.sector = sector;
  }

  public Sector sector() {
    return sector;
  }

  /** Its name in the form, the graph and message keys: "trade-body". */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<SenderKind> of(String code) {
    return Stream.of(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /** What a sender counts as of whom only the sector is known. */
  static SenderKind usual(Sector sector) {
    return switch (sector) {
      case BUSINESS -> BUSINESS;
      case PUBLIC -> AUTHORITY;
      case ACADEMIA -> ACADEMIA;
      case CIVIL_SOCIETY -> CIVIL_SOCIETY;
    };
  }

  static List<String> codes() {
    return Stream.of(values()).map(SenderKind::code).toList();
  }
}
