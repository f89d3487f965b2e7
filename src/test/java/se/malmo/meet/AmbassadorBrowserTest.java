package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Questions and meetings in a browser: a draft that comes along where it is ticked, a booking by the keyboard, every page wide and narrow. */
class AmbassadorBrowserTest {
  private static final String DEPARTMENT = "/forvaltningar/miljoforvaltningen";
  private static TestServer server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    // On a Monday, so that the times of the demo lie as far ahead as they should.
    server = TestServer.at(new MovedClock(Instant.parse("2026-03-02T09:00:00Z")), "");
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
    Browser.picture(page, "ambassador-" + name + "-" + page.viewportSize().width);
  }

  private static void go(Page page, String path, String name) {
    page.navigate(server.url(path));
    looked(page, name);
  }

  @Test
  void a_question_is_asked_with_the_draft_of_this_browser_where_it_is_ticked_and_answered() {
    Page page = browser.page(1280, 900);
    go(page, DEPARTMENT, "forvaltning");
    page.locator(".reach a", new Page.LocatorOptions().setHasText("Fråga ambassadören")).click();
    assertThat(page.locator("#share-draft")).isHidden();
    page.navigate(server.url("/"));
    page.locator("#text").fill("Vi vill minska matsvinnet i skolornas kök och mäta badvatten.");
    Locator ask = page.locator("#suggestions .reach button");
    assertThat(ask).isVisible();
    looked(page, "start");
    page.navigate(server.url(DEPARTMENT + "/fraga"));
    assertThat(page.locator("#share-draft")).isVisible();
    page.locator("#question").fill("Passar idén hos er?");
    page.locator("#name").fill("Åsa Öberg");
    page.locator("#email").fill("inte en adress");
    page.locator("main form button").click();
    assertThat(page.locator("#faults")).isFocused();
    looked(page, "ask-faults");
    page.locator("#email").fill("asa@ugnen.example");
    page.locator("input[name=share]").check();
    page.locator("main form button").click();
    assertThat(page.locator("main")).containsText("Utkastet är med");
    looked(page, "question");
    String own = page.url();

    Page kim = Browser.as(server, browser.page(360, 800), "ambassador", "miljoforvaltningen");
    kim.locator(".signed summary").click();
    kim.locator(".signed a", new Page.LocatorOptions().setHasText("Frågor och möten")).click();
    looked(kim, "questions");
    kim.locator("main li a", new Page.LocatorOptions().setHasText("Passar idén hos er?")).click();
    kim.locator("#answer").fill("Ja, den passar hos oss.");
    looked(kim, "inquiry");
    kim.locator("main summary", new Page.LocatorOptions().setHasText("Inte vår")).click();
    looked(kim, "inquiry-passing");
    kim.locator("#version").click();
    looked(kim, "inquiry-answered");
    page.navigate(own);
    assertThat(page.locator(".box")).containsText("Ja, den passar hos oss.");
    looked(page, "question-answered");
  }

  @Test
  void a_meeting_is_booked_and_called_off_by_the_keyboard() {
    Page page = browser.page(360, 800, true, ColorScheme.DARK);
    go(page, DEPARTMENT + "/mote", "slots");
    page.locator(".times a").last().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#matter")).isVisible();
    looked(page, "book");
    page.locator("#name").fill("Åsa Öberg");
    page.locator("#email").fill("asa@ugnen.example");
    page.locator("#matter").fill("Bröd som blir över");
    page.locator("main form button").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("Mötet är bokat");
    assertThat(page.locator("main")).containsText("video.example.org");
    looked(page, "booked");
    Page kim = Browser.as(server, browser.page(1280, 900), "ambassador", "miljoforvaltningen");
    go(kim, "/motestider", "times");
    kim.locator("main li a", new Page.LocatorOptions().setHasText("Åsa Öberg")).click();
    looked(kim, "booking");
    page.locator("button", new Page.LocatorOptions().setHasText("Avboka mötet")).focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("Mötet är avbokat");
    looked(page, "booking-off");
    kim.reload();
    looked(kim, "booking-off-host");
  }

  @Test
  void every_page_is_sound_in_the_other_width_and_scheme() {
    Page kim = Browser.as(server, browser.page(360, 800, true, ColorScheme.DARK), "ambassador", "miljoforvaltningen");
    for (String path : List.of("/motestider", "/fragor", "/fragor/inq-demo-1", DEPARTMENT + "/fraga", "/en/departments/miljoforvaltningen/ask")) go(kim, path, path.replaceAll("[^a-z]+", "-"));
    kim.navigate(server.url("/motestider"));
    kim.locator("button[value=add]").click();
    looked(kim, "times-faults");
    Page wide = browser.page(1280, 900, true, ColorScheme.DARK);
    for (String path : List.of(DEPARTMENT + "/mote", "/en/departments/miljoforvaltningen/meeting", "/ambassadorer", "/forvaltningar/grundskoleforvaltningen/mote")) go(wide, path, path.replaceAll("[^a-z]+", "-"));
    wide.navigate(server.url(DEPARTMENT + "/mote"));
    wide.locator(".times a").first().click();
    wide.locator("main form button").click();
    looked(wide, "book-faults");
  }
}
