package se.malmo.meet;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.malmo.meet.backup.Restore;
import se.malmo.meet.platform.DataFolder;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Settings;

/** A backup into an empty graph. */
@Command(name = "restore", description = "Writes a backup into an empty folder, or an empty Neo4j, after every checksum in it has been compared, and reads it again to see that it is the"
    + " same.", mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "What backup wrote.")
  private Path file;

  @Option(names = "--data", paramLabel = "DIR", description = "A new folder (default: data, or MEET_DATA). The secret that belongs to the backup may lie in it already.")
  private Path data;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = Settings.of(System.getenv(), Optional.empty(), Optional.ofNullable(data), false);
    try (ProgressBar bar = bar("check")) {
      Restore.check(file, (done, of) -> bar.maxHint(of).stepTo(done));
    }
    Restore.Result result = write(settings);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%s: %d nodes, %d relationships as of %s, by version %s with the schema %s; read again and the same%n", file, result.nodes(), result.relationships(), result.taken(),
        result.version(), result.schema().isEmpty() ? "(none)" : result.schema());
    spec.commandLine().getErr().println(result.isSecretTheSame().map(same -> same
        ? "The secret of the folder is the one that belongs to it."
        : "The secret of the folder is another one than that of the backup: put the right one there before you start the server, or webhooks have to be registered anew.")
        .orElse("Put the secret that belongs to it into " + settings.data().resolve("secret") + ", or MEET_SECRET, before you start the server; without it webhooks have to be registered anew."));
    return 0;
  }

  private Restore.Result write(Settings settings) {
    Optional<byte[]> secret = DataFolder.knownSecret(settings.data(), new Ids(Clock.systemUTC()));
    GraphAccess access = GraphAccess.unfinished(settings, "meet-malmo restore");
    boolean isWhole = false;
    try (ProgressBar bar = bar("restore")) {
      Restore.Result result = new Restore(access.graph()).write(file, secret, (done, of) -> bar.maxHint(of).stepTo(done));
      isWhole = true;
      return result;
    } finally {
      access.closeUnfinished(isWhole);
    }
  }

  private static ProgressBar bar(String name) {
    return new ProgressBarBuilder().setTaskName(name).setInitialMax(1).build();
  }
}
