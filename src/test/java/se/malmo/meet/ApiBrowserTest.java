package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The page of the API: read without scripts, and tried in the browser under the same policy as every other page. */
@Order(TestServer.SHARED)
class ApiBrowserTest {
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
  void the_page_is_read_without_scripts_and_explains_each_no() {
    Page page = browser.page(360, 800, false, ColorScheme.DARK);
    page.navigate(server.url("/om/api"));
    assertThat(page.locator("dt", new Page.LocatorOptions().setHasText("POST /api/v1/cases/{reference}/acts"))).isVisible();
    assertThat(page.locator("#repeated")).containsText("422");
    assertThat(page.locator("#unconditional")).containsText("428");
    Browser.assertFits(page);
    Browser.picture(page, "api-360");
  }

  @Test
  void an_operation_is_tried_by_the_keyboard_alone_without_breaking_the_policy() {
    Page page = browser.page(1280, 900);
    List<String> refused = new ArrayList<>();
    page.onConsoleMessage(message -> {
      if (message.text().contains("Content Security Policy")) refused.add(message.text());
    });
    page.navigate(server.url("/en/about/api/try"));
    page.locator("#operations-tag-themes .expand-operation").focus();
    Browser.assertAccessible(page);
    page.keyboard().press("Enter");
    page.locator("#operations-themes-listThemes .opblock-summary-control").focus();
    page.keyboard().press("Enter");
    page.locator("#operations-themes-listThemes .try-out__btn").focus();
    page.keyboard().press("Enter");
    page.locator("#operations-themes-listThemes .execute").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#operations-themes-listThemes .live-responses-table .response-col_status").last()).containsText("200");
    Browser.assertAccessible(page);
    Browser.picture(page, "api-try-1280");
    Assertions.assertThat(refused).isEmpty();
  }

  @Test
  void the_page_to_try_it_says_without_scripts_where_else_to_read() {
    Page page = browser.page(1280, 900, false, ColorScheme.LIGHT);
    page.navigate(server.url("/om/api/prova"));
    assertThat(page.locator("noscript p")).containsText("JavaScript");
  }
}
