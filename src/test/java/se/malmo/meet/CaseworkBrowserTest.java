package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.Sweden;

/** Those who answer, in a browser: with the mouse, with the keyboard alone, on a phone, without scripts, two at once. */
class CaseworkBrowserTest {
  private static final String SERVICE = "serviceforvaltningen";
  private static final String ENVIRONMENT = "miljoforvaltningen";
  private static TestServer server;
  private static Browser browser;

  /** A case with its sender's page. */
  private record Sent(String reference, String statusPage) {}

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

  private static Sent send(String title) {
    String json = """
        {"title": "%s", "text": "Vi bakar för mycket bröd i Fosie och vill dela det med skolornas kök. Vi har bil och kan packa, men behöver någon som reder ut hygienreglerna.",
         "sender": {"name": "Åsa Öberg", "sector": "business", "organisation": "Ugnen AB", "email": "asa@ugnen.example"}}""".formatted(title);
    try {
      JsonNode answer = new ObjectMapper().readTree(server.post("/api/v1/initiatives", json).body());
      return new Sent(answer.get("reference").asText(), answer.get("statusUrl").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_bakery_s_idea_goes_from_the_queue_to_a_running_project_and_its_outcome_without_scripts() {
    Sent sent = send("Bröd till skolkök");
    Page coordinator = Browser.as(server, browser.page(1280, 900, false, ColorScheme.LIGHT), "coordinator", "");
    coordinator.locator("main a", new Page.LocatorOptions().setHasText(sent.reference())).first().click();
    coordinator.locator(".act-links a", new Page.LocatorOptions().setHasText("Fördela")).click();
    // The first choice is the one that the text points to.
    assertThat(coordinator.locator("#forvaltning option").first()).containsText("föreslås");
    coordinator.locator("#forvaltning").selectOption(ENVIRONMENT);
    coordinator.locator(".act button").click();
    assertThat(coordinator.locator(".desk-side")).containsText("Miljöförvaltningen");

    Page ambassador = Browser.as(server, browser.page(360, 800, false, ColorScheme.DARK), "ambassador", ENVIRONMENT);
    ambassador.locator("main a", new Page.LocatorOptions().setHasText(sent.reference())).first().click();
    answer(ambassador, "accepted", "Det här passar bra.");
    answer(ambassador, "running", "Två kök börjar på måndag.");
    ambassador.locator(".act-links a").first().click();
    ambassador.locator("#to").selectOption("ended");
    ambassador.locator("#reason").fill("Nu är försöket slut.");
    ambassador.locator(".act button").click();
    assertThat(ambassador.locator("#faults")).containsText("Vad det ledde till");
    assertThat(ambassador.locator("#reason")).hasValue("Nu är försöket slut.");
    ambassador.locator("input[name=achieved][value=yes]").check();
    ambassador.locator("#outcome").fill("40 kilo bröd i veckan blev mat.");
    ambassador.locator(".act button").click();
    assertThat(ambassador.locator(".desk-side")).containsText("Avslutat");

    Page sender = browser.page(1280, 900, false, ColorScheme.LIGHT);
    sender.navigate(sent.statusPage());
    assertThat(sender.locator(".trail")).containsText("Det här passar bra.");
    assertThat(sender.locator(".trail")).containsText("Ambassadören, Miljöförvaltningen (demo)");
    sender.navigate(server.url("/initiativ/" + sent.reference()));
    assertThat(sender.locator("main")).containsText("40 kilo bröd i veckan blev mat.");
  }

  /** Says that a case is somebody else's; to nobody in particular where it has been moved enough already. */
  private static void notOurs(Page page, Sent sent, String to, String reason) {
    page.navigate(server.url("/arenden/" + sent.reference() + "?do=not-ours"));
    if (to.isEmpty()) assertThat(page.locator(".act")).containsText("så att ingen skickas runt");
    else page.locator("#to").selectOption(to);
    page.locator("#reason").fill(reason);
    page.locator(".act button").click();
    page.waitForURL(url -> !url.contains("do=not-ours"));
  }

  @Test
  void a_case_moved_twice_comes_to_the_coordinator_and_a_refusal_tells_where_to_turn() {
    Sent sent = send("Bröd som flyttas runt");
    Page coordinator = Browser.as(server, browser.page(1280, 900), "coordinator", "");
    coordinator.navigate(server.url("/arenden/" + sent.reference() + "?do=assign"));
    coordinator.locator("#forvaltning").selectOption(SERVICE);
    coordinator.locator(".act button").click();
    assertThat(coordinator.locator(".desk-side")).containsText("Serviceförvaltningen");
    notOurs(Browser.as(server, browser.page(360, 800), "ambassador", SERVICE), sent, ENVIRONMENT, "Hygien är miljöförvaltningens sak.");
    notOurs(Browser.as(server, browser.page(360, 800), "ambassador", ENVIRONMENT), sent, "", "Det är skolornas kök.");

    Page sender = browser.page(360, 800);
    sender.navigate(sent.statusPage());
    assertThat(sender.locator(".trail")).containsText("flyttades till Miljöförvaltningen");
    assertThat(sender.locator(".trail")).containsText("Näringslivsavdelningen");
    assertThat(sender.locator("#case")).not().containsText("avslag");
    coordinator.navigate(server.url("/arenden/" + sent.reference() + "?do=change"));
    coordinator.locator("#to").selectOption("declined");
    coordinator.locator("#reason").fill("Staden har redan avtal om brödet.");
    coordinator.locator(".act button").click();
    assertThat(coordinator.locator("#faults")).containsText("Skriv vart avsändaren kan vända sig");
    assertThat(coordinator.locator("#reason")).hasValue("Staden har redan avtal om brödet.");
    coordinator.locator("#onward").fill("Brödkorgen hämtar varje kväll: brodkorgen.example");
    coordinator.locator(".act button").click();
    // The page follows by itself.
    assertThat(sender.locator(".trail")).containsText("Staden har redan avtal om brödet.");
    assertThat(sender.locator("#case")).containsText("Brödkorgen hämtar varje kväll");
  }

  private static void answer(Page page, String to, String reason) {
    page.locator(".act-links a").first().click();
    page.locator("#to").selectOption(to);
    page.locator("#reason").fill(reason);
    page.locator(".act button").click();
    assertThat(page.locator(".trail").last()).containsText(reason);
  }

  @Test
  void the_queue_is_worked_through_with_the_keyboard_alone() {
    send("Tangentbord ett");
    send("Tangentbord två");
    Page page = Browser.as(server, browser.page(1280, 900), "coordinator", "");
    page.keyboard().press("n");
    assertThat(page.locator(".act-links")).isVisible();
    String first = page.url();
    page.keyboard().press("n");
    page.waitForURL(url -> !url.equals(first));
    page.locator(".act-links a").first().focus();
    page.keyboard().press("Enter");
    page.locator("#to").focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Tab");
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("#reason")).hasValue(java.util.regex.Pattern.compile("Tack för idén.*", java.util.regex.Pattern.DOTALL));
    // The letter is a letter where one writes.
    page.locator("#reason").focus();
    page.keyboard().press("n");
    assertThat(page.locator("#reason")).isFocused();
    page.locator(".act button").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".desk-side")).containsText("Under bedömning");
    page.navigate(server.url("/arenden/ko"));
    page.locator("#keys button").click();
    page.keyboard().press("n");
    assertThat(page).hasURL(server.url("/arenden/ko"));
    page.locator("#keys button").click();
  }

