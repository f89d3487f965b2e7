package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Reach;
import se.malmo.meet.web.Role;
import se.malmo.meet.web.Route;

/** Our pages in frames of two other sites: one that the operator has named, and one that nobody has. */
class EmbedBrowserTest {
  private static final List<String> FRAMED = List.of("/inbaddat/projekt", "/en/embedded/projects", "/inbaddat/ambassador", "/en/embedded/ambassador");
  private static HttpServer named;
  private static HttpServer other;
  private static TestServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    named = site();
    other = site();
    server = TestServer.at(new MovedClock(Instant.now()), Map.of("MEET_EMBED_SITES", "https://malmo.se, " + address(named)));
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
    named.stop(0);
    other.stop(0);
  }

  /** A site whose every page has one frame: what stands after its question mark. */
  private static HttpServer site() throws IOException {
    HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext("/", exchange -> {
      byte[] page = ("<!doctype html><html lang=\"sv\"><title>En annan webbplats</title><h1>En annan webbplats</h1><iframe title=\"Meet Malmö\" width=\"700\" height=\"600\" src=\"" + exchange.getRequestURI().getQuery()
          + "\"></iframe></html>").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
      exchange.close();
    });
    site.start();
    return site;
  }

  private static String address(HttpServer site) {
    return "http://127.0.0.1:" + site.getAddress().getPort();
  }

  private static Page framed(HttpServer site, String path) {
    Page page = browser.page(900, 800, true, ColorScheme.LIGHT);
    page.navigate(address(site) + "/?" + server.url(path));
    return page;
  }

  @Test
  void the_named_site_shows_the_pages_and_links_leave_the_frame() {
    try (Page page = framed(named, "/inbaddat/projekt?limit=3")) {
      FrameLocator frame = page.frameLocator("iframe");
      assertThat(frame.locator("h1")).hasText("Samverkansprojekt i Malmö");
      assertThat(frame.locator(".story")).hasCount(3);
      Page opened = page.waitForPopup(() -> frame.locator(".story a").first().click());
      opened.waitForLoadState();
      assertThat(opened.url()).contains("/initiativ/MM-");
      assertThat(opened.evaluate("window.opener === null")).isEqualTo(true);
      assertThat(page.url()).startsWith(address(named));
    }
    try (Page page = framed(named, "/inbaddat/ambassador")) {
      FrameLocator frame = page.frameLocator("iframe");
      frame.locator("#q").fill("kultur");
      frame.locator("button").click();
      assertThat(frame.locator("li h2").first()).hasText("Kulturförvaltningen");
      assertThat(page.frames().getLast().url()).as("the search stays in the frame").contains("/inbaddat/ambassador?q=kultur");
    }
  }

  @Test
  void another_site_shows_an_empty_frame_and_no_other_page_is_shown_anywhere() {
    for (String path : List.of("/inbaddat/projekt", "/inbaddat/ambassador")) {
      try (Page page = framed(other, path)) {
        assertThat(page.locator("h1")).hasText("En annan webbplats");
        assertThat(page.frameLocator("iframe").locator("main")).hasCount(0);
      }
    }
    for (String path : List.of("/", "/initiativ", "/kontakt", "/inbaddat")) {
      try (Page page = framed(named, path)) {
        assertThat(page.locator("h1")).hasText("En annan webbplats");
        assertThat(page.frameLocator("iframe").locator("main")).hasCount(0);
      }
    }
  }

  @Test
  void only_what_is_meant_for_frames_lifts_the_ban_and_sets_no_cookie() {
    List<Route> open = server.table().routes().stream().filter(route -> route.reach() == Reach.FRAMES).toList();
    assertThat(open.stream().map(Route::path)).containsExactlyInAnyOrderElementsOf(Stream.concat(FRAMED.stream(), Stream.of("/reconcile/preview", "/en/reconcile/preview")).toList());
    for (String path : FRAMED) {
      for (HttpResponse<String> answer : List.of(server.get(path), server.visit(Role.COORDINATOR, path, "GET"))) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Frame-Options")).as(path).isEmpty();
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'", "script-src 'self'").endsWith("frame-ancestors https://malmo.se " + address(named));
        assertThat(answer.headers().allValues("Set-Cookie")).as(path).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.body()).as("nobody is known in a frame").doesNotContain("class=\"signed\"", "method=\"post\"", "<script");
      }
    }
    for (String path : List.of("/", "/inbaddat", "/initiativ", "/ambassadorer", "/oppna-data", "/catalog.rdf", "/reconcile", "/data/projekt.csv", "/arenden", "/logga-in", "/embed", "/initiativ/embed",
        "/inbaddat/arenden", "/inbaddat/projekt/MM-1")) {
      assertThat(server.get(path).headers().firstValue("X-Frame-Options")).as(path).contains("DENY");
      assertThat(server.get(path).headers().firstValue("Content-Security-Policy").orElse("")).as(path).endsWith("frame-ancestors 'none'");
    }
  }

  @Test
  void the_page_gives_the_code_to_copy_and_tells_where_it_works() {
    int turn = 0;
    for (String path : List.of("/inbaddat", "/en/embedded", "/oppna-data", "/en/open-data", "/inbaddat/projekt", "/en/embedded/ambassador")) {
      boolean isWide = turn++ % 2 == 0;
      for (int width : TestScale.IS_THOROUGH ? new int[] {1280, 360} : new int[] {isWide ? 1280 : 360}) {
        for (ColorScheme scheme : Browser.schemes(isWide ? 0 : 1)) {
          try (Page page = browser.page(width, 900, true, scheme)) {
            page.navigate(server.url(path));
            Browser.assertAccessible(page);
            Browser.assertFits(page);
            Browser.picture(page, "open" + path.replace('/', '-') + "-" + width + "-" + scheme);
          }
        }
      }
    }
    try (Page page = browser.page(1280, 900, false, ColorScheme.LIGHT)) {
      page.navigate(server.url("/inbaddat"));
      String code = page.locator("#code-projects").inputValue();
      org.assertj.core.api.Assertions.assertThat(code).isEqualTo("<iframe src=\"" + server.url("/inbaddat/projekt") + "\" title=\"Meet Malmö: Samverkansprojekt i Malmö\" width=\"100%\" height=\"640\" loading=\"lazy\"></iframe>");
      assertThat(page.locator("main")).containsText("https://malmo.se");
      page.locator("footer").getByText("Öppna data").click();
      assertThat(page.locator("h1")).hasText("Öppna data");
    }
  }
}
