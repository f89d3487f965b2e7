package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The sender's step, the status page, a draft and joining, as people meet them: on a phone, in the dark, by keyboard, without scripts. */
@Order(TestServer.SHARED)
class CaseBrowserTest {
  private static final String IDEA = "Vi är ett bageri i Fosie som vill dela det bröd som blir över med skolor. Vi har bilar men saknar någon som tar emot.";
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

  private static void toSender(Page page, String start, String idea) {
    page.navigate(server.url(start));
    page.locator("#text").fill(idea);
    page.locator("#idea .actions button").first().click();
    assertThat(page.locator("#name")).isVisible();
  }

  private static void fillIn(Page page, String kind) {
    page.locator("#name").fill("Åsa Öberg");
    page.locator("#organisation").fill("Ugnen AB");
    page.locator("input[value=" + kind + "]").check();
    page.locator("#email").fill("asa@ugnen.example");
  }

  private static void look(Page page, String name) {
    Browser.assertAccessible(page);
    Browser.assertFits(page);
    Browser.picture(page, name);
  }

  @Test
  void the_way_back_from_the_receipt_shows_the_form_with_the_text() {
    Page page = browser.page(1280, 900);
    String idea = IDEA + " Och så vill vi kunna gå tillbaka.";
    toSender(page, "/", idea);
    fillIn(page, "business");
    page.locator("#title").fill("Tillbaka igen");
    page.locator("main form .actions button").first().click();
    page.waitForURL("**/arende/**");
    assertThat(page.locator("h1")).containsText("Tack");

    page.goBack();
    assertThat(page.locator("#text")).hasValue(idea);
    assertThat(page.locator("#name")).isVisible();
  }

  @Test
  void a_bakery_sends_in_on_a_phone_and_sees_each_step_as_it_is_taken() {
    Page page = browser.page(360, 780);
    toSender(page, "/", IDEA);
    look(page, "case-sender-360");
    page.locator("main form .actions button").first().click();
    assertThat(page.locator("#faults")).isFocused();
    assertThat(page).hasTitle(Pattern.compile("^Att rätta: "));
    look(page, "case-sender-faults-360");
    page.locator("#faults a[href='#kind']").click();
    assertThat(page.locator("#kind")).isFocused();

    page.locator("#kind-private").check();
    assertThat(page.locator(".when-private")).isVisible();
    fillIn(page, "business");
    assertThat(page.locator(".when-private")).isHidden();
    assertThat(page.locator(".diary")).containsText("Från Ugnen AB");
    String diary = page.locator(".diary").textContent();
    page.locator("text=Tillbaka till förslagen").click();
    page.locator("#continue").click();
    assertThat(page.locator("#organisation")).hasValue("Ugnen AB");
    assertThat(page.locator("#kind")).isChecked();
    assertThat(page.locator(".diary")).hasText(diary);
    page.locator("main form .actions button").first().dblclick();

    assertThat(page).hasURL(Pattern.compile(".*/arende/[0-9a-f]{32}\\?mottagen$"));
    String reference = page.locator(".big").textContent();
    assertThat(page.locator(".diary").textContent()).isEqualTo(diary.replaceFirst("MM-\\d{4}-…", reference));
    look(page, "case-status-360");
    server.graph().write("""
        MATCH (i:Initiative {reference: $reference}), (log:EventLog {id: 'log'})
        SET log.last = log.last + 1, i.status = 'withdrawn'
        CREATE (:Event {sequence: log.last, type: 'initiative.withdrawn', subject: i.id, at: datetime(), by: 'sender'})""", Map.of("reference", reference));
    assertThat(page.locator(".trail li")).hasCount(2);
    assertThat(page.locator("#case")).containsText("Återtaget");
    assertThat(page.locator("#news")).containsText("nytt steg");
    Browser.assertAccessible(page);
  }

