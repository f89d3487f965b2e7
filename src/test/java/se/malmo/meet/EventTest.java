package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.event.Kind;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.web.Role;

/** What happens, as other systems hear it: each event once and in order, and nothing in it that is not theirs to know. */
class EventTest {
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");
  private static final String SERVICE = "serviceforvaltningen";
  private static final MovedClock CLOCK = new MovedClock(Instant.now());
  /** What is decided to stay inside: what colleagues do, who came and went, what an organisation does not want. */
  private static final Set<String> INSIDE = Set.of("import", "export", "failed", "account", "session", "access", "stake", "case", "person", "records", "handover", "stall", "spreading", "feed", "text", "meeting", "assembly", "slot", "tie",
      "webhook", "organisation.claimed", "organisation.claim-", "organisation.wishes", "organisation.avoids", "organisation.allows", "organisation.declined", "organisation.answer-undone",
      "organisation.allows-sender", "organisation.refuses-sender", "organisation.contact", "organisation.handed-over", "organisation.person-asked", "organisation.person-joined",
      "organisation.person-left", "organisation.person-removed", "organisation.person-unasked", "weights", "signal.dismissed", "initiative.invitation-");
  private static TestServer server;
  private static String integrator;
  private static String coordinator;

  @BeforeAll
  static void start() {
    server = TestServer.at(CLOCK, "");
    integrator = server.token(Role.INTEGRATOR);
    coordinator = server.token(Role.COORDINATOR);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> ask(String token, String path) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Authorization", "Bearer " + token));
  }

