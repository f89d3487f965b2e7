package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An organisation joins, is suggested, asked, has no time, rests and comes back; another does not answer and the next is offered: all of it in a browser. */
class InvitationBrowserTest {
  private static final String IDEA = "Vi vill starta ett surdegsbageri med solpaneler på taket och söker någon som kan catering, solceller och energirådgivning.";
  private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private static TestServer server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    server = TestServer.at(CLOCK, "");
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  private static void looked(Page page, String name) {
    Browser.assertAccessible(page);
    Browser.assertFits(page);
    Browser.picture(page, "invitation-" + name + "-" + page.viewportSize().width);
  }

  private static Locator containing(Page page, String selector, String text) {
    return page.locator(selector, new Page.LocatorOptions().setHasText(text));
  }

  /** On a phone: three fields, the link of the mail, and what was understood with more offers. */
  private static Page joined(String name) {
    Page page = browser.page(360, 740);
    page.navigate(server.url("/ga-med"));
    page.locator("#name").fill(name);
    page.locator("#offer").fill("Surdegsbageri med solpaneler.");
    page.locator("#email").fill("hej@sol.example");
    page.locator("main form button").first().click();
    page.locator("main a[href*='/ga-med/bekrafta/']").click();
    page.locator("main form button").first().click();
    page.locator("#offers").fill("catering\nsolceller\nenergirådgivning");
    page.locator("#sector").selectOption("business");
    looked(page, "profile");
    containing(page, "main form button", "Spara").first().click();
    assertThat(page.locator("[role=status]").first()).isVisible();
    return page;
  }

  private static Page sent() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/"));
    page.locator("#text").fill(IDEA);
    assertThat(page.locator("#suggestions")).containsText("Solbagaren");
    page.locator("#continue").click();
    page.locator("#title").fill("Bröd och sol");
    page.locator("#name").fill("Åsa Öberg");
    page.locator("#organisation").fill("Ugnen");
    page.locator("input[name=kind][value=business]").check();
    page.locator("#email").fill("asa@ugnen.example");
    containing(page, "main form button", "Skicka in").first().click();
    assertThat(page.locator("h1")).hasText("Tack, idén är inskickad");
    return page;
  }

  private static String ask(Page sender, Locator who) {
    String name = who.locator("xpath=..").innerText().strip();
    who.check();
    sender.locator("#message").fill("Vill ni baka med oss?");
    looked(sender, "ask");
    containing(sender, "main form button", "Skicka frågan").click();
    return name;
  }

  @Test
  void who_joined_is_asked_rests_and_comes_back_and_whoever_does_not_answer_gives_way_to_the_next() {
    Page member = joined("Solbagaren");
    Page sender = sent();
    String status = sender.url();
    containing(sender, "a", "Bjud in").first().click();
    String invite = sender.url();
    ask(sender, containing(sender, ".candidate", "Solbagaren").locator("input"));
    assertThat(sender.locator("#asked")).containsText("Solbagaren");

    member.navigate(server.url("/min-sida"));
    containing(member, "a", "inbjudan väntar").click();
    looked(member, "inbox");
    containing(member, "main li a", "Bröd och sol").click();
    assertThat(member.locator("main")).containsText("Vill ni baka med oss?");
    member.locator("input[name=reason][value=no-capacity]").check();
    member.locator("#pause").fill("2026-03-31");
    looked(member, "decline");
    containing(member, "main form button", "Tacka nej").click();
    assertThat(member.locator("main")).containsText("Ångra");
    looked(member, "declined");

    Page other = browser.page(1280, 900);
    other.navigate(server.url("/"));
    other.locator("#text").fill(IDEA);
    assertThat(other.locator("#suggestions li").first()).isVisible();
    assertThat(other.locator("#suggestions")).not().containsText("Solbagaren");

    sender.navigate(status);
    assertThat(sender.locator("main")).containsText("Solbagaren tackade nej");
    sender.navigate(invite);
    assertThat(containing(sender, ".candidate", "Solbagaren")).hasCount(0);
    Locator free = sender.locator(".candidate input:not([disabled])");
    String second = ask(sender, free.first());
    assertThat(sender.locator("#asked")).containsText(second);
    String third = free.first().locator("xpath=..").innerText().strip();

    CLOCK.move(Duration.ofDays(31));
    server.app().caseSide().chores().doAll();
    sender.navigate(status);
    assertThat(sender.locator("main")).containsText(second);
    looked(sender, "lapsed");
    sender.navigate(invite);
    assertThat(sender.locator("#asked")).containsText(second);
    assertThat(sender.locator(".candidate input:not([disabled])").first().locator("xpath=..")).containsText(third);
    other.navigate(server.url("/"));
    other.locator("#text").fill(IDEA + " Igen.");
    assertThat(other.locator("#suggestions")).containsText("Solbagaren");
    List.of(member, sender, other).forEach(page -> page.context().close());
  }
}
