package se.malmo.meet.convening;

import java.util.Locale;

/** What a table plan keeps to, the weightiest first. */
enum Rule {
  /** Two who must not sit together do not. */
  APART,
  /** Somebody from at least three sectors. */
  SECTORS,
  /** Somebody from a förvaltning, which decides about something. */
  MANDATE,
  /** Nobody sits with their own organisation. */
  OWN,
  /** A table is for at least four. */
  FEW,
  /** Tables differ by one person at most. */
  EVEN,
  /** Nobody has to bring a chair. */
  FULL;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
