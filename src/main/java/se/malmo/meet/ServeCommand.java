package se.malmo.meet;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.malmo.meet.language.TextAnalyzer;
import se.malmo.meet.platform.Insisting;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.platform.Release;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.StartFailure;
import se.malmo.meet.platform.Tracing;
import se.malmo.meet.platform.WebAddress;
import se.malmo.meet.web.Server;

/** The portal and the API. */
@Command(name = "serve", description = "Serves the portal and the API until it is stopped.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LogManager.getLogger();
  /** For a graph of another process that starts at the same moment as we, and for ours where the machine is busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Option(names = "--port", description = "HTTP port (default: 8080, or MEET_PORT); 0 for any free one.")
  private Integer port;

  @Option(names = "--data", paramLabel = "DIR", description = "The folder with the graph (default: data, or MEET_DATA).")
  private Path data;

  @Option(names = "--demo", negatable = true, description = "Adds the invented demo city where it is missing.")
  private boolean demo;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = Settings.of(System.getenv(), Optional.ofNullable(port), Optional.ofNullable(data), demo);
    MailSettings mail = MailSettings.of(System.getenv());
    String log = settings.service("MEET_LOG").orElse("text");
    if (!log.equals("text") && !log.equals("json")) throw new StartFailure("MEET_LOG is '" + log + "'.", "Set MEET_LOG to text or json.");
    Stop stop = Stop.listening(settings);
    settings.service("MEET_TRACES").ifPresent(collector -> Tracing.begin(WebAddress.of(collector).orElseThrow(() ->
        new StartFailure("MEET_TRACES is '" + collector + "'.", "Set it to the address of an OpenTelemetry collector, like http://127.0.0.1:4318, or leave it out."))));
    Running running = start(settings, mail);
    LOG.info("Meet Malmö {} answers on http://{}:{}/ after {} ms ({})", Release.version(), settings.host(), running.server().port(), ManagementFactory.getRuntimeMXBean().getUptime(),
        settings.demo() ? "demo" : "no demo data");
    stop.await();
    stop.drain(running.server());
    running.close();
    LOG.info("Meet Malmö has stopped");
    return 0;
  }

  /** A server that answers. */
  record Running(Server server, App app) implements AutoCloseable {
    @Override
    public void close() {
      server.close();
      app.close();
    }
  }

  /**
   * Opens everything, in an order in which whoever comes meanwhile is told so. A graph of its own process is waited for.
   *
   * @throws se.malmo.meet.platform.StartFailure where something stands in the way; nothing is left open
   */
  static Running start(Settings settings, MailSettings mail) {
    // The port first: whoever comes while the graph opens is told so, and a taken port is known at once.
    Server server = Server.listen(settings.host(), settings.port());
    CompletableFuture<TextAnalyzer> analyzer = CompletableFuture.supplyAsync(TextAnalyzer::load);
    try {
      return Insisting.until(PATIENCE, () -> begun(server, settings, mail, analyzer));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Running begun(Server server, Settings settings, MailSettings mail, CompletableFuture<TextAnalyzer> analyzer) {
    Running running = new Running(server, App.open(settings, "meet-malmo serve", settings.outside().isEmpty(), analyzer));
    try {
      return running.app().access().graph().patiently(() -> {
        begin(running, settings, mail);
        return running;
      });
    } catch (RuntimeException e) {
      running.app().close();
      throw e;
    }
  }

  private static void begin(Running running, Settings settings, MailSettings mail) {
    App app = running.app();
    Server server = running.server();
    app.projection().follow();
    app.workbench().resume();
    app.caseSide().chores().begin();
    app.noticeSide().begin(mail, "http://" + settings.host() + ":" + server.port());
    app.integrationSide().begin("http://" + settings.host() + ":" + server.port());
    app.exchange().begin();
    app.caseSide().scanning().rounds().begin();
    WarmUp.ask(app.matcher());
    // The demo's gaps are there for whoever comes first; those of a real city are counted beside its first questions.
    if (settings.demo()) app.gapSide().insights().renew();
    app.gapSide().insights().begin();
    app.access().folder().ifPresent(folder -> folder.announce(server.port(), app.access().address()));
    server.open(app.routes(server.ownRoutes()));
    // Beside the first visitors: those who handle cases come later in the day, and slower plans are no harm to them.
    CompletableFuture.runAsync(app.caseSide()::warmUp);
    server.measure(app.measures());
    app.measures().begin();
    server.readyWhile(app.access().graph()::isThere);
    app.access().graph().watch();
  }
}
