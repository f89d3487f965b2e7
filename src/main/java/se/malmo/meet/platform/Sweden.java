package se.malmo.meet.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** The days that the city counts in, wherever the server stands. */
public final class Sweden {
  public static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

  private Sweden() {}

  /** Today, by the clock. */
  public static LocalDate today(InstantSource clock) {
    return day(clock.instant());
  }

  /** The day of a moment. */
  public static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZONE);
  }
}
