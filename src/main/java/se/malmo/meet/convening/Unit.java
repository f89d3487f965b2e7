package se.malmo.meet.convening;

import java.util.Optional;
import se.malmo.meet.organisation.Sector;

/**
 * Where a guest comes from.
 *
 * @param id "" for one that the graph does not have
 * @param sector empty where an organisation has none; a förvaltning is public
 */
public record Unit(String id, String nameSv, String nameEn, boolean isForvaltning, Optional<Sector> sector) {
  static final Unit NONE = new Unit("", "", "", false, Optional.empty());

  public String name(String language) {
    return "en".equals(language) ? nameEn : nameSv;
  }

  public boolean isKnown() {
    return !id.isEmpty();
  }
}
