package se.malmo.meet.opendata;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.rdf4j.model.Model;
import se.malmo.meet.platform.Messages;

/**
 * What we hand out, described by DCAT-AP-SE 3.0 (Digg), the Swedish profile of DCAT-AP, for dataportal.se and whoever else harvests.
 *
 * @param base the beginning of our addresses as readers reach them, without a slash at the end
 * @param email where questions about the data go
 * @param issued when the data began
 * @param modified when anything of it last changed
 * @param sizes how many things each dataset has
 */
record Catalogue(String base, String email, LocalDate issued, LocalDate modified, Map<Dataset, Long> sizes) {
  static final String DCAT = "http://www.w3.org/ns/dcat#";
  static final String DCT = "http://purl.org/dc/terms/";
  static final String FOAF = "http://xmlns.com/foaf/0.1/";
  static final String VCARD = "http://www.w3.org/2006/vcard/ns#";
  /** The licence that the profile asks of a catalogue, and that the city gives the data too. */
  static final String LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/";
  private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";
  private static final String AVAILABILITY = "http://data.europa.eu/r5r/availability";
  /** Malmö stad by its organisation number, as dataportal.se wants publishers named. */
  private static final String CITY = "http://dataportal.se/organisation/SE2120001124";
  private static final String MALMO = "http://sws.geonames.org/2692969/";
  private static final List<Messages> LANGUAGES = List.of(Messages.of("sv"), Messages.of("en"));

  Model model() {
    Facts facts = new Facts().prefix("dcat", DCAT).prefix("dct", DCT).prefix("foaf", FOAF).prefix("vcard", VCARD);
    catalogue(facts);
    facts.about(CITY).is(FOAF + "Agent").says(FOAF + "name", "Malmö stad").to(DCT + "type", "http://purl.org/adms/publishertype/LocalAuthority").to(FOAF + "homepage", "https://malmo.se");
    facts.about(iri("kontakt")).is(VCARD + "Organization").says(VCARD + "fn", "Meet Malmö, Malmö stad").to(VCARD + "hasEmail", "mailto:" + email).to(VCARD + "hasURL", base + "/kontakt");
    for (Dataset dataset : Dataset.values()) dataset(facts, dataset);
    service(facts, "avstamning", List.of("opendata.reconcile.title", "opendata.reconcile.description"), base + "/reconcile", "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/",
        List.of(Dataset.ORGANISATIONS, Dataset.FORVALTNINGAR, Dataset.COMPETENCES));
    service(facts, "api", List.of("opendata.api.title", "opendata.api.description"), base + "/api/v1", base + "/openapi.json", List.of(Dataset.PROJECTS, Dataset.COMPETENCES, Dataset.GRAPH));
    return facts.model();
  }

  private String iri(String part) {
    return base + "/catalog#" + part;
  }

  private void catalogue(Facts facts) {
    Facts.Thing it = facts.about(base + "/catalog").is(DCAT + "Catalog").to(DCT + "publisher", CITY).to(DCT + "license", LICENCE).on(DCT + "issued", issued).on(DCT + "modified", modified)
        .to(FOAF + "homepage", base + "/oppna-data").to(DCT + "spatial", MALMO).to(DCAT + "themeTaxonomy", AUTHORITY + "data-theme");
    texts(it, DCT + "title", "opendata.catalogue.title");
    texts(it, DCT + "description", "opendata.catalogue.description");
    languages(it);
    for (Dataset dataset : Dataset.values()) it.to(DCAT + "dataset", iri(dataset.slug()));
    it.to(DCAT + "service", iri("avstamning")).to(DCAT + "service", iri("api"));
  }

  private void dataset(Facts facts, Dataset dataset) {
    Facts.Thing it = facts.about(iri(dataset.slug())).is(DCAT + "Dataset").to(DCT + "publisher", CITY).to(DCAT + "contactPoint", iri("kontakt"))
        .to(DCT + "accessRights", AUTHORITY + "access-right/PUBLIC").to(DCT + "accrualPeriodicity", AUTHORITY + "frequency/CONT").to(DCT + "spatial", MALMO)
        .on(DCT + "issued", issued).on(DCT + "modified", modified).to(DCAT + "landingPage", base + "/oppna-data").says(DCT + "identifier", iri(dataset.slug()))
        .to(DCT + "temporal", iri("period"));
    texts(it, DCT + "title", dataset.title());
    texts(it, DCT + "description", dataset.description());
    for (Messages messages : LANGUAGES) for (String word : messages.get(dataset.words()).split(", ")) it.says(DCAT + "keyword", word, messages.language());
    for (String theme : dataset.themes()) it.to(DCAT + "theme", AUTHORITY + "data-theme/" + theme);
    languages(it);
    facts.about(iri("period")).is(DCT + "PeriodOfTime").on(DCAT + "startDate", issued);
    for (Format format : dataset.formats()) {
      it.to(DCAT + "distribution", iri(dataset.slug() + "-" + format.ending()));
      distribution(facts, dataset, format);
    }
  }

  /** A large dataset stands in several files, each a downloadURL of the one distribution, as the Swedish profile wants it. */
  private void distribution(Facts facts, Dataset dataset, Format format) {
    Facts.Thing it = facts.about(iri(dataset.slug() + "-" + format.ending())).is(DCAT + "Distribution").to(DCAT + "accessURL", base + dataset.path(format))
        .to(DCT + "license", LICENCE).says(DCT + "format", format.mediaType()).on(DCT + "modified", modified).to(AVAILABILITY, AUTHORITY + "planned-availability/AVAILABLE");
    for (int page = 1; page <= dataset.pages(sizes.getOrDefault(dataset, 0L)); page++) it.to(DCAT + "downloadURL", base + dataset.path(format, page));
    for (Messages messages : LANGUAGES) {
      it.says(DCT + "title", messages.get(dataset.title()) + ", " + format.label(), messages.language());
      it.says(DCT + "description", messages.get("opendata.format." + format.ending()), messages.language());
    }
    languages(it);
  }

  private void service(Facts facts, String slug, List<String> titleAndDescription, String endpoint, String description, List<Dataset> serves) {
    Facts.Thing it = facts.about(iri(slug)).is(DCAT + "DataService").to(DCAT + "endpointURL", endpoint).to(DCAT + "endpointDescription", description)
        .to(DCT + "publisher", CITY).to(DCAT + "contactPoint", iri("kontakt")).to(DCT + "license", LICENCE).to(DCT + "accessRights", AUTHORITY + "access-right/PUBLIC")
        .to(DCAT + "landingPage", base + "/oppna-data");
    texts(it, DCT + "title", titleAndDescription.getFirst());
    texts(it, DCT + "description", titleAndDescription.getLast());
    serves.forEach(dataset -> it.to(DCAT + "servesDataset", iri(dataset.slug())));
  }

  private static void texts(Facts.Thing it, String property, String key) {
    for (Messages messages : LANGUAGES) it.says(property, messages.get(key), messages.language());
  }

  private static void languages(Facts.Thing it) {
    it.to(DCT + "language", AUTHORITY + "language/SWE").to(DCT + "language", AUTHORITY + "language/ENG");
  }
}