  @Test
  void a_card_is_dragged_to_the_form_for_its_move_and_a_menu_leads_there_too() {
    Sent sent = send("Dra mig");
    Page page = Browser.as(server, browser.page(1280, 900), "coordinator", "");
    page.navigate(server.url("/arenden?q=dra+mig"));
    Locator card = page.locator(".card", new Page.LocatorOptions().setHasText(sent.reference()));
    card.dragTo(page.locator(".column[data-status=assessed]"));
    assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/arenden/" + sent.reference() + "\\?do=change&to=assessed.*"));
    assertThat(page.locator("#to")).hasValue("assessed");
    page.navigate(server.url("/arenden?q=dra+mig"));
    card.locator("summary").press("Enter");
    card.locator("details a").last().press("Enter");
    assertThat(page.locator("#to")).hasValue("declined");
  }

  @Test
  void two_people_see_each_other_s_change_and_neither_loses_what_they_wrote() {
    Sent sent = send("Två samtidigt");
    Page one = Browser.as(server, browser.page(1280, 900), "coordinator", "");
    Page other = Browser.as(server, browser.page(1280, 900), "coordinator", "");
    one.navigate(server.url("/arenden/" + sent.reference() + "?do=change"));
    one.locator("#to").selectOption("accepted");
    one.locator("#reason").fill("En lång text som tog tid.");
    Page list = Browser.as(server, browser.page(1280, 900), "coordinator", "");
    list.navigate(server.url("/arenden?q=samtidigt"));

    other.navigate(server.url("/arenden/" + sent.reference() + "?do=change"));
    other.locator("#to").selectOption("assessed");
    other.locator("#reason").fill("Jag läser den.");
    other.locator(".act button").click();
    assertThat(one.locator("#changed")).isVisible();
    assertThat(one.locator("#reason")).hasValue("En lång text som tog tid.");
    assertThat(list.locator(".column[data-status=assessed]")).containsText(sent.reference());
    one.locator(".act button").click();
    assertThat(one.locator("#faults")).containsText("Jag läser den.");
    assertThat(one.locator("#reason")).hasValue("En lång text som tog tid.");
    one.locator(".act button").click();
    assertThat(one.locator(".desk-side")).containsText("Antaget");
  }

