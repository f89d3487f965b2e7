package se.malmo.meet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestServer;
import se.malmo.meet.platform.Hash;

/** The table of the server as it runs, with the demo city. */
@Order(TestServer.SHARED)
class RouteTableTest {
  private static final String SUBMISSION = """
      {"title": "Bröd över", "text": "Vi bakar för mycket bröd.",
       "sender": {"name": "Åsa", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}}""";
  private static final Pattern INLINE = Pattern.compile("<script(?! type=\"application/ld\\+json\">)(?![^>]*\\ssrc=)|<style|javascript:", Pattern.CASE_INSENSITIVE);
  /** Tags first and their attributes after: in one pattern a long tag is gone through as often as it has spaces. */
  private static final Pattern TAG = Pattern.compile("<[a-z][^>]*+>", Pattern.CASE_INSENSITIVE);
  private static final Pattern HANDLER = Pattern.compile("\\s(style|on[a-z]+|hx-on[^=\\s]*)\\s*=", Pattern.CASE_INSENSITIVE);
  /** What the browser has that asked for a link to sign in with. */
  private static final String BROWSER = "6".repeat(32);
  private static TestServer server;
  private static final Map<String, HttpResponse<String>> READ = new HashMap<>();
  private static String secret;
  private static String receipt;
  private static String draft;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.shared();
    String statusUrl = new ObjectMapper().readTree(server.post("/api/v1/initiatives", SUBMISSION).body()).get("statusUrl").asText();
    secret = statusUrl.substring(statusUrl.lastIndexOf('/') + 1);
    server.graph().write("CREATE (:Letter {key: 'k', secretHash: $hash, reference: 'BREV-1', topic: 'other', text: 'Hej', at: datetime()})",
        Map.of("hash", Hash.sha256("1".repeat(32))));
    token = server.token(Role.COORDINATOR);
    receipt = "1".repeat(32);
    draft = server.draft("Vi bakar för mycket bröd.");
    server.graph().write("CREATE (:Follower {id: 'flw-1', key: 'k', email: 'bo@example.org', language: 'sv', target: 'theme:kompetensforsorjning', state: 'asked', asks: 1, told: 0, "
        + "asked: datetime(), confirmHash: $confirm, stopHash: $stop})", Map.of("confirm", Hash.sha256("2".repeat(32)), "stop", Hash.sha256("3".repeat(32))));
    server.graph().write("CREATE (:Inquiry {id: 'inq-x', key: 'k', secretHash: $asked, forvaltning: 'kulturforvaltningen', question: 'Hej?', name: 'Bo', email: 'bo@example.org', emailKey: 'bo@example.org', "
        + "language: 'sv', at: datetime(), due: date(), version: 0}) CREATE (:Booking {id: 'boo-x', key: 'k', secretHash: $booked, slot: 'slo-x', forvaltning: 'kulturforvaltningen', "
        + "by: 'acc-demo-ambassador-kulturforvaltningen', starts: datetime() + duration('P1D'), ends: datetime() + duration('P1DT1H'), isVideo: false, spot: 'Rådhuset', name: 'Bo', matter: 'Bröd', "
        + "email: 'bo@example.org', emailKey: 'bo@example.org', language: 'sv', at: datetime()})", Map.of("asked", Hash.sha256("7".repeat(32)), "booked", Hash.sha256("8".repeat(32))));
    server.graph().write("MATCH (a:Account {id: 'acc-demo-member'}) CREATE (:PersonInvite {id: 'pin-x', key: 'k', organisation: a.organisations[0], email: 'ny@example.org', emailKey: 'ny@example.org', "
        + "name: 'Ny', by: a.id, language: 'sv', asks: 1, takesOver: false, leaves: false, asked: datetime(), secretHash: $hash}) "
        + "CREATE (:WebhookTarget {id: 'whk-x', key: 'k', url: 'https://hooks.example.org/in', wanted: [], state: 'paused', because: 'person', by: 'acc-demo-administrator', at: datetime(), secret: 'x'}) "
        + "CREATE (:Import {id: 'imp-x', kind: 'organisations', file: 'x.csv', hash: 'h', size: 1, by: 'import', at: datetime(), state: 'done', done: 0})",
        Map.of("hash", Hash.sha256("9".repeat(32))));
    server.graph().write("CREATE (:SignInLink {id: 'sil-1', account: 'acc-demo-member', language: 'sv', asked: datetime(), secretHash: $secret, browserHash: $browser}) "
        + "CREATE (:Joining {id: 'org-1', key: 'k', name: 'Ugnen', description: 'Vi bakar.', offers: [], seeks: [], email: 'bo@example.org', language: 'sv', browserHash: '', asks: 1, "
        + "asked: datetime(), secretHash: $join})", Map.of("secret", Hash.sha256("4".repeat(32)), "browser", Hash.sha256(BROWSER), "join", Hash.sha256("5".repeat(32))));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void every_route_says_who_may_use_it() {
    assertThat(routes()).isNotEmpty().allSatisfy(route -> assertThat(route.who()).as(name(route)).isNotNull());
  }

