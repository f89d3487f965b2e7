package se.malmo.meet.matching;

/** What the rarity of a word weighs, worked out once for each number of profiles that may have it. */
final class Rarities {
  private final Statistics statistics;
  private final double[] byFrequency;

  Rarities(Statistics statistics, double power) {
    this.statistics = statistics;
    byFrequency = new double[statistics.profiles() + 1];
    for (int frequency = 0; frequency < byFrequency.length; frequency++) byFrequency[frequency] = Math.pow(statistics.rarityAmong(frequency), power);
  }

  /** That of a word by its number, negative for one that nobody has. */
  double of(int word) {
    return byFrequency[Math.min(statistics.frequency(word), byFrequency.length - 1)];
  }
}
