package se.malmo.meet;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.malmo.meet.initiative.InitiativeRow;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.vocabulary.Remark;
import se.malmo.meet.vocabulary.VocabularyImport;

/** Organisations, initiatives or a vocabulary from a file into the graph. */
@Command(name = "import", description = "Takes organisations or initiatives from a JSON Lines file, a register of companies from JSON Lines or CSV (number, name, sni, sector,"
    + " website), or a vocabulary from SKOS (.ttl, .rdf, .xml) or CSV (.csv, .tsv), into the graph. Rows that cannot be taken are told by line and field and skipped; the same file again adds nothing.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  private static final int FAULTS_SHOWN = 200;
  private static final String SOURCE = "import";

  enum What {
    organisations,
    initiatives,
    vocabulary,
    register
  }

  @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
  private What what;

  @Parameters(index = "1", paramLabel = "FILE", description = "One JSON object a line, UTF-8; or a vocabulary.")
  private Path file;

  @Option(names = "--data", paramLabel = "DIR", description = "The folder with the graph (default: data, or MEET_DATA).")
  private Path data;

  @Spec
  private CommandSpec spec;

  private final List<String> told = new ArrayList<>();
  private long faults;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      err.println("The file " + file + " cannot be read. Name a file that is there.");
      return 2;
    }
    Settings settings = Settings.of(System.getenv(), Optional.empty(), Optional.ofNullable(data), false);
    try (App app = App.open(settings, "meet-malmo import", false)) {
      return what == What.vocabulary ? vocabulary(app) : rows(app);
    }
  }

  private int rows(App app) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (ProgressBar bar = new ProgressBarBuilder().setTaskName(what.name()).setInitialMax(Files.size(file)).setUnit(" kB", 1_000).build()) {
      JsonLines lines = new JsonLines(this::note, bar::stepTo);
      JsonLines.Result result = switch (what) {
        case organisations -> lines.read(file, OrganisationRow.class, Organisations::checked, rows -> app.organisations().save(rows, SOURCE));
        case initiatives -> lines.read(file, InitiativeRow.class, Initiatives::checked, rows -> app.initiatives().save(rows, SOURCE));
        case register -> app.companies().read(file, this::note, bar::stepTo);
        case vocabulary -> throw new IllegalStateException("A vocabulary has no rows of JSON");
      };
      // After the bar, which would write over them.
      bar.close();
      told.forEach(err::println);
      if (faults > FAULTS_SHOWN) err.println("… and " + (faults - FAULTS_SHOWN) + " more lines that could not be taken.");
      spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d taken (%d new or changed), %d skipped%n", what, result.taken(), result.changed(),
          result.skipped());
    }
    return 0;
  }

  private int vocabulary(App app) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Messages messages = Messages.of("en");
    try (ProgressBar bar = new ProgressBarBuilder().setTaskName(what.name()).setInitialMax(1).setUnit(" concepts", 1).build()) {
      VocabularyImport.Result result = app.vocabularyImport().run(file, remark -> note(remark, messages), (done, of) -> bar.maxHint(of).stepTo(done));
      bar.close();
      told.forEach(err::println);
      if (faults > FAULTS_SHOWN) err.println("… and " + (faults - FAULTS_SHOWN) + " more remarks.");
      spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d taken (%d added, %d changed), %d skipped; %d texts read again%n", what, result.taken(),
          result.added(), result.changed(), result.skipped(), result.textsRead());
      return 0;
    } catch (Problem.Invalid e) {
      e.fields().forEach(field -> err.println(file + ": " + said(field, messages)));
      err.println("Nothing has been written.");
      return 2;
    }
  }

  private void note(Remark remark, Messages messages) {
    if (++faults > FAULTS_SHOWN) return;
    told.add(remark.place() + ": " + said(remark.what(), messages) + (remark.isSkipped() ? " Skipped." : ""));
  }

  private void note(JsonLines.RowFault fault) {
    if (++faults > FAULTS_SHOWN) return;
    Messages messages = Messages.of("en");
    told.add("line " + fault.line() + ": " + fault.fields().stream().map(field -> said(field, messages)).collect(Collectors.joining(" ")));
  }

  private static String said(Problem.Field field, Messages messages) {
    String sentence = messages.get(field.key(), field.arguments().toArray());
    return field.field().isEmpty() ? sentence : "field " + field.field() + ": " + sentence;
  }
}
