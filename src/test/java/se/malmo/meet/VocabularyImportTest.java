package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.vocabulary.Remark;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.vocabulary.VocabularyImport;

/** Vocabularies from files, taken in beside a running server. */
class VocabularyImportTest {
  private static final String TURTLE = """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix v: <http://vocabulary.example/> .
      v:scheme a skos:ConceptScheme ; skos:prefLabel "Ordlista"@sv .
      v:kök a skos:Concept ; skos:prefLabel "storköksdrift"@sv, "catering kitchens"@en, "suurkeittiöt"@fi ; skos:altLabel "storkök"@sv ; skos:narrower v:soppa .
      v:soppa a skos:Concept ; skos:prefLabel "soppkokning"@sv, "soup making"@en-GB ; skos:related v:sked .
      v:sked a skos:Concept ; skos:prefLabel "skedslöjd"@sv ; skos:broader v:okänd .
      v:barn a skos:Concept ; skos:prefLabel "barn building"@en .
      v:tom a skos:Concept ; skos:prefLabel "tyhjä"@fi .
      """;
  private static final String XML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE rdf:RDF [ <!ENTITY skos "http://www.w3.org/2004/02/skos/core#"> ]>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
        <skos:Concept rdf:about="http://vocabulary.example/bi">
          <skos:prefLabel xml:lang="sv">bigårdsskötsel</skos:prefLabel><skos:prefLabel xml:lang="en">apiary care</skos:prefLabel>
          <skos:broader rdf:resource="http://vocabulary.example/djur"/>
        </skos:Concept>
        <rdf:Description rdf:about="http://vocabulary.example/djur"><rdf:type rdf:resource="&skos;Concept"/>
          <skos:prefLabel xml:lang="sv">djurskötsel i staden</skos:prefLabel><skos:prefLabel xml:lang="en">urban animal care</skos:prefLabel>
        </rdf:Description>
      </rdf:RDF>
      """;

  private final List<Remark> remarks = new ArrayList<>();
  private static TestServer server;
  private static List<String> seeds;

  @TempDir
  private Path folder;

  @BeforeAll
  static void start() {
    server = TestServer.empty();
    seeds = server.graph().read("MATCH (c:Competence) RETURN c.id AS x", Map.of()).stream().map(row -> row.get("x").asString()).toList();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void only_the_citys_own_words() {
    server.graph().write(List.of(new Graph.Statement("MATCH (c:Competence) WHERE NOT c.id IN $seeds DETACH DELETE c", Map.of("seeds", seeds)),
        EventLog.append(Instant.now(), List.of(new EventLog.Happening(Vocabulary.CHANGED, "vocabulary", "test")))));
    server.app().projection().catchUp();
  }

  @Test
  void turtle_goes_in_with_labels_and_edges_and_what_is_lacking_is_told() throws IOException {
    VocabularyImport.Result result = run("small.ttl", TURTLE);
    assertThat(result.taken()).isEqualTo(4);
    assertThat(result.added()).isEqualTo(4);
    assertThat(result.skipped()).isEqualTo(1);
    assertThat(one("MATCH (c:Competence {id: 'soppkokning'})-[:BROADER]->(w) RETURN w.id AS x, c.labelEn AS y, c.sourceId AS z").values().toString())
        .contains("storkoksdrift", "soup making", "http://vocabulary.example/soppa");
    assertThat(one("MATCH (c:Competence {id: 'storkoksdrift'}) RETURN c.alternativesSv AS x").get("x").asList()).containsExactly("storkök");
    assertThat(one("MATCH (:Competence {id: 'soppkokning'})-[:RELATED]->(b) RETURN b.id AS x").get("x").asString()).isEqualTo("skedslojd");
    assertThat(said()).contains("http://vocabulary.example/tom label_sv problem.vocabulary.label", "http://vocabulary.example/sked broader problem.vocabulary.target",
        "http://vocabulary.example/sked label_en problem.vocabulary.lent", "http://vocabulary.example/barn label_sv problem.vocabulary.lent");
    assertThat(server.get("/api/v1/vocabulary/competences?q=skedsl").body()).contains("\"labelEn\":\"skedslöjd\"", "\"missing\":\"en\"");
    assertThat(server.get("/en/vocabulary?q=skedsl").body()).contains("Has no English name yet");
  }

  @Test
  void a_lent_label_links_no_text_of_the_other_language() throws IOException {
    run("small.ttl", TURTLE);
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"We plan barn building in the village.\", \"language\": \"en\"}").body()).contains("\"barn-building\"");
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"Vi har barn building i lådan.\", \"language\": \"sv\"}").body()).doesNotContain("\"barn-building\"");
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"Vi undervisar i skedslöjd.\", \"language\": \"sv\"}").body()).contains("\"skedslojd\"");
  }

  @Test
  void the_same_file_again_adds_nothing_and_a_changed_label_changes_one() throws IOException {
    run("small.ttl", TURTLE);
    String before = graph();
    VocabularyImport.Result again = run("small.ttl", TURTLE);
    assertThat(List.of(again.taken(), again.added(), again.changed())).containsExactly(4L, 0L, 0L);
    assertThat(graph()).isEqualTo(before);

    VocabularyImport.Result changed = run("small.ttl", TURTLE.replace("\"skedslöjd\"", "\"skedsnideri\""));
    assertThat(List.of(changed.added(), changed.changed())).containsExactly(0L, 1L);
    assertThat(one("MATCH (c:Competence {id: 'skedslojd'}) RETURN c.labelSv AS x").get("x").asString()).isEqualTo("skedsnideri");
  }

  @Test
  void rdf_xml_goes_in_with_its_own_entities() throws IOException {
    for (String name : List.of("bees.rdf", "bees.xml")) {
      assertThat(run(name, XML).taken()).isEqualTo(2);
    }
    assertThat(one("MATCH (:Competence {id: 'bigardsskotsel'})-[:BROADER]->(w) RETURN w.id AS x").get("x").asString()).isEqualTo("djurskotsel-i-staden");
  }

  @Test
  void csv_goes_in_with_either_separator_and_with_a_byte_order_mark() throws IOException {
    String csv = "slug,label_sv,label_en,alt_sv,alt_en,broader,related\nsegelduk,segelduk,sailcloth,duk|kanvas,canvas,,\nsegelsom,segelsömnad,sailmaking,,,segelduk,\n";
    assertThat(run("comma.csv", csv).added()).isEqualTo(2);
    assertThat(run("semicolon.csv", "\uFEFF" + csv.replace(',', ';')).changed()).isZero();
    assertThat(one("MATCH (c:Competence {id: 'segelsom'})-[:BROADER]->(w) RETURN w.id AS x").get("x").asString()).isEqualTo("segelduk");
    assertThat(run("seed.csv", Files.readString(Path.of("graph-schema/seed/competences.csv"))).changed()).isZero();
    assertThat(remarks).isEmpty();
  }

  @Test
  void rows_at_fault_are_told_by_line_and_the_rest_goes_in() throws IOException {
    VocabularyImport.Result result = run("faults.csv", "slug;label_sv;label_en\nrad-ett;radett;row one\nRad Två;radtvå;row two\nrad-tre;;\n\nrad-fyra;\"rad\nfyra\";row four\nrad-ett;igen;again\n;namnlös;nameless\n");
    assertThat(result.taken()).isEqualTo(2);
    assertThat(said()).containsExactly("line 3 slug problem.vocabulary.slug", "line 4 label_sv problem.vocabulary.label", "line 9 id problem.required",
        "line 8  problem.vocabulary.twice");
    assertThat(result.skipped()).isEqualTo(4);
  }

  @Test
  void loops_are_cut_at_their_last_edge_and_an_own_broader_is_left_out() throws IOException {
    VocabularyImport.Result result = run("loops.csv", """
        slug,label_sv,label_en,broader,related
        ring-a,ringa,ring a,ring-b,
        ring-b,ringb,ring b,ring-c,
        ring-c,ringc,ring c,ring-a|ring-d,
        ring-d,ringd,ring d,ring-d,ring-d
        """);
    assertThat(result.taken()).isEqualTo(4);
    assertThat(said()).containsExactlyInAnyOrder("line 4 broader problem.vocabulary.loop", "line 5 broader problem.vocabulary.own", "line 5 related problem.vocabulary.own");
    assertThat(server.graph().read("MATCH p = (c:Competence)-[:BROADER*1..10]->(c) RETURN c.id AS x", Map.of())).isEmpty();
    assertThat(one("MATCH (:Competence {id: 'ring-c'})-[:BROADER]->(w) RETURN w.id AS x").get("x").asString()).isEqualTo("ring-d");
  }

  @Test
  void a_loop_through_what_was_there_before_is_cut_too() throws IOException {
    run("first.csv", "slug,label_sv,label_en,broader\nunder,underbegrepp,narrow thing,over\nover,överbegrepp,wide thing,\n");
    run("second.csv", "slug,label_sv,label_en,broader\nover,överbegrepp,wide thing,under\n");
    assertThat(said()).containsExactly("line 2 broader problem.vocabulary.loop");
  }

  @Test
  void slugs_of_the_same_label_differ_and_are_found_again() throws IOException {
    String twins = """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:a> a skos:Concept ; skos:prefLabel "kran"@sv, "crane"@en .
        <urn:b> a skos:Concept ; skos:prefLabel "kran"@sv, "tap"@en .
        """;
    assertThat(run("twins.ttl", twins).added()).isEqualTo(2);
    assertThat(run("twins.ttl", twins.replace("\"tap\"", "\"faucet\"")).changed()).isEqualTo(1);
    assertThat(one("MATCH (c:Competence {sourceId: 'urn:b'}) RETURN c.id AS x").get("x").asString()).isEqualTo("kran-2");
  }

  @Test
  void hostile_xml_is_refused_and_reads_nothing_from_elsewhere() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "hemligheten");
    String head = "<?xml version=\"1.0\"?>\n";
    String body = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\"><skos:Concept rdf:about=\"urn:x\">"
        + "<skos:prefLabel xml:lang=\"sv\">ord &x;</skos:prefLabel></skos:Concept></rdf:RDF>";
    StringBuilder laughs = new StringBuilder("<!ENTITY x0 \"ha\">");
    for (int i = 1; i < 12; i++) laughs.append("<!ENTITY x").append(i).append(" \"").append(("&x" + (i - 1) + ";").repeat(10)).append("\">");
    laughs.append("<!ENTITY x \"&x11;\">");
    for (String type : List.of("[<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]", "[<!ENTITY x PUBLIC \"-//X\" \"http://127.0.0.1:1/x\">]",
        "[<!ENTITY % p SYSTEM \"" + secret.toUri() + "\"> %p;]", "[" + laughs + "]")) {
      assertThatThrownBy(() -> run("hostile.rdf", head + "<!DOCTYPE rdf:RDF " + type + ">" + body)).as(type).isInstanceOf(Problem.Invalid.class);
    }
    assertThat(server.graph().read("MATCH (c:Competence) WHERE c.labelSv STARTS WITH 'ord ' OR c.labelSv CONTAINS 'hemlig' RETURN c", Map.of())).isEmpty();
  }

  @Test
  void what_cannot_be_read_as_a_whole_is_told_with_its_line_and_nothing_is_written() {
    long before = count();
    assertThat(fault("latin.csv", "slug,label_sv,label_en\na,ett,one\nb,två,two\n", StandardCharsets.ISO_8859_1)).isEqualTo("problem.vocabulary.encoding [3]");
    assertThat(fault("latin.ttl", TURTLE, StandardCharsets.ISO_8859_1)).startsWith("problem.vocabulary.encoding [4]");
    assertThat(fault("latin.rdf", XML, StandardCharsets.ISO_8859_1)).startsWith("problem.vocabulary.rdf");
    assertThat(fault("broken.ttl", TURTLE + "\nv:x a", StandardCharsets.UTF_8)).startsWith("problem.vocabulary.rdf.whole");
    assertThat(fault("broken.rdf", XML.replace("</skos:Concept>", ""), StandardCharsets.UTF_8)).startsWith("problem.vocabulary.rdf");
    assertThat(fault("columns.csv", "a,b\n1,2\n", StandardCharsets.UTF_8)).startsWith("problem.vocabulary.header");
    assertThat(fault("quote.csv", "slug,label_sv\na,\"ett\nb,två\n", StandardCharsets.UTF_8)).startsWith("problem.vocabulary.");
    assertThat(fault("words.xlsx", "x", StandardCharsets.UTF_8)).startsWith("problem.vocabulary.ending");
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void texts_that_were_there_say_the_new_words() throws IOException {
    server.post("/api/v1/initiatives", "{\"title\": \"Soppa\", \"text\": \"Vi vill lära ut soppkokning åt alla i Fosie.\", "
        + "\"sender\": {\"name\": \"Åsa\", \"sector\": \"business\", \"organisation\": \"Ugnen\", \"email\": \"asa@ugnen.example\"}}");
    assertThat(run("small.ttl", TURTLE).textsRead()).isPositive();
    assertThat(one("MATCH (:Initiative)-[:MENTIONS]->(:Keyword)-[:DENOTES]->(c:Competence {id: 'soppkokning'}) RETURN count(c) AS x").get("x").asInt()).isEqualTo(1);
  }

  @Test
  void texts_that_were_there_say_the_new_words_also_in_forms_with_another_stem() throws IOException {
    server.post("/api/v1/initiatives", "{\"title\": \"Kusten\", \"text\": \"Europas pärlstäder lär av varandra.\", "
        + "\"sender\": {\"name\": \"Åsa\", \"sector\": \"business\", \"organisation\": \"Ugnen\", \"email\": \"asa@ugnen.example\"}}");
    assertThat(run("cities.csv", "slug,label_sv,label_en\nparlstad,pärlstad,pearl city\n").textsRead()).isPositive();
    assertThat(one("MATCH (:Initiative)-[:MENTIONS]->(:Keyword)-[:DENOTES]->(c:Competence {id: 'parlstad'}) RETURN count(c) AS x").get("x").asInt()).isEqualTo(1);
  }

  @Test
  void loops_of_a_skos_file_are_cut_too_and_whoever_asks_is_answered() throws IOException {
    String loops = """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:a> a skos:Concept ; skos:prefLabel "garnnystning"@sv, "yarn winding"@en ; skos:broader <urn:b>, <urn:a> .
        <urn:b> a skos:Concept ; skos:prefLabel "trådspolning"@sv, "thread spooling"@en ; skos:broader <urn:c> ; skos:narrower <urn:c> .
        <urn:c> a skos:Concept ; skos:prefLabel "repslagning"@sv, "rope making"@en ; skos:broader <urn:a> ; skos:related <urn:c>, <urn:a> .
        """;
    assertThat(run("loops.ttl", loops).taken()).isEqualTo(3);
    assertThat(said()).anyMatch(remark -> remark.endsWith("problem.vocabulary.loop")).anyMatch(remark -> remark.endsWith("problem.vocabulary.own"));
    assertThat(server.graph().read("MATCH (c:Competence)-[:BROADER*1..10]->(c) RETURN c.id AS x", Map.of())).isEmpty();
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"Vi söker någon som kan garnnystning och repslagning.\"}").statusCode()).isEqualTo(200);
  }

  private VocabularyImport.Result run(String name, String content) throws IOException {
    return run(name, content, StandardCharsets.UTF_8);
  }

  private VocabularyImport.Result run(String name, String content, Charset charset) throws IOException {
    return server.app().vocabularyImport().run(Files.writeString(folder.resolve(name), content, charset), remarks::add, (done, of) -> { });
  }

  private String fault(String name, String content, Charset charset) {
    try {
      run(name, content, charset);
      return "none";
    } catch (Problem.Invalid e) {
      return e.fields().getFirst().key() + " " + e.fields().getFirst().arguments();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<String> said() {
    return remarks.stream().map(remark -> remark.place() + " " + remark.what().field() + " " + remark.what().key()).toList();
  }

  private long count() {
    return one("MATCH (c:Competence) RETURN count(c) AS x").get("x").asLong();
  }

  private String graph() {
    return server.graph().read("MATCH (n) RETURN labels(n) AS l, properties(n) AS p, COUNT { (n)--() } AS e ORDER BY elementId(n)", Map.of()).toString();
  }

  private Record one(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst();
  }
}
