package se.malmo.meet.explorer;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * An edge of the graph that everybody may see.
 *
 * @param type as the graph calls it, "PARTICIPATES_IN"
 * @param role of a participant, of a declared tie what kind it is; "" for none
 * @param since the day it was made; that of the initiative where the edge itself does not say
 * @param source where it comes from
 * @param strength as the graph weighs it, 1 where it does not
 * @param isConfirmed false where only one of the two has told of it
 */
public record Tie(String from, String to, String type, String role, Optional<LocalDate> since, Optional<String> source, double strength, boolean isConfirmed) {

  /** What the API calls its kind: "participates-in"; of a declared tie what was declared, "owns". */
  public String kindCode() {
    if (type.equals("TIED_TO")) return role;
    return type.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The end that is not this one. */
  public String other(String id) {
    return from.equals(id) ? to : from;
  }

  /** The end that its line begins at: two dashed lines between the same would else fill each other's gaps. */
  String drawnFrom() {
    return from.compareTo(to) <= 0 ? from : to;
  }

  public boolean touches(String id) {
    return from.equals(id) || to.equals(id);
  }

  /** What it says from one end to the other, a message key: what is at "from" comes first. */
  public String saying() {
    boolean hasRole = type.equals("PARTICIPATES_IN") && !role.isEmpty();
    return "graph.tie." + (hasRole ? role : kindCode());
  }
}
