package se.malmo.meet.organisation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.table.Cells;
import se.malmo.meet.table.Column;
import se.malmo.meet.table.TableFile;

/** An organisation as an import gives it; a name and a description are enough. */
public record OrganisationRow(String id, String name, String sector, String language, String description, List<String> offers, List<String> seeks,
    List<String> roles, String organisationNumber, String website) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 40_000;
  private static final int LONGEST_OFFER = 200;
  private static final int MOST_OFFERS = 100;
  static final Column SECTOR = Column.of("sector", "sektor", "typ", "type")
      .saying("business", "näringsliv", "företag", "bolag", "näringslivet", "company")
      .saying("public", "offentlig", "offentlig sektor", "kommun", "myndighet", "region")
      .saying("academia", "akademi", "akademin", "högskola", "universitet", "university")
      .saying("civil-society", "civilsamhälle", "civilsamhället", "förening", "ideell", "civil society", "civil");
  /** What an organisation may be in a project. */
  public static final List<String> ROLES = List.of("leader", "expert", "test-bed", "premises", "funder", "mentor", "network");

  /** A file of organisations, whichever form it has. */
  public static final TableFile<OrganisationRow> FILE = new TableFile<>(OrganisationRow.class, List.of(
      Column.of("id", "organisation id", "organisations-id"),
      Column.required("name", "namn", "organisation", "organisationens namn", "organisationsnamn", "aktör", "företag", "företagsnamn", "organisation name"),
      SECTOR,
      Column.of("language", "språk").saying("sv", "svenska", "swedish").saying("en", "engelska", "english"),
      Column.required("description", "beskrivning", "presentation", "om oss", "om organisationen", "verksamhet"),
      Column.of("offers", "erbjuder", "erbjudanden", "vi erbjuder", "kan bidra med", "kompetenser", "offer"),
      Column.of("seeks", "söker", "vi söker", "behov", "behöver", "seek"),
      Column.of("roles", "roller", "roll", "role"),
      Column.of("organisationNumber", "organisationsnummer", "org.nr", "orgnummer", "organisation number", "organization number"),
      Column.of("website", "webbplats", "webbsida", "hemsida", "webbadress", "web", "url")), OrganisationRow::of);

  private static OrganisationRow of(Cells cells) {
    return new OrganisationRow(cells.text("id"), cells.text("name"), cells.text("sector"), cells.text("language"), cells.text("description"), cells.list("offers"), cells.list("seeks"),
        cells.list("roles"), cells.text("organisationNumber"), cells.text("website"));
  }

  /** The row, checked: what is left has no nulls. */
  public record Valid(Optional<String> sourceId, String name, Optional<Sector> sector, Optional<Language> language, String description, List<String> offers,
      List<String> seeks, List<String> roles, Optional<String> organisationNumber, Optional<String> website) {}

  /**
   * Checks every field.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   */
  Valid check() {
    Checks checks = new Checks();
    if (organisationNumber != null && OrganisationNumber.isPerson(organisationNumber)) checks.fault("organisationNumber", "problem.number.person");
    List<String> kept = checks.texts("roles", roles, ROLES.size(), 40);
    for (String role : kept) if (!ROLES.contains(role)) checks.fault("roles", "problem.one.of", String.join(", ", ROLES));
    Valid valid = new Valid(
        checks.optional("id", id, LONGEST_NAME),
        checks.required("name", name, LONGEST_NAME),
        checks.oneOf("sector", sector, Sector::of, Stream.of(Sector.values()).map(Sector::code).toList()),
        checks.oneOf("language", language, Language::of, List.of("sv", "en")),
        checks.required("description", description, LONGEST_TEXT),
        checks.texts("offers", offers, MOST_OFFERS, LONGEST_OFFER),
        checks.texts("seeks", seeks, MOST_OFFERS, LONGEST_OFFER),
        kept,
        checks.optional("organisationNumber", organisationNumber, 20),
        website(checks, website));
    checks.done();
    return valid;
  }

  static Optional<String> website(Checks checks, String website) {
    Optional<String> address = checks.optional("website", website, 500);
    if (address.isEmpty()) return address;
    try {
      URI uri = new URI(address.get());
      if (uri.getHost() != null && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))) return address;
    } catch (URISyntaxException e) {
      // said below
    }
    checks.fault("website", "problem.website");
    return Optional.empty();
  }
}
