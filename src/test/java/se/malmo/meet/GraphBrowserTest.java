package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The graph as an ambassador walks in it. */
class GraphBrowserTest {
  private static TestServer server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @Test
  void an_ambassador_comes_from_a_question_to_a_partners_page() {
    Page page = browser.page(1280, 900);
    List<String> errors = new ArrayList<>();
    page.onConsoleMessage(message -> { if (message.type().equals("error")) errors.add(message.text()); });
    page.navigate(server.url("/graf"));
    page.locator("#q").fill("företag som samverkat med Miljöförvaltningen");
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-chip='sector:business']")).isVisible();
    assertThat(page.locator("[data-chip='with:miljoforvaltningen']")).isVisible();
    assertThat(page.locator("#canvas canvas").first()).isVisible();
    Locator partner = page.locator(".walk-table a[data-node^='org-']").first();
    String name = partner.textContent();
    partner.click();
    assertThat(page.locator("#told")).hasText(name);
    page.locator(".walk-side a", new Page.LocatorOptions().setHasText("Öppna sidan")).click();
    assertThat(page.locator("h1")).hasText(name);
    assertThat(errors).isEmpty();
  }

  @Test
  void a_chip_is_changed_and_taken_away() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/graf?q=f%C3%B6retag%20inom%20%C3%A5terbruk"));
    page.locator("[data-chip='sector:business'] summary").click();
    page.locator("[data-chip='sector:business'] a", new Page.LocatorOptions().setHasText("Civilsamhälle")).click();
    assertThat(page.locator("[data-chip='sector:civil-society']")).isVisible();
    page.locator("[data-chip='sector:civil-society'] .chip-remove").click();
    assertThat(page.locator("[data-chip^='sector']")).hasCount(0);
    assertThat(page.locator("[data-chip='theme:aterbruk']")).isVisible();
  }

  @Test
  void nothing_jumps_when_a_node_is_opened_and_back_closes_it() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/graf?n=miljoforvaltningen"));
    assertThat(page.locator("#canvas canvas").first()).isVisible();
    Map<String, List<Integer>> before = places(page);
    page.locator(".walk-table tr:has(a[data-node^='ini-']) td:last-child a").first().click();
    assertThat(page).hasURL(Pattern.compile("n=ini-"));
    page.waitForFunction("count => Object.keys(document.getElementById('canvas').places()).length > count", before.size());
    Map<String, List<Integer>> after = places(page);
    before.forEach((id, at) -> { if (!id.startsWith("+")) assertThat(after.get(id)).as(id).isEqualTo(at); });
    Browser.picture(page, "graph-opened");
    page.goBack();
    page.waitForFunction("count => Object.keys(document.getElementById('canvas').places()).length == count", before.size());
    assertThat(places(page)).isEqualTo(before);
  }

  @Test
  void what_is_moved_stays_where_it_was_put_for_whoever_opens_the_address() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/graf?n=miljoforvaltningen"));
    assertThat(page.locator("#canvas canvas").first()).isVisible();
    Map<?, ?> screen = (Map<?, ?>) page.evaluate("document.getElementById('canvas').places()['miljoforvaltningen'].screen");
    var box = page.locator("#canvas").boundingBox();
    double x = box.x + ((Number) screen.get("x")).doubleValue();
    double y = box.y + ((Number) screen.get("y")).doubleValue();
    page.mouse().move(x, y);
    page.mouse().down();
    page.mouse().move(x + 30, y + 20);
    page.mouse().move(x + 60, y + 40);
    page.mouse().up();
    assertThat(page).hasURL(Pattern.compile("p=miljoforvaltningen"));
    page.waitForFunction("document.querySelector('.walk-data').dataset.graph.includes('\"pinned\":true')");
    Map<String, List<Integer>> moved = places(page);
    Page other = browser.page(1280, 900);
    other.navigate(page.url());
    assertThat(other.locator("#canvas canvas").first()).isVisible();
    assertThat(places(other)).isEqualTo(moved);
  }

  @Test
  void all_is_done_by_keyboard() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/graf?n=matsvinn"));
    assertThat(page.locator("#canvas canvas").first()).isVisible();
    Locator open = page.locator(".walk-table tr:has(a[data-node^='org-']) td:last-child a").first();
    open.focus();
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("n=org-"));
    page.waitForFunction("document.activeElement && document.activeElement.closest('.walk-table') !== null");
    page.locator(".walk-table th a").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("th[aria-sort='ascending']")).hasCount(1);
    assertThat(page.locator(":focus")).hasText("Namn");
  }

  @Test
  void without_scripts_the_picture_of_the_server_does_the_same() {
    Page page = browser.page(1280, 900, false, ColorScheme.LIGHT);
    page.navigate(server.url("/graf?n=miljoforvaltningen"));
    assertThat(page.locator(".walk-svg")).isVisible();
    page.locator(".more-nodes").first().click();
    assertThat(page).hasURL(Pattern.compile("n=miljoforvaltningen(\\*|%2A)"));
    page.locator(".walk-table a[data-node^='ini-']").first().click();
    page.locator(".walk-side a", new Page.LocatorOptions().setHasText("Fäll ut")).click();
    assertThat(page).hasURL(Pattern.compile("n=ini-"));
    page.locator("a", new Page.LocatorOptions().setHasText("Hur hänger den ihop med")).click();
    page.locator("#to").fill("Kulturförvaltningen");
    page.keyboard().press("Enter");
    assertThat(page.locator("#ways")).isVisible();
    Browser.picture(page, "graph-ways");
  }

  @Test
  void names_are_offered_as_one_types() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/graf/samband"));
    page.locator("#from").pressSequentially("Kultur");
    assertThat(page.locator("#from-names option[value='Kulturförvaltningen']")).hasCount(1);
  }

  @Test
  void no_view_has_a_fault_that_axe_finds_and_each_fits_a_small_phone() {
    List<String> paths = List.of("/graf", "/graf?n=miljoforvaltningen", "/en/graph?n=miljoforvaltningen&sectors=business", "/graf?q=f%C3%B6retag%20inom%20%C3%A5terbruk%20qwertzu",
        "/en/graph?q=ongoing%20projects%20about%20food%20waste", "/graf?c=theme:finns-inte", "/graf/samband", "/graf/samband?from=miljoforvaltningen&to=matsvinn",
        "/en/graph/connections?from=AB&to=qwertzu");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (boolean scripts : List.of(true, false)) {
        Page page = browser.page(1280, 900, true, scheme);
        Page small = browser.page(320, 640, scripts, scheme);
        for (int i = 0; i < paths.size(); i++) {
          String name = "graph-" + i + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
          if (scripts) {
            page.navigate(server.url(paths.get(i)));
            Browser.assertAccessible(page);
            Browser.picture(page, name);
          }
          small.navigate(server.url(paths.get(i)));
          Browser.assertFits(small);
          if (scheme == ColorScheme.LIGHT) Browser.picture(small, name + (scripts ? "-small" : "-small-plain"));
        }
      }
    }
  }

  private static Map<String, List<Integer>> places(Page page) {
    Map<String, List<Integer>> places = new HashMap<>();
    ((Map<?, ?>) page.evaluate("document.getElementById('canvas').places()")).forEach((id, at) -> {
      Map<?, ?> point = (Map<?, ?>) at;
      places.put((String) id, List.of((int) Math.round(((Number) point.get("x")).doubleValue()), (int) Math.round(((Number) point.get("y")).doubleValue())));
    });
    return places;
  }
}
