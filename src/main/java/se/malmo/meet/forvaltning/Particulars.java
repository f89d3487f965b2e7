package se.malmo.meet.forvaltning;

import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Checks;

/**
 * What the register says of a förvaltning, as it is typed.
 *
 * @param from its first day, empty for always
 * @param until its last day, empty for one that goes on
 * @param successors ids of those that do what it did
 */
record Particulars(String name, String nameEn, List<String> aliases, String descriptionSv, String descriptionEn, Optional<LocalDate> from, Optional<LocalDate> until,
    List<String> successors) {
  /** The fields as a person meets them. */
  static final List<String> ORDER = List.of("name", "nameEn", "aliases", "descriptionSv", "descriptionEn", "from", "until", "successors", "person", "title", "day", "to", "reason");
  static final int LONGEST_NAME = 200;
  private static final int LONGEST_DESCRIPTION = 4_000;
  private static final int MOST_ALIASES = 30;

  /**
   * Reads the form.
   *
   * @param others all other förvaltningar
   * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
   */
  static Particulars parse(MultiMap fields, List<Forvaltning> others) {
    Checks checks = new Checks();
    String name = checks.required("name", fields.get("name"), LONGEST_NAME);
    String nameEn = checks.required("nameEn", fields.get("nameEn"), LONGEST_NAME);
    String typed = checks.optional("aliases", fields.get("aliases"), MOST_ALIASES * LONGEST_NAME).orElse("");
    List<String> aliases = typed.lines().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
    if (aliases.size() > MOST_ALIASES) checks.fault("aliases", "problem.register.aliases", MOST_ALIASES);
    aliases.stream().filter(alias -> alias.length() > LONGEST_NAME).findFirst().ifPresent(alias -> checks.fault("aliases", "problem.long", LONGEST_NAME, alias.length()));
    String descriptionSv = checks.required("descriptionSv", fields.get("descriptionSv"), LONGEST_DESCRIPTION);
    String descriptionEn = checks.required("descriptionEn", fields.get("descriptionEn"), LONGEST_DESCRIPTION);
    others.stream().filter(other -> Stream.of(other.name(), other.nameEn()).anyMatch(one -> one.equalsIgnoreCase(name) || one.equalsIgnoreCase(nameEn))).findFirst()
        .ifPresent(other -> checks.fault("name", "problem.register.taken", other.name()));
    Optional<LocalDate> from = day(checks, "from", fields.get("from"));
    Optional<LocalDate> until = day(checks, "until", fields.get("until"));
    if (from.isPresent() && until.filter(day -> day.isBefore(from.get())).isPresent()) checks.fault("until", "problem.register.until");
    List<String> successors = fields.getAll("successors").stream().filter(id -> !id.isBlank()).distinct().toList();
    if (!others.stream().map(Forvaltning::id).toList().containsAll(successors)) checks.fault("successors", "problem.forvaltning");
    if (!successors.isEmpty() && until.isEmpty()) checks.fault("until", "problem.register.last");
    checks.done();
    return new Particulars(name, nameEn, aliases, descriptionSv, descriptionEn, from, until, successors);
  }

  static Optional<LocalDate> day(Checks checks, String field, String typed) {
    try {
      return checks.optional(field, typed, LONGEST_NAME).map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      checks.fault(field, "problem.date");
      return Optional.empty();
    }
  }

  /** Whether there is none on a day. */
  boolean isDormant(LocalDate day) {
    return from.filter(day::isBefore).isPresent() || until.filter(day::isAfter).isPresent();
  }

  /** As it is to be kept: what it was called before is one of its other names, so that it is still found by it. */
  Forvaltning renewed(Forvaltning before) {
    List<String> names = new ArrayList<>(aliases);
    for (String old : List.of(before.name(), before.nameEn())) {
      if (!old.isBlank() && names.stream().noneMatch(old::equalsIgnoreCase)) names.add(old);
    }
    names.removeIf(one -> one.equalsIgnoreCase(name) || one.equalsIgnoreCase(nameEn));
    return new Forvaltning(before.id(), name, nameEn, List.copyOf(names), descriptionSv, descriptionEn, before.ambassadors(), before.mandate());
  }
}
