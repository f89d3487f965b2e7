package se.malmo.meet.casework;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.casework.Pairing.Sort;
import se.malmo.meet.matching.Relation;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Caller;

/** Reads what somebody wants of a case and others: which they may see, what is proposed, how they are related. */
final class PairingReader {
  private static final int LONGEST_REFERENCE = 40;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_PART = 40_000;
  private static final String OTHER = "other";
  private static final String REASON = "reason";

  private final Desk desk;
  private final Pairings pairings;

  PairingReader(Desk desk, Pairings pairings) {
    this.desk = desk;
    this.pairings = pairings;
  }

  /**
   * A case that somebody may join with others.
   *
   * @throws Problem.NotFound for whoever may not
   */
  CaseFile file(String reference, Caller caller) {
    CaseFile file = desk.file(reference, caller);
    pairings.allow(file, caller);
    return file;
  }

  boolean sees(String reference, Caller caller) {
    return version(reference, caller).isPresent();
  }

  /** The version of a case as it is now; empty where somebody may not see it. */
  Optional<Integer> version(String reference, Caller caller) {
    try {
      return Optional.of(desk.file(reference, caller).standing().version());
    } catch (Problem.NotFound e) {
      return Optional.empty();
    }
  }

  /**
   * The case on the other side.
   *
   * @throws Problem.Invalid where it is not named, or nobody's that the person sees
   */
  CaseFile other(String given, Caller caller) {
    Checks checks = new Checks();
    String reference = checks.required(OTHER, given, LONGEST_REFERENCE);
    checks.done();
    try {
      return desk.file(reference.toUpperCase(Locale.ROOT), caller);
    } catch (Problem.NotFound e) {
      throw new Problem.Invalid(OTHER, "problem.pair.other", reference);
    }
  }

  /**
   * A proposal, by the fields sort, other, title, part and reason.
   *
   * @throws Problem.Invalid naming every field at fault
   */
  Pairings.Proposal proposal(MultiMap fields, CaseFile file, Caller caller) {
    Checks checks = new Checks();
    Optional<Sort> sort = checks.oneOf("sort", fields.get("sort"), Sort::of, Stream.of(Sort.values()).map(Sort::code).toList());
    if (fields.get("sort") == null || fields.get("sort").isBlank()) checks.fault("sort", "problem.choose");
    String reason = checks.required(REASON, fields.get(REASON), ActReader.LONGEST_REASON);
    boolean isSplit = sort.filter(Sort.SPLIT::equals).isPresent();
    if (!isSplit && sort.isPresent()) checks.required(OTHER, fields.get(OTHER), LONGEST_REFERENCE);
    String title = isSplit ? checks.required("title", fields.get("title"), LONGEST_TITLE) : "";
    String part = isSplit ? checks.required("part", fields.get("part"), LONGEST_PART) : "";
    if (!part.isEmpty() && !plain(file.initiative().text()).contains(plain(part))) checks.fault("part", "problem.pair.part");
    checks.done();
    return new Pairings.Proposal(sort.orElseThrow(), isSplit ? file : other(fields.get(OTHER), caller), title, part, reason);
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /**
   * Says how a case stands to another, by the fields relation, other and why.
   *
   * @throws Problem.Invalid naming the field at fault
   */
  void relate(MultiMap fields, CaseFile file, Caller caller) {
    Checks checks = new Checks();
    List<String> codes = Arrays.stream(Relation.values()).map(Relation::code).toList();
    Optional<Relation> relation = checks.oneOf("relation", fields.get("relation"), code -> Arrays.stream(Relation.values()).filter(one -> one.code().equals(code)).findFirst(), codes);
    if (relation.isEmpty()) checks.required("relation", fields.get("relation"), LONGEST_REFERENCE);
    String reason = checks.optional("why", fields.get("why"), ActReader.LONGEST_ONWARD).orElse("");
    checks.required(OTHER, fields.get(OTHER), LONGEST_REFERENCE);
    checks.done();
    pairings.relate(file, other(fields.get(OTHER), caller), relation.orElseThrow(), reason, caller);
  }
}
