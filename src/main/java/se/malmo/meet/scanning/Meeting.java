package se.malmo.meet.scanning;

import java.time.LocalDate;

/**
 * A meeting in person, as evidence that two hang together. That they do, and since when, everybody may see; who noted it and what they say of it only those who
 * handle cases.
 *
 * @param remark what whoever noted it says, "" for nothing
 * @param by the account that noted it
 * @param who the name of that account, "" where it has none any more
 */
public record Meeting(String id, Party one, Party other, LocalDate day, String remark, String by, String who) {

  /** One of those that met. */
  public record Party(String id, String nameSv, String nameEn, boolean isForvaltning) {
    public String name(String language) {
      return "en".equals(language) ? nameEn : nameSv;
    }
  }
}
