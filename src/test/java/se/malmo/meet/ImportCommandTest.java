package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    held.announce(8080, TestGraph.address());
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
  void what_is_no_file_is_told() {
    assertThat(run("organisations", folder.resolve("no-such-file"))).isEqualTo(2);
    assertThat(run("organisations", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("no-such-file cannot be read", folder + " cannot be read");
  }

  private int run(String what, Path file) {
    return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute("import", what, file.toString(), "--data", folder.toString());
  }
}
