package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.malmo.meet.platform.DataFolder;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.TestGraph;

/** The command line beside a server that runs on the same folder. */
class ImportCommandTest {
  @TempDir
  private static Path folder;

  private static Graph graph;
  private static DataFolder held;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void serve() {
    graph = TestGraph.fresh();
    held = DataFolder.hold(folder, "meet-malmo serve").orElseThrow();
    held.announce(8080, TestGraph.freshAddress());
  }

  @AfterAll
  static void stop() {
    held.close();
  }

  @Test
  void a_file_goes_into_the_running_servers_graph_and_faults_are_told_by_line_and_field() throws IOException {
    Path file = Files.writeString(folder.resolve("organisations.jsonl"), """
        {"name": "Åhus Ål", "description": "Vi röker ål."}
        {"description": "Utan namn."}
        {"name": "Rad tre", "description": "x", "sector": "trade"}
        """);
    assertThat(run("organisations", file)).isZero();
    assertThat(out.toString()).contains("organisations: 1 taken (1 new or changed), 2 skipped");
    assertThat(err.toString()).contains("line 2: field name: Fill in", "line 3: field sector:", "civil-society");
    assertThat(graph.read("MATCH (o:Organisation {name: 'Åhus Ål'}) RETURN o.id AS id", Map.of())).hasSize(1);

    assertThat(run("organisations", file)).isZero();
    assertThat(out.toString()).contains("1 taken (0 new or changed)");
  }

  @Test
  void an_initiative_whose_participant_nobody_knows_is_no_fault() throws IOException {
    Path file = Files.writeString(folder.resolve("initiatives.jsonl"), "{\"title\": \"Ålfest\", \"text\": \"Vi äter ål.\", \"date\": \"2025-08-20\", \"participants\": [\"Ålakademin\"]}");
    assertThat(run("initiatives", file)).isZero();
    assertThat(out.toString()).contains("initiatives: 1 taken (1 new or changed), 0 skipped");
    assertThat(graph.read("MATCH (o:Organisation {name: 'Ålakademin', claimed: false}) RETURN o.id AS id", Map.of())).hasSize(1);
  }

  @Test
  void a_vocabulary_goes_in_and_its_faults_are_told_by_line() throws IOException {
    Path file = Files.writeString(folder.resolve("words.csv"), """
        slug,label_sv,label_en,broader
        alrokning,ålrökning,eel smoking,finns-inte
        Ål,ål,eel,
        """);
    assertThat(run("vocabulary", file)).isZero();
    assertThat(out.toString()).contains("vocabulary: 1 taken (1 added, 0 changed), 1 skipped");
    assertThat(err.toString()).contains("line 2: field broader: finns-inte is neither", "line 3: field slug: Write the slug");
    assertThat(run("vocabulary", file)).isZero();
    assertThat(out.toString()).contains("1 taken (0 added, 0 changed)");
    assertThat(run("vocabulary", Files.writeString(folder.resolve("broken.ttl"), "<urn:a> a"))).isEqualTo(2);
    assertThat(err.toString()).contains("broken.ttl: It cannot be read as RDF", "Nothing has been written.");
  }

  @Test
  void a_preview_writes_nothing_an_import_is_listed_and_taken_back_and_what_is_there_is_taken_out() throws IOException {
    Path file = Files.writeString(folder.resolve("ål.csv"), "Namn;Beskrivning\nÅlfiskarna;Vi fiskar ål.\n;Utan namn\n", java.nio.charset.Charset.forName("windows-1252"));
    assertThat(run("organisations", file, "--preview")).isZero();
    assertThat(out.toString()).contains("line 2: Ålfiskarna: added", "organisations: 1 new, 0 changed, 0 unchanged", "nothing has been written");
    assertThat(err.toString()).contains("line 3: field name: Fill in");
    assertThat(graph.read("MATCH (o:Organisation {name: 'Ålfiskarna'}) RETURN o.id AS id", Map.of())).isEmpty();
    assertThat(run("organisations", file)).isZero();
    assertThat(run("organisations", Files.writeString(folder.resolve("titel.csv"), "titel;vad\nx;y\n"))).isEqualTo(2);
    assertThat(err.toString()).contains("titel.csv: The columns name, description are missing.", "Nothing has been written.");
    assertThat(execute("export", "organisations", folder.resolve("ut.csv").toString())).isZero();
    assertThat(Files.readString(folder.resolve("ut.csv"))).contains("Ålfiskarna;");
    assertThat(execute("imports")).isZero();
    String id = out.toString().lines().filter(line -> line.startsWith("imp-") && line.contains("ål.csv")).findFirst().orElseThrow().split(" ")[0];
    assertThat(execute("imports", "--undo", id)).isZero();
    assertThat(out.toString()).contains(id + " undone: 1 removed, 0 given their former values, 0 left");
    assertThat(graph.read("MATCH (o:Organisation {name: 'Ålfiskarna'}) RETURN o.id AS id", Map.of())).isEmpty();
    assertThat(execute("export", "organisations", folder.resolve("ut.pdf").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("must end with .csv, .xlsx or .jsonl");
  }

  @Test
  void what_is_no_file_is_told() {
    assertThat(run("organisations", folder.resolve("no-such-file"))).isEqualTo(2);
    assertThat(run("organisations", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("no-such-file cannot be read", folder + " cannot be read");
  }

  private int run(String what, Path file, String... more) {
    return execute(Stream.concat(Stream.of("import", what, file.toString()), Stream.of(more)).toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of(arguments), Stream.of("--data", folder.toString())).toArray(String[]::new));
  }
}
