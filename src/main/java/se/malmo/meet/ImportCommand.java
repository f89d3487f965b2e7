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
import se.malmo.meet.exchange.Import;
import se.malmo.meet.exchange.Imports;
import se.malmo.meet.exchange.Kind;
import se.malmo.meet.exchange.Preview;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.vocabulary.Remark;
import se.malmo.meet.vocabulary.VocabularyImport;

/** Organisations, initiatives, ambassadors, a register of companies or a vocabulary from a file into the graph. */
@Command(name = "import", description = "Takes organisations, initiatives, ambassadors or a register of companies from CSV, XLSX or JSON Lines, or a vocabulary from SKOS (.ttl, .rdf, .xml)"
    + " or CSV (.csv, .tsv), into the graph. Rows that cannot be taken are told by line and field and skipped; the same file again adds nothing; \"imports --undo\" takes a whole import back.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  private static final int FAULTS_SHOWN = 200;

  enum What {
    organisations,
    initiatives,
    ambassadors,
    vocabulary,
    register
  }

  @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
  private What what;

  @Parameters(index = "1", paramLabel = "FILE", description = "A table whose first row names the columns, one JSON object a line, or a vocabulary.")
  private Path file;

  @Option(names = "--data", paramLabel = "DIR", description = "The folder with the graph (default: data, or MEET_DATA).")
  private Path data;

  @Option(names = "--preview", description = "Tell what would change and write nothing.")
  private boolean preview;

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
    Kind kind = Kind.of(what.name()).orElseThrow();
    try (ProgressBar bar = new ProgressBarBuilder().setTaskName(what.name()).setInitialMax(Files.size(file)).setUnit(" kB", 1_000).build()) {
      Imports.Progress progress = (rows, bytes) -> bar.stepTo(bytes);
      String said = preview ? looked(app.exchange().imports().look(kind, file, progress)) : taken(app.exchange().imports().run(kind, file, this::note, progress));
      // After the bar, which would write over them.
      bar.close();
      tellFaults();
      spec.commandLine().getOut().println(said);
      return 0;
    } catch (Problem.Invalid e) {
      tellFaults();
      e.fields().forEach(field -> err.println(file + ": " + said(field, Messages.of("en"))));
      err.println(preview || told.isEmpty() ? "Nothing has been written." : "What was written before that can be undone; \"imports\" lists it.");
      return 2;
    } catch (Imports.Busy e) {
      err.println("Another import is going on in this graph. Wait until it is done, and try again.");
      return 1;
    }
  }

  private void tellFaults() {
    PrintWriter err = spec.commandLine().getErr();
    told.forEach(err::println);
    if (faults > FAULTS_SHOWN) err.println("… and " + (faults - FAULTS_SHOWN) + " more lines that could not be taken.");
  }

  private String taken(Import made) {
    Import.Counts counts = made.counts();
    return String.format(Locale.ROOT, "%s: %d taken (%d new or changed), %d skipped; import %s", what, counts.taken(), counts.added() + counts.changed(), counts.refused(), made.id());
  }

  private String looked(Preview found) {
    Messages messages = Messages.of("en");
    Preview.Kept kept = found.kept();
    kept.refused().forEach(row -> told.add("line " + row.line() + ": " + row.faults().stream().map(fault -> said(new Problem.Field(fault.field(), fault.key(), fault.arguments().toArray()), messages))
        .collect(Collectors.joining(" "))));
    faults = Math.max(found.counts().refused(), kept.refused().size());
    if (faults > kept.refused().size()) told.add("… and " + (faults - kept.refused().size()) + " more lines that cannot be taken.");
    faults = 0;
    PrintWriter out = spec.commandLine().getOut();
    kept.lines().forEach(line -> out.println("line " + line.line() + ": " + line.name() + ": " + line.what() + (line.fields().isEmpty() ? "" : " (" + String.join(", ", line.fields()) + ")")));
    if (!kept.unread().isEmpty()) out.println("Columns that are not used: " + String.join(", ", kept.unread()));
    Import.Counts counts = found.counts();
    return String.format(Locale.ROOT, "%s: %d new, %d changed, %d unchanged, %d left to those who keep them, %d would be skipped; nothing has been written", what, counts.added(), counts.changed(),
        counts.unchanged(), counts.left(), counts.refused());
  }

  private int vocabulary(App app) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Messages messages = Messages.of("en");
    try (ProgressBar bar = new ProgressBarBuilder().setTaskName(what.name()).setInitialMax(1).setUnit(" concepts", 1).build()) {
      VocabularyImport.Result result = app.vocabularyImport().run(file, preview, remark -> note(remark, messages), (done, of) -> bar.maxHint(of).stepTo(done));
      bar.close();
      told.forEach(err::println);
      if (faults > FAULTS_SHOWN) err.println("… and " + (faults - FAULTS_SHOWN) + " more remarks.");
      spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d taken (%d added, %d changed), %d skipped; %d texts read again%n", what, result.taken(),
          result.added(), result.changed(), result.skipped(), result.textsRead());
      if (preview) spec.commandLine().getOut().println("Nothing has been written.");
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