  @Test
  void an_ambassador_who_leaves_passes_the_queue_on() {
    Page administrator = Browser.as(server, browser.page(1280, 900), "administrator", "");
    administrator.navigate(server.url("/konton"));
    administrator.locator("#name").fill("Efterträdaren Ek");
    administrator.locator("#role").selectOption("ambassador");
    administrator.locator("input[name=forvaltningar][value=" + SERVICE + "]").check();
    administrator.locator("main form button").last().click();
    assertThat(administrator.locator("h1")).hasText("Efterträdaren Ek");
    Sent sent = send("Till den som är kvar");
    Page leaving = Browser.as(server, browser.page(1280, 900), "ambassador", SERVICE);
    leaving.navigate(server.url("/mitt"));
    String today = LocalDate.now(Sweden.ZONE).toString();
    leaving.locator("#from").fill(today);
    leaving.locator("#until").fill(today);
    leaving.locator("#deputy").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("Efterträdaren Ek"));
    leaving.locator("button", new Page.LocatorOptions().setHasText("Spara frånvaron")).click();
    assertThat(leaving.locator("main")).containsText("Ni är borta från");
    Page coordinator = Browser.as(server, browser.page(1280, 900), "coordinator", "");
    coordinator.navigate(server.url("/arenden/" + sent.reference() + "?do=assign"));
    coordinator.locator("#forvaltning").selectOption(SERVICE);
    coordinator.locator(".act button").click();
    assertThat(coordinator.locator(".desk-side")).containsText("Efterträdaren Ek");
    leaving.locator("button", new Page.LocatorOptions().setHasText("Jag är tillbaka")).click();
    server.graph().write("MATCH (a:Account {name: 'Efterträdaren Ek'}) SET a.closed = true", Map.of());
  }

  @Test
  void no_page_has_a_fault_that_axe_finds_and_every_one_fits_a_small_phone() {
    Sent sent = send("Ett ärende med <svg onload=alert(1)> och ettextremtlångtordsominteharnågotmellanslagalls");
    List<String> coordinators = List.of("/arenden", "/arenden/lista", "/arenden/ko", "/arenden/stillestand", "/overlamning", "/overlamning/acc-demo-ambassador-serviceforvaltningen", "/arenden/" + sent.reference(), "/arenden/" + sent.reference() + "?do=assign",
        "/arenden/" + sent.reference() + "?do=change", "/arenden/" + sent.reference() + "?do=extend", "/mitt", "/en/cases/" + sent.reference() + "?do=change", "/en/cases",
        "/arenden/" + sent.reference() + "/tillsammans", "/en/cases/" + sent.reference() + "/together", "/ansprak", "/en/claims");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      int width = scheme == ColorScheme.LIGHT ? 1280 : 320;
      check(Browser.as(server, browser.page(width, 900, true, scheme), "coordinator", ""), coordinators, scheme, width + "");
      check(Browser.as(server, browser.page(width, 900, true, scheme), "administrator", ""), List.of("/konton", "/konton/acc-demo-auditor", "/granskning", "/en/audit"), scheme, width + "");
      String organisation = server.graph().read("MATCH (a:Account {id: 'acc-demo-member'}) RETURN a.organisations[0] AS id", Map.of()).getFirst().get("id").asString();
      check(Browser.as(server, browser.page(width, 900, true, scheme), "member", ""), List.of("/min-sida", "/en/my-page/" + organisation, "/en/my-page", "/min-sida/" + organisation), scheme, width + "");
    }
  }

  private static void check(Page page, List<String> paths, ColorScheme scheme, String name) {
    for (String path : paths) {
      if (!Browser.schemes(paths.indexOf(path)).contains(scheme)) continue;
      page.navigate(server.url(path));
      Browser.assertAccessible(page);
      Browser.assertFits(page);
      Browser.picture(page, "desk" + path.replaceAll("[^a-z]+", "-") + name);
      assertThat(page.locator("svg[onload]").count()).isZero();
    }
  }
}
