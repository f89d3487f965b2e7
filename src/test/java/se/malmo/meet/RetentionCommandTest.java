package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import se.malmo.meet.platform.DataFolder;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.TestGraph;

/** What would be thrown away is told before it is. */
class RetentionCommandTest {
  @TempDir
  private Path folder;
  private Graph graph;
  private DataFolder held;

  @BeforeEach
  void serve() {
    graph = TestGraph.fresh();
    held = DataFolder.hold(folder, "meet-malmo serve").orElseThrow();
    held.announce(8080, TestGraph.freshAddress());
    graph.write("CREATE (:Letter {key: 'old', at: datetime() - duration('P366D')}) CREATE (:Letter {key: 'new', at: datetime()})", Map.of());
  }

  @AfterEach
  void stop() {
    held.close();
  }

  private String run(String... more) {
    StringWriter out = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    assertThat(commandLine.execute(java.util.stream.Stream.concat(java.util.stream.Stream.of("retention", "--data", folder.toString()), java.util.Arrays.stream(more)).toArray(String[]::new))).isZero();
    return out.toString();
  }

  private long letters() {
    return graph.read("MATCH (l:Letter) RETURN count(l) AS n", Map.of()).getFirst().get("n").asLong();
  }

  @Test
  void a_dry_run_tells_and_changes_nothing_and_a_run_throws_away_only_what_has_had_its_time() {
    assertThat(run("--dry-run")).contains("letter     365 days   1 would go", "session    10 hours   0 would go", "case       kept");
    assertThat(letters()).isEqualTo(2);
    assertThat(run()).contains("letter     365 days   1 thrown away");
    assertThat(letters()).isEqualTo(1);
    assertThat(run("--dry-run")).contains("letter     365 days   0 would go");
  }
}
