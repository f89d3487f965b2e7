package se.malmo.meet;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
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

  /** Whose it is. */
  static final class Whose {
    @Option(names = "--role", required = true, description = "For a machine with this role: ${COMPLETION-CANDIDATES}.")
    private Holder role;

    @Option(names = "--account", required = true, paramLabel = "ADDRESS", description = "In the name of the person with this e-mail address: it may what they may, for as long as they may.")
    private String account;
  }

  /** What it may do. */
  enum Scope {
    read,
    write
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Whose whose;

  @Option(names = "--scope", defaultValue = "write", description = "read: only to read; write: also to change things (default).")
  private Scope scope;

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
      Optional<String> token = whose.account == null ? Optional.of(tokens.make(machine())) : tokens.makeFor(whose.account, scope == Scope.read);
      if (token.isEmpty()) {
        spec.commandLine().getErr().println("Nobody has an open account with the address '" + whose.account + "'. Give the address that they sign in with.");
        return 2;
      }
      spec.commandLine().getOut().println(token.get());
    }
    return 0;
  }

  private Caller machine() {
    Caller caller = new Caller(Role.of(whose.role.name()).orElseThrow(), Optional.ofNullable(forvaltning));
    return scope == Scope.read ? caller.reading() : caller;
  }
}
