package se.malmo.meet.casework;

import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.malmo.meet.initiative.AnswerDate;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Messages;

/** Reads what somebody wants to do to a case out of a form. */
final class ActReader {
  static final int LONGEST_REASON = 4_000;
  static final int LONGEST_ONWARD = 1_000;
  /** An answer is put off by so many days at most, counted from today. */
  static final int LATEST_DAYS = 90;
  /** The fields as a person meets them. */
  static final List<String> ORDER = List.of("from", "to", "forvaltning", "account", "until", "template", "reason", "onward", "achieved", "outcome", "lesson");

  private final MultiMap fields;
  private final CaseFile file;
  private final Set<String> forvaltningar;
  private final LocalDate today;
  private final Checks checks = new Checks();

  private ActReader(MultiMap fields, CaseFile file, Set<String> forvaltningar, LocalDate today) {
    this.fields = fields;
    this.file = file;
    this.forvaltningar = forvaltningar;
    this.today = today;
  }

  /**
   * Reads it.
   *
   * @param forvaltningar the slugs of those that a case can go to
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   */
  static Act read(Doing doing, MultiMap fields, CaseFile file, Set<String> forvaltningar, LocalDate today) {
    ActReader reader = new ActReader(fields, file, forvaltningar, today);
    Act act = switch (doing) {
      case ASSIGN -> new Act.Assign(reader.forvaltning("forvaltning").orElse(""), reader.field("account"), reader.optionalReason());
      case NOT_OURS -> new Act.NotOurs(reader.forvaltning("from").orElse(""), reader.to(), reader.reason());
      case CHANGE -> reader.change();
      case EXTEND -> new Act.Extend(reader.until(), reader.reason());
    };
    reader.checks.done();
    return act;
  }

  private Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isBlank());
  }

  private Optional<String> forvaltning(String name) {
    checks.required(name, fields.get(name), LONGEST_ONWARD);
    Optional<String> slug = field(name);
    // One that has ended can still be left.
    boolean isThere = slug.filter(one -> forvaltningar.contains(one) || name.equals("from") && file.isOf(one)).isPresent();
    if (slug.isPresent() && !isThere) checks.fault(name, "problem.forvaltning");
    return slug;
  }

  private Optional<String> to() {
    return field("to").isPresent() ? forvaltning("to") : Optional.empty();
  }

  /** What was written, else the ready text that was chosen, in the language of the case. */
  private String reason() {
    return template().orElseGet(() -> checks.required("reason", fields.get("reason"), LONGEST_REASON));
  }

  private String optionalReason() {
    return template().or(() -> checks.optional("reason", fields.get("reason"), LONGEST_REASON)).orElse("");
  }

  private Optional<String> template() {
    if (field("reason").isPresent()) return Optional.empty();
    Messages messages = Messages.of(file.initiative().language());
    return field("template").map(key -> "reply." + key).filter(messages.keys()::contains).map(key -> messages.get(key));
  }

  private Act change() {
    Status to = checks.oneOf("to", fields.get("to"), Status::of, Arrays.stream(Status.values()).map(Status::code).collect(Collectors.toList())).orElse(null);
    if (to == null) checks.required("to", fields.get("to"), LONGEST_ONWARD);
    String reason = reason();
    Optional<String> onward = checks.optional("onward", fields.get("onward"), LONGEST_ONWARD);
    if (to != null && Transitions.needsOnward(to) && onward.isEmpty()) checks.fault("onward", "problem.case.onward");
    if (to != Status.ENDED) return new Act.Change(to, reason, onward, Optional.empty(), Optional.empty(), Optional.empty());
    String outcome = checks.required("outcome", fields.get("outcome"), LONGEST_REASON);
    Optional<Boolean> achieved = field("achieved").filter(value -> value.equals("yes") || value.equals("no")).map("yes"::equals);
    if (achieved.isEmpty()) checks.fault("achieved", "problem.required");
    Optional<String> lesson = checks.optional("lesson", fields.get("lesson"), LONGEST_REASON);
    if (achieved.filter(one -> !one).isPresent() && lesson.isEmpty()) checks.fault("lesson", "problem.case.lesson");
    return new Act.Change(to, reason, onward, achieved, Optional.of(outcome), lesson);
  }

  /** A working day; one on which offices are closed becomes the next. */
  private LocalDate until() {
    String given = checks.required("until", fields.get("until"), LONGEST_ONWARD);
    LocalDate least = file.initiative().answerBy().filter(day -> day.isAfter(today)).orElse(today);
    LocalDate most = today.plusDays(LATEST_DAYS);
    try {
      LocalDate day = AnswerDate.workingDay(LocalDate.parse(given));
      if (!day.isAfter(least) || day.isAfter(most)) checks.fault("until", "problem.case.until", least, most);
      return day;
    } catch (DateTimeParseException e) {
      if (!given.isEmpty()) checks.fault("until", "problem.date");
      return today;
    }
  }
}
