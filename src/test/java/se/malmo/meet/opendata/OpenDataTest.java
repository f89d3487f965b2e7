package se.malmo.meet.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.impl.LinkedHashModel;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.eclipse.rdf4j.rio.RDFParser;
import org.eclipse.rdf4j.rio.helpers.StatementCollector;
import org.eclipse.rdf4j.rio.rdfxml.RDFXMLParser;
import org.eclipse.rdf4j.rio.turtle.TurtleParser;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import se.malmo.meet.TestServer;
import se.malmo.meet.web.Role;

/** What portals harvest and people download, read back by programs that are not ours. */
@Order(TestServer.SHARED)
class OpenDataTest {
  private static final String DCAT = Catalogue.DCAT;
  private static final String DCT = Catalogue.DCT;
  /** Of DCAT-AP-SE: what must be there, and what is recommended, for each class. */
  private static final Map<String, List<String>> PROFILE = Map.of(
      DCAT + "Catalog", List.of(DCT + "title", DCT + "description", DCT + "publisher", DCT + "license", DCAT + "dataset", DCT + "issued", DCT + "modified", DCT + "language",
          Catalogue.FOAF + "homepage", DCAT + "themeTaxonomy"),
      DCAT + "Dataset", List.of(DCT + "title", DCT + "description", DCT + "publisher", DCAT + "contactPoint", DCAT + "distribution", DCAT + "keyword", DCAT + "theme", DCT + "issued",
          DCT + "accessRights", DCT + "spatial", DCT + "temporal"),
      DCAT + "Distribution", List.of(DCAT + "accessURL", DCAT + "downloadURL", DCT + "license", DCT + "format", DCT + "description", "http://data.europa.eu/r5r/availability"),
      DCAT + "DataService", List.of(DCT + "title", DCAT + "endpointURL", DCAT + "endpointDescription", DCT + "license", DCT + "accessRights", DCT + "publisher"),
      Catalogue.FOAF + "Agent", List.of(Catalogue.FOAF + "name", DCT + "type"),
      Catalogue.VCARD + "Organization", List.of(Catalogue.VCARD + "fn", Catalogue.VCARD + "hasEmail"));
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterEach
  void leaveAsItWas() {
    server.graph().write("MATCH (n) WHERE n.openDataTest DETACH DELETE n", Map.of());
  }

