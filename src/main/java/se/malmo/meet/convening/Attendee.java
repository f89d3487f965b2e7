package se.malmo.meet.convening;

import java.util.Set;
import se.malmo.meet.organisation.Sector;

/**
 * Somebody to be seated.
 *
 * @param unit the organisation or förvaltning that they come from, by id; "" where the graph has none
 * @param hasMandate whether they come from a förvaltning, which decides about something
 * @param themes those of the meeting's themes that the unit offers or decides about
 * @param table the table that they have, 0 for none
 * @param isLocked whether they stay there
 */
record Attendee(String id, String unit, Sector sector, boolean hasMandate, Set<String> themes, int table, boolean isLocked) {

  Attendee {
    themes = Set.copyOf(themes);
  }

  /** The same at another table. */
  Attendee at(int other) {
    return new Attendee(id, unit, sector, hasMandate, themes, other, isLocked);
  }
}
