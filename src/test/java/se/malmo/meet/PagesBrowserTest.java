package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.stream.IntStream;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The public's pages: readable for all, in both languages, on every screen. */
@Order(TestServer.SHARED)
class PagesBrowserTest {
  private static TestServer server;
  private static Browser browser;
  private static List<String> paths;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
    browser = new Browser();
    String organisation = one("MATCH (o:Organisation)-[:PARTICIPATES_IN]->() RETURN o.id AS x ORDER BY o.name LIMIT 1");
    String initiative = one("MATCH (i:Initiative {status: 'ended'}) RETURN i.reference AS x ORDER BY x LIMIT 1");
    String alliance = one("MATCH (a:Alliance) RETURN a.id AS x ORDER BY a.name LIMIT 1");
    paths = List.of("/", "/initiativ", "/initiativ?q=ungdom&status=ended", "/initiativ?q=xqzzt", "/initiativ/" + initiative, "/organisationer", "/organisationer/" + organisation,
        "/ambassadorer", "/ambassadorer?q=skola", "/forvaltningar/fastighets-och-gatukontoret", "/teman", "/teman/kompetensforsorjning", "/allianser", "/allianser/" + alliance,
        "/om/matchning", "/om/tillganglighet", "/om/personuppgifter", "/kontakt?topic=opt-out", "/ordlista", "/ordlista?q=rekryt", "/finns-inte", "/en/", "/en/initiatives",
        "/en/initiatives/" + initiative, "/en/organisations", "/en/organisations/" + organisation, "/en/ambassadors", "/en/departments/kulturforvaltningen", "/en/themes",
        "/en/themes/investeringar", "/en/alliances", "/en/alliances/" + alliance, "/en/about/matching", "/en/about/accessibility", "/en/about/privacy", "/om/api", "/en/about/api", "/en/contact", "/en/vocabulary",
        "/en/nothing-here");
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
  void no_page_has_a_fault_that_axe_finds_wide_and_light_or_narrow_and_dark() {
    // By turns one page in Swedish wide and light, the next in English narrow and dark.
    check(everySecond(0, false), 1280, ColorScheme.LIGHT);
    check(everySecond(1, true), 360, ColorScheme.DARK);
  }

  private static List<String> everySecond(int first, boolean english) {
    List<String> all = paths.stream().filter(path -> path.startsWith("/en/") == english).toList();
    return IntStream.range(0, all.size()).filter(i -> i % 2 == first).mapToObj(all::get).toList();
  }

  @Test
  @Tag("slow")
  void no_page_has_a_fault_that_axe_finds_in_any_language_scheme_and_width() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {1280, 360}) check(paths, width, scheme);
    }
  }

  private static void check(List<String> some, int width, ColorScheme scheme) {
    Page page = browser.page(width, 900, true, scheme);
    for (String path : some) {
      page.navigate(server.url(path));
      Browser.assertAccessible(page);
      Browser.picture(page, "page" + path.replaceAll("[^a-z]+", "-") + width + scheme.name().toLowerCase(java.util.Locale.ROOT));
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
  @Tag("slow")
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
  void projects_are_narrowed_as_one_types_and_chooses_and_the_address_follows() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/initiativ"));
    page.locator("#q").pressSequentially("ungdom");
    assertThat(page.locator(".chips li").first()).containsText("ungdom");
    page.locator("#status").selectOption("ended");
    assertThat(page.locator(".story .tag").first()).hasText("Avslutat");
    assertThat(page).hasURL(java.util.regex.Pattern.compile("q=ungdom.*status=ended"));
    assertThat(page.locator("#count")).containsText("avslutade");
    assertThat(page.locator("#count")).not().containsText("pågår");
    page.locator(".chips a").first().click();
    assertThat(page.locator("#q")).hasValue("");
  }

  @Test
  void without_scripts_a_button_narrows_the_projects_and_a_story_is_whole() {
    Page page = browser.page(360, 740, false, ColorScheme.LIGHT);
    page.navigate(server.url("/initiativ"));
    page.locator("#theme").selectOption("kompetensforsorjning");
    page.locator(".narrowing button").click();
    page.locator(".story a").first().click();
    page.locator(".twin summary").click();
    assertThat(page.locator(".twin td a").first()).isVisible();
    page.locator(".share summary").click();
    assertThat(page.locator("#share-text")).isVisible();
    assertThat(page.locator("[data-copy]").first()).isHidden();
  }

  @Test
  void a_neighbour_in_the_picture_leads_to_its_page_by_keyboard() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url(paths.stream().filter(path -> path.startsWith("/initiativ/MM")).findFirst().orElseThrow()));
    String address = page.locator(".picture a").first().getAttribute("href");
    page.locator(".picture a").first().focus();
    page.keyboard().press("Enter");
    assertThat(page).hasURL(server.url(address));
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
