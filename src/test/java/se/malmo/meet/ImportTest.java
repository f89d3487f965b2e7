package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import se.malmo.meet.initiative.InitiativeRow;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.TestGraph;

/** Files of organisations and initiatives, taken in beside a running server. */
class ImportTest {
  private static final String SIZE = "MATCH (n) WITH count(n) AS nodes OPTIONAL MATCH ()-[r]->() WITH nodes, count(r) AS edges "
      + "OPTIONAL MATCH (e:Event) RETURN nodes, edges, count(e) AS events";
  private static TestServer server;
  private static App other;

  @TempDir
  private Path folder;

  private final List<JsonLines.RowFault> faults = new ArrayList<>();

  @BeforeAll
  static void start(@TempDir Path data) {
    server = TestServer.empty();
    other = App.open(new Settings(0, "127.0.0.1", data, Optional.of(TestGraph.address()), false), "test", false, TestModels.loading());
  }

  @AfterAll
  static void stop() {
    other.close();
    server.close();
  }

  @Test
  void organisations_go_in_with_all_that_they_say() throws IOException {
    JsonLines.Result result = organisations("""
        {"id": "1", "name": "Åkes Båtvarv & Co", "sector": "business", "language": "sv", "description": "Vi lagar träbåtar vid Ön.", "offers": ["båtbyggeri", "lärlingsplats"], "seeks": ["segelmakare"], "roles": ["expert"], "organisationNumber": "556000-1234", "website": "https://akes.example"}
        {"name": "Only a name", "description": "And a description of what we do at the harbour."}
        """);
    assertThat(result).isEqualTo(new JsonLines.Result(2, 2, 0));
    Record node = one("MATCH (o:Organisation {source: 'import', sourceId: 'id:1'}) RETURN o.id AS id, o.name AS name, o.claimed AS claimed, "
        + "[(o)-[:OFFERS]->(x) | labels(x)[0]] AS offers, [(o)-[:SEEKS]->(x) | x.lemma] AS seeks");
    assertThat(node.get("name").asString()).isEqualTo("Åkes Båtvarv & Co");
    assertThat(node.get("claimed").asBoolean()).isTrue();
    assertThat(node.get("offers").asList()).contains("Competence", "Keyword");
    assertThat(node.get("seeks").asList()).isNotEmpty();
    assertThat(server.get("/organisationer/" + node.get("id").asString()).body()).contains("Åkes Båtvarv &amp; Co", "Vi lagar träbåtar vid Ön.", "båtbyggeri", "https://akes.example");
  }

  @Test
  void the_same_files_again_change_nothing() throws IOException {
    String organisations = """
        {"id": "again-1", "name": "Igen AB", "description": "Vi bygger om butiker.", "offers": ["butiksinredning"]}
        {"name": "Igen och igen", "description": "Vi river butiker."}
        """;
    String initiatives = """
        {"id": "again", "title": "Tomma butiker", "text": "Vi vill fylla tomma butiker.", "date": "2025-03-01", "participants": ["again-1", "Ingen känner oss", "Igen och igen:funder"]}
        {"title": "Utan id", "text": "Vi vill fylla tomma skyltfönster.", "date": "2025-03-01T10:15:30Z", "status": "running"}
        """;
    assertThat(organisations(organisations).changed()).isEqualTo(2);
    assertThat(initiatives(initiatives).changed()).isEqualTo(2);
    Map<String, Object> before = size();
    assertThat(organisations(organisations)).isEqualTo(new JsonLines.Result(2, 0, 0));
    assertThat(initiatives(initiatives)).isEqualTo(new JsonLines.Result(2, 0, 0));
    assertThat(size()).isEqualTo(before);

    assertThat(organisations(organisations.replace("bygger om", "bygger upp")).changed()).isEqualTo(1);
    assertThat(initiatives(initiatives.replace(", \"Ingen känner oss\"", "")).changed()).isEqualTo(1);
    assertThat(one("MATCH (i:Initiative {sourceId: 'again'})<-[p:PARTICIPATES_IN]-() RETURN count(p) AS n, i.reference AS r").get("n").asInt()).isEqualTo(2);
  }

