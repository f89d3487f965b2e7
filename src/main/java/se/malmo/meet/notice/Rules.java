package se.malmo.meet.notice;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody who handles cases wants to hear of by mail, and when.
 *
 * @param language of the mails, "sv" or "en"
 */
public record Rules(String language, Map<Matter, When> whens) {
  /** What one can be told of. */
  public enum Matter {
    /** A case has become one's own. */
    ASSIGNED(When.NOW),
    /** A case has come to one's part of the city; for coordinators one that has no part yet. */
    FRESH(When.DIGEST),
    /** The day of an answer comes near. */
    DUE(When.DIGEST),
    /** The day of an answer has passed. */
    LATE(When.DIGEST),
    /** Nothing has happened to a case for longer than its step may take. */
    STALLED(When.DIGEST),
    /** The sender of a case has answered what was written. */
    REPLIED(When.NOW),
    /** Somebody asks one's förvaltning something. */
    INQUIRY(When.NOW),
    /** A meeting with one is booked, or called off. */
    MEETING(When.NOW);

    private final When usual;

    Matter(When usual) {
      this.usual = usual;
    }

    /** Its name in the graph, in forms and in message keys. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** When one is told. */
  public enum When {
    NOW, DIGEST, NEVER;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<When> of(String code) {
      return Stream.of(values()).filter(when -> when.code().equals(code)).findFirst();
    }
  }

  /** Those of somebody who has said nothing. */
  static final Rules USUAL = new Rules("sv", Map.of());

  public Rules {
    Map<Matter, When> all = new EnumMap<>(Matter.class);
    for (Matter matter : Matter.values()) all.put(matter, whens.getOrDefault(matter, matter.usual));
    whens = all;
  }

  public When of(Matter matter) {
    return whens.get(matter);
  }

  boolean isQuiet() {
    return whens.values().stream().allMatch(When.NEVER::equals);
  }

  boolean hasDigest() {
    return whens.containsValue(When.DIGEST);
  }

  /** Nothing at all. */
  Rules quiet() {
    Map<Matter, When> none = new EnumMap<>(Matter.class);
    Arrays.stream(Matter.values()).forEach(matter -> none.put(matter, When.NEVER));
    return new Rules(language, none);
  }
}
