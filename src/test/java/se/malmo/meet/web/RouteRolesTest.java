package se.malmo.meet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestServer;

/** Every route as nobody and as each role, driven by the table of routes; docs/security.md has the same table to read. */
class RouteRolesTest {
  private static final Path PAGE = Path.of("docs/security.md");
  private static final String BEGIN = "<!-- routes: made by RouteRolesTest, renew with -Dmeet.write=true -->";
  private static final String END = "<!-- end of routes -->";
  private static final Pattern PART = Pattern.compile(":[a-z]+");
  /** The roles that one signs in with in a browser; machines have tokens. */
  private static final List<Role> SIGNED_IN = List.of(Role.AMBASSADOR, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR);
  private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    for (Role role : Role.values()) TOKENS.put(role, server.token(role));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<Route> named() {
    return server.table().routes().stream().filter(route -> route.who().isNamed()).toList();
  }

  private static boolean includes(Route route, Role role) {
    return route.who().includes(new Caller(role, Optional.empty()));
  }

  private static HttpRequest.Builder request(Route route) {
    HttpRequest.BodyPublisher body = route.method().equals(HttpMethod.GET) ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString("{}");
    return HttpRequest.newBuilder(URI.create(server.url(PART.matcher(route.path()).replaceAll("x")))).method(route.method().name(), body)
        .header("Content-Type", route.isApi() ? "application/json" : "application/x-www-form-urlencoded");
  }

  @Test
  void nobody_gets_into_a_route_that_wants_a_name() {
    assertThat(named()).isNotEmpty().allSatisfy(route -> assertThat(server.send(request(route)).statusCode()).as(route.method() + " " + route.path()).isEqualTo(401));
  }

  @Test
  void each_role_gets_into_its_own_routes_and_no_others() {
    for (Route route : named()) {
      for (Role role : Role.values()) {
        HttpResponse<String> answer = server.send(request(route).header("Authorization", "Bearer " + TOKENS.get(role)));
        String asked = role + " " + route.method() + " " + route.path();
        if (!includes(route, role)) assertThat(answer.statusCode()).as(asked).isEqualTo(403);
        else if (route.method().equals(HttpMethod.GET)) assertThat(answer.statusCode()).as(asked).isNotIn(401, 403, 500);
        // A form of a page wants more than a name, the token that our own page gave: it is shown again, and nothing is done.
        else if (route.isForm()) assertThat(answer.statusCode()).as(asked).isNotIn(303, 401, 500);
        else assertThat(answer.statusCode()).as(asked).isNotIn(401, 403, 500);
      }
    }
  }

  @Test
  void a_session_lets_nobody_into_the_api_and_a_spoilt_one_nowhere() {
    for (Route route : named()) {
      String secret = "0".repeat(32);
      assertThat(server.send(request(route).header("Cookie", "meet-session=" + secret)).statusCode()).as(route.path()).isEqualTo(401);
      assertThat(server.send(request(route).header("Cookie", "meet-session='; DROP")).statusCode()).as(route.path()).isEqualTo(401);
    }
    for (Role role : SIGNED_IN) {
      for (Route route : named().stream().filter(one -> one.isApi() && one.method().equals(HttpMethod.GET)).toList()) {
        assertThat(server.visit(role, PART.matcher(route.path()).replaceAll("x"), "GET").statusCode()).as(role + " " + route.path()).isEqualTo(401);
      }
    }
  }

  @Test
  void the_page_of_security_has_the_table_of_routes_and_roles() throws IOException {
    String page = Files.readString(PAGE);
    String made = BEGIN + "\n" + table() + END;
    String before = page.substring(page.indexOf(BEGIN), page.indexOf(END) + END.length());
    if (Boolean.getBoolean("meet.write")) Files.writeString(PAGE, page.replace(before, made));
    else assertThat(before).as("mvn test -Dtest=RouteRolesTest -Dmeet.write=true renews it").isEqualTo(made);
  }

  /** One line an address; a page's two languages are one. */
  private static String table() {
    List<String> lines = new ArrayList<>();
    lines.add("| route | everybody | holder of the secret | " + Stream.of(Role.values()).map(Role::code).collect(Collectors.joining(" | ")) + " |");
    lines.add("|---|---|---|" + "---|".repeat(Role.values().length));
    server.table().routes().stream().filter(route -> !route.language().equals("en")).forEach(route -> {
      boolean isOpen = !route.who().isNamed();
      String secret = route.who() == Audience.HOLDER_OF_SECRET ? "yes" : "";
      String everybody = isOpen && secret.isEmpty() ? route.who() == Audience.OPERATOR ? "probes" : "yes" : "";
      lines.add("| " + route.method() + " `" + route.path() + "` | " + everybody + " | " + secret + " | "
          + Stream.of(Role.values()).map(role -> isOpen ? "" : includes(route, role) ? "yes" : "403").collect(Collectors.joining(" | ")) + " |");
    });
    return lines.stream().map(line -> line.replaceAll(" +\\|", " |")).distinct().collect(Collectors.joining("\n")) + "\n";
  }
}
