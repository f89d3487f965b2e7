package se.malmo.meet;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.malmo.meet.exchange.Import;
import se.malmo.meet.exchange.Imports;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.Sweden;

/** Imports that were made, newest first; and one taken back. */
@Command(name = "imports", description = "Lists imports, newest first, or takes one back: what it added is removed, what it changed gets its former values, what somebody has touched since"
    + " is left and listed.", mixinStandardHelpOptions = true)
final class ImportsCommand implements Callable<Integer> {
  private static final int SHOWN = 100;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  @Option(names = "--undo", paramLabel = "ID", description = "Takes this import back.")
  private String undo;

  @Option(names = "--data", paramLabel = "DIR", description = "The folder with the graph (default: data, or MEET_DATA).")
  private Path data;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = Settings.of(System.getenv(), Optional.empty(), Optional.ofNullable(data), false);
    try (App app = App.open(settings, "meet-malmo imports", false)) {
      return undo == null ? list(app.exchange().imports()) : takeBack(app.exchange().imports());
    }
  }

  private int list(Imports imports) {
    List<Import> all = imports.page(0, SHOWN);
    all.forEach(one -> spec.commandLine().getOut().printf(Locale.ROOT, "%s  %s  %-13s  %-9s  %d new, %d changed, %d unchanged, %d skipped  %s  sha256 %s%n", one.id(), MINUTE.format(one.at().atZone(Sweden.ZONE)),
        one.kind().code(), one.state().name().toLowerCase(Locale.ROOT), one.counts().added(), one.counts().changed(), one.counts().unchanged(), one.counts().refused(), one.file(), one.hash()));
    if (imports.count() > all.size()) spec.commandLine().getOut().println("… and " + (imports.count() - all.size()) + " earlier ones");
    return 0;
  }

  private int takeBack(Imports imports) {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Map<String, Long> outcome = imports.undo(undo, Imports.COMMAND);
      imports.left(undo).forEach(left -> err.println("left: " + left.subject() + " " + left.name()));
      spec.commandLine().getOut().printf(Locale.ROOT, "%s undone: %d removed, %d given their former values, %d left%n", undo, outcome.getOrDefault("removed", 0L), outcome.getOrDefault("restored", 0L),
          outcome.getOrDefault("left", 0L));
      return 0;
    } catch (Problem.NotFound e) {
      err.println("There is no import '" + undo + "'. \"imports\" without --undo lists them.");
      return 2;
    } catch (Problem.Conflict e) {
      err.println(Messages.of("en").get(e.reason().key(), e.reason().arguments().toArray()));
      return 2;
    } catch (Imports.Busy e) {
      err.println("Another import is going on in this graph. Wait until it is done, and try again.");
      return 1;
    }
  }
}
