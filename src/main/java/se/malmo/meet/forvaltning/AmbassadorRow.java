package se.malmo.meet.forvaltning;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.table.Column;
import se.malmo.meet.table.TableFile;

/**
 * An ambassador as an import gives them.
 *
 * @param forvaltning its key, its name or another name that it goes by
 * @param email by which they sign in; kept with their account alone, never shown to the public
 */
public record AmbassadorRow(String name, String title, String forvaltning, String from, String to, String email) {
  private static final int LONGEST = 200;

  /** A file of ambassadors, whichever form it has. */
  public static final TableFile<AmbassadorRow> FILE = new TableFile<>(AmbassadorRow.class, List.of(
      Column.required("name", "namn", "ambassadör", "ambassador"),
      Column.required("title", "titel", "befattning", "roll", "role"),
      Column.required("forvaltning", "förvaltning", "department", "enhet"),
      Column.of("from", "från", "från och med", "fr.o.m.", "startdatum", "since"),
      Column.of("to", "till", "till och med", "t.o.m.", "slutdatum", "until"),
      Column.of("email", "e-post", "epost", "e-postadress", "mejl", "mail", "e-mail")),
      cells -> new AmbassadorRow(cells.text("name"), cells.text("title"), cells.text("forvaltning"), cells.text("from"), cells.text("to"), cells.text("email")));

  /** The row, checked. */
  public record Valid(String name, String title, String forvaltning, Optional<LocalDate> from, Optional<LocalDate> to, Optional<String> email) {
    /** The person's id: the same name in the same förvaltning is the same person. */
    public String person() {
      return ForvaltningStore.personId(forvaltning, name);
    }
  }

  /**
   * Checks every field.
   *
   * @param all the förvaltningar that there are
   * @param today nobody's first or last day is later
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   */
  Valid check(List<Forvaltning.Name> all, LocalDate today) {
    Checks checks = new Checks();
    String called = checks.required("name", name, LONGEST);
    String does = checks.required("title", title, LONGEST);
    String said = checks.required("forvaltning", forvaltning, LONGEST);
    Optional<String> id = all.stream().filter(one -> one.isCalled(said)).map(Forvaltning.Name::id).findFirst();
    if (!said.isEmpty() && id.isEmpty()) checks.fault("forvaltning", "problem.import.forvaltning", said);
    Optional<LocalDate> since = day(checks, "from", from, today);
    Optional<LocalDate> until = day(checks, "to", to, today);
    if (since.isPresent() && until.isPresent() && until.get().isBefore(since.get())) checks.fault("to", "problem.register.until");
    Optional<String> address = checks.optional("email", email, LONGEST).map(text -> text.toLowerCase(Locale.ROOT));
    address.ifPresent(text -> checks.email("email", text));
    checks.done();
    return new Valid(called, does, id.orElseThrow(), since, until, address);
  }

  private static Optional<LocalDate> day(Checks checks, String field, String given, LocalDate today) {
    Optional<String> text = checks.optional(field, given, 40);
    try {
      Optional<LocalDate> day = text.map(LocalDate::parse);
      if (day.filter(today::isBefore).isPresent()) checks.fault(field, "problem.register.future");
      return day;
    } catch (DateTimeParseException e) {
      checks.fault(field, "problem.date");
      return Optional.empty();
    }
  }
}
