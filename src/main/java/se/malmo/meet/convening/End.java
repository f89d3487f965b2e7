package se.malmo.meet.convening;

/** One end of a pair that must not sit together: a guest, or a unit for all that come from it. */
public record End(String id, String nameSv, String nameEn, boolean isGuest) {
  public String name(String language) {
    return "en".equals(language) ? nameEn : nameSv;
  }
}