  @Test
  void no_address_is_given_twice() {
    assertThat(routes().stream().map(RouteTableTest::name)).doesNotHaveDuplicates();
  }

  @Test
  void nothing_is_mounted_that_is_not_in_the_table() {
    Vertx vertx = Vertx.vertx();
    try {
      // The first takes every request, to give it its headers and its time.
      List<io.vertx.ext.web.Route> mounted = server.table().router(vertx, new Traffic(Traffic.Patience.STANDARD, new SimpleMeterRegistry())).getRoutes();
      assertThat(mounted.getFirst().getPath()).isNull();
      assertThat(mounted.stream().skip(1).map(route -> (route.methods().contains(HttpMethod.GET) ? HttpMethod.GET : route.methods().iterator().next()) + " " + route.getName()))
          .containsExactlyElementsOf(routes().stream().map(RouteTableTest::name).toList());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void who_may_use_a_route_of_the_api_is_asked_for_a_token_as_the_contract_says() throws Exception {
    JsonNode paths = new ObjectMapper().readTree(OpenApi.contract()).get("paths");
    assertThat(routes().stream().filter(Route::isApi)).allSatisfy(route -> {
      JsonNode operation = paths.get(route.path().replaceAll(":([a-z]+)", "{$1}")).get(route.method().name().toLowerCase(java.util.Locale.ROOT));
      assertThat(operation.has("security")).as(name(route)).isEqualTo(route.who().isNamed());
      if (!route.who().isNamed()) return;
      assertThat(operation.get("responses").has("401") && operation.get("responses").has("403")).as(name(route)).isTrue();
      HttpResponse<String> answer = server.send(HttpRequest.newBuilder(URI.create(server.url(route.path().replace(":id", "x")))).header("Content-Type", "application/json")
          .method(route.method().name(), HttpRequest.BodyPublishers.ofString("{}")));
      assertThat(answer.statusCode()).as(name(route)).isEqualTo(401);
    });
  }

  @Test
  void the_contract_and_the_table_have_the_same_addresses() throws Exception {
    List<String> contract = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : new ObjectMapper().readTree(OpenApi.contract()).get("paths").properties()) {
      path.getValue().fieldNames().forEachRemaining(method -> contract.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()));
    }
    assertThat(routes().stream().filter(Route::isApi).map(route -> name(route).replaceAll(":([a-z]+)", "{$1}"))).containsExactlyInAnyOrderElementsOf(contract);
  }

  @Test
  void every_page_has_its_twin_in_the_other_language() {
    List<Route> pages = routes().stream().filter(route -> !route.language().isEmpty() && !route.twin().isEmpty()).toList();
    assertThat(pages).isNotEmpty().allSatisfy(page -> assertThat(pages).as(name(page)).anySatisfy(twin -> {
      assertThat(twin.method()).isEqualTo(page.method());
      assertThat(twin.path()).isEqualTo(page.twin());
      assertThat(twin.twin()).isEqualTo(page.path());
      assertThat(twin.language()).isNotEqualTo(page.language());
      assertThat(twin.who()).isEqualTo(page.who());
    }));
  }

