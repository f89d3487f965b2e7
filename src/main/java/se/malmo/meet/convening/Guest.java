package se.malmo.meet.convening;

import se.malmo.meet.organisation.Sector;

/**
 * Somebody who comes to a large meeting. A name and where they come from is all that is kept of them, and not for long.
 *
 * @param isHere whether they are checked in
 * @param table the table that they have, 0 for none
 * @param isLocked whether a new plan leaves them there
 */
public record Guest(String id, String name, Unit unit, Sector sector, boolean isHere, int table, boolean isLocked) {}
