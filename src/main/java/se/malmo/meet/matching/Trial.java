package se.malmo.meet.matching;

import java.util.List;

/**
 * What other weights would do to cases that have been.
 *
 * @param cases how many were ranked by both
 * @param kept those of them whose answer was kept when they came in; the others were imported
 * @param isCutShort whether the time was up before all were ranked
 * @param moved those where anybody stands elsewhere among the first ten
 */
public record Trial(int cases, int kept, boolean isCutShort, List<Moved> moved, Effect partners, Effect forvaltningar) {

  /** A case where somebody moves. */
  public record Moved(String reference, String title, List<Move> partners, List<Move> forvaltningar) {}

  /**
   * Somebody who moves.
   *
   * @param from place among the first ten, 0 where it is not among them
   * @param to the same, by the other weights
   */
  public record Move(String id, String name, String nameEn, int from, int to) {}

  /**
   * What it comes to for one kind.
   *
   * @param first cases where another stands first
   * @param three cases where others, or the same in another order, are the first three
   * @param before how high those stood whom people found right
   * @param better judged cases where the right one stands higher than before
   * @param worse judged cases where it stands lower
   */
  public record Effect(int first, int three, HitRate before, HitRate after, int better, int worse) {}
}