  @Test
  void every_page_answers_in_its_language_and_names_its_twin() {
    for (Route page : pages()) {
      HttpResponse<String> answer = read(page);
      assertThat(answer.statusCode()).as(name(page)).isEqualTo(200);
      assertThat(answer.body()).as(name(page)).contains("<html lang=\"" + page.language() + "\">", "hreflang=\"" + (page.language().equals("sv") ? "en" : "sv") + "\"",
          "href=\"" + filledIn(page.twin()) + "\"");
    }
  }

  @Test
  void who_asks_for_the_headers_alone_gets_those_of_the_whole_without_its_content() {
    for (Route route : routes().stream().filter(one -> one.method().equals(HttpMethod.GET)).toList()) {
      HttpResponse<String> whole = read(route);
      HttpResponse<String> head = read(route, filledIn(route.path()), "HEAD");
      assertThat(head.statusCode()).as(name(route)).isEqualTo(whole.statusCode());
      assertThat(head.headers().firstValue("Content-Type")).as(name(route)).isEqualTo(whole.headers().firstValue("Content-Type"));
      assertThat(head.headers().firstValue("ETag").isPresent()).as(name(route)).isEqualTo(whole.headers().firstValue("ETag").isPresent());
      assertThat(head.body()).as(name(route)).isEmpty();
    }
  }

  @Test
  void what_does_not_exist_is_not_found() {
    for (Route page : pages()) {
      if (!page.path().contains(":")) continue;
      for (String madeUp : List.of("org-00000000-0000-7000-8000-000000000000", "MM-1999-0001", "0".repeat(32), "%00", "%C3%28", "a%20b", "%F0%9F%8D%9E")) {
        String path = page.path().replaceFirst(":[a-z]+", madeUp);
        assertThat(read(page, path).statusCode()).as(path).isIn(400, 404);
      }
    }
    assertThat(server.get("/initiativ/MM-1999-0001").statusCode()).isEqualTo(404);
    assertThat(server.get("/en/case/" + "0".repeat(32)).body()).contains("<html lang=\"en\">");
  }

  @Test
  void every_answer_has_the_headers_that_keep_a_browser_safe() {
    List<HttpResponse<String>> answers = new ArrayList<>();
    routes().stream().filter(route -> route.method().equals(HttpMethod.GET)).forEach(route -> answers.add(read(route)));
    for (String path : List.of("/finns-inte", "/en/nothing", "/assets/finns-inte.js", "/api/v1/finns-inte", "/initiativ/%FF")) answers.add(server.get(path));
    for (String body : List.of("{\"text\": \"bröd\"}", "{", "{\"text\": 1}")) answers.add(server.post("/api/v1/suggestions", body));
    for (String path : List.of("/forslag", "/initiativ", "/en/initiatives")) answers.add(server.post(path, "{}"));
    answers.add(server.send(HttpRequest.newBuilder(URI.create(server.url("/"))).DELETE()));
    answers.add(server.post("/api/v1/suggestions", "x".repeat(700_000)));

    List<String> open = routes().stream().filter(route -> route.reach() == Reach.SCRIPTS).map(route -> filledIn(route.path())).toList();
    assertThat(open).isNotEmpty().allSatisfy(path -> assertThat(path).matches("(/en)?/(catalog.*|datasets/dcat|data/.+|reconcile.*|id/.+)"));
    assertThat(answers).allSatisfy(answer -> {
      String asked = answer.request().method() + " " + answer.uri() + " " + answer.statusCode();
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin").isPresent()).as(asked + " read by scripts of others").isEqualTo(open.contains(answer.uri().getPath()));
      assertThat(answer.headers().firstValue("X-Frame-Options")).as(asked + ": no site is named").contains("DENY");
      String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
      assertThat(policy).as(asked).contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe", "*");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).as(asked).contains("nosniff");
      assertThat(answer.headers().firstValue("Referrer-Policy")).as(asked).contains("no-referrer");
    });
  }

