package se.malmo.meet;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.malmo.meet.platform.Release;
import se.malmo.meet.platform.StartFailure;

/** The command line. */
@Command(name = "meet-malmo", description = "Partner matching and knowledge alliances for the City of Malmö.", mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class, subcommands = {ServeCommand.class, SuggestCommand.class, ImportCommand.class, EvaluateCommand.class, BenchCommand.class,
    TokenCommand.class, RetentionCommand.class, BackupCommand.class, RestoreCommand.class, WarmCommand.class})
public final class Main implements Runnable {
  @Spec
  private CommandSpec spec;

  private Main() {}

  /** What --version says. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Meet Malmö " + Release.version()};
    }
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The commands, with their faults told as a sentence and its remedy. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setExecutionExceptionHandler((e, command, parsed) -> {
      if (!(e instanceof StartFailure failure)) throw e;
      command.getErr().println(failure.getMessage());
      command.getErr().println(failure.remedy());
      return 1;
    });
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
