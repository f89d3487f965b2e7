package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Role;

/** What the public can look for among the projects, themes and people of the demo city. */
@Order(TestServer.SHARED)
class ShowcaseTest {
  private static final Pattern COUNT = Pattern.compile("id=\"count\">\\s*(\\d+) projekt");
  private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]+)\"[^>]*>([^<]*) \\((\\d+)\\)</option>");
  private static final Pattern PROJECT = Pattern.compile("<h2 class=\"entry\"><a href=\"(/initiativ/MM-[^\"]+)\"");
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void an_ended_project_tells_in_every_list_when_it_ended_and_what_came_of_it_in_a_few_words() {
    Map<String, Object> ended = server.graph().read("""
        MATCH (f:Forvaltning)<-[:ROUTED_TO]-(i:Initiative {status: 'ended'})<-[:PARTICIPATES_IN]-(o:Organisation) WHERE i.published AND i.language = 'sv' AND NOT coalesce(o.optedOut, false)
        RETURN i.id AS id, i.reference AS reference, i.title AS title, i.text AS text, i.outcome AS outcome, f.id AS forvaltning, o.id AS organisation ORDER BY reference LIMIT 1""", Map.of()).getFirst().asMap();
    List<String> lists = List.of("/initiativ?q=" + ended.get("reference"), "/forvaltningar/" + ended.get("forvaltning"), "/organisationer/" + ended.get("organisation"));
    assertThat(server.get(lists.getFirst()).body()).as("what is known without a day").contains("Det blev så här: <span lang=\"sv\">").doesNotContain("Avslutat 4");
    server.graph().write("""
        MATCH (i:Initiative {id: $id}) SET i.outcome = 'Fyrtio <b>cyklar</b> rullar nu i Fosie. Mer än så hann ingen.'
        CREATE (:Event {sequence: 900000001, type: 'initiative.ended', subject: $id, at: datetime('2026-03-03T23:30:00Z'), by: 'test'})
        """, Map.of("id", ended.get("id")));
    try {
      for (String list : lists) {
        assertThat(server.get(list).body()).as(list).contains("Avslutat 4 mars 2026. Det blev så här: <span lang=\"sv\">Fyrtio &lt;b&gt;cyklar&lt;/b&gt; rullar nu i Fosie.</span>")
            .doesNotContain("hann ingen");
      }
      assertThat(server.get("/en/initiatives?q=" + ended.get("reference")).body()).contains("Ended on 4 March 2026. What came of it: <span lang=\"sv\">");
      Visitor sender = new Visitor(server);
      sender.get("/");
      assertThat(sender.post("/forslag", Map.of("text", ended.get("title") + ". " + ended.get("text"))).body()).contains("Avslutat 4 mars 2026. Det blev så här:");
    } finally {
      server.graph().write("MATCH (e:Event {sequence: 900000001}) DELETE e WITH 1 AS one MATCH (i:Initiative {id: $id}) SET i.outcome = $outcome", Map.of("id", ended.get("id"), "outcome", ended.get("outcome")));
    }
  }

  @Test
  void what_a_page_leaves_out_is_a_link_to_all_of_it() {
    Pattern left = Pattern.compile("(<a href=\"(/graf[^\"]+)\">)?Och \\d+ [^<]* till\\.");
    int found = 0;
    List<String> pages = server.graph().read("MATCH (f:Forvaltning) RETURN '/forvaltningar/' + f.id AS page UNION MATCH (i:Initiative) WHERE i.published RETURN '/initiativ/' + i.reference AS page ORDER BY page LIMIT 30", Map.of())
        .stream().map(row -> row.get("page").asString()).toList();
    for (String page : java.util.stream.Stream.concat(pages.stream(), java.util.stream.Stream.of("/teman/kompetensforsorjning", "/teman/klimat")).toList()) {
      java.util.regex.Matcher more = left.matcher(server.get(page).body());
      while (more.find()) {
        found++;
        assertThat(more.group(1)).as(page + " " + more.group()).isNotNull();
        assertThat(server.get(more.group(2).replace("&amp;", "&")).statusCode()).isEqualTo(200);
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  void only_what_people_have_let_through_is_listed() {
    long open = one("MATCH (i:Initiative) WHERE i.status IN ['accepted', 'working-group', 'running', 'ended'] RETURN count(i) AS n");
    assertThat(count("/initiativ")).isEqualTo((int) open);
    for (String hidden : List.of("received", "assessed", "declined", "withdrawn", "referred")) {
      assertThat(count("/initiativ?status=" + hidden)).as("no such choice").isEqualTo((int) open);
      String reference = server.graph().read("MATCH (i:Initiative {status: $status}) RETURN i.reference AS it LIMIT 1", Map.of("status", hidden)).getFirst().get("it").asString();
      assertThat(server.get("/initiativ/" + reference).statusCode()).as(hidden).isEqualTo(404);
    }
  }

  @Test
  void every_choice_leaves_as_many_as_it_says() {
    String list = server.get("/initiativ?sector=business").body();
    assertThat(OPTION.matcher(list).results().count()).isGreaterThan(20);
    for (String part : List.of("theme", "forvaltning", "status", "year")) {
      String select = list.substring(list.indexOf("<select id=\"" + part + "\""));
      OPTION.matcher(select.substring(0, select.indexOf("</select>"))).results().forEach(option ->
          assertThat(count("/initiativ?sector=business&" + part + "=" + option.group(1))).as(part + " " + option.group(2)).isEqualTo(Integer.parseInt(option.group(3))));
    }
  }

  @Test
  void organisations_are_found_by_a_part_of_their_name_or_of_what_they_offer() {
    var one = server.graph().read("MATCH (o:Organisation {source: 'demo', sector: 'business'}) WHERE size(o.offers) > 0 RETURN o.name AS name, o.id AS id, o.offers[0] AS offer ORDER BY o.id LIMIT 1", Map.of()).getFirst();
    String offer = one.get("offer").asString();
    for (String words : List.of(one.get("name").asString().toUpperCase(Locale.ROOT), offer.length() > 6 ? offer.substring(0, offer.length() - 2) : offer)) {
      String found = server.get("/organisationer?q=" + Links.encoded(words)).body();
      assertThat(found).as(words).contains("/organisationer/" + one.get("id").asString(), "value=\"");
      assertThat(server.get("/organisationer?sector=academia&q=" + Links.encoded(words)).body()).as(words).doesNotContain("/organisationer/" + one.get("id").asString());
    }
    assertThat(server.get("/organisationer?q=zzqx%22%3Csvg").body()).contains("Ingen organisation har de orden", "zzqx&#34;&lt;svg", "Visa alla organisationer").doesNotContain("<svg onload");
    assertThat(server.get("/en/organisations?q=zzqx").body()).contains("No organisation has these words");
  }

  @Test
  void filters_combine_and_each_can_be_taken_away() {
    String page = server.get("/initiativ?theme=kompetensforsorjning&status=ended&q=v%C3%A5rd").body();
    assertThat(page).contains("href=\"/initiativ?theme=kompetensforsorjning&amp;status=ended\"", "href=\"/initiativ?q=v%C3%A5rd&amp;status=ended\"");
    assertThat(count("/initiativ?theme=kompetensforsorjning&status=ended&q=v%C3%A5rd")).isLessThanOrEqualTo(count("/initiativ?theme=kompetensforsorjning"));
  }

  @Test
  void the_four_themes_of_meet_malmo_each_have_projects() {
    for (String theme : List.of("kompetensforsorjning", "etablering-av-nyanlanda", "branschfragor", "investeringar")) {
      assertThat(count("/initiativ?theme=" + theme)).as(theme).isGreaterThan(2);
      assertThat(server.get("/teman/" + theme).body()).contains("/initiativ/MM-", "/organisationer/org-", "/forvaltningar/");
    }
  }

  @Test
  void a_project_is_in_the_theme_of_what_it_needs_and_of_what_is_wider() {
    String reference = server.graph().read("MATCH (i:Initiative {status: 'ended'})-[:NEEDS]->(:Competence {id: 'praktik'}) RETURN i.reference AS it LIMIT 1", Map.of()).getFirst()
        .get("it").asString();
    assertThat(all("/initiativ?theme=praktik")).contains("/initiativ/" + reference);
    assertThat(all("/initiativ?theme=kompetensforsorjning")).contains("/initiativ/" + reference);
  }

  @Test
  void projects_are_found_by_words_in_any_form_and_by_who_takes_part() {
    var row = server.graph().read("""
        MATCH (o:Organisation)-[:PARTICIPATES_IN]->(i:Initiative {status: 'running'}) WHERE i.title CONTAINS ' ' RETURN i.reference AS reference, i.title AS title, o.name AS name
        ORDER BY reference LIMIT 1""", Map.of()).getFirst();
    String project = "/initiativ/" + row.get("reference").asString();
    assertThat(all("/initiativ?q=" + encoded(row.get("title").asString()))).contains(project);
    assertThat(all("/initiativ?q=" + encoded(row.get("name").asString()))).contains(project);
    assertThat(count("/initiativ?q=skolorna")).isEqualTo(count("/initiativ?q=skola")).isPositive();
  }

  @Test
  void where_nothing_is_left_the_page_says_what_to_do() {
    assertThat(server.get("/initiativ?q=xqzzt").body()).contains("Ta bort något ur urvalet", "href=\"/initiativ\"");
    assertThat(server.get("/en/initiatives?q=xqzzt").body()).contains("Remove something from the selection");
  }

  @Test
  void nonsense_in_an_address_narrows_nothing() {
    int all = count("/initiativ");
    for (String query : List.of("theme=nej", "status=%00", "year=abcd", "year=99999", "sector=x", "page=0", "page=-1", "page=999999", "forvaltning=%3Csvg%3E")) {
      assertThat(count("/initiativ?" + query)).as(query).isEqualTo(all);
    }
    assertThat(count("/initiativ?forvaltning=finns-inte")).isZero();
    assertThat(server.get("/initiativ?q=" + "x".repeat(3_000)).statusCode()).isEqualTo(200);
  }

  @Test
  void what_projects_ask_for_is_counted() {
    long asked = one("MATCH (i:Initiative)-[:NEEDS]->(:Competence {id: 'spraktraning'}) WHERE i.published RETURN count(DISTINCT i) AS n");
    assertThat(server.get("/teman").body()).containsPattern("teman/spraktraning\">språkträning</a></th><td class=\"number\"[^>]*>" + asked + "</td>");
  }

  @Test
  void an_ambassador_is_found_by_a_name_a_word_or_a_whole_idea() {
    assertThat(headings("/ambassadorer?q=skola")).containsExactlyInAnyOrder("Förskoleförvaltningen", "Grundskoleförvaltningen", "Gymnasie- och vuxenutbildningsförvaltningen");
    assertThat(headings("/ambassadorer?q=gatukontoret")).first().isEqualTo("Fastighets- och gatukontoret");
    String idea = server.get("/ambassadorer?q=" + encoded("vi vill anställa nyanlända som har svårt att få praktik")).body();
    assertThat(idea).contains("Vi läste orden som en idé", "Arbetsmarknads- och socialförvaltningen");
    assertThat(headings("/en/ambassadors?q=school")).isNotEmpty();
  }

  @Test
  void an_organisation_that_opts_out_is_shown_and_suggested_nowhere_until_it_comes_back() {
    var row = server.graph().read("""
        MATCH (o:Organisation)-[:PARTICIPATES_IN]->(i:Initiative {status: 'running'}) WHERE NOT o.name CONTAINS '&'
        RETURN o.id AS id, o.name AS name, i.reference AS reference ORDER BY id LIMIT 1""", Map.of()).getFirst();
    String id = row.get("id").asString();
    String name = row.get("name").asString();
    List<String> pages = List.of("/organisationer/" + id, "/initiativ/" + row.get("reference").asString());
    assertThat(server.get(pages.getLast()).body()).contains(name);
    assertThat(opt(id, "opt-out").statusCode()).isEqualTo(200);
    server.app().projection().catchUp();
    assertThat(server.get(pages.getFirst()).statusCode()).isEqualTo(404);
    assertThat(server.get(pages.getLast()).body()).doesNotContain(name);
    assertThat(server.get("/sitemap.xml").body()).doesNotContain(id);
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"Vi vill arbeta med " + name + " om just det som de gör.\", \"limit\": 50}").body()).doesNotContain(id);
    assertThat(opt(id, "opt-in").statusCode()).isEqualTo(200);
    assertThat(server.get(pages.getFirst()).body()).contains(name);
    assertThat(opt("org-finns-inte", "opt-out").statusCode()).isEqualTo(404);
  }

  @Test
  void what_stands_in_an_address_is_text_on_the_page() {
    String hostile = encoded("'></title><script>alert(1)</script><svg onload=x>{{1}}\u202E");
    for (String path : List.of("/initiativ?q=", "/initiativ?theme=", "/ambassadorer?q=", "/kontakt?topic=opt-out&about=", "/en/initiatives?forvaltning=", "/ordlista?q=")) {
      HttpResponse<String> answer = server.get(path + hostile);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).doesNotContain("<script>alert", "<svg onload", "'></title>");
    }
  }

  private static HttpResponse<String> opt(String id, String how) {
    String token = server.app().tokens().make(new Caller(Role.COORDINATOR, java.util.Optional.empty()));
    return server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/organisations/" + id + "/" + how))).header("Authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private static long one(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  private static String encoded(String text) {
    return se.malmo.meet.web.Links.encoded(text);
  }

  private static int count(String path) {
    var found = COUNT.matcher(server.get(path).body());
    assertThat(found.find()).as(path).isTrue();
    return Integer.parseInt(found.group(1));
  }

  /** The projects of all pages of a list. */
  private static List<String> all(String path) {
    List<String> all = new java.util.ArrayList<>();
    for (int page = 1; page <= 10; page++) {
      String body = server.get(path + (path.contains("?") ? "&" : "?") + "page=" + page).body();
      PROJECT.matcher(body).results().map(match -> match.group(1)).filter(one -> !all.contains(one)).forEach(all::add);
    }
    return all;
  }

  private static List<String> headings(String path) {
    return Pattern.compile("<h2 class=\"entry\"><a [^>]*>([^<]*)</a>").matcher(server.get(path).body()).results().map(match -> match.group(1)).toList();
  }
}
