package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks every public address of a city in which people have written what they should not, from the start page on. */
class PublicWalkTest {
  private static final String HOSTILE = "</title><svg onload=alert(1)>{{7*7}}<i hx-get=\"/x\">\u202Eesrever</i></script>";
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");
  private static final Pattern DATA = Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+");
  /** Nobody's own: whom the catalogue of open data names for questions. */
  private static final String OF_THE_CITY = "malmostad@malmo.se";
  private static final int LARGEST = 40_000;
  private static TestServer server;
  private static Map<String, HttpResponse<String>> seen;

  @BeforeAll
  static void walk() {
    server = TestServer.withDemo();
    write();
    seen = new LinkedHashMap<>();
    Deque<String> next = new ArrayDeque<>(List.of("/", "/sitemap.xml", "/robots.txt", "/openapi.json"));
    Set<String> asked = new HashSet<>(next);
    while (!next.isEmpty()) {
      String path = next.poll();
      HttpResponse<String> answer = server.get(path);
      seen.put(path, answer);
      for (String further : links(answer.body())) if (isWorthwhile(further) && asked.add(further)) next.add(further);
    }
  }

  /** Someone with a secret hands in a case; an organisation, a project and an alliance have markup wherever a text can be. */
  private static void write() {
    server.post("/api/v1/initiatives", """
        {"title": "Hemligt ärende", "text": "Vi vill ha hjälp med något som ingen ska veta: kodordet är svartabjörnbär.",
         "sender": {"name": "Hemliga Hilda", "sector": "business", "organisation": "Dolda Bolaget", "email": "hilda@dolda.example"}}""");
    server.graph().write("""
        MATCH (i:Initiative {status: 'running'}) WITH i ORDER BY i.reference LIMIT 1
        MATCH (o:Organisation)-[:PARTICIPATES_IN]->(i) WITH i, o ORDER BY o.id LIMIT 1
        MATCH (a:Alliance) WITH i, o, a ORDER BY a.id LIMIT 1
        SET i.title = $text + ' ' + $long, i.text = $text + ' ' + $long, i.outcome = $text, i.lesson = $long, i.senderEmail = 'hilda@dolda.example',
          i.senderName = 'Hemliga Hilda', o.name = $text, o.description = $text + $long, o.offers = [$text, $long], o.seeks = [$long], a.name = $text, a.nameEn = $long,
          a.description = $text
        """, Map.of("text", HOSTILE, "long", "ö".repeat(400)));
    server.graph().write("MATCH (:Forvaltning {id: 'kulturforvaltningen'})<-[:AMBASSADOR_FOR]-(p:Person) SET p.email = 'x@y.example'", Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Set<String> links(String body) {
    Set<String> links = new LinkedHashSet<>();
    LINK.matcher(body).results().forEach(match -> links.add(match.group(1).replace("&amp;", "&")));
    Pattern.compile("<loc>[a-z]+://[^/<]+(/[^<]*)</loc>").matcher(body).results().forEach(match -> links.add(match.group(1).replace("&amp;", "&")));
    return links;
  }

  /** Of the lists' filters, of the many competences and of the graph's endless views a sample is enough: all are made alike. */
  private static boolean isWorthwhile(String path) {
    boolean view = (path.startsWith("/graf") || path.startsWith("/en/graph")) && path.contains("?");
    if (view) return Math.floorMod(path.hashCode(), 400) == 0;
    boolean theme = path.contains("/teman/") || path.contains("/themes/");
    boolean filtered = path.contains("?") && !path.contains("page=2");
    return !path.startsWith("/assets/") && !(theme && Math.floorMod(path.hashCode(), 12) != 0) && !(filtered && Math.floorMod(path.hashCode(), 5) != 0);
  }

  @Test
  void the_walk_comes_to_every_kind_of_page_in_both_languages() {
    assertThat(seen.keySet()).contains("/initiativ", "/en/initiatives", "/teman", "/en/themes", "/allianser", "/ambassadorer", "/om/matchning", "/en/about/matching", "/om/tillganglighet",
        "/om/personuppgifter", "/oppna-data", "/en/open-data", "/catalog.rdf", "/data/projekt.csv", "/inbaddat/projekt", "/kontakt", "/en/contact", "/flode.atom", "/en/feed.atom", "/forvaltningar/kulturforvaltningen", "/forvaltningar/kulturforvaltningen/flode.atom");
    assertThat(seen.size()).isGreaterThan(400);
    assertThat(seen.keySet().stream().filter(path -> path.matches("/initiativ/MM-\\d{4}-\\d{4}"))).hasSize(56);
    assertThat(seen.keySet().stream().filter(path -> path.startsWith("/organisationer/org-"))).hasSizeGreaterThan(140);
    assertThat(seen.keySet().stream().filter(path -> path.startsWith("/allianser/all-"))).hasSize(12);
  }

  @Test
  void every_link_answers() {
    assertThat(seen.entrySet().stream().filter(one -> one.getValue().statusCode() != 200).map(one -> one.getKey() + " " + one.getValue().statusCode())).isEmpty();
  }

  @Test
  void nobody_is_shown_but_ambassadors_and_no_address_of_a_person() {
    for (Map.Entry<String, HttpResponse<String>> one : seen.entrySet()) {
      if (one.getKey().equals("/openapi.json")) continue;
      assertThat(one.getValue().body()).as(one.getKey()).doesNotContain("Hemliga Hilda", "dolda.example", "Dolda Bolaget", "svartabjörnbär", "Hemligt ärende", "x@y.example");
      assertThat(ADDRESS.matcher(one.getValue().body()).results().map(match -> match.group()).filter(address -> !address.equals(OF_THE_CITY))).as(one.getKey()).isEmpty();
    }
  }

  @Test
  void markup_stays_text_on_every_page() {
    for (Map.Entry<String, HttpResponse<String>> one : seen.entrySet()) {
      // What a browser puts away as a file is no page, whatever stands in it.
      boolean isFile = one.getValue().headers().firstValue("Content-Disposition").orElse("").startsWith("attachment");
      if (!isFile) assertThat(one.getValue().body()).as(one.getKey()).doesNotContain("<svg onload", "<i hx-get", "</title><svg");
    }
    assertThat(seen.values().stream().filter(answer -> answer.body().contains("&lt;svg onload=alert(1)&gt;{{7*7}}")).count()).isGreaterThan(6);
  }

  @Test
  void every_page_tells_machines_what_it_is() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    Set<String> types = new HashSet<>();
    for (Map.Entry<String, HttpResponse<String>> one : pages().entrySet()) {
      String body = one.getValue().body();
      assertThat(body).as(one.getKey()).contains("<title>", "<meta name=\"description\"", "rel=\"canonical\" href=\"http://", "hreflang=\"sv\"", "hreflang=\"en\"", "hreflang=\"x-default\"",
          "property=\"og:title\"", "property=\"og:image\" content=\"http://");
      for (var match : DATA.matcher(body).results().toList()) {
        JsonNode data = mapper.readTree(match.group(1));
        assertThat(data.get("@context").asText()).isEqualTo("https://schema.org");
        data.get("@graph").forEach(thing -> types.add(thing.get("@type").asText()));
      }
    }
    assertThat(types).contains("Organization", "Project", "GovernmentOrganization", "BreadcrumbList", "DefinedTerm");
  }

  @Test
  void no_page_is_heavy() throws Exception {
    for (Map.Entry<String, HttpResponse<String>> one : pages().entrySet()) {
      ByteArrayOutputStream small = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(small)) {
        zip.write(one.getValue().body().getBytes(StandardCharsets.UTF_8));
      }
      assertThat(small.size()).as(one.getKey()).isLessThan(LARGEST);
    }
  }

