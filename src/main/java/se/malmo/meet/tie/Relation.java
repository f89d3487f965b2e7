package se.malmo.meet.tie;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How whoever declares a tie hangs together with the other, as they say it themselves; two that say the same from either end are one tie. */
public enum Relation {
  COOPERATES("cooperates", false),
  SUPPLIES("supplies", false),
  SUPPLIED("supplies", true),
  OWNS("owns", false),
  OWNED("owns", true),
  BELONGS("belongs", false),
  HOLDS("belongs", true);

  private final String kind;
  private final boolean isTurned;

  Relation(String kind, boolean isTurned) {
    this.kind = kind;
    this.isTurned = isTurned;
  }

  /** Its name in forms and message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the graph calls it, read from the one end to the other: "owns". */
  public String kind() {
    return kind;
  }

  static Optional<Relation> of(String code) {
    return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
  }

  /** Whether the tie begins with the other; one that has no direction begins with the lower id, whoever says it. */
  boolean beginsWithOther(String own, String other) {
    return this == COOPERATES ? own.compareTo(other) > 0 : isTurned;
  }
}