  @Test
  void an_english_start_up_adds_a_file_and_secrets_and_withdraws() {
    Page page = browser.page(1280, 900, true, ColorScheme.DARK);
    toSender(page, "/en/", "We are a start-up that wants to reduce food waste in restaurants and looks for kitchens to test with.");
    page.locator("main summary").click();
    page.locator("#files").setInputFiles(new FilePayload("plan.txt", "text/plain", "Vi arbetar med cirkulär ekonomi och återbruk av byggmaterial.".getBytes(StandardCharsets.UTF_8)));
    page.locator("text=Add the files now").click();
    assertThat(page.locator(".files li")).containsText("plan.txt");
    assertThat(page.locator("input[name=with]").first()).isChecked();
    fillIn(page, "academia");
    page.locator("#mandate-unsure").check();
    page.locator("#confidential").fill("zqreceptur");
    page.locator("#ground").check();
    assertThat(page.locator(".record")).containsText("OSL chapter 31");
    look(page, "case-sender-more-dark-1280");
    page.locator("#email").press("Enter");

    assertThat(page.locator("h1")).hasText("Thank you, your idea has been sent in");
    assertThat(page.locator("main")).not().containsText("zqreceptur");
    assertThat(page.locator(".record")).containsText("plan.txt");
    look(page, "case-status-dark-1280");
    page.locator("main summary", new Page.LocatorOptions().setHasText("Withdraw the idea")).press("Enter");
    page.locator("button", new Page.LocatorOptions().setHasText("Withdraw the idea")).press("Enter");
    assertThat(page.locator("#case")).containsText("Withdrawn");
    assertThat(page.locator("h1")).hasText("How your idea is getting on");
  }

  @Test
  void a_department_without_scripts_keeps_a_draft_looks_at_the_record_and_sends() {
    Page page = browser.page(1280, 900, false, ColorScheme.LIGHT);
    page.navigate(server.url("/"));
    page.locator("#text").fill(IDEA);
    page.locator("text=Spara en länk till utkastet").click();
    assertThat(page).hasURL(Pattern.compile(".*/utkast/[0-9a-f]{32}\\?sparat$"));
    assertThat(page.locator("#text")).hasValue(IDEA);
    assertThat(page.locator("#suggestions .hit").first()).isVisible();
    Browser.assertFits(page);
    Browser.picture(page, "case-draft-1280");
    page.locator("#idea .actions button").first().click();
    fillIn(page, "city-unit");
    page.locator("text=Visa med det jag har fyllt i").click();
    assertThat(page.locator(".diary")).containsText("Från Ugnen AB");
    assertThat(page.locator("#email")).hasValue("asa@ugnen.example");
    Browser.picture(page, "case-sender-no-script-1280");
    page.locator("main form .actions button").first().click();
    assertThat(page.locator("h1")).hasText("Tack, idén är inskickad");
    Browser.picture(page, "case-status-no-script-1280");
  }

  @Test
  void a_private_person_is_shown_the_right_way() {
    Page page = browser.page(360, 780, true, ColorScheme.DARK);
    toSender(page, "/", "Jag vill ha fler bänkar i parken.");
    fillIn(page, "private");
    page.locator("main form .actions button").first().click();
    assertThat(page.locator("a[href='https://malmo.se/initiativet']").first()).isVisible();
    assertThat(page.locator("#text")).hasValue("Jag vill ha fler bänkar i parken.");
    look(page, "case-private-dark-360");
  }

  @Test
  void a_project_is_joined_in_both_languages() {
    String running = server.graph().read("MATCH (i:Initiative {status: 'running'}) WHERE i.published RETURN min(i.reference) AS x", Map.of()).getFirst().get("x").asString();
    for (String path : List.of("/initiativ/" + running + "/ga-med", "/en/initiatives/" + running + "/join")) {
      Page page = browser.page(path.startsWith("/en") ? 1280 : 360, 780, true, path.startsWith("/en") ? ColorScheme.DARK : ColorScheme.LIGHT);
      page.navigate(server.url(path));
      look(page, "case-join" + path.replaceAll("[^a-z]+", "-"));
      page.locator("main form button").click();
      assertThat(page.locator("#faults")).isFocused();
      Browser.assertAccessible(page);
      page.locator("#name").fill("Åsa");
      page.locator("#email").fill("asa@ugnen.example");
      page.locator("main form button").click();
      assertThat(page.locator("h1")).hasText(Pattern.compile("Tack|Thank you"));
      look(page, "case-joined" + path.replaceAll("[^a-z]+", "-"));
    }
  }
}