  private static JsonNode read(String token, String path) {
    HttpResponse<String> answer = ask(token, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> events(JsonNode page) {
    return StreamSupport.stream(page.get("events").spliterator(), false).toList();
  }

  private static List<String> ids(List<JsonNode> events) {
    return events.stream().map(event -> event.get("id").asText()).toList();
  }

  private static List<JsonNode> all(String token, int limit, String filter) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page = read(token, "/api/v1/events?limit=" + limit + filter);
    all.addAll(events(page));
    while (page.get("more").asBoolean()) {
      page = read(token, "/api/v1/events?limit=" + limit + filter + "&after=" + page.get("next").asText());
      all.addAll(events(page));
    }
    return all;
  }

  /** An idea comes in; its reference. */
  private static String submit(String title) {
    String answer = server.post("/api/v1/initiatives", """
        {"title": "%s", "text": "Vi bakar för mycket bröd och vill dela det med skolornas kök. %s",
         "sender": {"name": "Åsa Hemlund", "sector": "business", "organisation": "Ugnen AB", "email": "asa.hemlund@ugnen.example"},
         "confidential": {"details": "Receptet är hemligt", "ground": "trade-secret"}}""".formatted(title, title)).body();
    return answer.replaceAll(".*\"reference\":\"([^\"]+)\".*", "$1");
  }

  private static void act(Visitor who, String reference, String doing, Map<String, String> fields) {
    Matcher version = VERSION.matcher(who.get("/arenden/" + reference + "?do=" + doing).body());
    assertThat(version.find()).isTrue();
    Map<String, String> all = new HashMap<>(fields);
    all.putAll(Map.of("do", doing, "version", version.group(1)));
    assertThat(who.post("/arenden/" + reference, all).statusCode()).isEqualTo(303);
  }

  @Test
  void every_type_of_the_log_is_told_or_is_kept_inside_by_decision() throws IOException {
    Set<String> logged = new TreeSet<>();
    Pattern type = Pattern.compile("(?:Happening|told|tell)\\(\\s*(?:[a-z]+ \\? )?\"([a-z]+\\.[a-z-]+)\"|at, \"([a-z]+\\.[a-z-]+)\", |: \"([a-z]+\\.[a-z]+-[a-z]+)\", id, by");
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        type.matcher(Files.readString(file)).results().forEach(found -> logged.add(found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3)));
      }
    }
    assertThat(logged).contains("initiative.moved", "organisation.saved", "forvaltning.ended", "account.saved").hasSizeGreaterThan(60);
    Set<String> told = new TreeSet<>(Kind.ALL.stream().map(Kind::logged).toList());
    assertThat(logged).allSatisfy(one -> assertThat(told.contains(one) || INSIDE.contains(one) || INSIDE.contains(one.substring(0, one.indexOf('.')))).as(one).isTrue());
  }

  @Test
  void the_pages_of_any_size_together_have_each_event_once_and_in_order() {
    List<String> large = ids(all(coordinator, 500, ""));
    assertThat(large).hasSizeGreaterThan(30).doesNotHaveDuplicates().isSortedAccordingTo((one, other) -> Long.compare(Long.parseLong(one), Long.parseLong(other)));
    assertThat(ids(all(coordinator, 7, ""))).isEqualTo(large);
    JsonNode end = read(coordinator, "/api/v1/events?after=" + large.getLast());
    assertThat(end.get("more").asBoolean()).isFalse();
    String reference = submit("Bröd på sidan");
    assertThat(events(read(coordinator, "/api/v1/events?after=" + end.get("next").asText()))).as("the cursor of an empty page leads on").singleElement()
        .satisfies(event -> assertThat(event.get("subject").asText()).isEqualTo("case/" + reference));
  }

  @Test
  void a_case_is_told_without_its_sender_its_secret_its_reasons_and_until_it_is_public_without_its_title() {
    String reference = submit("Bröd som ingen ännu får se");
    Visitor desk = new Visitor(server).as(Role.COORDINATOR, "");
    act(desk, reference, "assign", Map.of("forvaltning", SERVICE, "reason", "Ring Åsa på 040-123"));
    List<JsonNode> before = of(reference);
    assertThat(before.stream().map(event -> event.get("type").asText())).containsExactly("se.malmo.meet.case.received.v1", "se.malmo.meet.case.assigned.v1");
    assertThat(before.toString()).contains("\"department\":\"" + SERVICE + "\"", "\"by\":{\"role\":\"sender\"}", "\"by\":{\"role\":\"coordinator\"}")
        .doesNotContain("title", "Åsa", "ugnen", "Ugnen", "hemligt", "040-123", "acc-");
    JsonNode first = before.getFirst();
    assertThat(first.get("specversion").asText()).isEqualTo("1.0");
    assertThat(first.get("source").asText()).isEqualTo(server.url(""));
    assertThat(first.get("datacontenttype").asText()).isEqualTo("application/json");
    assertThat(Instant.parse(first.get("time").asText())).isBeforeOrEqualTo(CLOCK.instant());
    act(new Visitor(server).as(Role.AMBASSADOR, SERVICE), reference, "change", Map.of("to", "accepted", "reason", "Det passar."));
    JsonNode accepted = of(reference).getLast();
    String ambassador = server.graph().read("MATCH (a:Account {role: 'ambassador'}) WHERE $f IN a.forvaltningar RETURN a.name AS name", Map.of("f", SERVICE)).getFirst().get("name").asString();
    assertThat(accepted.get("data").get("by").get("name").asText()).isEqualTo(ambassador);
    assertThat(accepted.get("data").get("title").asText()).isEqualTo("Bröd som ingen ännu får se");
    assertThat(accepted.toString()).doesNotContain("Det passar.");
  }

  private static List<JsonNode> of(String reference) {
    return all(integrator, 500, "").stream().filter(event -> event.get("subject").asText().equals("case/" + reference)).toList();
  }

  @Test
  void a_machine_hears_less_than_a_coordinator_and_nobody_else_hears_anything() {
    server.graph().write(List.of(EventLog.append(CLOCK.instant(), List.of(new EventLog.Happening("inquiry.received", "inq-1", "visitor"),
        new EventLog.Happening("account.saved", "acc-secret", "acc-admin")))));
    String type = "se.malmo.meet.inquiry.received.v1";
    assertThat(all(coordinator, 500, "&type=" + type)).hasSize(1);
    assertThat(all(integrator, 500, "").stream().map(event -> event.get("type").asText())).doesNotContain(type);
    assertThat(all(coordinator, 500, "").toString()).doesNotContain("acc-secret", "account");
    assertThat(ask(integrator, "/api/v1/events?type=" + type).statusCode()).isEqualTo(400);
    assertThat(ask(integrator, "/api/v1/events?after=999999999").statusCode()).as("a cursor that was never given").isEqualTo(400);
    assertThat(ask(integrator, "/api/v1/events?after=-1").statusCode()).isEqualTo(400);
    assertThat(ask(server.token(Role.AMBASSADOR), "/api/v1/events").statusCode()).isEqualTo(403);
    assertThat(ask(server.token(Role.AUDITOR), "/api/v1/events").statusCode()).isEqualTo(403);
    assertThat(ask(integrator, "/api/v1/events/types").body()).contains("case.moved.v1").doesNotContain(type);
  }

  @Test
  void a_stream_that_is_resumed_has_each_event_once_and_in_order() throws IOException {
    String since = read(integrator, "/api/v1/events?limit=500&after=" + last()).get("next").asText();
    String seen;
    try (Listener listener = new Listener(integrator, "?after=" + since)) {
      String first = submit("Direkt 1");
      listener.hears(1);
      assertThat(listener.data()).singleElement().satisfies(data -> assertThat(data).contains("case.received.v1", first));
      seen = listener.ids().getLast();
    }
    for (int i = 2; i <= 5; i++) submit("Direkt " + i);
    List<String> missed = ids(events(read(integrator, "/api/v1/events?after=" + seen)));
    assertThat(missed).hasSize(4);
    try (Listener listener = new Listener(integrator, "", "Last-Event-ID: " + seen)) {
      listener.hears(4);
      submit("Direkt 6");
      listener.hears(5);
      assertThat(listener.ids().subList(0, 4)).isEqualTo(missed);
      assertThat(listener.ids()).doesNotHaveDuplicates();
    }
    try (Listener listener = new Listener(integrator, "", "Last-Event-ID: 99999999")) {
      listener.answers("HTTP/1.1 400 Bad Request");
    }
  }

  private static long last() {
    return server.graph().read("MATCH (log:EventLog {id: 'log'}) RETURN log.last AS n", Map.of()).getFirst().get("n").asLong();
  }

  @Test
  void who_listens_and_does_not_read_is_cut_off_and_makes_room_for_others() throws IOException {
    String token = server.token(Role.INTEGRATOR);
    long from = last();
    // More than any buffer between here and there holds.
    server.graph().write("""
        MATCH (log:EventLog {id: 'log'}) WITH log, log.last AS before SET log.last = before + 20000
        WITH before UNWIND range(1, 20000) AS place
        CREATE (:Event {sequence: before + place, type: 'organisation.saved', subject: 'org-many', at: datetime(), by: 'import'})""", Map.of());
    List<Socket> deaf = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) deaf.add(deaf(token, from));
      Soon.holds(Duration.ofSeconds(20), "no room for a sixth", () -> status(token) == 503);
      try (Listener reads = new Listener(integrator, "?after=" + from)) {
        reads.hears(20_000);
        assertThat(reads.ids()).doesNotHaveDuplicates();
      }
      CLOCK.move(Duration.ofSeconds(31));
      Soon.holds(Duration.ofSeconds(30), "they are cut off", () -> status(token) == 200);
    } finally {
      for (Socket one : deaf) one.close();
      server.graph().write("MATCH (e:Event {subject: 'org-many'}) DELETE e", Map.of());
    }
  }

  private static Socket deaf(String token, long from) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
    socket.getOutputStream().write(Listener.request(token, "?after=" + from));
    // Answered, so that it has its place before the next one comes; nothing more is read.
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    return socket;
  }

  private static int status(String token) {
    try (Listener listener = new Listener(token, "")) {
      Soon.holds(Duration.ofSeconds(10), "an answer", listener::isAnswered);
      return listener.status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_stream_ends_after_an_hour_so_that_the_token_is_looked_at_again() throws IOException {
    try (Listener listener = new Listener(integrator, "")) {
      listener.answers("HTTP/1.1 200 OK");
      CLOCK.move(Duration.ofMinutes(61));
      Soon.holds(Duration.ofSeconds(10), "the end", () -> listener.ended);
    }
  }

  /** A machine's side of a stream. */
  private static final class Listener implements AutoCloseable {
    private final Socket socket;
    private final List<String> lines = new ArrayList<>();
    private volatile boolean ended;

    Listener(String token, String query, String... headers) throws IOException {
      socket = new Socket("127.0.0.1", server.port());
      socket.getOutputStream().write(request(token, query, headers));
      Thread.ofVirtual().start(this::read);
    }

    static byte[] request(String token, String query, String... headers) {
      return ("GET /api/v1/events" + query + " HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + token + "\r\n"
          + String.join("", java.util.Arrays.stream(headers).map(one -> one + "\r\n").toList()) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private void read() {
      try (BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          synchronized (lines) {
            lines.add(line);
          }
          // The last piece of a chunked answer.
          if (line.equals("0")) ended = true;
        }
      } catch (IOException e) {
        // The test has hung up.
      }
      ended = true;
    }

    private List<String> after(String mark) {
      synchronized (lines) {
        return lines.stream().filter(line -> line.startsWith(mark)).map(line -> line.substring(mark.length())).toList();
      }
    }

    List<String> ids() {
      return after("id: ");
    }

    List<String> data() {
      return after("data: ");
    }

    boolean isAnswered() {
      return !after("HTTP/1.1 ").isEmpty();
    }

    int status() {
      return Integer.parseInt(after("HTTP/1.1 ").getFirst().substring(0, 3));
    }

    void answers(String line) {
      Soon.holds(Duration.ofSeconds(10), line, () -> isAnswered());
      assertThat("HTTP/1.1 " + after("HTTP/1.1 ").getFirst()).isEqualTo(line);
    }

    void hears(int many) {
      Soon.holds(Duration.ofSeconds(60), many + " events", () -> ids().size() >= many);
      assertThat(ids()).hasSize(many);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
