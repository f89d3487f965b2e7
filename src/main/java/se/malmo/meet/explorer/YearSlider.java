package se.malmo.meet.explorer;

/**
 * The slider over years: each thumb a year, its ends standing for no beginning and no end.
 *
 * @param first the year of the left end, which means "from the beginning"
 * @param last the year of the right end, which means "until now"
 * @param from where the left thumb stands
 * @param to where the right one does
 */
public record YearSlider(int first, int last, int from, int to) {
  /** So far back the slider goes, further where an address does; older years have the two fields. */
  private static final int SPAN = 15;

  static YearSlider of(Years years, int now) {
    int first = Math.min(now - SPAN, years.hasBeginning() ? years.from() - 1 : now);
    int last = Math.max(now, years.hasEnd() ? years.to() + 1 : now);
    return new YearSlider(first, last, years.hasBeginning() ? years.from() : first, years.hasEnd() ? years.to() : last);
  }
}
