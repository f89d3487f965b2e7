package se.malmo.meet.opendata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.rdf4j.model.Model;
import se.malmo.meet.alliance.Alliance;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.language.Language;
import se.malmo.meet.opendata.OpenDataStore.Named;
import se.malmo.meet.opendata.OpenDataStore.PublishedProject;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.platform.Json;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.web.Links;

/** Datasets as linked data: things in the words of schema.org, known by the address of their page; the vocabulary in SKOS. */
final class LinkedThings {
  private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
  private static final Links LINKS = Links.of("sv");

  private final PublicThings things;

  LinkedThings(PublicThings things) {
    this.things = things;
  }

  /** @param base the beginning of our addresses */
  byte[] of(Dataset dataset, Format format, int page, String base) {
    return switch (dataset) {
      case PROJECTS -> graph(things.projects(page).stream().map(it -> project(it, base)).toList());
      case ORGANISATIONS -> graph(things.organisations(page).stream().map(it -> organisation(it, base)).toList());
      case FORVALTNINGAR -> graph(things.forvaltningar(page).stream().map(it -> forvaltning(it, base)).toList());
      case ALLIANCES -> graph(things.alliances(page).stream().map(it -> alliance(it, base)).toList());
      case COMPETENCES -> RdfText.of(competences(page, base), format);
      case GRAPH -> throw new IllegalArgumentException("The graph is no linked data");
    };
  }

  /** Every word is one of schema.org, said here, so that nobody has to fetch a context from there. */
  private static byte[] graph(List<Map<String, Object>> nodes) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("@context", Map.of("@vocab", "https://schema.org/"));
    document.put("@graph", nodes);
    return Json.write(document);
  }

  private static Map<String, Object> node(String id, String type) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("@id", id);
    node.put("@type", type);
    return node;
  }

  private static void put(Map<String, Object> node, String property, Object value) {
    boolean isEmpty = value instanceof String text && text.isBlank() || value instanceof List<?> list && list.isEmpty();
    if (!isEmpty) node.put(property, value);
  }

  private static Object said(String text, String language) {
    return text.isBlank() ? "" : Map.of("@value", text, "@language", language);
  }

  /** In Swedish and in English, where there is a text. */
  private static List<Object> both(String swedish, String english) {
    List<Object> said = new ArrayList<>();
    if (!swedish.isBlank()) said.add(said(swedish, "sv"));
    if (!english.isBlank()) said.add(said(english, "en"));
    return said;
  }

  private static Map<String, Object> pointing(String iri) {
    return Map.of("@id", iri);
  }

  private static Map<String, Object> pointing(String iri, String name) {
    return Map.of("@id", iri, "name", name);
  }

  private static Map<String, Object> project(PublishedProject it, String base) {
    Map<String, Object> node = node(base + LINKS.initiative(it.reference()), "Project");
    put(node, "identifier", it.reference());
    put(node, "name", said(it.title(), it.language()));
    put(node, "description", said(it.text(), it.language()));
    put(node, "foundingDate", it.date().toString());
    put(node, "creativeWorkStatus", it.status());
    put(node, "member", it.partners().stream().map(one -> pointing(base + LINKS.organisation(one.id()), one.name())).toList());
    put(node, "department", it.forvaltningar().stream().map((Named one) -> pointing(base + LINKS.forvaltning(one.id()), one.name())).toList());
    put(node, "knowsAbout", it.competences().stream().map(id -> pointing(base + LINKS.theme(id))).toList());
    put(node, "result", said(it.outcome(), it.language()));
    put(node, "abstract", said(it.lesson(), it.language()));
    return node;
  }

  private static Map<String, Object> organisation(Organisation it, String base) {
    String language = it.language().code();
    Map<String, Object> node = node(base + LINKS.organisation(it.id()), "Organization");
    put(node, "identifier", it.id());
    put(node, "name", it.name());
    put(node, "description", said(it.description(), language));
    it.sector().ifPresent(sector -> put(node, "category", sector.code()));
    put(node, "knowsAbout", it.offers().stream().map(offer -> said(offer, language)).toList());
    put(node, "seeks", it.seeks().stream().map(sought -> said(sought, language)).toList());
    it.website().ifPresent(website -> put(node, "url", website));
    return node;
  }

  private static Map<String, Object> forvaltning(Forvaltning it, String base) {
    Map<String, Object> node = node(base + LINKS.forvaltning(it.id()), "GovernmentOrganization");
    put(node, "identifier", it.id());
    put(node, "name", both(it.name(), it.nameEn()));
    put(node, "alternateName", it.aliases());
    put(node, "description", both(it.descriptionSv(), it.descriptionEn()));
    put(node, "knowsAbout", it.mandate().keySet().stream().sorted().map(id -> pointing(base + LINKS.theme(id))).toList());
    put(node, "employee", it.ambassadors().stream().map(one -> Map.of("@type", "Person", "name", one.name(), "jobTitle", one.title())).toList());
    it.standing().from().ifPresent(day -> put(node, "foundingDate", day.toString()));
    it.standing().until().ifPresent(day -> put(node, "dissolutionDate", day.toString()));
    return node;
  }

  private static Map<String, Object> alliance(Alliance it, String base) {
    Map<String, Object> node = node(base + LINKS.alliance(it.id()), "Organization");
    put(node, "identifier", it.id());
    put(node, "name", both(it.name(), it.nameEn()));
    put(node, "description", it.description());
    put(node, "knowsAbout", it.theme().stream().map(id -> pointing(base + LINKS.theme(id))).toList());
    put(node, "member", it.members().stream().map(one -> pointing(base + (one.id().startsWith("org-") ? LINKS.organisation(one.id()) : LINKS.forvaltning(one.id())), one.name())).toList());
    return node;
  }

  private Model competences(int page, String base) {
    Facts facts = new Facts().prefix("skos", SKOS).prefix("dct", Catalogue.DCT);
    String scheme = base + LINKS.vocabulary();
    facts.about(scheme).is(SKOS + "ConceptScheme").says(SKOS + "prefLabel", "Meet Malmö: kompetenser", "sv").says(SKOS + "prefLabel", "Meet Malmö: competences", "en").to(Catalogue.DCT + "license", Catalogue.LICENCE);
    for (Competence it : things.competences(page)) {
      Facts.Thing concept = facts.about(base + LINKS.theme(it.id())).is(SKOS + "Concept").to(SKOS + "inScheme", scheme).says(SKOS + "notation", it.id());
      if (it.isNamedIn(Language.SWEDISH)) concept.says(SKOS + "prefLabel", it.labelSv(), "sv");
      if (it.isNamedIn(Language.ENGLISH)) concept.says(SKOS + "prefLabel", it.labelEn(), "en");
      it.alternativesSv().forEach(label -> concept.says(SKOS + "altLabel", label, "sv"));
      it.alternativesEn().forEach(label -> concept.says(SKOS + "altLabel", label, "en"));
      it.broader().forEach(id -> concept.to(SKOS + "broader", base + LINKS.theme(id)));
      it.related().forEach(id -> concept.to(SKOS + "related", base + LINKS.theme(id)));
      if (it.broader().isEmpty()) concept.to(SKOS + "topConceptOf", scheme);
    }
    return facts.model();
  }
}