  private static Model read(RDFParser parser, String text) throws Exception {
    Model model = new LinkedHashModel();
    parser.setRDFHandler(new StatementCollector(model));
    parser.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "");
    return model;
  }

  private static Model catalogue() throws Exception {
    return read(new RDFXMLParser(), server.get("/catalog.rdf").body());
  }

  private static IRI iri(String iri) {
    return SimpleValueFactory.getInstance().createIRI(iri);
  }

  private static Set<Resource> of(Model model, String type) {
    return model.filter(null, RDF.TYPE, iri(type)).subjects();
  }

  @Test
  void the_catalogue_has_all_that_the_swedish_profile_asks_for() throws Exception {
    Model model = catalogue();
    PROFILE.forEach((type, properties) -> {
      assertThat(of(model, type)).as(type).isNotEmpty().allSatisfy(thing -> {
        assertThat(thing).as("a blank node is not harvested").isInstanceOf(IRI.class);
        for (String property : properties) assertThat(model.filter(thing, iri(property), null)).as(thing + " " + property).isNotEmpty();
      });
    });
    assertThat(of(model, DCAT + "Catalog")).hasSize(1);
    assertThat(of(model, DCAT + "Dataset")).hasSize(Dataset.values().length).containsExactlyInAnyOrderElementsOf(model.filter(null, iri(DCAT + "dataset"), null).objects().stream()
        .map(Resource.class::cast).toList());
    assertThat(model.filter(null, iri(DCT + "license"), null).objects().stream().map(Value::stringValue)).containsOnly("http://creativecommons.org/publicdomain/zero/1.0/");
    assertThat(of(model, Catalogue.FOAF + "Agent").stream().map(Value::stringValue)).containsExactly("http://dataportal.se/organisation/SE2120001124");
    for (String text : List.of("title", "description")) {
      for (Resource dataset : of(model, DCAT + "Dataset")) {
        assertThat(model.filter(dataset, iri(DCT + text), null).objects().stream().map(value -> ((Literal) value).getLanguage().orElse(""))).containsExactlyInAnyOrder("sv", "en");
      }
    }
    assertThat(model.filter(null, iri(DCAT + "theme"), null).objects()).allSatisfy(theme -> assertThat(theme.stringValue()).startsWith("http://publications.europa.eu/resource/authority/data-theme/"));
    assertThat(model.filter(null, iri(DCT + "issued"), null).objects()).allSatisfy(day -> assertThat(day.stringValue()).matches("\\d{4}-\\d{2}-\\d{2}"));
    assertThat(model.filter(null, iri(Catalogue.VCARD + "hasEmail"), null).objects().stream().map(Value::stringValue)).containsExactly("mailto:malmostad@malmo.se");
  }

  @Test
  void the_three_forms_say_the_same() throws Exception {
    Model xml = catalogue();
    Model turtle = read(new TurtleParser(), server.get("/catalog.ttl").body());
    assertThat(turtle).containsExactlyInAnyOrderElementsOf(xml);
    Set<String> json = new HashSet<>();
    for (JsonNode node : new ObjectMapper().readTree(server.get("/catalog.jsonld").body())) {
      node.properties().forEach(property -> {
        if (!property.getKey().equals("@id")) property.getValue().forEach(value -> json.add(node.get("@id").asText() + " " + property.getKey() + " " + said(value)));
      });
    }
    assertThat(json).isEqualTo(xml.stream().map(one -> one.getSubject().stringValue() + " " + (one.getPredicate().equals(RDF.TYPE) ? "@type" : one.getPredicate().stringValue()) + " " + one.getObject().stringValue()
        + (one.getObject() instanceof Literal literal ? literal.getLanguage().map(language -> "@" + language).orElse("") : "")).collect(Collectors.toSet()));
  }

  private static String said(JsonNode value) {
    if (value.isTextual()) return value.asText();
    return value.has("@id") ? value.get("@id").asText() : value.get("@value").asText() + (value.has("@language") ? "@" + value.get("@language").asText() : "");
  }

  @Test
  void a_client_gets_the_form_that_it_asks_for() {
    Map.of("text/turtle", "text/turtle", "application/ld+json, */*;q=0.1", "application/ld+json", "text/html,*/*", "application/rdf+xml", "application/rdf+xml", "application/rdf+xml")
        .forEach((accepted, given) -> {
          HttpResponse<String> answer = server.send(HttpRequest.newBuilder(URI.create(server.url("/catalog"))).header("Accept", accepted));
          assertThat(answer.headers().firstValue("Content-Type").orElse("")).as(accepted).startsWith(given);
          assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Accept,");
        });
    assertThat(server.get("/datasets/dcat").body()).isEqualTo(server.get("/catalog.rdf").body());
  }

  @Test
  void every_file_of_the_catalogue_answers_and_any_site_may_read_it() throws Exception {
    Model model = catalogue();
    Set<Value> files = model.filter(null, iri(DCAT + "downloadURL"), null).objects();
    assertThat(files).hasSize(Stream.of(Dataset.values()).mapToInt(dataset -> dataset.formats().size()).sum());
    for (Value file : files) {
      HttpResponse<String> answer = server.get(file.stringValue().substring(server.url("").length()));
      assertThat(answer.statusCode()).as(file.stringValue()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).as(file.stringValue()).contains("*");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
      Resource distribution = model.filter(null, iri(DCAT + "downloadURL"), file).subjects().iterator().next();
      String format = model.filter(distribution, iri(DCT + "format"), null).objects().iterator().next().stringValue();
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(format);
      assertThat(answer.body()).hasSizeGreaterThan(200);
    }
  }

  private static List<CsvRecord> table(String path) {
    String text = server.get(path).body();
    assertThat(text).startsWith("\uFEFF");
    return CsvReader.builder().fieldSeparator(';').ofCsvRecord(text.substring(1)).stream().toList();
  }

  private static long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  @Test
  void the_tables_have_what_the_graph_has_for_everybody_and_no_more() throws Exception {
    server.graph().write("""
        CREATE (:Organisation {openDataTest: true, id: 'org-out', name: 'Utgången AB', nameKey: 'utgången ab', description: 'x', optedOut: true, claimed: true})
        CREATE (:Organisation {openDataTest: true, id: 'org-closed', name: 'Stängd AB', nameKey: 'stängd ab', description: 'x', closedOn: date(), claimed: true})
        CREATE (f:Organisation {openDataTest: true, id: 'org-formula', name: '=HYPERLINK("http://evil.example")', nameKey: '=', description: '<svg onload=alert(1)>', offers: ['a|b', '+1'], seeks: [], roles: [],
          claimed: true, organisationNumber: '556677-8899'})
        CREATE (i:Initiative {openDataTest: true, id: 'ini-hidden', reference: 'MM-2020-9999', title: 'Dold idé', text: 'Hemligt', status: 'received', published: false, date: datetime()})
        CREATE (f)-[:SUBMITTED]->(i)
        """, Map.of());
    assertThat(table("/data/projekt.csv")).hasSize((int) count("MATCH (i:Initiative) WHERE i.published AND i.status IN ['accepted', 'working-group', 'running', 'ended'] RETURN count(i) AS n") + 1);
    List<CsvRecord> organisations = table("/data/organisationer.csv");
    assertThat(organisations).hasSize((int) count("MATCH (o:Organisation) WHERE NOT coalesce(o.optedOut, false) AND o.closedOn IS NULL RETURN count(o) AS n") + 1);
    CsvRecord formula = organisations.stream().filter(row -> row.getField(0).equals("org-formula")).findFirst().orElseThrow();
    assertThat(formula.getField(1)).isEqualTo("'=HYPERLINK(\"http://evil.example\")");
    assertThat(formula.getField(5)).isEqualTo("a/b|+1");
    assertThat(table("/data/kompetenser.csv")).hasSize((int) count("MATCH (c:Competence) RETURN count(c) AS n") + 1);
    assertThat(table("/data/allianser.csv")).hasSize((int) count("MATCH (a:Alliance) RETURN count(a) AS n") + 1);
    List<CsvRecord> forvaltningar = table("/data/forvaltningar.csv");
    assertThat(forvaltningar).hasSize((int) count("MATCH (f:Forvaltning) RETURN count(f) AS n") + 1);
    assertThat(forvaltningar.stream().skip(1).filter(row -> !row.getField(6).isEmpty())).isNotEmpty().allSatisfy(row -> assertThat(row.getField(7)).isNotBlank());
    for (Dataset dataset : Dataset.values()) {
      for (Format format : dataset.formats()) {
        assertThat(server.get(dataset.path(format)).body()).as(dataset.path(format)).doesNotContain("Utgången AB", "org-out", "Dold idé", "ini-hidden", "MM-2020-9999", "556677-8899", "5566778899")
            .doesNotContainPattern("[\\w.+-]+@[\\w-]+\\.[a-z]{2,}\\b");
      }
    }
    assertThat(server.get("/data/organisationer.jsonld").body()).doesNotContain("Stängd AB");
  }

  @Test
  void linked_data_points_to_the_pages() throws Exception {
    JsonNode projects = new ObjectMapper().readTree(server.get("/data/projekt.jsonld").body());
    assertThat(projects.get("@context").get("@vocab").asText()).isEqualTo("https://schema.org/");
    JsonNode first = projects.get("@graph").get(0);
    assertThat(first.get("name").get("@language").asText()).isIn("sv", "en");
    for (JsonNode pointed : List.of(first, first.get("member").get(0), first.get("department").get(0))) {
      assertThat(server.get(pointed.get("@id").asText().substring(server.url("").length())).statusCode()).isEqualTo(200);
    }
    JsonNode culture = null;
    for (JsonNode one : new ObjectMapper().readTree(server.get("/data/forvaltningar.jsonld").body()).get("@graph")) if (one.get("identifier").asText().equals("kulturforvaltningen")) culture = one;
    assertThat(culture.get("employee").get(0).properties().stream().map(Map.Entry::getKey)).containsExactlyInAnyOrder("@type", "name", "jobTitle");
    Model skos = read(new TurtleParser(), server.get("/data/kompetenser.ttl").body());
    assertThat(of(skos, "http://www.w3.org/2004/02/skos/core#Concept")).hasSize((int) count("MATCH (c:Competence) RETURN count(c) AS n")).allSatisfy(concept ->
        assertThat(skos.filter(concept, iri("http://www.w3.org/2004/02/skos/core#prefLabel"), null)).isNotEmpty().hasSizeLessThanOrEqualTo(2));
  }

  @Test
  void a_large_dataset_stands_in_several_files_that_together_have_each_once() throws Exception {
    server.graph().write("UNWIND range(1, 1000) AS n CREATE (:Organisation {openDataTest: true, id: 'org-many-' + n, name: 'Många ' + n, nameKey: 'många ' + n, description: 'x', claimed: true})", Map.of());
    HttpResponse<String> first = server.get("/data/organisationer.csv");
    assertThat(first.headers().firstValue("Link").orElse("")).isEqualTo("<" + server.url("/data/organisationer.csv?page=2") + ">; rel=\"next\"");
    List<String> ids = Stream.of("/data/organisationer.csv", "/data/organisationer.csv?page=2").flatMap(path -> table(path).stream().skip(1)).map(row -> row.getField(0)).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSize((int) count("MATCH (o:Organisation) WHERE NOT coalesce(o.optedOut, false) AND o.closedOn IS NULL RETURN count(o) AS n"));
    assertThat(catalogue().filter(iri(server.url("/catalog#organisationer-csv")), iri(DCAT + "downloadURL"), null)).hasSize(2);
    assertThat(server.get("/data/organisationer.csv?page=3").statusCode()).isEqualTo(404);
    for (String odd : List.of("0", "-1", "x", "99999999")) assertThat(server.get("/data/organisationer.csv?page=" + odd).statusCode()).as(odd).isEqualTo(400);
    assertThat(server.get("/oppna-data").body()).contains("CSV, del 2 av 2");
  }

  @Test
  void graph_programs_read_the_whole_graph() throws Exception {
    Set<String> expected = server.graph().read("""
        MATCH (n) WHERE n:Forvaltning OR n:Alliance OR n:Organisation AND NOT coalesce(n.optedOut, false) OR n:Initiative AND n.published AND n.status IN ['accepted', 'working-group', 'running', 'ended']
          OR n:Competence AND EXISTS { (n)<-[:NEEDS|OFFERS|SEEKS|HAS_MANDATE|ABOUT]-() } RETURN n.id AS id
        """, Map.of()).stream().map(row -> row.get("id").asString()).collect(Collectors.toSet());
    DirectedPseudograph<String, DefaultEdge> graph = new DirectedPseudograph<>(DefaultEdge.class);
    GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
    importer.setVertexFactory(id -> id);
    importer.setSchemaValidation(false);
    importer.importGraph(graph, new StringReader(server.get("/data/graf.graphml").body()));
    assertThat(graph.vertexSet()).isEqualTo(expected);

    Document gexf = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new ByteArrayInputStream(server.get("/data/graf.gexf").body().getBytes(StandardCharsets.UTF_8)));
    assertThat(gexf.getElementsByTagName("node").getLength()).isEqualTo(expected.size());
    assertThat(gexf.getElementsByTagName("edge").getLength()).isEqualTo(graph.edgeSet().size()).isGreaterThan(1_000);
    assertThat(server.get("/oppna-data").body()).contains("https://lite.gephi.org/?file=" + java.net.URLEncoder.encode(server.url("/data/graf.gexf"), StandardCharsets.UTF_8));
  }

  @Test
  void who_has_gone_is_gone_from_the_graph_file_at_once() {
    String id = server.graph().read("MATCH (o:Organisation)-[:PARTICIPATES_IN]->() RETURN min(o.id) AS id", Map.of()).getFirst().get("id").asString();
    assertThat(server.get("/data/graf.gexf").body()).contains("\"" + id + "\"");
    String token = server.token(Role.COORDINATOR);
    for (String way : List.of("opt-out", "opt-in")) {
      server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/organisations/" + id + "/" + way))).header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.noBody()));
      assertThat(server.get("/data/graf.gexf").body().contains("\"" + id + "\"")).as(way).isEqualTo(way.equals("opt-in"));
    }
  }

  @Test
  void what_does_not_change_is_sent_once() {
    for (String path : List.of("/catalog.rdf", "/data/projekt.csv", "/data/graf.gexf")) {
      String mark = server.get(path).headers().firstValue("ETag").orElseThrow();
      assertThat(server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("If-None-Match", mark)).statusCode()).as(path).isEqualTo(304);
    }
  }
}
