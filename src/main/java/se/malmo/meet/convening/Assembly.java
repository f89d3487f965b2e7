package se.malmo.meet.convening;

import java.time.LocalDate;
import java.util.List;

/**
 * A large meeting (stormöte), at which people of all sectors sit down at tables.
 *
 * @param themes competences that it is about, by id
 * @param tableSize how many a table takes
 * @param version counts how often its particulars have been changed
 * @param planVersion counts how often its tables have been
 */
public record Assembly(String id, String titleSv, String titleEn, LocalDate day, String place, List<String> themes, int tableSize, int version, int planVersion, Tally tally) {

  /**
   * What is counted and kept when its guests are forgotten.
   *
   * @param here how many are checked in now
   * @param came how many were at most
   * @param tables of the last plan, 0 for none
   * @param ties new ties across sectors that the last plan brings
   * @param byChance how many there would be if everybody sat down at random: the mean of 100 draws
   */
  public record Tally(int guests, int here, int came, int tables, int ties, double byChance, int ideas) {}

  public String title(String language) {
    return "en".equals(language) ? titleEn : titleSv;
  }

  /** Whether there is a table plan. */
  public boolean isPlanned() {
    return tally.tables() > 0;
  }
}
