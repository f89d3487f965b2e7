package se.malmo.meet.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.malmo.meet.language.Language;

/**
 * Anyone who can be a partner, as the public sees it.
 *
 * @param offers what it offers, in its own words
 * @param seeks what it seeks, in its own words
 * @param claimed false where nobody of the organisation has confirmed it yet
 * @param closedOn the day since when those who speak for it want no part in anything new
 */
public record Organisation(String id, String name, Optional<Sector> sector, Language language, String description, List<String> offers, List<String> seeks,
    List<String> roles, Optional<String> website, boolean claimed, Optional<LocalDate> closedOn) {
  public boolean isClosed() {
    return closedOn.isPresent();
  }


  /** A name as it is compared: small letters, single spaces. */
  public static String nameKey(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }
}
