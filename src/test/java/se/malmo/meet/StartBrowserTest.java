package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The submitter's way, from the first word to the status page. */
@Order(TestServer.SHARED)
class StartBrowserTest {
  private static final String IDEA = "Vi är en byggfirma i Fosie som vill ge nyanlända praktik på bygget. Vi har handledare men saknar språkstöd.";
  private static TestServer server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @Test
  void suggestions_follow_the_typing_and_a_reason_marks_its_words() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/"));
    Browser.assertAccessible(page);
    Browser.picture(page, "start-empty-1280");
    page.locator("#text").pressSequentially(IDEA);

    Locator hits = page.locator("#suggestions .hit");
    assertThat(hits.first()).isVisible();
    assertThat(page.locator("#suggestions .box").first()).containsText("Prata med");
    assertThat(page.locator("#understood")).containsText("etablering av nyanlända");
    Locator reason = page.locator("#suggestions .hit [data-spans]:not([data-spans=''])").first();
    reason.hover();
    String said = reason.locator(".said").first().textContent();
    assertThat(page.locator("#marks mark").first()).hasText(said);
    Browser.picture(page, "start-1280");
    page.locator("#suggestions .hit summary").first().click();
    Browser.assertAccessible(page);
    Browser.picture(page, "start-why-1280");
  }

  @Test
  void a_slow_older_answer_never_replaces_a_newer_one() {
    Page page = browser.page(1280, 900);
    boolean[] first = {true};
    page.route("**/forslag", route -> {
      if (first[0]) {
        first[0] = false;
        page.waitForTimeout(1500);
      }
      route.resume();
    });
    page.navigate(server.url("/"));
    page.locator("#text").fill("Vi söker någon som kan laga cyklar.");
    page.waitForTimeout(350);
    page.locator("#text").fill("Vi vill minska matsvinnet i vårt bageri.");

    assertThat(page.locator("#understood")).containsText("matsvinn");
    page.waitForTimeout(2000);
    assertThat(page.locator("#understood")).containsText("matsvinn");
    assertThat(page.locator("#understood")).not().containsText("cykl");
  }

  @Test
  void a_lost_connection_is_said_and_the_text_is_kept() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/"));
    page.route("**/forslag", route -> route.abort());
    page.locator("#text").fill(IDEA);
    assertThat(page.locator("#lost")).isVisible();
    page.unroute("**/forslag");
    assertThat(page.locator("#suggestions .hit").first()).isVisible();
    assertThat(page.locator("#lost")).isHidden();
    assertThat(page.locator("#text")).hasValue(IDEA);
  }

  @Test
  void an_idea_is_sent_in_and_followed_on_a_phone() {
    Page page = browser.page(360, 780);
    page.navigate(server.url("/"));
    page.locator("#text").fill(IDEA);
    assertThat(page.locator("#suggestions .hit").first()).isVisible();
    Browser.assertFits(page);
    Browser.picture(page, "start-360");
    page.locator("text=Gå vidare och skicka in").click();
    Browser.assertAccessible(page);
    page.locator("text=Skicka in idén").click();
    assertThat(page.locator("#faults")).containsText("E-postadress");
    assertThat(page.locator("#text")).hasValue(IDEA);
    Browser.assertAccessible(page);
    Browser.assertFits(page);
    Browser.picture(page, "sender-faults-360");
    page.locator("#name").fill("Åsa Öberg");
    page.locator("#organisation").fill("Bygg & Bo i Fosie");
    page.locator("input[value=business]").check();
    page.locator("#email").fill("asa@byggbo.example");
    page.locator("text=Skicka in idén").dblclick();

    assertThat(page).hasURL(Pattern.compile(".*/arende/[0-9a-f]{32}\\?mottagen$"));
    assertThat(page.locator("h1")).hasText("Tack, idén är inskickad");
    assertThat(page.locator(".big")).hasText(Pattern.compile("MM-\\d{4}-\\d{4}"));
    assertThat(page.locator("main")).containsText(IDEA);
    Browser.assertAccessible(page);
    Browser.assertFits(page);
    Browser.picture(page, "status-360");
    page.locator(".menu a[hreflang=en]").click();
    assertThat(page.locator("h1")).hasText("Thank you, your idea has been sent in");
    assertThat(page.locator("main")).containsText("Business Development Unit");
  }

  @Test
  void a_keyword_is_taken_away_and_given_back_and_another_is_added() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/"));
    page.locator("#text").fill(IDEA);
    Locator understood = page.locator("#understood");
    assertThat(understood).containsText("språkträning");
    page.locator("#understood button[aria-label='Ta bort språkträning']").click();
    assertThat(understood).containsText("Räknas inte:");
    assertThat(page.locator("#suggestions")).not().containsText("erbjuder språkträning.");
    assertThat(page.locator("#understood button[aria-label='Räkna språkträning igen']")).isFocused();
    page.keyboard().press("Enter");
    assertThat(understood).not().containsText("Räknas inte:");
    assertThat(page.locator("#suggestions")).containsText("erbjuder språkträning.");

    page.locator("#add-box summary").click();
    page.locator("#add").pressSequentially("matsv");
    // What is half typed there is no wish yet.
    page.locator("#understood button[aria-label='Ta bort byggfirma i Fosie']").click();
    assertThat(understood).containsText("Räknas inte:");
    assertThat(understood).not().containsText("inget nyckelord");
    page.locator("#understood button[name=restore]").click();
    assertThat(understood).not().containsText("Räknas inte:");
    page.locator("#add-options button").first().click();
    assertThat(understood).containsText("Ni har lagt till:");
    assertThat(page.locator("#suggestions")).containsText("Ni har lagt till matsvinn");
    assertThat(page.locator("#add")).hasValue("");
    page.locator("#add").fill("xyzzy");
    page.keyboard().press("Enter");
    assertThat(understood).containsText("inget nyckelord som heter ”xyzzy”");
    Browser.assertAccessible(page);
    Browser.picture(page, "start-keywords-1280");
    // What was chosen goes along with the text.
    page.locator("#continue").click();
    assertThat(page.locator("#text")).hasValue(IDEA);
  }

  @Test
  void anybody_can_be_asked_about_and_a_tip_lifts_them() {
    Page page = browser.page(360, 780);
    page.navigate(server.url("/"));
    page.locator("#text").fill(IDEA);
    assertThat(page.locator("#suggestions .hit").first()).isVisible();
    page.locator("#who").pressSequentially("Språkbänken");
    page.locator("#who-options button").first().click();
    assertThat(page.locator("#explained")).containsText("bland organisationerna");
    assertThat(page.locator("#explained")).isFocused();
    Browser.assertAccessible(page);
    Browser.assertFits(page);
    Browser.picture(page, "start-explained-360");
    Locator tips = page.locator("#explained .tips li");
    assertThat(tips.first()).containsText("kommer Språkbänken Rosengård på plats");
    String promised = tips.first().locator(".quiet").textContent().replaceAll("\\D", "");
    tips.first().locator("button").click();
    assertThat(page.locator("#explained")).containsText("på plats " + promised + " bland");
    page.locator("#explained button[name=close]").click();
    assertThat(page.locator("#explained")).hasCount(0);
  }

  @Test
  void a_team_shows_who_covers_what_and_what_stays_uncovered() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/"));
    page.locator("#text").fill("Vi är en byggfirma. Vi söker språkstöd, handledning för nyanlända och någon som kan laga cyklar.");
    page.locator("#suggestions .hit button[name=include]").first().click();
    assertThat(page.locator("#team-box .lines li")).hasCount(1);
    page.locator("#team-box button[name=propose]").click();
    assertThat(page.locator("#team-box .lines")).containsText("Är ensam om att täcka");
    int uncovered = page.locator("#team-box .criteria .open").count();
    Browser.assertAccessible(page);
    Browser.picture(page, "start-team-1280");
    page.locator("#team-box .lines li", new Page.LocatorOptions().setHasText("Är ensam om att täcka")).first().locator("button[name=exclude]").click();
    assertThat(page.locator("#team-box .criteria .open")).not().hasCount(uncovered);
    page.locator("#team-box button[name=dissolve]").click();
    assertThat(page.locator("#team-box .lines")).hasCount(0);
  }

  @Test
  void what_was_written_is_there_again_after_the_tab_was_closed() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/"));
    page.locator("#text").fill(IDEA);
    assertThat(page.locator("#understood")).containsText("språkträning");
    page.locator("#understood button[aria-label='Ta bort språkträning']").click();
    assertThat(page.locator("#understood")).containsText("Räknas inte:");
    Page again = page.context().newPage();
    page.close();
    again.navigate(server.url("/"));
    assertThat(again.locator("#text")).hasValue(IDEA);
    assertThat(again.locator("#understood")).containsText("Räknas inte:");
    assertThat(again.locator("#suggestions .hit").first()).isVisible();
    assertThat(again.locator("#kept")).isVisible();
    Browser.assertAccessible(again);
    again.locator("#forget").click();
    assertThat(again.locator("#text")).hasValue("");
  }

  @Test
  void keywords_team_and_questions_work_without_scripts() {
    Page page = browser.page(360, 780, false, ColorScheme.DARK);
    page.navigate(server.url("/"));
    page.locator("#text").fill(IDEA);
    page.getByText("Visa förslag").click();
    page.locator("#understood button[aria-label='Ta bort språkträning']").click();
    assertThat(page.locator("#understood")).containsText("Räknas inte:");
    page.locator("#add-box summary").click();
    page.locator("#add").fill("matsvinn");
    page.locator("#add").press("Enter");
    assertThat(page.locator("#understood")).containsText("Ni har lagt till:");
    assertThat(page.locator("#understood")).containsText("Räknas inte:");
    page.locator("#suggestions .hit button[name=include]").first().click();
    assertThat(page.locator("#team-box .lines li")).hasCount(1);
    page.locator("#who").fill("förskole");
    page.locator("#who-button").click();
    assertThat(page.locator("#explained")).containsText("Förskoleförvaltningen");
    assertThat(page.locator("#team-box .lines li")).hasCount(1);
    assertThat(page.locator("#text")).hasValue(IDEA);
    Browser.assertFits(page);
    Browser.picture(page, "start-no-script-360-dark");
  }

  @Test
  void the_same_without_scripts() {
    Page page = browser.page(1280, 900, false, ColorScheme.LIGHT);
    page.navigate(server.url("/"));
    page.locator("#text").fill(IDEA);
    page.locator("text=Visa förslag").click();
    assertThat(page.locator("#suggestions .hit").first()).isVisible();
    assertThat(page.locator("#text")).hasValue(IDEA);
    Browser.picture(page, "start-no-script-1280");
    page.locator("text=Gå vidare och skicka in").click();
    page.locator("#name").fill("Mirre");
    page.locator("#organisation").fill("Miljöförvaltningen");
    page.locator("input[value=city-unit]").check();
    page.locator("#email").fill("mirre@stad.example");
    page.locator("text=Skicka in idén").click();
    assertThat(page.locator(".big")).hasText(Pattern.compile("MM-\\d{4}-\\d{4}"));
    Browser.picture(page, "status-1280");
  }

  @Test
  void the_whole_way_by_keyboard_alone() {
    Page page = browser.page(1280, 900);
    page.navigate(server.url("/en/"));
    tabTo(page, "text");
    page.keyboard().type("We are a start-up that wants to reduce food waste in restaurants and looks for kitchens to test with.");
    assertThat(page.locator("#suggestions .hit").first()).isVisible();
    tabTo(page, "continue");
    page.keyboard().press("Enter");
    assertThat(page.locator("#name")).isVisible();
    tabTo(page, "name");
    page.keyboard().type("Sam");
    tabTo(page, "organisation");
    page.keyboard().type("Leftover Lab");
    page.keyboard().press("Tab");
    page.keyboard().press("Space");
    tabTo(page, "email");
    page.keyboard().type("sam@leftover.example");
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("Thank you, your idea has been sent in");
  }

  private static void tabTo(Page page, String id) {
    for (int i = 0; i < 30; i++) {
      if (id.equals(page.evaluate("document.activeElement.id"))) return;
      page.keyboard().press("Tab");
    }
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo(id);
  }
}