  @Test
  void feeds_are_announced_and_read_by_others() throws Exception {
    assertThat(seen.get("/").body()).contains("<link rel=\"alternate\" type=\"application/atom+xml\"");
    for (Map.Entry<String, HttpResponse<String>> one : seen.entrySet()) {
      if (!one.getKey().endsWith(".atom")) continue;
      SyndFeed feed = new SyndFeedInput().build(new StringReader(one.getValue().body()));
      assertThat(feed.getTitle()).as(one.getKey()).startsWith("Meet Malmö");
      assertThat(feed.getUri()).endsWith(one.getKey());
      assertThat(feed.getEntries()).hasSizeLessThanOrEqualTo(30).allSatisfy(entry -> assertThat(entry.getUpdatedDate()).isNotNull());
    }
    assertThat(new SyndFeedInput().build(new StringReader(seen.get("/flode.atom").body())).getEntries()).hasSize(30);
  }

  @Test
  void the_sitemap_has_every_page_in_both_languages() {
    Set<String> listed = new HashSet<>();
    Pattern.compile("<loc>[a-z]+://[^/<]+(/[^<]*)</loc>").matcher(seen.get("/sitemap.xml").body()).results().forEach(match -> listed.add(match.group(1)));
    List<String> missing = pages().keySet().stream().filter(path -> !path.contains("?") && !listed.contains(path) && !path.contains("/teman/") && !path.contains("/themes/")).toList();
    assertThat(missing).isEmpty();
    assertThat(listed.stream().filter(path -> path.startsWith("/en/"))).hasSize(listed.size() / 2);
  }

  @Test
  void what_is_the_same_for_everybody_is_sent_once_and_a_form_never_kept() {
    for (String path : List.of("/initiativ", "/teman/kompetensforsorjning", "/om/matchning", "/flode.atom", "/sitemap.xml", "/en/ambassadors?q=school")) {
      HttpResponse<String> first = server.get(path);
      String mark = first.headers().firstValue("ETag").orElseThrow();
      assertThat(first.headers().firstValue("Cache-Control").orElse("")).as(path).contains("public");
      assertThat(first.headers().firstValue("Set-Cookie")).as(path).isEmpty();
      HttpResponse<String> again = server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("If-None-Match", "\"x\", " + mark));
      assertThat(again.statusCode()).as(path).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("ETag")).contains(mark);
      assertThat(again.headers().firstValue("Content-Security-Policy")).isPresent();
    }
    for (String path : List.of("/", "/kontakt", "/en/contact")) {
      HttpResponse<String> answer = server.get(path);
      assertThat(answer.headers().firstValue("Cache-Control")).as(path).contains("no-store");
      assertThat(answer.headers().firstValue("ETag")).as(path).isEmpty();
    }
  }

  @Test
  void a_browser_that_would_rather_have_english_is_offered_it_on_the_first_page() {
    assertThat(start("en-GB,en;q=0.9,sv;q=0.5")).contains("class=\"offer wide\" lang=\"en\"");
    assertThat(start("sv-SE,sv;q=0.9,en;q=0.8")).doesNotContain("class=\"offer");
    assertThat(start("de")).doesNotContain("class=\"offer");
  }

  private static String start(String languages) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url("/"))).header("Accept-Language", languages)).body();
  }

  /** Those that are for search engines too. */
  private static Map<String, HttpResponse<String>> pages() {
    Map<String, HttpResponse<String>> pages = new LinkedHashMap<>();
    seen.forEach((path, answer) -> {
      boolean isPage = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
      if (isPage && !answer.body().contains("<meta name=\"robots\" content=\"noindex\">")) pages.put(path, answer);
    });
    return pages;
  }
}
