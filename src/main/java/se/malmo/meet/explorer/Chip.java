package se.malmo.meet.explorer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.organisation.Sector;

/**
 * One thing that a question to the graph says, as it can be seen, changed and taken away.
 *
 * @param value of what may be said so: a kind, a sector, the id of a competence or of somebody, years, "ongoing" or "ended", "offers" or "seeks"
 */
record Chip(Part part, String value) {
  private static final int LONGEST = 200;

  /** What a chip is about. */
  enum Part {
    SHOW(Set.of("project", "organisation", "forvaltning", "alliance", "competence")),
    SECTOR(Set.of("business", "public", "academia", "civil-society")),
    THEME(Set.of()),
    WITH(Set.of()),
    YEARS(Set.of()),
    STATUS(Set.of("ongoing", "ended")),
    TIE(Set.of("offers", "seeks"));

    private final Set<String> values;

    Part(Set<String> values) {
      this.values = values;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** All that can be said, none where there is no end to it. */
    List<String> choices() {
      return values.stream().sorted().toList();
    }

    private boolean allows(String value) {
      return switch (this) {
        case SHOW, STATUS, TIE -> values.contains(value);
        case SECTOR -> Sector.of(value).isPresent();
        case YEARS -> Years.of(value).filter(years -> !years.isAll()).isPresent();
        case THEME, WITH -> !value.isBlank() && value.length() <= LONGEST && value.indexOf('\0') < 0;
      };
    }
  }

  /** Reads "theme:aterbruk"; nothing for what no chip can be. */
  static Optional<Chip> of(String written) {
    int colon = written.indexOf(':');
    if (colon < 0) return Optional.empty();
    for (Part part : Part.values()) {
      String value = written.substring(colon + 1);
      if (part.code().equals(written.substring(0, colon)) && part.allows(value)) return Optional.of(new Chip(part, value));
    }
    return Optional.empty();
  }

  /** As it stands in an address: "theme:aterbruk". */
  String written() {
    return part.code() + ":" + value;
  }
}
