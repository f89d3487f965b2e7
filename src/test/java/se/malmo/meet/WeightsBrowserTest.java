package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.matching.Weights;

/** A coordinator lowers a weight, sees what moves, keeps it with a reason, and goes back. */
class WeightsBrowserTest {
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

  private static void looked(Page page, String name) {
    Browser.assertAccessible(page);
    Browser.assertFits(page);
    Browser.picture(page, name);
  }

  @Test
  void a_coordinator_lowers_a_weight_sees_what_moves_keeps_it_and_goes_back() {
    Page page = Browser.as(server, browser.page(1280, 900), "coordinator", "");
    page.locator(".signed a[href='/rapport']").click();
    page.locator(".filters a[href='/vikter']").click();
    looked(page, "weights-1280");
    page.getByLabel("Poäng för ett tidigare projekt").fill("minus ett");
    page.locator("button[value=try]").click();
    assertThat(page.locator("#faults a")).hasText(Pattern.compile("Skriv ett tal mellan 0 och 10000"));
    assertThat(page.getByLabel("Poäng för ett tidigare projekt")).hasValue("minus ett");
    looked(page, "weights-wrong-1280");
    page.getByLabel("Poäng för ett tidigare projekt").fill("100");
    page.locator("button[value=try]").click();
    assertThat(page.locator("#weights-trial")).containsText("1000 → 100");
    assertThat(page.locator("#weights-trial table")).containsText("En annan kommer först");
    page.locator(".moved summary").first().click();
    assertThat(page.locator(".moved details[open]").first()).containsText(Pattern.compile("plats \\d+"));
    page.setViewportSize(360, 800);
    looked(page, "weights-trial-360");
    page.setViewportSize(1280, 900);
    looked(page, "weights-trial-1280");
    page.locator("#reason").fill("Tidigare projekt dränker nya");
    page.locator("button[value=save]").click();
    assertThat(page.locator("#weights-versions li").first()).containsText("Tidigare projekt dränker nya");
    org.assertj.core.api.Assertions.assertThat(server.app().matcher().weights().vote()).isEqualTo(100);
    page.getByText("Gå tillbaka till standard").click();
    assertThat(page.locator("#weights-trial")).containsText("100 → 1000");
    page.locator("#reason").fill("Det blev sämre");
    page.locator("button[value=save]").click();
    assertThat(page.locator("#weights-versions li").first()).containsText("Tillbaka till standard.");
    org.assertj.core.api.Assertions.assertThat(server.app().matcher().weights()).isEqualTo(Weights.STANDARD);
    page.setViewportSize(360, 800);
    looked(page, "weights-360");
  }

  @Test
  void the_same_by_the_keyboard_alone_and_without_scripts() {
    Page page = Browser.as(server, browser.page(360, 800, false, com.microsoft.playwright.options.ColorScheme.DARK), "coordinator", "");
    page.navigate(server.url("/vikter"));
    page.locator("#stale").focus();
    page.keyboard().press("Control+A");
    page.keyboard().type("0,5");
    page.keyboard().press("Enter");
    assertThat(page.locator("#weights-trial")).containsText("0,8 → 0,5");
  }
}
