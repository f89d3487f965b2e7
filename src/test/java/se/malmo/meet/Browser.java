package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's Chromium, driven by Playwright: the one without windows where it is installed, as it starts and draws with less. */
final class Browser implements AutoCloseable {
  private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync");
  private static final Path SCREENS = Path.of("target", "screens");
  private static final Path HEADLESS = Path.of("/usr/bin/chromium-headless-shell");

  private final Playwright playwright = Playwright.create();
  private final com.microsoft.playwright.Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(program()).setArgs(FLAGS));

  private static Path program() {
    String told = System.getenv("MEET_CHROMIUM");
    if (told != null) return Path.of(told);
    return Files.isExecutable(HEADLESS) ? HEADLESS : Path.of("/usr/bin/chromium");
  }

  /** A new visitor with a window of this size. */
  Page page(int width, int height) {
    return page(width, height, true, ColorScheme.LIGHT);
  }

  Page page(int width, int height, boolean scripts, ColorScheme scheme) {
    BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, height)
        .setJavaScriptEnabled(scripts).setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE).setLocale("sv-SE"));
    Page page = context.newPage();
    page.setDefaultTimeout(10_000);
    return page;
  }

  /** Signs a visitor in with one of the demo's roles; an ambassador's förvaltning, "" for the one that is chosen already. */
  static Page as(TestServer server, Page page, String role, String forvaltning) {
    page.navigate(server.url("/logga-in"));
    if (!forvaltning.isEmpty()) page.locator("#forvaltning").selectOption(forvaltning);
    page.locator("button[value=" + role + "]").click();
    PlaywrightAssertions.assertThat(page.locator(".signed")).isVisible();
    return page;
  }

  /** No fault that axe can find, by WCAG 2.2 AA and its best practices; in the page itself, as there are no frames, which saves a second page for each. */
  static void assertAccessible(Page page) {
    List<Rule> violations = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
    assertThat(violations).as(page.url() + violations.stream().map(rule -> "\n" + rule.getId() + ": "
        + rule.getNodes().stream().map(node -> node.getHtml() + " " + node.getFailureSummary()).toList()).toList()).isEmpty();
  }

  /** Nothing sticks out sideways. */
  static void assertFits(Page page) {
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).as(page.url()).isTrue();
  }

  /** The ways in which a page is looked at: wide and light, narrow and dark; by turns where not everything is. */
  static List<ColorScheme> schemes(int turn) {
    if (TestScale.IS_THOROUGH) return List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    return List.of(turn % 2 == 0 ? ColorScheme.LIGHT : ColorScheme.DARK);
  }

  /** A picture in target/screens, to be looked at, with -Pslow. */
  static void picture(Page page, String name) {
    if (!TestScale.IS_THOROUGH) return;
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")).setFullPage(true));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
