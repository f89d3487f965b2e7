package se.malmo.meet.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.nio.gexf.SimpleGEXFImporter;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.jgrapht.util.SupplierUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import se.malmo.meet.TestServer;

/** The page of the graph, its files, and how two hang together. */
class GraphPageTest {
  private static TestServer server;
  private static City city;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    city = new City(server.graph());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_department_leads_to_shared_organisations_by_two_clicks() {
    String page = ok("/graf?n=miljoforvaltningen");
    assertThat(page).contains("<svg class=\"picture walk-svg\"", "Samma sak som tabell", "I bilden hänger Miljöförvaltningen ihop med").contains("+");
    String project = first(page, "data-node=\"(ini-[^\"]+)\"");
    String opened = ok("/graf?n=miljoforvaltningen&n=" + project);
    assertThat(first(opened, "data-node=\"(org-[^\"]+)\"")).startsWith("org-");
    assertThat(places(opened)).as("nothing jumps when one is opened").containsAllEntriesOf(places(page));
  }

  @Test
  void never_more_than_sixty_are_drawn_and_the_rest_opens() {
    String all = "/graf?n=miljoforvaltningen*59&n=kulturforvaltningen*59&n=stadskontoret*59";
    assertThat(places(ok(all))).hasSize(60);
    String page = ok("/graf?n=miljoforvaltningen");
    String more = first(page, "class=\"more-nodes\" href=\"([^\"]+)\"").replace("&amp;", "&");
    assertThat(places(ok(more)).keySet()).hasSizeGreaterThan(places(page).size()).containsAll(places(page).keySet());
    assertThat(places(ok("/graf?n=miljoforvaltningen*18~36")).keySet()).doesNotContainAnyElementsOf(
        places(page).keySet().stream().filter(id -> !id.equals("miljoforvaltningen")).toList());
  }

  @Test
  void the_table_is_sorted_as_its_heads_say() {
    String page = ok("/graf?n=miljoforvaltningen&sort=name");
    List<String> names = all(page, "data-node=\"[^\"]+\">([^<]+)<");
    assertThat(names).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    assertThat(page).contains("aria-sort=\"ascending\"", "sort=-name");
  }

  @Test
  void anything_in_an_address_is_answered() {
    for (String address : List.of("?n=finns-inte", "?n=org-x&sel=%00", "?from=-44&to=99999&n=matsvinn", "?years=f.Kr.&n=matsvinn", "?kinds=person&n=matsvinn", "?sectors=x&n=matsvinn",
        "?n=matsvinn*99~99999", "?p=matsvinn@1e9,x&n=matsvinn", "?sort=drop&n=matsvinn", "?c=theme:finns-inte", "?c=with:finns-inte", "?c=years:0044-0012", "?c=show:person&c=x",
        "?depth=99&n=matsvinn", "?q=" + "x".repeat(5_000), "?q=%00%27%22%3Cscript%3E", "?c=theme:" + "x".repeat(4_000))) {
      HttpResponse<String> answer = server.get("/graf" + address);
      assertThat(answer.statusCode()).as(address.substring(0, Math.min(60, address.length()))).isIn(200, 414);
      assertThat(answer.body()).doesNotContain("<script>");
    }
    assertThat(ok("/graf?years=f.Kr.&n=matsvinn")).contains("Ange år från 1900 till 2100");
    assertThat(ok("/graf?n=finns-inte&n=matsvinn")).contains("finns inte längre i grafen");
  }

  @Test
  void years_and_sectors_narrow_the_picture() {
    city.organisation("org-f1", "business").organisation("org-f2", "academia").project("ini-f1", "2019-05-01", "org-f1", "org-f2").project("ini-f2", "2025-05-01", "org-f1");
    assertThat(places(ok("/graf?n=org-f1")).keySet()).containsExactlyInAnyOrder("org-f1", "ini-f1", "ini-f2");
    assertThat(places(ok("/graf?n=org-f1&from=2024")).keySet()).containsExactlyInAnyOrder("org-f1", "ini-f2");
    assertThat(places(ok("/graf?n=ini-f1&sectors=academia")).keySet()).containsExactlyInAnyOrder("ini-f1", "org-f2");
    assertThat(places(ok("/graf?n=org-f1&kinds=organisation")).keySet()).containsExactly("org-f1");
  }

