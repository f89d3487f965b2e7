package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A coordinator at the gap radar: with the mouse, with the keyboard alone, on a small phone, without scripts. */
class GapsBrowserTest {
  private static final List<String> PAGES = List.of("/logga-in", "/luckor", "/luckor/initiativ?sector=business&forvaltning=miljoforvaltningen",
      "/luckor/tank-om?merge=forskoleforvaltningen&into=grundskoleforvaltningen", "/luckor/personer", "/luckor/avfarda", "/en/gaps", "/en/gaps/what-if", "/en/gaps/people");
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

  @BeforeEach
  void nobody_works_on_any_and_none_is_put_aside() {
    server.graph().write("MATCH (n:GapWork|Invitation|GapDismissal) DETACH DELETE n", Map.of());
  }

  private static Page coordinator(Page page) {
    page.navigate(server.url("/luckor"));
    page.locator("main a.button").click();
    page.locator("button[value=coordinator]").click();
    assertThat(page).hasURL(server.url("/luckor"));
    return page;
  }

  @Test
  void from_a_gap_to_drafted_invitations_and_back_without_scripts() {
    Page page = coordinator(browser.page(1280, 900, false, ColorScheme.LIGHT));
    assertThat(page.locator(".gap-list > li")).hasCount(3);
    String shown = page.locator(".gap-list > li").first().locator("p.quiet").first().textContent();
    page.locator(".gap-actions button").first().click();
    assertThat(page.locator(".gap-work")).hasCount(1);
    assertThat(page.locator(".gap-work")).containsText("finns som utkast");
    assertThat(page.locator(".gap-work .gap-team li").first()).containsText("utkast");
    assertThat(server.graph().read("MATCH (i:Invitation {status: 'draft'}) RETURN count(i) AS n", Map.of()).getFirst().get("n").asInt()).isPositive();
    page.locator(".gap-actions button", new Page.LocatorOptions().setHasText("Ångra")).click();
    assertThat(page.locator(".gap-work")).hasCount(0);
    assertThat(page.locator(".gap-list > li").first().locator("p.quiet").first()).hasText(shown.strip().replaceAll("\\s+", " "));
  }

  @Test
  void a_gap_is_dismissed_with_a_reason_and_taken_back_by_keyboard() {
    Page page = coordinator(browser.page(1280, 900, true, ColorScheme.LIGHT));
    String title = page.locator(".gap-list > li h3").first().textContent();
    page.locator(".gap-actions a", new Page.LocatorOptions().setHasText("Avfärda")).first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("main .lead")).hasText(title);
    page.locator("form#again button").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".faults li")).hasCount(2);
    Browser.assertAccessible(page);
    Browser.picture(page, "gaps-dismiss-faults");
    page.locator("input[value='not-now']").focus();
    page.keyboard().press("Space");
    page.locator("#reason").fill("Regionen ordnar det redan.");
    page.locator("form#again button").focus();
    page.keyboard().press("Enter");
    assertThat(page).hasURL(server.url("/luckor#dismissed"));
    assertThat(page.locator(".gap-list > li")).hasCount(2);
    assertThat(page.locator(".gap-aside > li")).containsText("Regionen ordnar det redan.");
    Browser.assertAccessible(page);
    Browser.picture(page, "gaps-dismissed");
    page.locator(".gap-aside button").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".gap-aside")).hasCount(0);
    assertThat(page.locator(".gap-list > li h3").first()).hasText(title);
  }

  @Test
  void a_number_in_the_heat_map_leads_to_its_initiatives_by_keyboard() {
    Page page = coordinator(browser.page(1280, 900));
    page.locator(".heat a").first().focus();
    String number = page.locator(".heat a").first().textContent();
    page.keyboard().press("Enter");
    assertThat(page.locator("main .lead")).containsText(number + " initiativ");
    assertThat(page.locator("ul.lines > li")).hasCount(Math.min(25, Integer.parseInt(number)));
  }

  @Test
  void what_if_one_merges_two_departments_and_nothing_changes() {
    Page page = coordinator(browser.page(1280, 900));
    long before = server.graph().read("MATCH (n) RETURN count(n) AS n", Map.of()).getFirst().get("n").asLong();
    page.navigate(server.url("/luckor/tank-om"));
    page.locator("#merge").selectOption("forskoleforvaltningen");
    page.locator("#into").selectOption("grundskoleforvaltningen");
    page.locator(".what-if button").click();
    assertThat(page.locator("main table tbody tr")).hasCount(5);
    assertThat(server.graph().read("MATCH (n) RETURN count(n) AS n", Map.of()).getFirst().get("n").asLong()).isEqualTo(before);
  }

  @Test
  void no_page_has_a_fault_that_axe_finds_and_every_one_fits_a_small_phone() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      int width = scheme == ColorScheme.LIGHT ? 1280 : 320;
      Page page = coordinator(browser.page(width, 900, true, scheme));
      for (String path : PAGES) {
        if (!Browser.schemes(PAGES.indexOf(path)).contains(scheme)) continue;
        page.navigate(server.url(path));
        Browser.assertAccessible(page);
        Browser.assertFits(page);
        Browser.picture(page, "gaps" + path.replaceAll("[^a-z]+", "-") + width);
      }
    }
  }
}
