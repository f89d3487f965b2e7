package se.malmo.meet.alliance;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How strong a group is: the sum of what its members did together, each counting 1 on its day and half as much for every {@link #HALF_LIFE_YEARS}
 * years since.
 *
 * @param years the strength at the end of each year since the first, the last of them today
 */
public record Strength(List<Year> years) {
  public static final int HALF_LIFE_YEARS = 2;
  private static final double DAYS_A_YEAR = 365.25;
  private static final int MOST_YEARS = 12;
  /** A group is at risk when no more than this part of its best is left. */
  private static final double AT_RISK = 0.5;

  /** The strength at the end of a year. */
  public record Year(int year, double strength) {}

  static Strength of(Collection<Activity> activities, LocalDate today) {
    int first = activities.stream().mapToInt(activity -> activity.day().getYear()).min().orElse(today.getYear());
    List<Year> years = new ArrayList<>();
    for (int year = Math.max(first, today.getYear() - MOST_YEARS + 1); year <= today.getYear(); year++) {
      LocalDate end = year == today.getYear() ? today : LocalDate.of(year, 12, 31);
      years.add(new Year(year, at(end, activities)));
    }
    return new Strength(List.copyOf(years));
  }

  /** Σ 0.5^(age in years / half-life) over what had been done by that day. */
  static double at(LocalDate day, Collection<Activity> activities) {
    return activities.stream().map(Activity::day).filter(done -> !done.isAfter(day))
        .mapToDouble(done -> Math.pow(0.5, ChronoUnit.DAYS.between(done, day) / DAYS_A_YEAR / HALF_LIFE_YEARS)).sum();
  }

  public double now() {
    return years.isEmpty() ? 0 : years.getLast().strength();
  }

  public double best() {
    return years.stream().mapToDouble(Year::strength).max().orElse(0);
  }

  /** Whether it has lost half of what it was at its best, or more. */
  public boolean isAtRisk() {
    return best() > 0 && now() <= AT_RISK * best();
  }
}
