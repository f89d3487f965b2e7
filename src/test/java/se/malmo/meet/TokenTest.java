package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.malmo.meet.identity.Tokens;
import se.malmo.meet.platform.DataFolder;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.TestGraph;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** Who may do what, by the token that they have. */
class TokenTest {
  private static final String HOLES = "/api/v1/vocabulary/holes";

  @TempDir
  private static Path folder;

  private static TestServer server;
  private static DataFolder held;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    server = TestServer.empty();
    held = DataFolder.hold(folder, "meet-malmo serve").orElseThrow();
    held.announce(server.port(), TestGraph.address());
  }

  @AfterAll
  static void stop() {
    held.close();
    server.close();
  }

  @Test
  void the_command_prints_a_token_alone_that_the_running_server_takes() {
    assertThat(run("--role", "coordinator")).isZero();
    String token = out.toString().strip();
    assertThat(token).matches("[0-9a-f]{64}");
    assertThat(get(HOLES, "Bearer " + token).statusCode()).isEqualTo(200);
    assertThat(get(HOLES, "bearer " + token).statusCode()).isEqualTo(200);
    assertThat(server.graph().read("MATCH (a:Account {tokenHash: $hash}) RETURN a.role AS role", Map.of("hash", Hash.sha256(token)))).hasSize(1);
    assertThat(server.graph().read("MATCH (n) RETURN properties(n) AS p", Map.of()).toString()).doesNotContain(token);
  }

  @Test
  void a_forvaltning_that_nobody_knows_is_refused_and_a_known_one_is_kept() {
    assertThat(run("--role", "ambassador", "--forvaltning", "finns-inte")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("finns-inte");
    assertThat(run("--role", "ambassador", "--forvaltning", "kulturforvaltningen")).isZero();
    assertThat(server.app().tokens().holder(out.toString().strip())).hasValueSatisfying(caller -> {
      assertThat(caller.role()).isEqualTo(Role.AMBASSADOR);
      assertThat(caller.forvaltningar()).containsExactly("kulturforvaltningen");
    });
    assertThat(run("--role", "king")).isEqualTo(2);
  }

  @Test
  void a_token_may_be_for_reading_alone_or_in_a_person_s_name() {
    assertThat(run("--role", "coordinator", "--scope", "read")).isZero();
    assertThat(server.app().tokens().holder(out.toString().strip())).hasValueSatisfying(caller -> assertThat(caller.isReader()).isTrue());
    server.app().staffSide().accounts().make(Role.AMBASSADOR, "Kim Ek", Optional.of("kim@malmo.example"), java.util.Set.of("kulturforvaltningen"), Optional.empty(), "test");
    out.getBuffer().setLength(0);
    assertThat(run("--account", "Kim@malmo.example")).isZero();
    assertThat(server.app().tokens().holder(out.toString().strip())).hasValueSatisfying(caller -> {
      assertThat(caller.name()).isEqualTo("Kim Ek");
      assertThat(caller.forvaltningar()).containsExactly("kulturforvaltningen");
      assertThat(caller.isReader()).isFalse();
    });
    assertThat(run("--account", "nobody@malmo.example")).isEqualTo(2);
    assertThat(err.toString()).contains("nobody@malmo.example");
    assertThat(run("--role", "coordinator", "--account", "kim@malmo.example")).isEqualTo(2);
    assertThat(run("--role", "coordinator", "--scope", "all")).isEqualTo(2);
  }

  @Test
  void without_a_token_or_with_a_bad_one_the_answer_says_how_to_come_in() {
    assertThat(server.get(HOLES).headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"meet-malmo\"");
    for (String header : List.of("Bearer", "Bearer ", "Bearer x", "Bearer " + "0".repeat(64), "Bearer " + "F".repeat(64), "Basic " + "0".repeat(64), "Bearer " + "a".repeat(5_000))) {
      HttpResponse<String> answer = get(HOLES, header);
      assertThat(answer.statusCode()).as(header).isEqualTo(401);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer realm=");
      assertThat(answer.body()).doesNotContain("0000").contains("\"status\":401");
    }
    assertThat(server.get(HOLES + "?token=" + make(Role.COORDINATOR)).statusCode()).isEqualTo(401);
  }

  @Test
  void every_role_may_do_what_its_row_of_the_table_says_and_nothing_else() {
    for (Role role : Role.values()) {
      String bearer = "Bearer " + make(role);
      boolean coordination = role == Role.COORDINATOR || role == Role.ADMINISTRATOR;
      for (String path : List.of(HOLES, "/api/v1/vocabulary/changes", "/api/v1/feedback")) {
        assertThat(get(path, bearer).statusCode()).as(role + " " + path).isEqualTo(coordination ? 200 : 403);
      }
      assertThat(post("/api/v1/vocabulary/changes", bearer).statusCode()).as(role.code()).isEqualTo(coordination ? 400 : 403);
      assertThat(post("/api/v1/vocabulary/changes/voc-x/undo", bearer).statusCode()).as(role.code()).isEqualTo(coordination ? 404 : 403);
      boolean work = role == Role.AMBASSADOR || role == Role.COORDINATOR || role == Role.INTEGRATOR;
      assertThat(post("/api/v1/feedback", bearer).statusCode()).as(role.code()).isEqualTo(work ? 400 : 403);
    }
    assertThat(get(HOLES, "Bearer " + make(Role.AUDITOR)).body()).contains("\"status\":403", "problem");
  }

  @Test
  void a_token_ends_after_ninety_days_and_within_a_minute_of_being_taken_away() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    Tokens tokens = new Tokens(server.graph(), now::get, new Ids(now::get));
    String token = tokens.make(new Caller(Role.AUDITOR, Optional.empty()));
    assertThat(tokens.holder(token)).isPresent();
    server.graph().write("MATCH (a:Account {tokenHash: $hash}) DETACH DELETE a", Map.of("hash", Hash.sha256(token)));
    now.set(now.get().plus(Duration.ofMinutes(1)));
    assertThat(tokens.holder(token)).isEmpty();

    String other = tokens.make(new Caller(Role.AUDITOR, Optional.empty()));
    now.set(now.get().plus(Tokens.LIFE).minusSeconds(60));
    assertThat(tokens.holder(other)).isPresent();
    now.set(now.get().plusSeconds(120));
    assertThat(tokens.holder(other)).isEmpty();
  }

  private static String make(Role role) {
    return server.app().tokens().make(new Caller(role, Optional.empty()));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    String[] all = new String[arguments.length + 3];
    all[0] = "token";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--data";
    all[arguments.length + 2] = folder.toString();
    return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(all);
  }

  private static HttpResponse<String> get(String path, String authorization) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Authorization", authorization));
  }

  private static HttpResponse<String> post(String path, String authorization) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Authorization", authorization).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{}")));
  }
}
