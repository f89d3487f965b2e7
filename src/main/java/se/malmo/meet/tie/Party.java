package se.malmo.meet.tie;

/**
 * An organisation or förvaltning that a tie is between.
 *
 * @param told the beginning of what it says of itself, to tell it from others of its name
 */
public record Party(String id, String nameSv, String nameEn, boolean isForvaltning, String told) {
  public String name(String language) {
    return "en".equals(language) ? nameEn : nameSv;
  }
}