  @Test
  void a_question_is_answered_by_those_who_did_it_and_shows_by_what() {
    city.organisation("org-q1", "business").organisation("org-q2", "business").organisation("org-q3", "academia").competence("flintslagning")
        .project("ini-q1", "2024-05-01", "org-q1", "org-q3").routed("ini-q1", "miljoforvaltningen").needs("ini-q1", "flintslagning")
        .project("ini-q2", "2020-05-01", "org-q2").needs("ini-q2", "flintslagning");
    String chips = "/graf?c=sector:business&c=theme:flintslagning";
    assertThat(places(ok(chips)).keySet()).contains("org-q1", "org-q2", "ini-q1", "ini-q2").doesNotContain("org-q3");
    assertThat(places(ok(chips + "&c=with:miljoforvaltningen")).keySet()).contains("org-q1", "miljoforvaltningen", "ini-q1").doesNotContain("org-q2");
    assertThat(places(ok(chips + "&c=years:2023-2025")).keySet()).contains("org-q1").doesNotContain("org-q2");
    assertThat(places(ok("/graf?c=show:project&c=theme:flintslagning")).keySet()).contains("ini-q1", "ini-q2");
    assertThat(places(ok("/graf?c=show:forvaltning&c=theme:flintslagning")).keySet()).contains("miljoforvaltningen");
    city.organisation("org-q4", "civil-society");
    assertThat(ok(chips + "&c=with:org-q4")).contains("Inget i grafen passar allt", "Utan ”med Namn org-q4”: 2 svar på frågan.").doesNotContain("Utan ”Företag”");
    assertThat(ok("/graf?c=theme:flintslagning&c=with:org-island-x")).contains("Inget i grafen passar allt", "finns inte längre i grafen");
  }

  @Test
  void two_names_give_ways_in_words_each_step_dated_and_sourced() {
    city.organisation("org-p1", "business").organisation("org-p2", "business").project("ini-p", "2024-03-05", "org-p1", "org-p2");
    String page = ok("/graf/samband?from=Namn%20org-p1&to=org-p2");
    assertThat(page).contains("Namn org-p1 deltar i Projekt ini-p", "5 mars 2024", "test", "/organisationer/org-p2");
    assertThat(ok("/en/graph/connections?from=org-p1&to=org-p2")).contains("Namn org-p1 takes part in Projekt ini-p", "5 March 2024");
    city.organisation("org-alone", "business");
    assertThat(ok("/graf/samband?from=org-p1&to=org-alone")).contains("Vi hittar ingen väg");
    assertThat(ok("/graf/samband?from=org-p1&to=org-p1")).contains("Välj två olika");
    assertThat(ok("/graf/samband?from=Namn&to=qwertzu")).contains("Flera heter så", "Vi hittar ingen med det namnet");
    assertThat(ok("/graf/samband?from=" + "x".repeat(3_000))).contains("Vi hittar ingen");
  }

