package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.malmo.meet.initiative.Question;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Schema;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.web.Server;

/**
 * Graphs that earlier versions of the program made, each brought up to date and served by this one. The files in earlier/ are backups of the demo city as that version
 * wrote it, with one idea handed in there; the number is the newest schema file that it had.
 */
class UpgradeTest {
  private static final String TEXT = "Vi mäter vattenkvalitet och söker en plats i hamnen för att prova våra sensorer tillsammans med staden och en högskola.";
  private static final String APPLIED = "MATCH (m:__Neo4jMigration {version: $version}) RETURN count(m) AS n";
  private static final String COUNTS = "MATCH (n) WHERE n:Organisation OR n:Initiative OR n:Alliance OR n:Competence OR n:Event RETURN labels(n)[0] AS label, count(n) AS n ORDER BY label";

  @TempDir
  private Path folder;

  @Test
  void a_graph_of_the_oldest_version_that_took_ideas_is_served_with_all_it_held() throws IOException, InterruptedException {
    upgrade("003", "39de0e629be0edefc0fd10777268f0b0");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"007, 51647609db535e2dc5bb0c9a370a1a75", "011, ec084d68548b78188d016f409582d20d", "015, c6b850a5e75df2c0bfe09a61785e4303"})
  void and_of_each_later_one(String schema, String secret) throws IOException, InterruptedException {
    upgrade(schema, secret);
  }

  private void upgrade(String schema, String secret) throws IOException, InterruptedException {
    Path data = restored(schema);
    Settings settings = new Settings(0, "127.0.0.1", data, Optional.empty(), false);
    Map<String, Long> before;
    try (GraphAccess access = GraphAccess.open(settings, "test", true)) {
      before = counts(access.graph());
      assertThat(applied(access.graph(), Schema.newest(access.graph()))).isFalse();
    }
    Server door = Server.listen("127.0.0.1", 0);
    try (App app = App.open(settings, "test", true, TestModels.loading())) {
      door.open(app.routes(door.ownRoutes()));
      Graph graph = app.access().graph();
      assertThat(applied(graph, Schema.newest(graph))).isTrue();
      counts(graph).forEach((label, n) -> assertThat(n).as(label).isGreaterThanOrEqualTo(before.get(label)));
      assertThat(new Question("", TEXT, Optional.empty(), 10).answer(app.matcher(), Messages.of("sv")).partners()).isNotEmpty();
      assertThat(get(door, "/arende/" + secret)).contains("Sensorer i hamnen");
      for (String page : new String[] {"/", "/initiativ", "/organisationer", "/ambassadorer", "/ordlista"}) assertThat(get(door, page)).as(page).contains("</html>");
      assertThat(post(door)).contains("\"reference\":\"MM-");
    } finally {
      door.close();
    }
  }

  private Path restored(String schema) throws IOException {
    Path file = folder.resolve("V" + schema + ".backup");
    try (InputStream in = UpgradeTest.class.getResourceAsStream("earlier/V" + schema + ".backup")) {
      Files.copy(in, file);
    }
    StringWriter err = new StringWriter();
    Path data = folder.resolve("data");
    assertThat(Main.commandLine().setErr(new PrintWriter(err, true)).execute("restore", file.toString(), "--data", data.toString())).as(err.toString()).isZero();
    return data;
  }

  private static Map<String, Long> counts(Graph graph) {
    return graph.read(COUNTS, Map.of()).stream().collect(java.util.stream.Collectors.toMap(row -> row.get("label").asString(), row -> row.get("n").asLong()));
  }

  private static boolean applied(Graph graph, String version) {
    return graph.read(APPLIED, Map.of("version", version)).getFirst().get("n").asLong() == 1;
  }

  private static String get(Server door, String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path)), 200);
  }

  private static String post(Server door) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + "/api/v1/initiatives")).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("""
        {"title": "Efter uppgraderingen", "text": "Vi vill odla på taken tillsammans med en bostadsförening och stadens miljöförvaltning.",
         "sender": {"name": "Bo Prov", "sector": "civil-society", "organisation": "Takodlarna", "email": "bo@tak.example"}}""")), 201);
  }

  private static String send(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      return answer.body();
    }
  }
}
