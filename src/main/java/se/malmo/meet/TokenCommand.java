package se.malmo.meet;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.malmo.meet.identity.Tokens;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Schema;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** A bearer token for the API, alone on standard output. */
@Command(name = "token", description = "Makes a bearer token for the API and prints it alone on standard output. It is good for 90 days and cannot be shown again.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
  enum Holder {
    ambassador,
    coordinator,
    administrator,
    auditor,
    integrator
  }

  @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}")
  private Holder role;

  @Option(names = "--forvaltning", paramLabel = "KEY", description = "The förvaltning that it is for, such as kulturforvaltningen.")
  private String forvaltning;

  @Option(names = "--data", paramLabel = "DIR", description = "The folder with the graph (default: data, or MEET_DATA).")
  private Path data;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = Settings.of(System.getenv(), Optional.empty(), Optional.ofNullable(data), false);
    // Without models and vocabulary: a script that makes six tokens need not wait for them six times.
    try (GraphAccess access = GraphAccess.open(settings, "meet-malmo token", false)) {
      Schema.apply(access.graph());
      Tokens tokens = new Tokens(access.graph(), Clock.systemUTC(), new Ids(Clock.systemUTC()));
      if (forvaltning != null && !tokens.knowsForvaltning(forvaltning) && !Seed.cityForvaltningar().contains(forvaltning)) {
        spec.commandLine().getErr().println("There is no förvaltning '" + forvaltning + "'. Give its key, the last part of its page's address.");
        return 2;
      }
      Caller caller = new Caller(Role.of(role.name()).orElseThrow(), Optional.ofNullable(forvaltning));
      spec.commandLine().getOut().println(tokens.make(caller));
    }
    return 0;
  }
}
