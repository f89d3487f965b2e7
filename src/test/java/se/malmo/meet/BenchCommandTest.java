package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  @TempDir
  private static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @Tag("slow")
  void a_small_city_is_measured_beside_lucene() throws Exception {
    Path table = Files.writeString(folder.resolve("speed.md"), "# Speed\n");
    Path svg = folder.resolve("speed.svg");
    assertThat(run("--organisations", "200", "--concurrency", "4", "--table", table.toString(), "--svg", svg.toString())).as(err.toString()).isZero();
    assertThat(out.toString()).contains("| 200 | Meet Malmö |", "| 200 | Lucene |", "4 clients");
    assertThat(Files.readString(table)).startsWith("# Speed\n").contains("| 200 | Lucene |");
    assertThat(Files.readString(svg)).contains("200 · Lucene");
  }

  @Test
  void a_size_that_is_none_is_told() {
    assertThat(run("--organisations", "0")).isEqualTo(2);
    assertThat(run("--concurrency", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--organisations is a number above 0.", "--concurrency is a number above 0.");
  }

  private int run(String... options) {
    String[] all = new String[options.length + 1];
    all[0] = "bench";
    System.arraycopy(options, 0, all, 1, options.length);
    return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(all);
  }
}
