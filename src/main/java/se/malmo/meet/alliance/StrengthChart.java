package se.malmo.meet.alliance;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The strength of a group year by year as bars; lengths are units of a picture 130 high. */
public record StrengthChart(int width, List<Bar> bars) {
  private static final int STEP = 46;
  private static final int FOOT = 106;
  private static final int HIGHEST = 84;

  /** The bar of one year. */
  public record Bar(int year, double strength, int x, int y, int height) {}

  public static StrengthChart of(Strength strength) {
    double best = Math.max(1e-9, strength.best());
    List<Bar> bars = IntStream.range(0, strength.years().size()).mapToObj(i -> bar(i, strength.years().get(i), best)).toList();
    return new StrengthChart(Math.max(1, bars.size()) * STEP, bars);
  }

  private static Bar bar(int place, Strength.Year year, double best) {
    int height = (int) Math.round(HIGHEST * year.strength() / best);
    return new Bar(year.year(), year.strength(), place * STEP + (STEP - 30) / 2, FOOT - height, height);
  }

  public String number(double strength, Locale locale) {
    return String.format(locale, "%.1f", strength);
  }
}
