package se.malmo.meet;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.malmo.meet.platform.Schema;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.privacy.Keeping;
import se.malmo.meet.privacy.Retention;

/** Throws away records that have had their time, or tells how many would go. */
@Command(name = "retention", description = "Throws away records that have had their time, as a running server does every hour. With --dry-run it only tells how many.",
    mixinStandardHelpOptions = true)
final class RetentionCommand implements Callable<Integer> {
  @Option(names = "--dry-run", description = "Tells how many of each kind would go, and changes nothing.")
  private boolean dryRun;

  @Option(names = "--data", paramLabel = "DIR", description = "The folder with the graph (default: data, or MEET_DATA).")
  private Path data;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = Settings.of(System.getenv(), Optional.empty(), Optional.ofNullable(data), false);
    try (GraphAccess access = GraphAccess.open(settings, "meet-malmo retention", false)) {
      Schema.apply(access.graph());
      Retention retention = new Retention(access.graph(), Clock.systemUTC());
      Map<Keeping, Long> counts = dryRun ? retention.due() : retention.run();
      for (Keeping kind : Keeping.values()) {
        String kept = kind.kept().map(time -> time.toDays() > 0 ? time.toDays() + " days" : time.toHours() + " hours").orElse("kept");
        String gone = counts.containsKey(kind) ? counts.get(kind) + (dryRun ? " would go" : " thrown away") : "";
        spec.commandLine().getOut().println("%-10s %-10s %s".formatted(kind.code(), kept, gone).stripTrailing());
      }
    }
    return 0;
  }
}
