package se.malmo.meet.membership;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.language.Language;
import se.malmo.meet.organisation.OrganisationNumber;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;

/**
 * An organisation that wants to join the resource bank; what it says is kept apart until the owner of the address has said yes.
 *
 * @param row what it says of itself
 * @param email in the way it was typed
 * @param language of the page or the call, in which its mail is written: "sv" or "en"
 */
public record Joining(OrganisationRow.Valid row, String email, String language) {
  static final int LONGEST_OFFER = 4_000;
  private static final int LONGEST_ADDRESS = 254;

  private record Body(String name, String description, List<String> offers, List<String> seeks, String email, String sector, String language, String organisationNumber) {}

  /**
   * Reads the form's three fields, and those that a register may have filled in.
   *
   * @throws Problem.Invalid naming every field at fault
   */
  static Joining parse(MultiMap fields, String language) {
    Checks checks = new Checks();
    String email = email(checks, fields.get("email"));
    String name = checks.required("name", fields.get("name"), 200);
    String offer = checks.required("offer", fields.get("offer"), LONGEST_OFFER);
    Optional<String> number = checks.optional("organisationNumber", fields.get("organisationNumber"), 20).flatMap(given -> OrganisationNumber.read(checks, "organisationNumber", given));
    checks.done();
    OrganisationRow row = new OrganisationRow(null, name, fields.get("sector"), null, offer, null, null, null, number.orElse(null), fields.get("website"));
    return new Joining(Organisations.checked(row), email, language);
  }

  /**
   * Reads the API's body.
   *
   * @throws Problem.Invalid naming every field at fault
   */
  static Joining parse(byte[] json, String language) {
    Body body = Json.read(json, Body.class);
    Checks checks = new Checks();
    email(checks, body.email());
    Optional<String> number = checks.optional("organisationNumber", body.organisationNumber(), 20).flatMap(given -> OrganisationNumber.read(checks, "organisationNumber", given));
    OrganisationRow row = new OrganisationRow(null, body.name(), body.sector(), body.language(), body.description(), body.offers(), body.seeks(), null, number.orElse(null), null);
    List<Problem.Field> faults = new ArrayList<>();
    Optional<OrganisationRow.Valid> valid = checked(row, faults);
    faults.addAll(checks.faults());
    if (!faults.isEmpty()) throw new Problem.Invalid(faults);
    return new Joining(valid.orElseThrow(), body.email().strip(), Optional.ofNullable(body.language()).flatMap(Language::of).map(Language::code).orElse(language));
  }

  /** The row where it can be read; what is wrong with it is added to what else is. */
  private static Optional<OrganisationRow.Valid> checked(OrganisationRow row, List<Problem.Field> faults) {
    try {
      return Optional.of(Organisations.checked(row));
    } catch (Problem.Invalid e) {
      faults.addAll(e.fields());
      return Optional.empty();
    }
  }

  private static String email(Checks checks, String given) {
    String email = checks.required("email", given, LONGEST_ADDRESS);
    if (!email.isEmpty()) checks.email("email", email);
    return email;
  }

  /** Never its address: it is a person's. */
  @Override
  public String toString() {
    return row.name();
  }
}
