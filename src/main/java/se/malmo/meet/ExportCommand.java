package se.malmo.meet;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.table.TableWriter;

/** What the graph holds, as a file. */
@Command(name = "export", description = "Writes organisations, initiatives, alliances, vocabulary, ambassadors or cases to a file: CSV for a Swedish spreadsheet, XLSX or JSON Lines, as its name ends.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  enum What {
    organisations,
    initiatives,
    alliances,
    vocabulary,
    ambassadors,
    cases
  }

  @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
  private What what;

  @Parameters(index = "1", paramLabel = "FILE", description = "Ends with .csv, .xlsx or .jsonl.")
  private Path file;

  @Option(names = "--data", paramLabel = "DIR", description = "The folder with the graph (default: data, or MEET_DATA).")
  private Path data;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Optional<TableWriter.Form> form = TableWriter.Form.named(file.getFileName().toString());
    if (form.isEmpty()) {
      err.println("The file " + file + " must end with .csv, .xlsx or .jsonl.");
      return 2;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || Files.isDirectory(file)) {
      err.println("The file " + file + " cannot be written. Name a file in a folder that is there.");
      return 2;
    }
    Settings settings = Settings.of(System.getenv(), Optional.empty(), Optional.ofNullable(data), false);
    try (App app = App.open(settings, "meet-malmo export", false)) {
      long rows = app.exchange().exports().write(what.name(), form.get(), file, "export");
      spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d rows in %s%n", what, rows, file);
      return 0;
    } catch (FileSystemException e) {
      err.println("The file " + file + " cannot be written: " + e.getReason() + ". Name another.");
      return 2;
    }
  }
}
