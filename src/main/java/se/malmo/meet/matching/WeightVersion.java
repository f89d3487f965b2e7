package se.malmo.meet.matching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The weights as people once set them: every number, not only those that were changed, so that a version says the same in a later program.
 *
 * @param number 1 for the first that people set; 0 is what the program has
 * @param name of who set them
 * @param back the version whose numbers these are again
 */
public record WeightVersion(int number, Instant at, String name, String why, OptionalInt back, Weights weights) {
  /** The type of the event that tells of a new one. */
  public static final String CHANGED = "weights.changed";

  /** One number that differs. */
  public record Change(String name, double from, double to) {}

  /** What is not as it is in others, by name. */
  public static List<Change> changes(Weights before, Weights after) {
    Map<String, Double> now = new TreeMap<>(after.numbers());
    List<Change> changes = new ArrayList<>();
    before.numbers().forEach((name, value) -> {
      if (!now.get(name).equals(value)) changes.add(new Change(name, value, now.get(name)));
    });
    return changes;
  }
}
