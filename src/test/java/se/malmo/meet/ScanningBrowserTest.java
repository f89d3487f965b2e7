package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signals in a browser: noted as one types, by the keyboard alone, without scripts, on a phone. */
class ScanningBrowserTest {
  private static final String ENVIRONMENT = "miljoforvaltningen";
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
  void a_signal_is_noted_while_its_concepts_are_read_as_one_types() {
    Page page = Browser.as(server, browser.page(1280, 900), "ambassador", ENVIRONMENT);
    page.locator(".signed a", new Page.LocatorOptions().setHasText("Omvärld")).click();
    page.locator("main a.button").click();
    page.locator("#title").fill("Gent minskar matsvinn med återbruk av burkar");
    assertThat(page.locator("#concepts input[type=checkbox][value=matsvinn]")).isChecked();
    page.locator("#concepts input[type=checkbox][value=matsvinn]").uncheck();
    page.locator("#observation").fill("Också om dagvatten.");
    assertThat(page.locator("#concepts input[type=checkbox][value=dagvatten]")).isChecked();
    assertThat(page.locator("#concepts input[type=checkbox][value=matsvinn]")).not().isChecked();
    page.locator("#words").fill("bibliotek");
    page.locator("#words").press("Tab");
    assertThat(page.locator("#concepts input[type=checkbox][value=bibliotek]")).isChecked();
    assertThat(page.locator("#words")).hasValue("");
    page.locator("button[value=save]").click();
    assertThat(page.locator("h1")).hasText("Gent minskar matsvinn med återbruk av burkar");
    assertThat(page.locator(".topics").first()).containsText("dagvatten");
    assertThat(page.locator(".topics").first()).containsText("bibliotek");
    assertThat(page.locator(".topics").first()).not().containsText("matsvinn");
  }

  @Test
  void a_signal_is_noted_with_the_keyboard_alone_and_without_scripts() {
    Page page = Browser.as(server, browser.page(360, 800, false, ColorScheme.LIGHT), "ambassador", ENVIRONMENT);
    page.navigate(server.url("/signaler/ny"));
    page.locator("#title").focus();
    page.keyboard().type("Badvattenkvalitet i Gdynia");
    page.locator("#read").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#title")).hasValue("Badvattenkvalitet i Gdynia");
    assertThat(page.locator("#concepts input[type=checkbox]").first()).isChecked();
    page.locator("button[value=save]").focus();
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile(".*/signaler/sig-.*"));
    assertThat(page.locator("main")).containsText("Fritidsförvaltningen har också noterat något om det här");
  }

  @Test
  void a_proposal_becomes_a_signal_and_a_meeting_is_noted_by_names_that_are_offered() {
    Page page = Browser.as(server, browser.page(1280, 900), "coordinator", "");
    page.navigate(server.url("/signaler/forslag"));
    page.locator("li", new Page.LocatorOptions().setHasText("Lund prövar solel")).locator("button[value=confirm]").click();
    assertThat(page.locator("main [role=status]").first()).hasText("Sparat som signal.");
    assertThat(page.locator("main")).not().containsText("Lund prövar solel");
    page.navigate(server.url("/signaler/moten"));
    page.locator("#party").pressSequentially("Kultur");
    assertThat(page.locator("#party-names option").first()).isAttached();
    page.locator("#party").fill("Kulturförvaltningen");
    page.locator("#counterpart").fill("Miljöförvaltningen");
    page.locator("button[value=add]").click();
    assertThat(page.locator("main .lines")).containsText("Kulturförvaltningen och Miljöförvaltningen");
  }

  @Test
  void no_page_has_a_fault_that_axe_finds_and_every_one_fits_a_phone() {
    server.graph().write("MATCH (f:Feed {id: 'fee-demo-1'}) CREATE (:Feed {id: 'fee-x', key: 'x', state: 'on', address: f.address, title: 'Flöde som inte går', forvaltning: f.forvaltning, "
        + "nextRead: f.nextRead, lastRead: f.nextRead, failures: 3, fault: 'redirect', "
        + "faultDetail: 'https://example.org/ett/mycket/langt/stalle/som/inte/har/nagra/mellanslag/alls/och/fortsatter'})", Map.of());
    List<String> pages = List.of("/signaler", "/signaler/ny", "/signaler/sig-demo-1", "/signaler/forslag", "/signaler/floden", "/signaler/moten", "/en/signals", "/en/signals/new",
        "/signaler?concept=matsvinn&forvaltning=miljoforvaltningen", "/luckor");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      int width = scheme == ColorScheme.LIGHT ? 1280 : 360;
      Page page = Browser.as(server, browser.page(width, 900, true, scheme), "coordinator", "");
      pages.forEach(path -> check(page, path, width));
      page.navigate(server.url("/signaler/ny"));
      page.locator("#link").fill("inte en länk");
      page.locator("#words").fill("zzqx");
      page.locator("button[value=save]").click();
      assertThat(page.locator("#faults")).isVisible();
      Browser.assertAccessible(page);
      Browser.assertFits(page);
      Browser.picture(page, "signals-faults-" + width);
      String reference = server.graph().read("MATCH (i:Initiative {title: 'Brödet som blir kvar klockan fem'}) RETURN i.reference AS r", Map.of()).getFirst().get("r").asString();
      check(page, "/arenden/" + reference, width);
    }
  }

  private static void check(Page page, String path, int width) {
    page.navigate(server.url(path));
    Browser.assertAccessible(page);
    Browser.assertFits(page);
    Browser.picture(page, "signals" + path.replaceAll("[^a-z]+", "-") + width);
  }
}
