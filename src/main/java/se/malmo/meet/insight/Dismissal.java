package se.malmo.meet.insight;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;

/**
 * Why somebody who coordinates puts a gap aside.
 *
 * @param reason in their own words; for their colleagues, never public and in no log
 */
public record Dismissal(Verdict verdict, String reason) {
  private static final int LONGEST_REASON = 500;

  /** What is said of the gap. */
  public enum Verdict {
    /** What was counted is right, and it is no gap: somebody else sees to it, or nothing should be there. */
    NO_GAP,
    /** It is one, and its time has not come. */
    NOT_NOW;

    /** What was put off comes back by itself after this long. */
    static final Duration PAUSE = Duration.ofDays(90);

    /** As in the API: "not-now". */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Optional<Verdict> of(String code) {
      return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    static List<String> codes() {
      return Arrays.stream(values()).map(Verdict::code).toList();
    }

    /** When a gap that was put aside at a moment comes back; never for what is no gap. */
    Optional<Instant> until(Instant at) {
      return this == NOT_NOW ? Optional.of(at.plus(PAUSE)) : Optional.empty();
    }
  }

  private record Body(String verdict, String reason) {}

  /**
   * Reads the form.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
   */
  static Dismissal parse(MultiMap fields) {
    return checked(fields.get("verdict"), fields.get("reason"));
  }

  /**
   * Reads the API's body.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
   */
  static Dismissal parse(byte[] json) {
    Body body = Json.read(json, Body.class);
    return checked(body.verdict(), body.reason());
  }

  private static Dismissal checked(String verdict, String reason) {
    Checks checks = new Checks();
    Optional<Verdict> said = checks.oneOf("verdict", verdict, Verdict::of, Verdict.codes());
    if (verdict == null || verdict.isBlank()) checks.fault("verdict", "problem.choose");
    String why = checks.required("reason", reason, LONGEST_REASON);
    checks.done();
    return new Dismissal(said.orElseThrow(), why);
  }

  /** The names of the fields, in the order in which a person meets them. */
  static List<String> fieldOrder() {
    return List.of("verdict", "reason");
  }

  @Override
  public String toString() {
    return "a dismissal";
  }
}