  @Test
  void the_files_say_the_same_as_the_page() throws Exception {
    city.organisation("org-e1", "business").project("ini-e", "2024-03-05", "org-e1");
    server.graph().write("MATCH (o:Organisation {id: 'org-e1'}) SET o.name = '=cmd|\"x\"!A1 <b>&'", Map.of());
    Document gexf = xml("/graf/graf.gexf?n=org-e1");
    assertThat(gexf.getDocumentElement().getNamespaceURI()).isEqualTo("http://gexf.net/1.3");
    assertThat(ids(gexf.getElementsByTagNameNS("*", "node"), "id")).containsExactlyInAnyOrder("org-e1", "ini-e");
    assertThat(ids(gexf.getElementsByTagNameNS("*", "node"), "label")).contains("=cmd|\"x\"!A1 <b>&");
    Document graphMl = xml("/graf/graf.graphml?n=org-e1");
    assertThat(graphMl.getDocumentElement().getNamespaceURI()).isEqualTo("http://graphml.graphdrawing.org/xmlns");
    assertThat(ids(graphMl.getElementsByTagNameNS("*", "edge"), "source")).containsExactly("org-e1");
    List<String> keys = ids(graphMl.getElementsByTagNameNS("*", "key"), "id");
    assertThat(keys).containsAll(ids(graphMl.getElementsByTagNameNS("*", "data"), "key"));
    assertThat(xml("/graf/graf.svg?n=org-e1").getElementsByTagNameNS("http://www.w3.org/2000/svg", "line").getLength()).isEqualTo(1);
    try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(ok("/graf/noder.csv?n=org-e1"))) {
      List<CsvRecord> all = rows.stream().toList();
      assertThat(all.getFirst().getFields()).containsExactly("id", "label", "kind", "sector", "year", "strength");
      assertThat(all).anySatisfy(row -> assertThat(row.getField(1)).isEqualTo("'=cmd|\"x\"!A1 <b>&"));
    }
    try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(ok("/graf/lankar.csv?n=org-e1"))) {
      assertThat(rows.stream().skip(1).map(row -> row.getFields().subList(0, 5))).containsExactly(List.of("org-e1", "ini-e", "participates-in", "2024-03-05", "test"));
    }
  }

  @Test
  void a_library_that_is_not_ours_reads_the_whole_graph_of_the_page() {
    city.organisation("org-x1", "business").organisation("org-x2", "academia").project("ini-x", "2024-03-05", "org-x1", "org-x2");
    Set<String> drawn = places(ok("/graf?n=ini-x")).keySet();
    Graph<String, DefaultEdge> gexf = new DefaultDirectedGraph<>(SupplierUtil.createStringSupplier(), SupplierUtil.createDefaultEdgeSupplier(), false);
    SimpleGEXFImporter<String, DefaultEdge> fromGexf = new SimpleGEXFImporter<>();
    fromGexf.setVertexFactory(id -> id);
    // The library checks the file against the schema of GEXF 1.2, which differs from 1.3 in nothing that we write but its name.
    fromGexf.importGraph(gexf, new StringReader(ok("/graf/graf.gexf?n=ini-x").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace("version=\"1.3\"", "version=\"1.2\"")));
    Graph<String, DefaultEdge> graphMl = new DefaultDirectedGraph<>(SupplierUtil.createStringSupplier(), SupplierUtil.createDefaultEdgeSupplier(), false);
    GraphMLImporter<String, DefaultEdge> fromGraphMl = new GraphMLImporter<>();
    fromGraphMl.setVertexFactory(id -> id);
    fromGraphMl.importGraph(graphMl, new StringReader(ok("/graf/graf.graphml?n=ini-x")));
    for (Graph<String, DefaultEdge> read : List.of(gexf, graphMl)) {
      assertThat(read.vertexSet()).isEqualTo(drawn);
      assertThat(read.containsEdge("org-x1", "ini-x")).isTrue();
      assertThat(read.containsEdge("org-x2", "ini-x")).isTrue();
    }
  }

  private static Document xml(String path) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(ok(path).getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> ids(NodeList nodes, String attribute) {
    return java.util.stream.IntStream.range(0, nodes.getLength()).mapToObj(i -> ((Element) nodes.item(i)).getAttribute(attribute)).toList();
  }

  /** Where each node stands, as the page tells its script. */
  private static Map<String, String> places(String page) {
    String data = first(page, "data-graph=\"([^\"]*)\"").replace("&#34;", "\"").replace("&quot;", "\"");
    Matcher matcher = Pattern.compile("\\{\"id\":\"([^\"+]+)\",\"label\":\"(?:[^\"\\\\]|\\\\.)*\",\"kind\":\"[a-z]+\",\"x\":(-?\\d+),\"y\":(-?\\d+)").matcher(data);
    return matcher.results().collect(java.util.stream.Collectors.toMap(found -> found.group(1), found -> found.group(2) + "," + found.group(3)));
  }

  private static String first(String page, String pattern) {
    List<String> found = all(page, pattern);
    assertThat(found).as(pattern).isNotEmpty();
    return found.getFirst();
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(found -> found.group(1)).toList();
  }

  private static String ok(String path) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }
}
