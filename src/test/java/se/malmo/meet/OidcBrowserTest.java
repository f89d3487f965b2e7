package se.malmo.meet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.nimbusds.jose.JOSEObjectType;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.identity.Account;
import se.malmo.meet.web.Role;

/** Signing in at the city's identity provider with a browser, and the pages of those who do not come in. */
class OidcBrowserTest {
  private static final String CLIENT = "meet-malmo";
  private static final String CITY = "city";
  private static final Pattern ID_TOKEN = Pattern.compile("(\"id_token\"\\s*:\\s*\")([^\"]+)");
  private static MockOAuth2Server provider;
  private static HttpServer between;
  private static String issuer;
  private static TestServer server;
  private static Browser browser;
  /** What somebody between the provider and us does to its ID tokens. */
  private static UnaryOperator<String> meddling = UnaryOperator.identity();
  private static String lastToken = "";

  @BeforeAll
  static void start() throws IOException {
    provider = new MockOAuth2Server();
    provider.start();
    between = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    issuer = "http://127.0.0.1:" + between.getAddress().getPort() + "/" + CITY;
    between.createContext("/" + CITY + "/.well-known/openid-configuration", OidcBrowserTest::discovered);
    between.createContext("/" + CITY + "/token", OidcBrowserTest::passedOn);
    between.start();
    server = TestServer.empty(Map.of("MEET_OIDC_ISSUER", issuer, "MEET_OIDC_CLIENT_ID", CLIENT, "MEET_OIDC_CLIENT_SECRET", "a-secret-of-the-test",
        "MEET_OIDC_ROLES", "mm-amb=ambassador,mm-koord=coordinator"));
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
    between.stop(0);
    provider.shutdown();
  }

  @BeforeEach
  void nobody_meddles() {
    meddling = UnaryOperator.identity();
  }

  private static void discovered(HttpExchange exchange) throws IOException {
    answer(exchange, 200, """
        {"issuer": "%s", "authorization_endpoint": "%s", "token_endpoint": "%s/token", "jwks_uri": "%s", "response_types_supported": ["code"],
         "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}"""
        .formatted(issuer, provider.authorizationEndpointUrl(CITY), issuer, provider.jwksUrl(CITY)));
  }

