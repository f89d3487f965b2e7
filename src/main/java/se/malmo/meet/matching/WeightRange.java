package se.malmo.meet.matching;

import java.util.Map;

/**
 * Within which bounds people may set a weight: wide enough for any sensible trial, narrow enough that no suggestion loses its meaning. A part of something
 * lies between nothing and the whole, a power stays gentle, and what is divided by is more than nothing.
 */
public record WeightRange(double least, double most) {
  private static final WeightRange PART = new WeightRange(0, 1);
  private static final WeightRange AGAINST_THE_SAME = new WeightRange(0, 2);
  private static final WeightRange POINTS = new WeightRange(0, 10);
  private static final WeightRange POWER = new WeightRange(0, 5);
  private static final WeightRange THRESHOLD = new WeightRange(0.1, 50);

  private static final Map<String, WeightRange> ALL = Map.ofEntries(
      Map.entry("saturation", new WeightRange(0.1, 10)), Map.entry("lengthPenalty", PART), Map.entry("rarity", POWER), Map.entry("repetition", AGAINST_THE_SAME),
      Map.entry("compoundPart", PART), Map.entry("beginning", PART), Map.entry("pair", AGAINST_THE_SAME), Map.entry("notName", AGAINST_THE_SAME), Map.entry("word", POINTS),
      Map.entry("translated", AGAINST_THE_SAME), Map.entry("translatedPart", PART), Map.entry("translationSharpness", POWER), Map.entry("concept", AGAINST_THE_SAME),
      Map.entry("competence", POINTS), Map.entry("seeks", AGAINST_THE_SAME), Map.entry("mentions", AGAINST_THE_SAME), Map.entry("theme", AGAINST_THE_SAME), Map.entry("broader", PART),
      Map.entry("related", PART), Map.entry("keyword", AGAINST_THE_SAME), Map.entry("edgeRarity", POWER), Map.entry("stale", PART),
      Map.entry("hint", AGAINST_THE_SAME), Map.entry("fullHint", new WeightRange(0.1, 10)), Map.entry("leastHint", POINTS), Map.entry("hintedPart", PART), Map.entry("hintNotName", AGAINST_THE_SAME),
      Map.entry("vote", new WeightRange(0, 10_000)), Map.entry("voteSharpness", new WeightRange(0.5, 10)), Map.entry("participant", AGAINST_THE_SAME), Map.entry("leastAlike", PART),
      Map.entry("alike", PART), Map.entry("moved", new WeightRange(0, 100_000)), Map.entry("mandate", POINTS), Map.entry("nearMandate", PART),
      Map.entry("high", THRESHOLD), Map.entry("possible", THRESHOLD), Map.entry("uncertain", THRESHOLD));

  /**
   * Of a weight by its name.
   *
   * @throws IllegalArgumentException where there is no weight of that name
   */
  public static WeightRange of(String name) {
    WeightRange range = ALL.get(name);
    if (range == null) throw new IllegalArgumentException("There is no weight called " + name + ".");
    return range;
  }

  /** Not a number is in none. */
  public boolean holds(double value) {
    return value >= least && value <= most;
  }
}
