package se.malmo.meet.casework;

import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.platform.Checks;

/** Reads when somebody is away and who stands in for them. */
final class AbsenceReader {
  private static final int LONGEST = 200;

  private final Accounts accounts;

  AbsenceReader(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * The account, away as the fields say.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   */
  Account read(MultiMap fields, Account account, LocalDate today) {
    Checks checks = new Checks();
    LocalDate from = day(checks, "from", fields.get("from"));
    LocalDate until = day(checks, "until", fields.get("until"));
    checks.done();
    if (until.isBefore(from)) checks.fault("until", "problem.own.until");
    else if (until.isBefore(today)) checks.fault("until", "problem.own.past");
    Optional<String> deputy = Optional.ofNullable(fields.get("deputy")).filter(id -> !id.isBlank());
    boolean isColleague = deputy.flatMap(accounts::byId).filter(one -> one.forvaltningar().stream().anyMatch(account.forvaltningar()::contains) && !one.id().equals(account.id())).isPresent();
    if (deputy.isPresent() && !isColleague) checks.fault("deputy", "problem.own.deputy");
    checks.done();
    return account.away(Optional.of(new Account.Absence(from, until)), deputy);
  }

  private static LocalDate day(Checks checks, String field, String value) {
    String given = checks.required(field, value, LONGEST);
    try {
      return LocalDate.parse(given);
    } catch (DateTimeParseException e) {
      if (!given.isEmpty()) checks.fault(field, "problem.date");
      return LocalDate.EPOCH;
    }
  }
}
