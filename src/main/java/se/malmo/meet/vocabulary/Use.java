package se.malmo.meet.vocabulary;

/** How many organisations offer and seek a competence. */
public record Use(long offers, long seeks) {
  public static final Use NONE = new Use(0, 0);
}
