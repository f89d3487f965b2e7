package se.malmo.meet.organisation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.table.Column;
import se.malmo.meet.table.TableFile;

/**
 * A company, or another body with an organisation number, as a register's file gives it.
 *
 * @param sni its line of business (Swedish industrial classification), a code, words, or both
 */
public record CompanyRow(String number, String name, String sni, String sector, String website) {
  private static final int LONGEST = 200;

  /** A register's file, whichever form it has. */
  public static final TableFile<CompanyRow> FILE = new TableFile<>(CompanyRow.class, List.of(
      Column.required("number", "nummer", "organisationsnummer", "org.nr", "orgnummer", "organisationNumber", "organisation number", "peorgnr"),
      Column.required("name", "namn", "företag", "företagsnamn", "firma", "benämning", "company", "company name"),
      Column.of("sni", "sni-kod", "snikod", "näringsgren", "bransch", "branschkod", "industry"),
      OrganisationRow.SECTOR,
      Column.of("website", "webbplats", "webbsida", "hemsida", "webbadress", "web", "url")),
      cells -> new CompanyRow(cells.text("number"), cells.text("name"), cells.text("sni"), cells.text("sector"), cells.text("website")));

  /** The row, checked. */
  public record Valid(String number, String name, Optional<String> sni, Optional<Sector> sector, Optional<String> website) {
    /** The line of business in words, without its code; "" where only the code is known. */
    public String business() {
      return sni.map(text -> text.replaceFirst("^[\\d.\\s-]+", "").strip()).orElse("");
    }
  }

  /**
   * Checks every field. A number that is a person's is refused, and so never kept.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   */
  Valid check() {
    Checks checks = new Checks();
    String given = checks.required("number", number, 20);
    Optional<String> read = given.isEmpty() ? Optional.empty() : OrganisationNumber.read(checks, "number", given);
    String called = checks.required("name", name, LONGEST);
    Optional<String> business = checks.optional("sni", sni, LONGEST);
    Optional<Sector> kind = checks.oneOf("sector", sector, Sector::of, Stream.of(Sector.values()).map(Sector::code).toList());
    Optional<String> address = OrganisationRow.website(checks, website);
    checks.done();
    return new Valid(read.orElseThrow(), called, business, kind, address);
  }
}
