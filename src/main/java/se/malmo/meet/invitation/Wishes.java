package se.malmo.meet.invitation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How an organisation wants to be found and asked.
 *
 * @param aWeek invitations in seven days at most, 0 to {@value #MOST_A_WEEK}; 0 for none
 * @param capacity initiatives at once at most, 0 to {@value #MOST_CAPACITY}; empty where it has not said
 * @param pausedUntil the day before which it is not suggested
 * @param avoids the competences that it never wants to be suggested for
 * @param confirmed when those who speak for it last said that the profile holds
 * @param isStale whether that is more than a year ago, so that its offers count less
 */
public record Wishes(int aWeek, Optional<Integer> capacity, Optional<LocalDate> pausedUntil, List<Avoided> avoids, Optional<LocalDate> confirmed, boolean isStale) {
  static final int USUAL_A_WEEK = 3;
  static final int MOST_A_WEEK = 20;
  static final int MOST_CAPACITY = 50;

  /** A competence that somebody does not want to be asked about. */
  public record Avoided(String competence, String labelSv, String labelEn) {
    public String label(String language) {
      return "en".equals(language) ? labelEn : labelSv;
    }
  }
}
