package se.malmo.meet.convening;

import java.util.List;

/**
 * A pair that must not sit at one table.
 *
 * @param one a guest, or a unit for all that come from it, by id
 * @param oneName what they are called in Swedish and English
 */
public record NoGo(String id, String one, String other, List<String> oneName, List<String> otherName, String reason) {
  public String one(String language) {
    return oneName.get("en".equals(language) ? 1 : 0);
  }

  public String other(String language) {
    return otherName.get("en".equals(language) ? 1 : 0);
  }

  /** Whether this end means the guest. */
  static boolean means(String end, Guest guest) {
    return end.equals(guest.id()) || end.equals(guest.unit().id());
  }
}
