package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.Sweden;

/** Large meetings in a browser: at the door with a phone and without scripts, at the desk with the keyboard alone, and every page looked at. */
@Order(TestServer.SHARED)
class ConveningBrowserTest {
  private static TestServer server;
  private static Browser browser;
  private static String demo;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
    browser = new Browser();
    demo = "sto-demo-1-" + Sweden.day(Instant.now()).plusDays(9);
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @Test
  void somebody_at_the_door_checks_guests_in_on_a_phone_without_scripts() {
    Page page = Browser.as(server, browser.page(360, 800, false, ColorScheme.DARK), "ambassador", "miljoforvaltningen");
    page.navigate(server.url("/stormoten/" + demo));
    page.navigate(server.url("/stormoten/" + demo + "?which=away"));
    Locator first = page.locator(".guests li").first();
    String name = first.locator("h3").innerText();
    first.locator("button[name=in]").click();
    page.navigate(server.url("/stormoten/" + demo + "?q=" + name.replace(" ", "+")));
    assertThat(page.locator(".guests li").first()).containsText("incheckad");
    page.locator(".guests button[name=out]").first().click();
    page.locator("#guest").fill("Ny Vid Dörren");
    page.locator("#unit").fill("repair");
    page.locator("button[value=arrive]").click();
    page.locator("#unit input[type=radio]").first().check();
    page.locator("button[value=arrive]").click();
    assertThat(page.locator("[role=status].box")).containsText("Ny Vid Dörren står på listan och är incheckad.");
    Browser.assertFits(page);
  }

  @Test
  void a_coordinator_plans_moves_locks_and_captures_an_idea_with_the_keyboard_alone() {
    Page page = Browser.as(server, browser.page(1280, 900), "coordinator", "");
    page.navigate(server.url("/stormoten/" + demo + "/bord"));
    press(page.locator("button[value=plan]"));
    assertThat(page.locator(".room").first()).containsText("sektorer");
    assertThat(page.locator(".big")).containsText("nya band mellan sektorer");
    String moved = page.locator(".seats > li").first().getAttribute("id");
    press(page.locator("#" + moved + " a"));
    assertThat(page.locator("#move")).containsText("Sitter nu vid bord 1");
    press(page.locator("#move button").first());
    assertThat(page.locator("[role=status].box")).containsText("Gästen är flyttad.");
    press(page.locator("#" + moved + " button[name=lock]"));
    assertThat(page.locator("#" + moved)).containsText("låst");
    press(page.locator(".room-idea a").first());
    assertThat(page.locator("#table")).hasValue("1");
    page.locator("#idea").focus();
    page.keyboard().type("Vi delar en cykelverkstad.");
    press(page.locator("main form button"));
    press(page.locator("section[role=status] a"));
    assertThat(page.locator("textarea").first()).hasValue("Vi delar en cykelverkstad.");
    assertThat(page).hasURL(Pattern.compile(".*/utkast/[0-9a-f]{32}"));
  }

  private static void press(Locator what) {
    what.focus();
    what.press("Enter");
  }

  @Test
  void no_page_has_a_fault_that_axe_finds_and_every_one_fits_a_small_phone() {
    String guest = server.graph().read("MATCH (g:Guest {assembly: $id, isHere: true}) RETURN min(g.id) AS id", Map.of("id", demo)).getFirst().get("id").asString();
    List<String> paths = List.of("/stormoten", "/en/large-meetings/new", "/stormoten/" + demo, "/stormoten/" + demo + "/bord?move=" + guest, "/en/large-meetings/" + demo + "/tables",
        "/stormoten/" + demo + "/bord/utskrift", "/stormoten/" + demo + "/ideer", "/stormoten/" + demo + "/andra");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      int width = scheme == ColorScheme.LIGHT ? 1280 : 360;
      Page page = Browser.as(server, browser.page(width, 900, true, scheme), "coordinator", "");
      if (page.navigate(server.url("/stormoten/" + demo + "/bord")).ok() && page.locator(".room").count() == 0) page.locator("button[value=plan]").click();
      for (String path : paths) {
        page.navigate(server.url(path));
        if (Browser.schemes(paths.indexOf(path)).contains(scheme)) Browser.assertAccessible(page);
        Browser.assertFits(page);
        Browser.picture(page, "convening" + paths.indexOf(path) + "-" + width);
      }
      page.navigate(server.url("/stormoten/" + demo));
      page.locator("button[value=arrive]").click();
      assertThat(page.locator("#guest-fault")).isVisible();
      Browser.assertAccessible(page);
      Browser.picture(page, "convening-fault-" + width);
    }
  }
}
