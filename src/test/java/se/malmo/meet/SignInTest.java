package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.identity.SignInRoutes;
import se.malmo.meet.web.Role;

/** The demo's way in by a browser: what the cookie lets one do, and what it does not. */
class SignInTest {
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]{96})\"");
  private static TestServer server;

  /** A browser without scripts that keeps each cookie by its name. */
  private static final class Jar {
    private final Map<String, String> cookies = new HashMap<>();
    private String token = "";

    HttpResponse<String> get(String path) {
      return seen(server.send(request(path)));
    }

    HttpResponse<String> post(String path, Map<String, String> fields) {
      Map<String, String> all = new HashMap<>(Map.of("token", token));
      all.putAll(fields);
      String body = all.entrySet().stream().map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
      return seen(server.send(request(path).header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    HttpRequest.Builder request(String path) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url(path)));
      if (!cookies.isEmpty()) request.header("Cookie", cookies.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).collect(Collectors.joining("; ")));
      return request;
    }

    HttpResponse<String> signIn(Role role, String next) {
      get("/logga-in");
      return post("/logga-in", Map.of("role", role.code(), "next", next));
    }

    private HttpResponse<String> seen(HttpResponse<String> answer) {
      for (String given : answer.headers().allValues("Set-Cookie")) {
        String[] pair = given.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) cookies.remove(pair[0]);
        else cookies.put(pair[0], pair[1]);
      }
      Matcher found = TOKEN.matcher(answer.body());
      if (found.find()) token = found.group(1);
      return answer;
    }
  }

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_coordinator_signs_in_sees_the_gaps_works_on_one_and_signs_out() {
    Jar jar = new Jar();
    HttpResponse<String> closed = jar.get("/luckor");
    assertThat(closed.statusCode()).isEqualTo(401);
    assertThat(closed.body()).contains("/logga-in?next=%2Fluckor");
    assertThat(closed.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(jar.signIn(Role.COORDINATOR, "/luckor").headers().firstValue("Location")).contains("/luckor");
    HttpResponse<String> gaps = jar.get("/luckor");
    assertThat(gaps.statusCode()).isEqualTo(200);
    assertThat(gaps.body()).contains("Inloggad som</span> koordinator", "Gör utkast till inbjudningar");
    assertThat(gaps.headers().firstValue("Cache-Control")).contains("no-store");
    Matcher gap = Pattern.compile("name=\"gap\" value=\"([^\"]+)\"").matcher(gaps.body());
    assertThat(gap.find()).isTrue();
    assertThat(jar.post("/luckor/bearbeta", Map.of("gap", gap.group(1))).headers().firstValue("Location")).contains("/luckor#" + gap.group(1));
    assertThat(jar.get("/luckor").body()).contains("Någon arbetar med det här", "Ångra");
    assertThat(jar.post("/luckor/angra", Map.of("gap", gap.group(1))).statusCode()).isEqualTo(303);
    assertThat(jar.get("/luckor").body()).doesNotContain("Någon arbetar med det här");

    String secret = jar.cookies.get("meet-session");
    assertThat(jar.post("/logga-ut", Map.of()).statusCode()).isEqualTo(303);
    assertThat(jar.cookies).doesNotContainKey("meet-session");
    // The secret is worth nothing any more, in whichever browser it is.
    jar.cookies.put("meet-session", secret);
    assertThat(jar.get("/luckor").statusCode()).isEqualTo(401);
  }

  @Test
  void the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_the_graph_has_only_its_hash() {
    Jar jar = new Jar();
    HttpResponse<String> answer = jar.signIn(Role.AUDITOR, "");
    String cookie = answer.headers().allValues("Set-Cookie").stream().filter(one -> one.startsWith("meet-session=")).findFirst().orElseThrow();
    assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax", "Path=/", "Max-Age=").matches("meet-session=[0-9a-f]{32};.*");
    assertThat(server.graph().read("MATCH (n) RETURN properties(n) AS p", Map.of()).toString()).doesNotContain(jar.cookies.get("meet-session"));
  }

  @Test
  void signing_in_gives_a_new_secret_and_ends_the_old_one() {
    Jar jar = new Jar();
    jar.cookies.put("meet-session", "0".repeat(32));
    jar.signIn(Role.COORDINATOR, "");
    String first = jar.cookies.get("meet-session");
    assertThat(first).isNotEqualTo("0".repeat(32));
    jar.signIn(Role.AMBASSADOR, "");
    assertThat(jar.cookies.get("meet-session")).isNotEqualTo(first);
    Jar old = new Jar();
    old.cookies.put("meet-session", first);
    assertThat(old.get("/luckor").statusCode()).isEqualTo(401);
    assertThat(jar.get("/luckor").statusCode()).isEqualTo(403);
    assertThat(jar.get("/luckor").body()).contains("Sidan är inte för er roll");
  }

  @Test
  void a_session_ends_when_its_day_is_over_and_is_thrown_away() {
    Jar jar = new Jar();
    jar.signIn(Role.COORDINATOR, "");
    assertThat(jar.get("/luckor").statusCode()).isEqualTo(200);
    server.graph().write("MATCH (s:Session) SET s.expires = datetime('2020-01-01T00:00:00Z')", Map.of());
    assertThat(jar.get("/luckor").statusCode()).isEqualTo(401);
    server.app().caseSide().chores().doAll();
    assertThat(server.graph().read("MATCH (s:Session) RETURN count(s) AS n", Map.of()).getFirst().get("n").asInt()).isZero();
  }

  @Test
  void the_api_takes_no_cookie_and_a_form_without_its_token_does_nothing() {
    Jar jar = new Jar();
    jar.signIn(Role.COORDINATOR, "");
    assertThat(jar.get("/api/v1/gaps").statusCode()).isEqualTo(401);
    String gap = gap();
    assertThat(server.send(jar.request("/api/v1/gaps/" + gap + "/work").POST(HttpRequest.BodyPublishers.noBody())).statusCode()).isEqualTo(401);
    jar.token = "0".repeat(96);
    jar.post("/luckor/bearbeta", Map.of("gap", gap));
    assertThat(server.graph().read("MATCH (w:GapWork) RETURN count(w) AS n", Map.of()).getFirst().get("n").asInt()).isZero();
    Jar stranger = new Jar();
    stranger.get("/logga-in");
    HttpResponse<String> foreign = server.send(stranger.request("/logga-in").header("Content-Type", "application/x-www-form-urlencoded").header("Sec-Fetch-Site", "cross-site")
        .POST(HttpRequest.BodyPublishers.ofString("role=coordinator&token=" + stranger.token)));
    assertThat(foreign.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("meet-session="));
  }

  @Test
  void a_lower_roles_form_changes_nothing() {
    String gap = gap();
    for (Role role : List.of(Role.AMBASSADOR, Role.AUDITOR)) {
      Jar jar = new Jar();
      jar.signIn(role, "");
      jar.get("/");
      assertThat(jar.post("/luckor/bearbeta", Map.of("gap", gap)).statusCode()).as(role.code()).isEqualTo(403);
    }
    assertThat(server.graph().read("MATCH (w:GapWork) RETURN count(w) AS n", Map.of()).getFirst().get("n").asInt()).isZero();
  }

  @Test
  void nobody_is_sent_elsewhere_and_no_other_role_is_given() {
    for (String next : List.of("//evil.example", "https://evil.example", "/\\evil.example", "/luckor\r\nX: y", "javascript:alert(1)")) {
      assertThat(new Jar().signIn(Role.COORDINATOR, next).headers().firstValue("Location")).as(next).contains("/arenden/ko");
    }
    Jar jar = new Jar();
    jar.get("/logga-in");
    for (String role : List.of("integrator", "king", "")) assertThat(jar.post("/logga-in", Map.of("role", role)).statusCode()).as(role).isEqualTo(400);
    assertThat(jar.get("/logga-in?next='%3Csvg%20onload=x%3E").body()).doesNotContain("<svg onload");
  }

  @Test
  void the_way_in_is_only_there_on_a_demo_on_this_machine() {
    assertThat(SignInRoutes.isAllowed(true, "127.0.0.1")).isTrue();
    assertThat(SignInRoutes.isAllowed(true, "localhost")).isTrue();
    assertThat(SignInRoutes.isAllowed(true, "0.0.0.0")).isFalse();
    assertThat(SignInRoutes.isAllowed(true, "192.0.2.1")).isFalse();
    assertThat(SignInRoutes.isAllowed(false, "127.0.0.1")).isFalse();
  }

  private static String gap() {
    return server.app().gapSide().insights().findings().gaps().getFirst().gap().id();
  }
}