  @Test
  void no_page_has_a_script_style_or_handler_inside() {
    List<String> bodies = new ArrayList<>();
    pages().forEach(page -> bodies.add(read(page).body()));
    bodies.add(server.get("/finns-inte").body());
    for (String path : List.of("/forslag", "/initiativ/avsandare", "/initiativ", "/en/initiatives")) {
      bodies.add(server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString("text=Vi+vill+ge+nyanl%C3%A4nda+praktik"))).body());
    }
    assertThat(bodies).allSatisfy(body -> {
      assertThat(body).contains("<!doctype html>");
      assertThat(INLINE.matcher(body).results().map(found -> body.substring(found.start(), Math.min(body.length(), found.end() + 40)))).isEmpty();
      assertThat(TAG.matcher(body).results().map(MatchResult::group).filter(tag -> HANDLER.matcher(tag).find())).isEmpty();
    });
  }

  /** Reads it as somebody who may, once for all tests: none changes what is read. */
  private static HttpResponse<String> read(Route route) {
    return READ.computeIfAbsent(name(route), one -> read(route, filledIn(route.path())));
  }

  private static HttpResponse<String> read(Route route, String address) {
    return read(route, address, "GET");
  }

  private static HttpResponse<String> read(Route route, String address, String method) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url(address))).method(method, HttpRequest.BodyPublishers.noBody());
    if (!route.who().isNamed()) return server.send(request.header("Cookie", "meet-asking=" + BROWSER));
    Role role = Stream.of(Role.COORDINATOR, Role.MEMBER, Role.ADMINISTRATOR, Role.AUDITOR).filter(one -> route.who().includes(new Caller(one, Optional.empty()))).findFirst().orElseThrow();
    return route.language().isEmpty() ? server.send(request.header("Authorization", "Bearer " + token)) : server.visit(role, address, method);
  }

  private static List<Route> routes() {
    return server.table().routes();
  }

  private static List<Route> pages() {
    return routes().stream().filter(route -> !route.twin().isEmpty() && route.method().equals(HttpMethod.GET)).toList();
  }

  private static String secret(String pattern) {
    if (pattern.contains("kvitto") || pattern.contains("receipt")) return receipt;
    if (pattern.contains("lank") || pattern.contains("link")) return "4".repeat(32);
    if (pattern.contains("ga-med/bekrafta") || pattern.contains("join/confirm")) return "5".repeat(32);
    if (pattern.contains("bekrafta") || pattern.contains("confirm")) return "2".repeat(32);
    if (pattern.contains("sluta") || pattern.contains("stop")) return "3".repeat(32);
    if (pattern.contains("/fraga/") || pattern.contains("/question/")) return "7".repeat(32);
    if (pattern.contains("ga-med/person") || pattern.contains("join/person")) return "9".repeat(32);
    if (pattern.contains("/mote/") || pattern.contains("/en/meeting/")) return "8".repeat(32);
    return pattern.contains("utkast") || pattern.contains("draft") ? draft : secret;
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  /** The address with something that the graph has. */
  private static String filledIn(String pattern) {
    String id = pattern.contains("min-sida") || pattern.contains("my-page") ? first("MATCH (a:Account {id: 'acc-demo-member'}) RETURN a.organisations[0] AS it")
        : pattern.contains("fragor") || pattern.contains("questions") ? "inq-x" : pattern.contains("motestider") || pattern.contains("meeting-times") ? "boo-x"
        : pattern.contains("/importer") || pattern.contains("/imports") ? "imp-x" : pattern.contains("webhook") ? "whk-x" : pattern.contains("stormoten") || pattern.contains("large-meetings") ? first("MATCH (a:Assembly) RETURN min(a.id) AS it")
        : pattern.contains("inbjud") || pattern.contains("invitation") ? "inv-demo" : pattern.contains("signal") ? first("MATCH (s:Signal) RETURN min(s.id) AS it") : pattern.contains("organisation") ? first("MATCH (o:Organisation) RETURN min(o.id) AS it")
        : pattern.contains("overlamning") || pattern.contains("handover") ? "acc-demo-ambassador-kulturforvaltningen"
        : pattern.contains("konton") || pattern.contains("accounts") ? "acc-demo-auditor" : pattern.contains("allian") ? first("MATCH (a:Alliance) RETURN min(a.id) AS it") : "kulturforvaltningen";
    return pattern.replace(":id", id).replace(":reference", first("MATCH (i:Initiative) WHERE i.published RETURN min(i.reference) AS it"))
        .replace(":slug", "kompetensforsorjning").replace(":secret", secret(pattern)).replace(":file", Assets.address("app.css").substring(Assets.PATH.length()));
  }

  private static String first(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("it").asString();
  }
}