  private static void passedOn(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(provider.tokenEndpointUrl(CITY).uri())
        .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type")).POST(HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null) request.header("Authorization", authorization);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> given = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Matcher token = ID_TOKEN.matcher(given.body());
      String body = token.find() ? token.replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + meddling.apply(found.group(2)))) : given.body();
      if (token.reset().find()) lastToken = token.group(2);
      answer(exchange, given.statusCode(), body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** What the provider says of whoever comes next. */
  private static void next(String subject, long seconds, Map<String, Object> more) {
    Map<String, Object> claims = new HashMap<>(Map.of("iss", issuer, "name", "Anna Amb", "roles", List.of("mm-amb"), "forvaltningar", List.of("kulturforvaltningen"),
        "email", subject + "@malmo.example", "email_verified", true));
    claims.putAll(more);
    provider.enqueueCallback(new DefaultOAuth2TokenCallback(CITY, subject, JOSEObjectType.JWT.getType(), List.of(CLIENT), claims, seconds));
  }

  private static Page visitor() {
    return browser.page(1280, 900, true, ColorScheme.LIGHT);
  }

  /** Goes to a page for those who have signed in, and from there to the provider, which sends the browser back at once. */
  private static Page signIn(Page page) {
    page.navigate(server.url("/arenden/ko"));
    page.locator("main a.button").first().click();
    if (page.url().contains("/logga-in?")) page.locator("main a.button").first().click();
    return page;
  }

  /** A page that says why, in words, with the way to begin again; nobody is in. */
  private static void refused(Page page, String why) {
    assertThat(page.locator("h1")).hasText("Logga in");
    assertThat(page.locator("#faults")).containsText(why);
    assertThat(page.locator("main a.button")).hasText("Logga in med stadens konto");
    Browser.assertAccessible(page);
    Browser.assertFits(page);
    assertThat(page.request().get(server.url("/arenden")).status()).isEqualTo(401);
  }

  @Test
  void an_ambassador_signs_in_sees_the_own_part_of_the_city_and_signs_out() {
    next("anna", 600, Map.of());
    Page page = signIn(visitor());
    assertThat(page).hasURL(server.url("/arenden/ko"));
    assertThat(page.locator("nav.signed")).containsText("ambassadör");
    assertThat(page.request().get(server.url("/konton")).status()).as("no administrator").isEqualTo(403);
    assertThat(server.app().staffSide().accounts().byEmail("anna@malmo.example").orElseThrow().forvaltningar()).containsExactly("kulturforvaltningen");
    Locator out = page.locator("form[action$='/logga-ut'] button");
    out.click();
    assertThat(page).hasURL(server.url("/"));
    assertThat(page.request().get(server.url("/arenden/ko")).status()).isEqualTo(401);
    page.goBack();
    assertThat(page.locator("body")).not().containsText("Logga ut");

    // With another role the next time.
    next("anna", 600, Map.of("roles", List.of("mm-koord")));
    signIn(page);
    assertThat(page).hasURL(server.url("/arenden/ko"));
    assertThat(server.app().staffSide().accounts().byEmail("anna@malmo.example").orElseThrow().role()).isEqualTo(Role.COORDINATOR);
    assertThat(page.request().get(server.url("/luckor")).status()).isEqualTo(200);
  }

  @Test
  void an_expired_token_is_refused_and_the_next_try_comes_in() {
    next("eva", -600, Map.of());
    Page page = signIn(visitor());
    refused(page, "Inloggningen godkändes inte. Börja om här.");
    next("eva", 600, Map.of());
    page.locator("main a.button").click();
    assertThat(page.locator("nav.signed")).containsText("ambassadör");
  }

  @Test
  void a_token_that_somebody_has_changed_is_refused() {
    meddling = token -> token.substring(0, token.lastIndexOf('.') + 1) + (token.endsWith("A") ? "B" : "A") + token.substring(token.lastIndexOf('.') + 2);
    next("eva", 600, Map.of());
    refused(signIn(visitor()), "godkändes inte");
    // Another role under the old signature.
    meddling = token -> {
      String[] parts = token.split("\\.");
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("mm-amb", "mm-koord");
      return parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
    };
    next("eva", 600, Map.of());
    refused(signIn(visitor()), "godkändes inte");
    // No signature at all.
    meddling = token -> Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "." + token.split("\\.")[1] + ".";
    next("eva", 600, Map.of());
    refused(signIn(visitor()), "godkändes inte");
  }

  @Test
  void a_token_and_an_answer_of_an_earlier_sign_in_are_refused() {
    next("bo", 600, Map.of());
    Page first = visitor();
    String[] back = {""};
    first.onRequest(request -> {
      if (request.url().contains("/logga-in/svar")) back[0] = request.url();
    });
    signIn(first);
    assertThat(first.locator("nav.signed")).containsText("ambassadör");
    String used = lastToken;

    // The provider's old token in the place of the new one: it has the nonce of the first sign-in.
    meddling = token -> used;
    next("bo", 600, Map.of());
    refused(signIn(visitor()), "godkändes inte");
    meddling = UnaryOperator.identity();

    // The address that led back in, once more: in another browser, and in the same one after signing out.
    Page other = visitor();
    other.navigate(back[0]);
    refused(other, "började i en annan webbläsare, eller för länge sen");
    first.locator("form[action$='/logga-ut'] button").click();
    first.navigate(back[0]);
    refused(first, "började i en annan webbläsare, eller för länge sen");
    // A state that nobody gave out.
    first.navigate(server.url("/logga-in/svar?code=x&state=" + "0".repeat(64) + ".Lw"));
    refused(first, "började i en annan webbläsare");
  }

  @Test
  void who_has_no_verified_address_or_no_role_is_refused() {
    Account chief = server.app().staffSide().accounts().make(Role.COORDINATOR, "Chefen", Optional.of("chef@malmo.example"), Set.of(), Optional.empty(), "test");
    next("tjuv", 600, Map.of("email", "chef@malmo.example", "email_verified", false));
    Page page = signIn(visitor());
    refused(page, "Din e-postadress är inte bekräftad hos stadens inloggning");
    assertThat(page.request().get(server.url("/luckor")).status()).as("not the chief").isEqualTo(401);
    assertThat(server.app().staffSide().accounts().byEmail("chef@malmo.example").map(Account::id)).contains(chief.id());
    next("ingen", 600, Map.of("roles", List.of("another")));
    refused(signIn(visitor()), "Ditt konto har ingen roll i Meet Malmö");
  }

  @Test
  void all_of_it_in_english_and_without_scripts_on_a_small_phone() {
    Page page = browser.page(360, 740, false, ColorScheme.DARK);
    page.navigate(server.url("/en/sign-in"));
    assertThat(page.locator("h1")).hasText("Sign in");
    next("eng", 600, Map.of());
    page.locator("main a.button").click();
    assertThat(page.locator("nav.signed")).containsText("ambassador");
    assertThat(URI.create(page.url()).getPath()).startsWith("/en/").doesNotContain("answer");
    page.locator("form[action$='/sign-out'] button").click();
    next("eng", -600, Map.of());
    page.navigate(server.url("/en/sign-in"));
    page.locator("main a.button").click();
    assertThat(page.locator("#faults")).containsText("was not accepted");
  }
}
