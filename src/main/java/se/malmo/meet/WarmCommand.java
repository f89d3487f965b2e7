package se.malmo.meet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.neo4j.driver.exceptions.Neo4jException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.TemporaryFolder;

/** A server on the demo city that is asked a few things and ends: what the start script watches to make the start-up cache of this machine. */
@Command(name = "warm", description = "Makes the start-up cache of this machine: starts a server on a demo city of its own, asks it a few things, ends it. Some minutes; touches no data. Once"
    + " after each installation.", mixinStandardHelpOptions = true)
final class WarmCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";
  private static final List<String> PAGES = List.of("/", "/en/", "/initiativ", "/organisationer", "/ambassadorer", "/graf", "/health/ready", "/openapi.json");
  private static final String SUGGESTIONS = """
      {"text": "Vi vill prova sensorer i hamnen tillsammans med staden och en högskola."}""";

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    int whole = 0;
    try (TemporaryFolder folder = TemporaryFolder.make("meet-warm")) {
      // Twice, for a folder that is new and one that is not.
      for (int i = 0; i < 2; i++) {
        try (ServeCommand.Running running = ServeCommand.start(new Settings(0, LOOPBACK, folder.path(), Optional.empty(), true), MailSettings.of(Map.of()))) {
          ask(running.server().port());
          whole++;
        } catch (Neo4jException e) {
          // What has been learnt until then is worth keeping.
          spec.commandLine().getErr().println("This machine has too much to do just now (" + e.code() + "); the cache will help less than it could.");
        }
      }
    }
    return whole > 0 ? 0 : 1;
  }

  private void ask(int port) throws IOException, InterruptedException {
    String base = "http://" + LOOPBACK + ":" + port;
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String page : PAGES) {
        int status = client.send(HttpRequest.newBuilder(URI.create(base + page)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status >= 400) spec.commandLine().getErr().println(page + " answered " + status + ".");
      }
      client.send(HttpRequest.newBuilder(URI.create(base + "/api/v1/suggestions")).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(SUGGESTIONS)).build(),
          HttpResponse.BodyHandlers.discarding());
    }
  }
}
