package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The public's pages: readable for all, in both languages, on every screen. */
class PagesBrowserTest {
  private static TestServer server;
  private static Browser browser;
  private static List<String> paths;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    browser = new Browser();
    String organisation = one("MATCH (o:Organisation)-[:PARTICIPATES_IN]->() RETURN o.id AS x ORDER BY o.name LIMIT 1");
    String initiative = one("MATCH (i:Initiative {status: 'ended'}) RETURN i.reference AS x ORDER BY x LIMIT 1");
    paths = List.of("/", "/initiativ", "/initiativ/" + initiative, "/organisationer", "/organisationer/" + organisation, "/ambassadorer",
        "/ambassadorer?q=skola", "/forvaltningar/fastighets-och-gatukontoret", "/ordlista", "/ordlista?q=rekryt", "/finns-inte", "/en/", "/en/initiatives", "/en/initiatives/" + initiative,
        "/en/organisations", "/en/organisations/" + organisation, "/en/ambassadors", "/en/departments/kulturforvaltningen", "/en/vocabulary", "/en/nothing-here");
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  private static String one(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("x").asString();
  }

  @Test
  void no_page_has_a_fault_that_axe_finds_in_light_or_dark() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = browser.page(1280, 900, true, scheme);
      for (String path : paths) {
        page.navigate(server.url(path));
        Browser.assertAccessible(page);
        Browser.picture(page, "page" + path.replaceAll("[^a-z]+", "-") + scheme.name().toLowerCase(java.util.Locale.ROOT));
      }
    }
  }

  @Test
  void every_page_fits_a_small_phone() {
    Page page = browser.page(320, 640);
    for (String path : paths) {
      page.navigate(server.url(path));
      Browser.assertFits(page);
      Browser.picture(page, "small" + path.replaceAll("[^a-z]+", "-"));
    }
  }

  @Test
  void a_page_leads_to_its_twin_in_the_other_language_and_back() {
    Page page = browser.page(1280, 900);
    for (String path : paths.stream().filter(path -> !path.contains("nothing") && !path.contains("finns")).toList()) {
      page.navigate(server.url(path));
      String from = page.url();
      page.locator(".menu a[hreflang]").click();
      assertThat(page).not().hasURL(from);
      page.locator(".menu a[hreflang]").click();
      assertThat(page).hasURL(from);
    }
  }

  @Test
  void skola_finds_the_three_school_departments() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/ambassadorer"));
    page.locator("#q").fill("skola");
    page.keyboard().press("Enter");
    assertThat(page.locator(".lines h2")).hasCount(3);
    assertThat(page.locator(".lines h2").allTextContents()).containsExactlyInAnyOrder("Förskoleförvaltningen", "Grundskoleförvaltningen",
        "Gymnasie- och vuxenutbildningsförvaltningen");
  }

  @Test
  void every_link_on_the_public_pages_answers() {
    Page page = browser.page(1280, 900);
    for (String path : paths) {
      page.navigate(server.url(path));
      for (Object address : (List<?>) page.evaluate("[...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href'))")) {
        assertThat(server.get((String) address).statusCode()).as(path + " -> " + address).isEqualTo(200);
      }
    }
  }

  @Test
  void without_demo_the_lists_say_how_to_begin() {
    // The demo city is in this graph; what an empty list says is seen by a filter that nothing passes.
    server.graph().write("MATCH (i:Initiative) SET i.kept = i.published, i.published = false", Map.of());
    try {
      assertThat(server.get("/initiativ").body()).contains("Här finns inga initiativ än");
    } finally {
      server.graph().write("MATCH (i:Initiative) SET i.published = i.kept REMOVE i.kept", Map.of());
    }
  }
}
