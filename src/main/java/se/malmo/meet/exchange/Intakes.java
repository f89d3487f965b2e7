package se.malmo.meet.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import se.malmo.meet.forvaltning.AmbassadorRow;
import se.malmo.meet.forvaltning.Appointments;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.InitiativeRow;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.organisation.CompanyRegister;
import se.malmo.meet.organisation.CompanyRow;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Difference;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Trace;

/** The kinds of files that can be brought in, each with the feature that takes its rows. */
public final class Intakes {
  /** What is known by a file's own id is found again by this and the id. */
  public static final String SOURCE = "import";

  private Intakes() {}

  static Map<Kind, Intake<?, ?>> of(Organisations organisations, Initiatives initiatives, Appointments appointments, Accounts accounts, CompanyRegister companies) {
    return Map.of(
        Kind.ORGANISATIONS, new Intake<OrganisationRow, OrganisationRow.Valid>(OrganisationRow.FILE, () -> Organisations::checked, Organisations::key, OrganisationRow.Valid::name,
            rows -> organisations.differences(rows, SOURCE), (rows, by, trace) -> organisations.save(rows, SOURCE, trace)),
        Kind.INITIATIVES, new Intake<InitiativeRow, InitiativeRow.Valid>(InitiativeRow.FILE, () -> Initiatives::checked, Initiatives::key, InitiativeRow.Valid::title,
            rows -> initiatives.differences(rows, SOURCE), (rows, by, trace) -> initiatives.save(rows, SOURCE, trace)),
        Kind.AMBASSADORS, new Intake<AmbassadorRow, AmbassadorRow.Valid>(AmbassadorRow.FILE, () -> checkedAgainst(appointments, accounts), AmbassadorRow.Valid::person, AmbassadorRow.Valid::name,
            rows -> differences(rows, appointments, accounts), (rows, by, trace) -> ambassadors(rows, by, trace, appointments, accounts)),
        Kind.REGISTER, new Intake<CompanyRow, CompanyRow.Valid>(CompanyRow.FILE, () -> CompanyRegister::checked, CompanyRow.Valid::number, CompanyRow.Valid::name,
            companies::differences, (rows, by, trace) -> companies.save(rows, trace)));
  }

  /** An address that is somebody else's account would let the wrong person in. */
  private static Function<AmbassadorRow, AmbassadorRow.Valid> checkedAgainst(Appointments appointments, Accounts accounts) {
    Function<AmbassadorRow, AmbassadorRow.Valid> checking = appointments.checking();
    return row -> {
      AmbassadorRow.Valid valid = checking.apply(row);
      if (valid.email().filter(address -> !accounts.mayBeAmbassador(address)).isPresent()) throw new Problem.Invalid("email", "problem.import.email");
      return valid;
    };
  }

  private static List<Difference> differences(List<AmbassadorRow.Valid> rows, Appointments appointments, Accounts accounts) {
    List<Difference> all = new ArrayList<>(appointments.differences(rows));
    for (int i = 0; i < all.size(); i++) {
      AmbassadorRow.Valid row = rows.get(i);
      if (all.get(i).what() == Difference.What.ADDED || !hasNewAccount(row, accounts)) continue;
      List<String> fields = new ArrayList<>(all.get(i).fields());
      fields.addFirst("email");
      all.set(i, new Difference(Difference.What.CHANGED, fields));
    }
    return all;
  }

  /** Who was one and is not any more gets no account. */
  private static boolean hasNewAccount(AmbassadorRow.Valid row, Accounts accounts) {
    return row.to().isEmpty() && row.email().filter(address -> !accounts.isAmbassador(address, row.forvaltning())).isPresent();
  }

  private static void ambassadors(List<AmbassadorRow.Valid> rows, String by, Trace trace, Appointments appointments, Accounts accounts) {
    appointments.save(rows, by, trace);
    rows.stream().filter(row -> hasNewAccount(row, accounts)).forEach(row -> accounts.ambassador(row.email().orElseThrow(), row.name(), row.forvaltning(), by, trace));
  }
}
