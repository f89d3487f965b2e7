package se.malmo.meet;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
import se.malmo.meet.backup.Backup;
import se.malmo.meet.platform.DataFolder;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Settings;

/** The whole graph of one moment into one file. */
@Command(name = "backup", description = "Writes the whole graph, as it is at one moment, into one compressed file with checksums, also while a server works on it. The data folder's"
    + " secret is not in it: keep it apart.", mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "The file to write; one of that name is replaced when the new one is whole.")
  private Path file;

  @Option(names = "--data", paramLabel = "DIR", description = "The folder with the graph (default: data, or MEET_DATA).")
  private Path data;

  @Option(names = "--longest-pause", paramLabel = "SECONDS", defaultValue = "20",
      description = "How long writers may be made to wait where somebody writes while the graph is read (default: ${DEFAULT-VALUE}). Readers never wait.")
  private int longestPause;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (longestPause < 1) {
      err.println("--longest-pause is " + longestPause + ". Give a number of seconds from 1.");
      return 2;
    }
    Settings settings = Settings.of(System.getenv(), Optional.empty(), Optional.ofNullable(data), false);
    Optional<byte[]> secret = DataFolder.knownSecret(settings.data(), new Ids(Clock.systemUTC()));
    // Without bringing the schema up to date: what is kept is what was there.
    try (GraphAccess access = GraphAccess.open(settings, "meet-malmo backup", false);
        ProgressBar bar = new ProgressBarBuilder().setTaskName("backup").setInitialMax(1).build()) {
      Backup.Result result = new Backup(access.graph()).write(file.toAbsolutePath(), secret, Duration.ofSeconds(longestPause), (done, of) -> bar.maxHint(of).stepTo(done));
      bar.close();
      spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d nodes, %d relationships, %d parts, %d bytes; %s%nsha256 %s%n", file, result.nodes(), result.relationships(), result.parts(),
          result.bytes(), result.paused().isZero() ? "nobody had to wait" : "writers waited %.1f s".formatted(result.paused().toMillis() / 1000.0), result.sha256());
      if (secret.isPresent()) err.println("The secret (MEET_SECRET, or the file " + settings.data().resolve("secret") + ") is not in it: keep a copy in another place.");
    }
    return 0;
  }
}
