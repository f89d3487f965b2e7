package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Role;

/** A profile that two claim is verified by a coordinator, shared, handed over and closed, in browsers: without scripts, on a phone in the dark, by the keyboard. */
class PeopleBrowserTest {
  private static final String NAME = "Föreningen Lastcykeln";
  private static TestServer server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    browser = new Browser();
    server.graph().write("CREATE (:Organisation {id: 'org-lastcykeln', name: $name, nameKey: toLower($name), claimed: false, source: 'test', sourceId: 'name:' + toLower($name), language: 'sv', "
        + "description: '', offers: [], seeks: [], roles: []})", Map.of("name", NAME));
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  private static void joins(Page page, String email) {
    page.navigate(server.url("/organisationer/org-lastcykeln"));
    page.navigate(server.url("/ga-med"));
    page.locator("#name").fill(NAME);
    page.locator("#offer").fill("Vi lånar ut lastcyklar.");
    page.locator("#email").fill(email);
    page.locator("#again button").click();
    page.locator(".box a").click();
    page.locator("main form button").click();
  }

  private static void signIn(Page page, String email) {
    page.navigate(server.url("/logga-in/organisation"));
    page.locator("#email").fill(email);
    page.locator("main form button").click();
    page.locator(".box a").click();
    page.locator("main form button").click();
  }

  private static void isFine(Page page) {
    Browser.assertAccessible(page);
    Browser.assertFits(page);
  }

  private static void press(Page page, String text) {
    page.locator("main button", new Page.LocatorOptions().setHasText(text)).first().click();
  }

  @Test
  void a_profile_that_two_claim_is_verified_shared_handed_over_and_closed() {
    Page rival = browser.page(1280, 900, false, ColorScheme.LIGHT);
    joins(rival, "rival@annan.example");
    Page owner = browser.page(320, 800, true, ColorScheme.DARK);
    joins(owner, "kim@lastcykeln.example");
    assertThat(owner.locator("main")).containsText("kontrollerar");

    Page coordinator = Browser.as(server, browser.page(1280, 900, true, ColorScheme.LIGHT), Role.COORDINATOR.code(), "");
    coordinator.navigate(server.url("/ansprak"));
    assertThat(coordinator.locator(".lines > li")).hasCount(2);
    assertThat(coordinator.locator(".lines > li").first()).containsText("Fler vill sköta samma profil");
    isFine(coordinator);
    // The second asks from the organisation's own address: by the keyboard alone.
    coordinator.locator(".lines > li").nth(1).locator("input[type=text]").focus();
    coordinator.keyboard().type("Växeln känner henne.");
    coordinator.keyboard().press("Tab");
    assertThat(coordinator.locator(".lines > li").nth(1).locator("button[value=grant]")).isFocused();
    coordinator.keyboard().press("Enter");
    assertThat(coordinator.locator("main")).containsText("Sköts nu av kim@lastcykeln.example");
    coordinator.locator("#reason, input[name=reason]").first().fill("Hör inte dit.");
    press(coordinator, "Nej");
    assertThat(coordinator.locator("main")).containsText("Ingen väntar");
    rival.navigate(server.url("/min-sida"));
    assertThat(rival.locator("main")).containsText("Hör inte dit.");

    owner.navigate(server.url("/min-sida/org-lastcykeln"));
    owner.locator("main a", new Page.LocatorOptions().setHasText("Personer")).click();
    assertThat(owner.locator("main")).containsText("Lämna över den till någon ny först, eller stäng den");
    assertThat(owner.locator("button[value=leave]")).hasCount(0);
    isFine(owner);
    owner.locator("#heirName").fill("Maja Lund");
    owner.locator("#heirEmail").fill("maja@lastcykeln.example");
    owner.locator("input[value=leave]").check();
    press(owner, "Skicka frågan");
    isFine(owner);
    String link = owner.locator("a[href*='/ga-med/person/']").getAttribute("href");
    Page heir = browser.page(1280, 900, true, ColorScheme.LIGHT);
    heir.navigate(server.url(link));
    isFine(heir);
    press(heir, "Ja, det vill jag");
    assertThat(heir.locator("h1")).containsText("Nu sköter du uppgifterna");
    signIn(heir, "maja@lastcykeln.example");
    owner.navigate(server.url("/min-sida"));
    assertThat(owner.locator("main")).not().containsText(NAME);

    heir.navigate(server.url("/min-sida/org-lastcykeln/stang"));
    isFine(heir);
    press(heir, "Stäng profilen");
    assertThat(heir.locator("#faults")).containsText("Kryssa i");
    heir.locator("#closing").check();
    press(heir, "Stäng profilen");
    isFine(heir);
    coordinator.navigate(server.url("/ansprak/stangda"));
    assertThat(coordinator.locator("main")).containsText(NAME);
    isFine(coordinator);
    press(heir, "Öppna profilen igen");
    assertThat(server.graph().read("MATCH (o:Organisation {id: 'org-lastcykeln'}) RETURN o.closedOn IS NULL AND o.claimed AS open", Map.of()).getFirst().get("open").asBoolean()).isTrue();
  }
}