  @Test
  void a_row_that_cannot_be_taken_is_told_by_line_and_field_and_the_rest_is_in() throws IOException {
    JsonLines.Result result = organisations("""
        {"name": "Rad ett", "description": "Vi är först."}
        {"description": "Utan namn."}
        {"name": "Rad tre", "description": "Vi har ett fält för mycket.", "colour": "red"}
        {"name": 4, "description": "Ett tal till namn."}
        {"name": "Rad fem", "description": "Bruten
        {"name": "%s", "description": "För långt namn."}
        {"name": "Rad sju", "description": "Okänd sektor.", "sector": "trade"}
        {"name": "Rad åtta", "description": "Farlig adress.", "website": "javascript:alert(1)"}
        {"name": "Rad nio", "description": "Text till lista.", "offers": "bröd"}
        {"name": "Rad tio", "description": "Okänd roll.", "roles": ["boss"], "language": "fi"}
        ["Rad elva"]
        {"name": "Rad tolv", "description": "%s"}
        {"name": "Rad\\u0000tretton", "description": "NUL."}
        {"name": "Rad fjorton", "description": "Vi är sist \\ud83d."}
        """.formatted("a".repeat(201), "a".repeat(40_001)));
    assertThat(result).isEqualTo(new JsonLines.Result(2, 2, 12));
    assertThat(faults.stream().collect(Collectors.toMap(JsonLines.RowFault::line, fault -> fault.fields().stream().map(field -> field.field()).toList())))
        .isEqualTo(Map.ofEntries(Map.entry(2L, List.of("name")), Map.entry(3L, List.of("colour")), Map.entry(4L, List.of("name")), Map.entry(5L, List.of("")),
            Map.entry(6L, List.of("name")), Map.entry(7L, List.of("sector")), Map.entry(8L, List.of("website")), Map.entry(9L, List.of("offers")),
            Map.entry(10L, List.of("roles", "language")), Map.entry(11L, List.of("")), Map.entry(12L, List.of("description")), Map.entry(13L, List.of("name"))));
    assertThat(count("MATCH (o:Organisation) WHERE o.name STARTS WITH 'Rad ' RETURN count(o) AS n")).isEqualTo(2);
  }

  @Test
  void an_initiative_that_cannot_be_taken_is_told_by_line_and_field() throws IOException {
    initiatives("""
        {"title": "Ett", "text": "Utan dag."}
        {"title": "Två", "text": "Konstig dag.", "date": "2025-02-30"}
        {"title": 3, "text": "Ett tal.", "date": "2025-02-01"}
        {"title": {"sv": "Fyra", "fi": "Neljä"}, "text": "x", "date": "2025-02-01"}
        {"title": "Fem", "text": {"sv": 5}, "date": "2025-02-01", "status": "done"}
        {"date": "2025-02-01"}
        {"title": "Sju", "text": "Sju.", "date": "2025-02-01", "participants": [7]}
        """);
    assertThat(faults.stream().map(fault -> fault.line() + " " + fault.fields().stream().map(field -> field.field()).toList())).containsExactly(
        "1 [date]", "2 [date]", "3 [title]", "4 [title]", "5 [text, status]", "6 [title]", "7 [participants.0]");
  }

  @Test
  void a_mark_carriage_returns_and_blank_lines_are_read_past() throws IOException {
    JsonLines.Result result = organisations("\uFEFF{\"name\": \"Märket\", \"description\": \"Först i filen, å ä ö.\"}\r\n\r\n  \t\r\n\n"
        + "{\"name\": \"Sista raden\", \"description\": \"Utan radslut.\"}");
    assertThat(faults).isEmpty();
    assertThat(result.taken()).isEqualTo(2);
    assertThat(count("MATCH (o:Organisation {name: 'Märket', description: 'Först i filen, å ä ö.'}) RETURN count(o) AS n")).isEqualTo(1);
    assertThat(organisations("")).isEqualTo(new JsonLines.Result(0, 0, 0));
  }

  @Test
  void unknown_participants_become_unclaimed_organisations_and_known_ones_are_found_again() throws IOException {
    organisations("{\"id\": \"k-1\", \"name\": \"Känd Förening\", \"description\": \"Vi odlar på Rosengård.\"}");
    initiatives("""
        {"title": "Odling ett", "text": "Vi odlar ihop.", "date": "2024-05-01", "participants": ["känd  förening", "Okänd Odling:expert"]}
        {"title": "Odling två", "text": "Vi odlar mer.", "date": "2024-06-01", "participants": ["k-1", "OKÄND ODLING"], "lead": "Okänd Odling"}
        """);
    Record unknown = one("MATCH (o:Organisation {nameKey: 'okänd odling'}) RETURN o.claimed AS claimed, o.id AS id, COUNT { (o)-[:PARTICIPATES_IN]->() } AS parts");
    assertThat(unknown.get("claimed").asBoolean()).isFalse();
    assertThat(unknown.get("parts").asInt()).isEqualTo(2);
    assertThat(one("MATCH (o:Organisation {nameKey: 'känd förening'}) RETURN COUNT { (o)-[:PARTICIPATES_IN]->() } AS parts").get("parts").asInt()).isEqualTo(2);
    assertThat(server.get("/organisationer/" + unknown.get("id").asString()).body()).contains("Ingen därifrån har ännu bekräftat");
    assertThat(server.get("/organisationer").statusCode()).isEqualTo(200);

    organisations("{\"id\": \"o-1\", \"name\": \"Okänd odling\", \"description\": \"Nu är vi kända.\"}");
    Record claimed = one("MATCH (o:Organisation {nameKey: 'okänd odling'}) RETURN o.claimed AS claimed, o.id AS id, COUNT { (o)-[:PARTICIPATES_IN]->() } AS parts");
    assertThat(claimed.get("id")).isEqualTo(unknown.get("id"));
    assertThat(claimed.get("claimed").asBoolean()).isTrue();
    assertThat(claimed.get("parts").asInt()).isEqualTo(2);
  }

