package se.malmo.meet.identity;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/**
 * Somebody who works with the portal, or a member of an organisation.
 *
 * @param name as colleagues and senders read it
 * @param email in lower case; one that leads nowhere for an account of the demo
 * @param forvaltningar whose cases an ambassador handles
 * @param organisations that a member speaks for, by id
 * @param absence when they are away; past ones do no harm
 * @param deputy the account that takes their new cases meanwhile
 * @param isClosed whether it is good for nothing any more
 */
public record Account(String id, Role role, String name, Optional<String> email, Set<String> forvaltningar, Set<String> organisations, Optional<Absence> absence,
    Optional<String> deputy, boolean isClosed) {

  public Account {
    forvaltningar = Set.copyOf(forvaltningar);
    organisations = Set.copyOf(organisations);
  }

  /** Days on which somebody is away, both counted in. */
  public record Absence(LocalDate from, LocalDate until) {
    boolean covers(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(until);
    }
  }

  /** One that nobody has changed yet. */
  public static Account of(String id, Role role, String name, Optional<String> email, Set<String> forvaltningar) {
    return new Account(id, role, name, email, forvaltningar, Set.of(), Optional.empty(), Optional.empty(), false);
  }

  /** The same with another role, name, address and förvaltningar. */
  public Account as(Role otherRole, String otherName, Optional<String> otherEmail, Set<String> otherForvaltningar) {
    return new Account(id, otherRole, otherName, otherEmail, otherForvaltningar, organisations, absence, deputy, isClosed);
  }

  /** The same, away on other days. */
  public Account away(Optional<Absence> days, Optional<String> standIn) {
    return new Account(id, role, name, email, forvaltningar, organisations, days, standIn, isClosed);
  }

  /** The same, closed or open again. */
  public Account closed(boolean closed) {
    return new Account(id, role, name, email, forvaltningar, organisations, absence, deputy, closed);
  }

  /** The same, speaking for other organisations. */
  public Account of(Set<String> others) {
    return new Account(id, role, name, email, forvaltningar, others, absence, deputy, isClosed);
  }

  public boolean isAway(LocalDate day) {
    return absence.filter(days -> days.covers(day)).isPresent();
  }

  Caller caller() {
    return new Caller(role, id, name, forvaltningar);
  }
}
