package se.malmo.meet;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.platform.Release;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.web.Server;

/** The portal and the API. */
@Command(name = "serve", description = "Serves the portal and the API until it is stopped.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LogManager.getLogger();

  @Option(names = "--port", description = "HTTP port (default: 8080, or MEET_PORT); 0 for any free one.")
  private Integer port;

  @Option(names = "--data", paramLabel = "DIR", description = "The folder with the graph (default: data, or MEET_DATA).")
  private Path data;

  @Option(names = "--demo", negatable = true, description = "Adds the invented demo city where it is missing.")
  private boolean demo;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = Settings.of(System.getenv(), Optional.ofNullable(port), Optional.ofNullable(data), demo);
    CountDownLatch stopped = new CountDownLatch(1);
    Running running = start(settings, MailSettings.of(System.getenv()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      running.close();
      stopped.countDown();
    }));
    LOG.info("Meet Malmö {} answers on http://{}:{}/ after {} ms ({})", Release.version(), settings.host(), running.server().port(), ManagementFactory.getRuntimeMXBean().getUptime(),
        settings.demo() ? "demo" : "no demo data");
    stopped.await();
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
   * Opens everything, in an order in which whoever comes meanwhile is told so.
   *
   * @throws se.malmo.meet.platform.StartFailure where something stands in the way; nothing is left open
   */
  static Running start(Settings settings, MailSettings mail) {
    // The port first: whoever comes while the graph opens is told so, and a taken port is known at once.
    Server server = Server.listen(settings.host(), settings.port());
    App app;
    try {
      app = App.open(settings, "meet-malmo serve", settings.outside().isEmpty());
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    Running running = new Running(server, app);
    try {
      begin(running, settings, mail);
      return running;
    } catch (RuntimeException e) {
      running.close();
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
    app.caseSide().scanning().rounds().begin();
    WarmUp.ask(app.matcher());
    // The demo's gaps are there for whoever comes first; those of a real city are counted beside its first questions.
    if (settings.demo()) app.gapSide().insights().renew();
    app.gapSide().insights().begin();
    app.access().folder().ifPresent(folder -> folder.announce(server.port(), app.access().address()));
    server.open(app.routes(server.ownRoutes()));
    // Beside the first visitors: those who handle cases come later in the day, and slower plans are no harm to them.
    CompletableFuture.runAsync(app.caseSide()::warmUp);
  }
}
