package se.malmo.meet.feedback;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;

/**
 * What somebody says of a suggestion that they have used, or not.
 *
 * @param reference of the case that it was made for
 * @param textHash SHA-256 of the text that it was made for, where there is no case
 */
public record Feedback(Optional<String> reference, Optional<String> textHash, String organisation, boolean isUseful, Optional<Reason> reason) {
  private static final Pattern REFERENCE = Pattern.compile("MM-\\d{4}-\\d{4,9}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Why a suggestion was of use or not. */
  public enum Reason {
    RIGHT_COMPETENCE,
    NEW_CONTACT,
    WRONG_COMPETENCE,
    WRONG_LEVEL,
    TOO_FAR,
    NO_CAPACITY,
    CONFLICT_OF_INTEREST,
    ALREADY_PARTNER,
    NOT_REACHED,
    OTHER;

    /** As in the API: "no-capacity". */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Optional<Reason> of(String code) {
      return Arrays.stream(values()).filter(reason -> reason.code().equals(code)).findFirst();
    }

    static List<String> codes() {
      return Arrays.stream(values()).map(Reason::code).toList();
    }
  }

  private record Body(String reference, String textHash, String organisation, Boolean useful, String reason) {}

  /**
   * Reads the API's body.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   */
  static Feedback parse(byte[] json) {
    Body body = Json.read(json, Body.class);
    Checks checks = new Checks();
    Optional<String> reference = checks.optional("reference", body.reference(), 20);
    if (reference.isPresent() && !REFERENCE.matcher(reference.get()).matches()) checks.fault("reference", "problem.feedback.reference");
    Optional<String> hash = checks.optional("textHash", body.textHash(), 64);
    if (hash.isPresent() && !HASH.matcher(hash.get()).matches()) checks.fault("textHash", "problem.feedback.hash");
    String organisation = checks.required("organisation", body.organisation(), 100);
    if (body.useful() == null) checks.fault("useful", "problem.required");
    Optional<Reason> reason = checks.oneOf("reason", body.reason(), Reason::of, Reason.codes());
    checks.done();
    return new Feedback(reference, hash, organisation, body.useful(), reason);
  }
}
