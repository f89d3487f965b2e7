package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Role;
import se.malmo.meet.web.Route;

/** Requests that have broken into other people's servers, sent to ours; docs/security.md says for each which test keeps it. */
class SecurityCasesTest {
  private static final Path PAGE = Path.of("docs/security.md");
  private static final String BEGIN = "<!-- cases: SecurityCasesTest looks up every test that is named -->";
  private static final String END = "<!-- end of cases -->";
  private static final int CASES = 47;
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)\\.(\\w+)`");
  private static final Pattern PART = Pattern.compile(":[a-z]+");
  private static final Pattern ENTRY = Pattern.compile("<h2 class=\"entry\"><a [^>]*href=\"([^\"?]+)");
  private static final Pattern CONFIRM = Pattern.compile("href=\"(/ga-med/bekrafta/[0-9a-f]{32})\"");
  private static final Pattern LINK = Pattern.compile("href=\"(/logga-in/lank/[0-9a-f]{32})\"");
  private static final List<Role> BROWSING = List.of(Role.AMBASSADOR, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR);
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Stream<Route> routes(HttpMethod method) {
    return server.table().routes().stream().filter(route -> route.method().equals(method));
  }

  /** Forms of pages, which browsers send with their cookies; one language stands for both. */
  private static List<Route> forms() {
    return routes(HttpMethod.POST).filter(route -> route.language().equals("sv")).toList();
  }

  private static String unique(String name) {
    return name + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A case that nobody has let through; tells its reference. */
  private static String hidden(String title) {
    HttpResponse<String> sent = server.post("/api/v1/initiatives", "{\"title\": \"" + title + "\", \"text\": \"Vi bakar för mycket bröd och vill dela det.\", "
        + "\"sender\": {\"name\": \"Åsa\", \"sector\": \"business\", \"organisation\": \"Ugnen\", \"email\": \"asa@ugnen.example\"}}");
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    return server.graph().read("MATCH (i:Initiative {title: $title}) RETURN i.reference AS r", Map.of("title", title)).getFirst().get("r").asString();
  }

  /** What the forms of those who work here change. */
  private static String state() {
    return server.graph().read("""
        MATCH (n:Initiative|Account|Forvaltning|GapWork|Signal|Feed|Claim|Inquiry|Slot|Booking)
        WITH n ORDER BY elementId(n)
        RETURN collect([labels(n), properties(n)]) AS all
        """, Map.of()).getFirst().get("all").toString();
  }

  @Test
  void a_form_of_another_role_sent_with_a_good_token_of_ones_own_changes_nothing() {
    String reference = hidden(unique("Roll "));
    List<Route> named = forms().stream().filter(route -> route.who().isNamed()).toList();
    assertThat(named).hasSizeGreaterThan(10);
    Map<Role, Visitor> visitors = BROWSING.stream().collect(Collectors.toMap(role -> role, role -> new Visitor(server).as(role, "")));
    String before = state();
    int refused = 0;
    for (Role role : BROWSING) {
      Visitor visitor = visitors.get(role);
      visitor.get("/kontakt");
      for (Route route : named) {
        if (route.who().includes(new Caller(role, Optional.empty()))) continue;
        String path = PART.matcher(route.path().replace(":reference", reference)).replaceAll("x");
        HttpResponse<String> answer = visitor.post(path, Map.of("do", "change", "version", "0", "to", "accepted", "reason", "Ja.", "name", "Tagen", "role", "administrator"));
        assertThat(answer.statusCode()).as(role + " " + path).isEqualTo(403);
        refused++;
      }
    }
    assertThat(refused).isPositive();
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void a_form_that_everybody_may_send_does_nothing_without_its_token() {
    long before = kept();
    for (Route route : forms()) {
      if (route.who() != Audience.ANYONE) continue;
      HttpRequest.Builder foreign = HttpRequest.newBuilder(URI.create(server.url(PART.matcher(route.path()).replaceAll("x")))).header("Origin", "https://evil.example")
          .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString("text=x&name=x&email=x%40y.example&role=coordinator&topic=other&message=x&offer=x&question=x&matter=x&slot=slo-demo-1"));
      HttpResponse<String> answer = server.send(foreign);
      // These show a page again, as they do for who comes without a form.
      if (!List.of("/forslag", "/initiativ/avsandare", "/logga-in", "/logga-ut").contains(route.path())) assertThat(answer.statusCode()).as(route.path()).isIn(400, 403, 404);
      else assertThat(answer.statusCode()).as(route.path()).isEqualTo(200);
      assertThat(answer.headers().allValues("Set-Cookie")).as(route.path()).noneMatch(cookie -> cookie.startsWith("meet-session="));
    }
    assertThat(kept()).isEqualTo(before);
  }

  private static long kept() {
    return server.graph().read("MATCH (n:Initiative|Attachment|Draft|Letter|Inquiry|Booking|Interest|Follower|Joining|SignInLink|Organisation|Session|Delivery) RETURN count(n) AS n", Map.of()).getFirst().get("n").asLong();
  }

  @Test
  void a_filter_or_an_order_by_what_is_hidden_is_read_past() {
    for (String path : List.of("/organisationer", "/initiativ", "/ambassadorer")) {
      List<String> all = entries(path);
      assertThat(all).as(path).hasSizeGreaterThan(1);
      for (String query : List.of("filter[owner.email]=zq", "filter[senderEmail]=zq", "senderEmail=zq", "email=zq", "sort=senderEmail", "sort=n.email%20DESC%20//", "order=(SELECT%201)",
          "sort=%7D)%20DETACH%20DELETE%20n%20//")) {
        assertThat(entries(path + "?" + query.replace("[", "%5B").replace("]", "%5D"))).as(path + "?" + query).isEqualTo(all);
      }
    }
  }

  private static List<String> entries(String path) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return ENTRY.matcher(answer.body()).results().map(match -> match.group(1)).toList();
  }

  @Test
  void what_is_not_public_has_no_other_form_that_is() {
    String title = unique("zqdold");
    String reference = hidden(title);
    String id = server.graph().read("MATCH (i:Initiative {reference: $r}) RETURN i.id AS id", Map.of("r", reference)).getFirst().get("id").asString();
    for (String ending : List.of("", "/embed", "/", ".json", ".ics", ".atom", ".csv", ".xml", ".svg", "?format=json", "?embed=1", "/folj", "/ga-med", "/svar.ics", "/flode.atom")) {
      for (String page : List.of("/initiativ/", "/en/initiatives/", "/api/v1/initiatives/", "/api/v1/cases/", "/arenden/", "/arende/")) {
        HttpResponse<String> answer = server.get(page + reference + ending);
        assertThat(answer.statusCode()).as(page + reference + ending).isIn(401, 404, 405);
        assertThat(answer.body()).as(page + reference + ending).doesNotContain(title);
      }
    }
    for (String list : List.of("/initiativ?q=" + title, "/flode.atom", "/sitemap.xml", "/graf?n=" + id, "/graf/noder.csv?n=" + id, "/graf/graf.gexf?n=" + id, "/api/v1/graph/neighbourhood?node=" + id)) {
      assertThat(server.get(list).body().replace("q=" + title, "").replace("value=\"" + title, "")).as(list).doesNotContain(title + "<", title + "\"", reference);
    }
    HttpResponse<String> asIfOthers = server.send(HttpRequest.newBuilder(URI.create(server.url("/initiativ/" + reference))).header("Accept", "application/json"));
    assertThat(asIfOthers.statusCode()).isEqualTo(404);
  }

  @Test
  void what_was_taken_out_is_not_given_again_without_the_session() {
    for (Map.Entry<Role, String> export : Map.of(Role.COORDINATOR, "/arenden/diarium.csv", Role.AUDITOR, "/granskning/logg.csv").entrySet()) {
      Visitor visitor = new Visitor(server).as(export.getKey(), "");
      assertThat(visitor.get(export.getValue()).statusCode()).isEqualTo(200);
      assertThat(visitor.get(export.getValue()).headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(new Visitor(server).get(export.getValue()).statusCode()).as("the address alone").isEqualTo(401);
      visitor.get("/kontakt");
      visitor.post("/logga-ut", Map.of());
      assertThat(visitor.get(export.getValue()).statusCode()).as("signed out").isEqualTo(401);
    }
  }

  @Test
  void a_file_is_given_by_its_whole_key_and_under_its_own_case_alone() {
    Visitor sender = new Visitor(server);
    String title = unique("Fil ");
    sender.get("/");
    String text = "Vi bakar för mycket bröd och vill dela det med skolorna. " + title;
    sender.post("/initiativ/avsandare", Map.of("text", text));
    sender.postFiles("/initiativ", Map.of("text", text, "title", title, "name", "Åsa Öberg", "organisation", "Ugnen", "kind", "business", "email", "asa@ugnen.example"),
        Map.of("plan.txt", "Vår plan.".getBytes(StandardCharsets.UTF_8)));
    String own = server.graph().read("MATCH (i:Initiative {title: $t}) RETURN i.reference AS r", Map.of("t", title)).getFirst().get("r").asString();
    String other = hidden(unique("Annan "));
    Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    Matcher file = Pattern.compile("href=\"/arenden/" + own + "/filer/([^\"]+)\"").matcher(coordinator.get("/arenden/" + own).body());
    assertThat(file.find()).isTrue();
    String key = file.group(1);
    assertThat(coordinator.get("/arenden/" + own + "/filer/" + key).body()).isEqualTo("Vår plan.");
    for (String wrong : List.of(own + "/filer/" + key.substring(0, key.length() - 1), own + "/filer/" + key.substring(0, 4), own + "/filer/" + key + "0", own + "/filer/x", other + "/filer/" + key,
        own.substring(0, own.length() - 1) + "/filer/" + key)) {
      assertThat(coordinator.get("/arenden/" + wrong).statusCode()).as(wrong).isEqualTo(404);
    }
  }

  @Test
  void an_id_that_everybody_sees_is_made_of_nothing_private() throws Exception {
    String email = unique("privat") + "@example.example";
    List<String> ids = IntStream.range(0, 2).mapToObj(i -> server.post("/api/v1/organisations", "{\"name\":\"" + unique("Id ") + "\",\"description\":\"Vi bygger.\",\"email\":\"" + email + "\"}"))
        .map(made -> made.body().replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1")).toList();
    assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> assertThat(id).startsWith("org-"));
    String digits = ids.getFirst().replaceAll("^org-|-", "");
    assertThat(digits).hasSizeGreaterThan(15);
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
      String hash = java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance(algorithm).digest(email.getBytes(StandardCharsets.UTF_8)));
      assertThat(hash).as(algorithm).doesNotContain(digits.substring(0, 8));
    }
  }

  private static String found(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    assertThat(matcher.find()).as(body).isTrue();
    return matcher.group(1);
  }

  private static String asked(Visitor visitor, String name, String email) {
    visitor.get("/ga-med");
    return found(CONFIRM, visitor.post("/ga-med", Map.of("name", name, "offer", "Vi lånar ut cyklar.", "email", email)).body());
  }

  @Test
  void an_invitation_that_is_too_old_is_not_revived_by_signing_in() {
    String name = unique("Sen förening ");
    String email = unique("sen") + "@example.example";
    Visitor visitor = new Visitor(server);
    String address = asked(visitor, name, email);
    assertThat(visitor.get(address).statusCode()).isEqualTo(200);
    server.graph().write("MATCH (j:Joining {email: $email}) SET j.asked = datetime() - duration('P3DT1M')", Map.of("email", email));
    assertThat(visitor.get(address).statusCode()).isEqualTo(404);
    visitor.get("/logga-in/organisation");
    assertThat(LINK.matcher(visitor.post("/logga-in/organisation", Map.of("email", email)).body()).find()).as("nobody has that address").isFalse();
    assertThat(visitor.post(address, Map.of()).statusCode()).isEqualTo(404);
    assertThat(server.graph().read("MATCH (n) WHERE (n:Organisation AND n.name = $name) OR (n:Account AND n.email = $email) RETURN n", Map.of("name", name, "email", email))).isEmpty();
  }

  @Test
  void an_address_that_only_ends_or_begins_like_a_known_one_is_nobodys() {
    String host = unique("ugnen") + ".example";
    Visitor member = new Visitor(server);
    String address = asked(member, unique("Ugnen "), "kim@" + host);
    member.get(address);
    assertThat(member.post(address, Map.of()).statusCode()).isEqualTo(303);
    Visitor visitor = new Visitor(server);
    for (String like : List.of("kim@attacker-" + host, "kim@" + host + ".attacker.example", "xkim@" + host, "kim@mail." + host, "kim+x@" + host)) {
      visitor.get("/logga-in/organisation");
      assertThat(LINK.matcher(visitor.post("/logga-in/organisation", Map.of("email", like)).body()).find()).as(like).isFalse();
    }
    visitor.get("/logga-in/organisation");
    found(LINK, visitor.post("/logga-in/organisation", Map.of("email", "kim@" + host)).body());
  }

  @Test
  void what_stands_in_the_address_of_any_page_is_text_on_it() {
    String script = Links.encoded("'\"></title><script>alert(7)</script><svg onload=alert(7)>`${alert(7)}`");
    String query = Stream.of("q", "name", "next", "do", "lang", "sort", "theme", "status", "sector", "topic", "add", "who", "about", "concept", "c", "n", "from", "forvaltning", "state")
        .map(one -> one + "=" + script).collect(Collectors.joining("&", "?", ""));
    List<Route> pages = routes(HttpMethod.GET).filter(route -> !route.who().isNamed() && !route.language().isEmpty()).toList();
    assertThat(pages).hasSizeGreaterThan(40);
    for (Route route : pages) {
      String path = PART.matcher(route.path()).replaceAll(script);
      for (String address : List.of(PART.matcher(route.path()).replaceAll("x") + query, path)) {
        HttpResponse<String> answer = server.get(address);
        assertThat(answer.statusCode()).as(address).isLessThan(500);
        if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
          assertThat(answer.body()).as(address).doesNotContain("<script>alert(7)", "<svg onload", "</title><script");
        }
      }
    }
  }

  @Test
  void signs_of_a_query_language_are_words_like_others() {
    for (String path : List.of("/organisationer?q=", "/initiativ?q=", "/ambassadorer?q=", "/graf?q=", "/ordlista?q=", "/forslag/ord?add=", "/forslag/namn?who=", "/api/v1/vocabulary/competences?q=")) {
      for (String signs : List.of("/b", "\"", "\"a", "a AND", "NOT", "(", "[a TO", "a~", "a^", "*", "?", "\\", "name:(", "a:b", "&&", "||", "!", "{", "+-", "' OR 1=1 //", "`")) {
        assertThat(server.get(path + Links.encoded(signs)).statusCode()).as(path + signs).isEqualTo(200);
      }
    }
  }

  @Test
  void a_text_calls_no_procedure_and_there_is_none_that_loads_anything() {
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"CALL apoc.load.json('http://evil.example/') YIELD value RETURN value; LOAD CSV FROM 'file:///etc/passwd' AS x\"}").statusCode()).isEqualTo(200);
    assertThat(server.graph().read("SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'apoc' RETURN name", Map.of())).isEmpty();
    assertThat(server.graph().read("SHOW FUNCTIONS YIELD name WHERE name STARTS WITH 'apoc' RETURN name", Map.of())).isEmpty();
  }

  @Test
  void http_2_is_not_spoken() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
      assertThat(client.statusLine()).startsWith("HTTP/1.1 200");
    }
    try (RawClient client = new RawClient(server.port())) {
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
      assertThat(client.statusLine()).matches("|HTTP/[12].\\d [45]\\d\\d .*");
    }
  }

  @Test
  void the_graph_that_we_start_ourselves_logs_no_query_and_no_parameter() {
    assumeThat(System.getProperty("meet.test.graph", "embedded")).isNotEqualTo("container");
    Map<String, String> settings = server.graph().read("SHOW SETTINGS 'db.logs.query.enabled', 'db.logs.query.parameter_logging_enabled' YIELD name, value RETURN name, value", Map.of()).stream()
        .collect(Collectors.toMap(row -> row.get("name").asString(), row -> row.get("value").asString()));
    assertThat(settings).containsEntry("db.logs.query.enabled", "OFF").containsEntry("db.logs.query.parameter_logging_enabled", "false");
  }

  @Test
  void behind_tls_cookies_belong_to_this_host_alone_and_browsers_are_told_to_stay_with_it() {
    HttpRequest.Builder asked = HttpRequest.newBuilder(URI.create(server.url("/kontakt"))).header("X-Forwarded-Proto", "https");
    HttpResponse<String> page = server.send(asked);
    assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000; includeSubDomains");
    assertThat(page.headers().allValues("Set-Cookie")).hasSize(1).allSatisfy(cookie -> assertThat(cookie).startsWith("__Host-meet-form=").containsIgnoringCase("secure").containsIgnoringCase("httponly")
        .contains("Path=/", "SameSite=Lax").doesNotContain("Domain"));
    String kept = page.headers().allValues("Set-Cookie").getFirst().split(";")[0];
    assertThat(server.send(HttpRequest.newBuilder(URI.create(server.url("/kontakt"))).header("X-Forwarded-Proto", "https").header("Cookie", kept)).headers().allValues("Set-Cookie")).as("known again").isEmpty();
    assertThat(server.send(HttpRequest.newBuilder(URI.create(server.url("/kontakt"))).header("X-Forwarded-Proto", "https").header("Cookie", kept.substring("__Host-".length()))).headers()
        .allValues("Set-Cookie")).as("a cookie that another host could have set is none").hasSize(1);
    assertThat(server.get("/kontakt").headers().firstValue("Strict-Transport-Security")).as("said by TLS alone").isEmpty();
  }

  @Test
  void the_page_of_security_names_a_test_that_there_is_for_every_case() throws IOException, URISyntaxException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(BEGIN, END);
    List<String> rows = page.substring(page.indexOf(BEGIN), page.indexOf(END)).lines().filter(line -> line.matches("\\| \\d+ \\|.*")).toList();
    assertThat(rows.stream().map(row -> Integer.parseInt(row.split("\\|")[1].strip()))).containsExactlyElementsOf(IntStream.rangeClosed(1, CASES).boxed().toList());
    for (String row : rows) {
      List<MatchResult> named = NAMED.matcher(row).results().toList();
      if (named.isEmpty()) assertThat(row).as("a case without a test says why").containsAnyOf("not built yet", "no test");
      for (MatchResult one : named) assertThat(tests(one.group(1))).as(one.group()).contains(one.group(2));
    }
  }

  /** The tests of the class of this simple name, wherever it is. */
  private static List<String> tests(String name) throws IOException, URISyntaxException {
    Path root = Path.of(SecurityCasesTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.getFileName().toString().equals(name + ".class"))
          .map(file -> root.relativize(file).toString().replace(".class", "").replace('/', '.').replace('\\', '.'))
          .flatMap(className -> Arrays.stream(loaded(className).getDeclaredMethods())).filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
          .map(java.lang.reflect.Method::getName).toList();
    }
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name, false, SecurityCasesTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }
}
