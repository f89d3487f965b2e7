package se.malmo.meet.convening;

import java.util.List;
import java.util.Optional;

/**
 * The tables as a page shows them.
 *
 * @param brings new ties beside those by chance, in words; "" before there is a plan
 * @param more how that is more than by chance
 * @param breaches rules that do not hold, with the reason
 * @param isBest whether that is for want of people alone, so that no other seating would mend it
 * @param late how many are here and have no table
 * @param moving whom the reader is about to move
 */
public record TablesView(List<TableView> tables, String brings, String more, List<String> breaches, boolean isBest, List<Seat> late, Optional<Moving> moving) {

  /** Somebody at a table. */
  public record Seat(String id, String name, String from, boolean isLocked) {}

  /**
   * A table.
   *
   * @param brings what it brings, in words
   * @param themes what of the meeting's themes somebody here knows, in words; "" for none
   * @param lacks rules that do not hold here, in words
   */
  public record TableView(int number, String brings, String themes, String lacks, List<Seat> seats) {}

  /** Somebody who may get another table, with what each would change. */
  public record Moving(String id, String name, int table, List<Effect> effects) {}

  /**
   * What one table would change.
   *
   * @param ties how many more new ties there would be in all
   * @param said the same in words
   * @param rules rules that would be broken or held then, in words; "" for none
   */
  public record Effect(int table, int size, int ties, String said, String rules) {}

  public boolean isPlanned() {
    return !tables.isEmpty();
  }
}
