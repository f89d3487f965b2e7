package se.malmo.meet.casework;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Role;

/**
 * Which cases are asked for.
 *
 * @param who whose view it is
 * @param forvaltning slug, none for any
 * @param which of those: all, the late ones, those that nobody has got or that stand still, or those that the person should answer
 * @param words in title, reference or the sender's organisation, in lower case
 */
record CaseQuery(Who who, List<Status> statuses, Optional<String> forvaltning, Which which, String words) {
  private static final int LONGEST_WORDS = 100;
  private static final List<Status> AWAITED = List.of(Status.RECEIVED, Status.ASSESSED);

  enum Which {
    ALL,
    LATE,
    UNROUTED,
    /** Those that stand still. */
    STALLED,
    /** Not answered, and the person's own. */
    MINE,
    /** Not answered, not given to anybody, and the text points to the person's förvaltning. */
    PROPOSED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Which> of(String code) {
      return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
    }
  }

  /** @param limit the only förvaltningar whose cases are seen, empty for all */
  record Who(String account, Role role, Optional<Set<String>> limit) {
    static Who of(Caller caller) {
      return new Who(caller.account(), caller.role(), caller.limit());
    }
  }

  /**
   * When it is asked.
   *
   * @param still the cases that stand still then, by id
   */
  record Moment(LocalDate today, Map<String, Stalls.Still> still) {}

  /** Those that somebody should answer, the most urgent first. */
  static CaseQuery mine(Caller caller) {
    return new CaseQuery(Who.of(caller), AWAITED, Optional.empty(), Which.MINE, "");
  }

  /** Those that may be somebody's. */
  static CaseQuery proposed(Caller caller) {
    return new CaseQuery(Who.of(caller), List.of(Status.RECEIVED), Optional.empty(), Which.PROPOSED, "");
  }

  /** Those that somebody sees and that stand still. */
  static CaseQuery stalled(Caller caller) {
    return new CaseQuery(Who.of(caller), Stalls.STEPS, Optional.empty(), Which.STALLED, "");
  }

  /**
   * What an address asks for.
   *
   * @throws Problem.Invalid for a state that there is not
   */
  static CaseQuery of(Request request) {
    List<Status> statuses = request.query("status").filter(code -> !code.isBlank())
        .map(code -> List.of(Status.of(code).orElseThrow(() -> new Problem.Invalid("status", "problem.case.status")))).orElse(List.of(Status.values()));
    String words = request.query("q").orElse("").strip().toLowerCase(Locale.ROOT);
    if (words.length() > LONGEST_WORDS) throw new Problem.Invalid("q", "problem.long", LONGEST_WORDS, words.length());
    return new CaseQuery(Who.of(request.caller()), statuses, request.query("forvaltning").filter(slug -> !slug.isBlank()),
        request.query("which").flatMap(Which::of).orElse(Which.ALL), words);
  }

  /** The same as a part of an address, for the next page. */
  String address() {
    List<String> parts = new ArrayList<>();
    if (statuses.size() == 1) parts.add("status=" + statuses.getFirst().code());
    forvaltning.ifPresent(slug -> parts.add("forvaltning=" + Links.encoded(slug)));
    if (which != Which.ALL) parts.add("which=" + which.code());
    if (!words.isEmpty()) parts.add("q=" + Links.encoded(words));
    return String.join("&", parts);
  }

  boolean isOf(Status status) {
    return statuses.size() == 1 && statuses.contains(status);
  }

  Map<String, Object> parameters(Moment moment) {
    Map<String, Object> parameters = new HashMap<>(Map.of("statuses", statuses.stream().map(Status::code).toList(), "all", who.limit().isEmpty(),
        "own", List.copyOf(who.limit().orElse(Set.of())), "account", who.account(), "forvaltning", forvaltning.orElse(""), "which", which.code(), "words", words));
    parameters.put("today", moment.today().toString());
    parameters.put("still", List.copyOf(moment.still().keySet()));
    return parameters;
  }
}
