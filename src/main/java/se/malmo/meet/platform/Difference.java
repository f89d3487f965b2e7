package se.malmo.meet.platform;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What taking a row in would do.
 *
 * @param fields that would change, in order, where it would
 */
public record Difference(What what, List<String> fields) {

  /** Whether there is such a thing already, and whether it may be changed. */
  public enum What {
    ADDED,
    CHANGED,
    UNCHANGED,
    /** It is there, and people keep it: no file changes it. */
    LEFT;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final Difference ADDED = new Difference(What.ADDED, List.of());
  public static final Difference UNCHANGED = new Difference(What.UNCHANGED, List.of());
  public static final Difference LEFT = new Difference(What.LEFT, List.of());

  /** Whether something is written. */
  public static boolean isWritten(Difference difference) {
    return difference.what() == What.ADDED || difference.what() == What.CHANGED;
  }

  /**
   * What is between two states of the same thing.
   *
   * @param before fields by name
   * @param after fields by name; only these are compared
   */
  public static Difference between(Map<String, ?> before, Map<String, ?> after) {
    List<String> fields = new TreeMap<String, Object>(after).keySet().stream().filter(field -> !Objects.equals(before.get(field), after.get(field))).toList();
    return fields.isEmpty() ? UNCHANGED : new Difference(What.CHANGED, fields);
  }
}