  @Test
  void of_two_organisations_with_the_name_of_an_unclaimed_one_the_first_takes_it_over() throws IOException {
    initiatives("{\"title\": \"Två lika\", \"text\": \"Vi heter lika.\", \"date\": \"2024-05-01\", \"participants\": [\"Lika AB\"]}");
    String two = """
        {"id": "lika-1", "name": "Lika AB", "description": "Vi är den ena."}
        {"id": "lika-2", "name": "Lika AB", "description": "Vi är den andra."}
        """;
    assertThat(organisations(two).changed()).isEqualTo(2);
    assertThat(count("MATCH (o:Organisation {nameKey: 'lika ab'}) RETURN count(o) AS n")).isEqualTo(2);
    assertThat(organisations(two).changed()).isZero();
  }

  @Test
  void an_initiative_in_two_languages_is_found_by_both() throws IOException {
    organisations("{\"name\": \"Fladdermusgruppen\", \"description\": \"Vi räknar fladdermöss.\"}");
    initiatives("""
        {"id": "bats", "title": {"sv": "Fladdermöss vid kanalen", "en": "Bats along the canal"}, "text": {"sv": "Vi räknar fladdermöss om natten.", "en": "We count bats at night with ultrasound detectors."}, "lead": "Fladdermusgruppen", "actors": ["Ultraljud AB"], "subjects": ["nature"], "units": ["stadskontoret"], "funder": "Naturfonden", "date": "2023-08-01"}
        """);
    assertThat(faults).isEmpty();
    assertThat(count("MATCH (i:Initiative {sourceId: 'bats'})<-[p:PARTICIPATES_IN]-(o) WHERE o.name IN ['Fladdermusgruppen', 'Ultraljud AB'] RETURN count(p) AS n")).isEqualTo(2);
    for (String text : List.of("Vi vill räkna fladdermöss om natten vid kanalen.", "We want to count bats at night with ultrasound detectors.")) {
      assertThat(becomes(text, "similar", "Fladdermöss vid kanalen")).as(text).isTrue();
    }
  }

  @Test
  void a_new_organisation_takes_part_in_the_next_suggestion_within_a_second() throws IOException {
    String text = "Vi söker någon som kan stämma kyrkorglar.";
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"" + text + "\"}").body()).doesNotContain("Orgelverkstan");
    organisations("{\"name\": \"Orgelverkstan\", \"description\": \"Vi stämmer kyrkorglar i hela Skåne.\", \"offers\": [\"kyrkorglar\"]}");
    assertThat(becomes(text, "partners", "Orgelverkstan")).isTrue();
  }

  @Test
  void more_rows_than_a_batch_go_in() throws IOException {
    String rows = IntStream.range(0, 250).mapToObj(i -> "{\"id\": \"many-" + i + "\", \"name\": \"Många " + i + "\", \"description\": \"Vi är nummer " + i + ".\"}")
        .collect(Collectors.joining("\n"));
    assertThat(organisations(rows)).isEqualTo(new JsonLines.Result(250, 250, 0));
    assertThat(organisations(rows).changed()).isZero();
  }

  /** Asks the running server until the list has the name, for a second. */
  private static boolean becomes(String text, String list, String name) throws IOException {
    Instant end = Instant.now().plus(Duration.ofSeconds(1));
    do {
      String answer = server.post("/api/v1/suggestions", "{\"text\": \"" + text + "\"}").body();
      if (new ObjectMapper().readTree(answer).get(list).toString().contains(name)) return true;
    } while (Instant.now().isBefore(end));
    return false;
  }

  private JsonLines.Result organisations(String content) throws IOException {
    return lines().read(file(content), OrganisationRow.class, Organisations::checked, rows -> other.organisations().save(rows, "import"));
  }

  private JsonLines.Result initiatives(String content) throws IOException {
    return lines().read(file(content), InitiativeRow.class, Initiatives::checked, rows -> other.initiatives().save(rows, "import"));
  }

  private JsonLines lines() {
    return new JsonLines(faults::add, bytes -> {});
  }

  private Path file(String content) throws IOException {
    return Files.write(folder.resolve("file.jsonl"), content.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> size() {
    return one(SIZE).asMap();
  }

  private static long count(String cypher) {
    return one(cypher).get("n").asLong();
  }

  private static Record one(String cypher) {
    List<Record> rows = server.graph().read(cypher, Map.of());
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }
}
