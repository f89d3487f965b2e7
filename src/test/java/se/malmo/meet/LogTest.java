package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Role;

/** What the log says of a walk through the portal: enough to find a request again, and nothing of anybody. */
@Order(TestServer.SHARED_LAST)
class LogTest {
  private static final String REQUESTS = "se.malmo.meet.requests";
  private static final String MAIL = "asa.lindqvist@ugnen.example";
  private static final List<String> PERSONAL = List.of(MAIL, "asa.lindqvist", "ugnen", "Åsa", "Lindqvist", "surdegsbröd", "040-12");
  private static TestServer server;
  private static Kept kept;
  private static Appender console;

  private static final class Kept extends AbstractAppender {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Kept(PatternLayout layout) {
      super("kept", null, layout, false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      lines.add(new String(getLayout().toByteArray(event), StandardCharsets.UTF_8));
    }
  }

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.shared();
    Properties settings = new Properties();
    try (var in = LogTest.class.getResourceAsStream("/log4j2.properties")) {
      settings.load(in);
    }
    kept = new Kept(PatternLayout.newBuilder().withPattern(settings.getProperty("appender.json.layout.pattern")).withCharset(StandardCharsets.UTF_8).withAlwaysWriteExceptions(false).build());
    kept.start();
    // Instead of the console, where it would look like faults of the build.
    var root = LoggerContext.getContext(false).getConfiguration().getRootLogger();
    console = root.getAppenders().values().iterator().next();
    root.removeAppender(console.getName());
    root.addAppender(kept, Level.ALL, null);
    LoggerContext.getContext(false).updateLoggers();
    Configurator.setLevel(REQUESTS, Level.INFO);
  }

  @AfterAll
  static void stop() {
    Configurator.setLevel(REQUESTS, Level.OFF);
    LoggerContext.getContext(false).getConfiguration().getRootLogger().removeAppender("kept");
    LoggerContext.getContext(false).getConfiguration().getRootLogger().addAppender(console, null, null);
    LoggerContext.getContext(false).updateLoggers();
    server.close();
  }

  @Test
  void a_walk_leaves_lines_with_the_ids_and_patterns_of_its_requests_and_nothing_of_the_walker() throws Exception {
    Visitor visitor = new Visitor(server);
    visitor.get("/?text=surdegsbr%C3%B6d");
    String receipt = server.post("/api/v1/initiatives", """
        {"title": "Surdegsbröd över", "text": "Vi bakar för mycket surdegsbröd, ring Åsa på 040-12 34 56.",
         "sender": {"name": "Åsa Lindqvist", "sector": "business", "organisation": "Ugnen", "email": "%s"}}""".formatted(MAIL)).body();
    String status = URI.create(receipt.replaceAll("(?s).*\"statusUrl\":\"([^\"]+)\".*", "$1")).getPath();
    visitor.get(status);
    visitor.get("/kontakt");
    visitor.post("/kontakt", Map.of("name", "Åsa Lindqvist", "email", MAIL, "topic", "other", "message", "Hej, det gäller surdegsbröd."));
    visitor.get("/nowhere/" + MAIL);
    visitor.get("/organisationer?q=" + MAIL);
    visitor.get("/logga-in");
    visitor.post("/logga-in/organisation", Map.of("email", MAIL));
    new Visitor(server).as(Role.COORDINATOR, "").get("/arenden?q=Lindqvist");
    server.post("/api/v1/initiatives", "{\"sender\": {\"email\": \"" + MAIL + "\"");
    // What nobody foresaw, with a name in its words.
    LogManager.getLogger(LogTest.class).error("Failed", new IllegalStateException("a \"quoted\"\nfault"));

    List<JsonNode> lines = kept.lines.stream().map(LogTest::read).toList();
    List<JsonNode> requests = lines.stream().filter(line -> line.get("logger").asText().equals("requests")).toList();
    assertThat(requests).hasSizeGreaterThanOrEqualTo(10).allSatisfy(line -> {
      assertThat(line.get("request").asText()).startsWith("req-");
      assertThat(line.get("message").asText()).matches("(GET|POST) [1-5]\\d\\d \\d+ ms");
    });
    assertThat(requests).extracting(line -> line.get("route").asText()).contains("/arende/:secret", "/kontakt", "unknown", "/api/v1/initiatives");
    assertThat(lines).anySatisfy(line -> assertThat(line.get("fault").asText()).contains("a \"quoted\""));
    String secret = status.substring(status.lastIndexOf('/') + 1);
    assertThat(kept.lines).noneSatisfy(line -> assertThat(line).contains(secret));
    for (String personal : PERSONAL) assertThat(kept.lines).as(personal).noneMatch(line -> line.contains(personal));
  }

  private static JsonNode read(String line) {
    try {
      assertThat(line).endsWith("\n").containsOnlyOnce("\n");
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
