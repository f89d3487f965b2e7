package se.malmo.meet.sitemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.TestGraph;
import se.malmo.meet.web.Ceiling;
import se.malmo.meet.web.Clients;
import se.malmo.meet.web.EmbedSites;
import se.malmo.meet.web.RouteTable;
import se.malmo.meet.web.Server;

/** A city with more pages than one file of the sitemap takes. */
class SitemapTest {
  private static final Pattern LOCATION = Pattern.compile("<loc>[a-z]+://[^/<]+(/[^<]*)</loc>");
  private static final int PART = 30;
  private static Server server;

  @BeforeAll
  static void start() {
    Graph graph = TestGraph.fresh();
    graph.write("UNWIND range(100, 164) AS n CREATE (:Organisation {id: 'org-' + n, optedOut: n = 130})", Map.of());
    graph.write("UNWIND range(1, 9) AS n CREATE (:Initiative {id: 'ini-' + n, reference: 'MM-2026-000' + n, published: n <> 4, status: CASE n WHEN 5 THEN 'received' ELSE 'running' END})",
        Map.of());
    server = Server.listen("127.0.0.1", 0);
    server.open(new RouteTable(new SitemapRoutes(new SitemapStore(graph), List.of("branschfragor"), PART).routes(), new byte[32], new Ids(Clock.systemUTC()), new RouteTable.Door(token -> Optional.empty(), secret -> Optional.empty(), (caller, route) -> {}, new Ceiling(new Clients(List.of()), Clock.systemUTC())), false, EmbedSites.NONE));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void an_index_leads_to_files_that_together_have_every_page_once() throws Exception {
    List<String> parts = locations("/sitemap.xml");
    assertThat(parts).containsExactly("/sitemap/pages/1", "/sitemap/projects/1", "/sitemap/organisations/1", "/sitemap/organisations/2", "/sitemap/organisations/3");
    List<String> pages = new ArrayList<>();
    for (String part : parts) pages.addAll(locations(part));
    assertThat(pages).doesNotHaveDuplicates().contains("/", "/en/", "/teman/branschfragor", "/organisationer/org-100", "/en/organisations/org-164", "/initiativ/MM-2026-0009");
    assertThat(pages).doesNotContain("/organisationer/org-130", "/initiativ/MM-2026-0004", "/initiativ/MM-2026-0005");
    assertThat(pages.stream().filter(page -> page.startsWith("/organisationer/"))).hasSize(64);
  }

  @Test
  void a_part_that_there_is_not_is_not_found() throws Exception {
    for (String path : List.of("/sitemap/organisations/4", "/sitemap/organisations/0", "/sitemap/organisations/99999", "/sitemap/people/1", "/sitemap/pages/2")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  private static List<String> locations(String path) throws Exception {
    return LOCATION.matcher(get(path).body()).results().map(match -> match.group(1)).toList();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
