package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A coordinator brings a file in, follows it and takes it back: with the pointer, and by the keyboard alone without scripts. Leaves the demo as it was. */
@Order(TestServer.SHARED)
class ImportBrowserTest {
  private static final LocatorAssertions.ContainsTextOptions PATIENT = new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
  private static final String TABLE = "Namn;Sektor;Beskrivning;Söker;Färg\nRönnbärsriket;Näringsliv;Vi gör gelé av rönnbär från Skåne.;rönnbär;röd\nRönnbärsvännerna;Förening;Vi plockar rönnbär.;;\n;Näringsliv;Utan namn.;;\n";
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

  private static void looked(Page page, String name) {
    Browser.assertAccessible(page);
    Browser.assertFits(page);
    Browser.picture(page, name);
  }

  private static void both(Page page, String name) {
    looked(page, name + "-1280");
    page.setViewportSize(360, 800);
    looked(page, name + "-360");
    page.setViewportSize(1280, 900);
  }

  @Test
  void a_coordinator_brings_a_file_in_and_takes_it_back() {
    Page page = Browser.as(server, browser.page(1280, 900), "coordinator", "");
    page.locator(".signed a[href='/importer']").click();
    page.getByText("Granska filen").click();
    assertThat(page.locator("#faults a").first()).hasText(Pattern.compile("Välj vad filen innehåller"));
    both(page, "imports-wrong");
    page.locator("input[value=organisations]").check();
    page.locator("#files").setInputFiles(new FilePayload("rönnbär.csv", "text/csv", TABLE.getBytes(Charset.forName("windows-1252"))));
    page.getByText("Granska filen").click();
    assertThat(page.locator("main [role=status]")).containsText("Inget är skrivet än", PATIENT);
    assertThat(page.locator("main table")).containsText("Rönnbärsriket");
    both(page, "import-preview");
    page.getByText("Ta in raderna").click();
    assertThat(page.locator("main [role=status]")).containsText("Importen är klar", PATIENT);
    both(page, "import-done");
    page.getByText("Ångra hela importen").click();
    assertThat(page.locator("main [role=status]")).containsText("Importen är ångrad", PATIENT);
    assertThat(page.locator("main")).containsText("2 togs bort");
    both(page, "import-undone");
    page.locator("main a[href='/importer']").click();
    assertThat(page.locator("main ul.lines li").first()).containsText("rönnbär.csv");
    both(page, "imports");
    page.locator(".filters a[href='/exporter']").click();
    both(page, "exports");
  }

  @Test
  void the_same_by_the_keyboard_alone_in_english_and_the_dark_without_scripts() {
    Page page = Browser.as(server, browser.page(360, 800, false, ColorScheme.DARK), "coordinator", "");
    page.navigate(server.url("/en/imports"));
    page.locator("input[value=register]").focus();
    page.keyboard().press("Space");
    page.locator("#files").setInputFiles(new FilePayload("register.csv", "text/csv", "number,name\n802999-0002,Åkern\n19121212-1212,Somebody\n".getBytes(StandardCharsets.UTF_8)));
    page.locator("main button").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("main [role=status]")).containsText("Nothing has been written", PATIENT);
    Browser.picture(page, "import-preview-dark-360");
    page.locator("main form button").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("main [role=status]")).containsText("The import is done", PATIENT);
    page.locator("main form button").last().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("main [role=status]")).containsText("has been undone", PATIENT);
    Page dark = Browser.as(server, browser.page(360, 800, true, ColorScheme.DARK), "coordinator", "");
    dark.navigate(page.url());
    looked(dark, "import-undone-dark-360");
  }
}
