package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.identity.Account;
import se.malmo.meet.web.Role;

/** Signing in at an identity provider, and what is not taken from one. */
class OidcTest {
  private static final String CLIENT = "meet-malmo";
  private static final String CITY = "city";
  private static MockOAuth2Server provider;
  private static TestServer server;

  @BeforeAll
  static void start() {
    provider = new MockOAuth2Server();
    provider.start();
    server = TestServer.empty(Map.of("MEET_OIDC_ISSUER", provider.issuerUrl(CITY).toString(), "MEET_OIDC_CLIENT_ID", CLIENT, "MEET_OIDC_CLIENT_SECRET", "a-secret-of-the-test",
        "MEET_OIDC_ROLES", "mm-amb=ambassador,mm-koord=coordinator,mm-admin=administrator"));
  }

  @AfterAll
  static void stop() {
    server.close();
    provider.shutdown();
  }

  private static void token(String subject, String audience, long seconds, Map<String, Object> claims) {
    provider.enqueueCallback(new DefaultOAuth2TokenCallback(CITY, subject, JOSEObjectType.JWT.getType(), List.of(audience), claims, seconds));
  }

  private static Map<String, Object> claims(String name, String role, Object... more) {
    Map<String, Object> claims = new HashMap<>(Map.of("name", name, "roles", List.of(role)));
    for (int i = 0; i < more.length; i += 2) claims.put((String) more[i], more[i + 1]);
    return claims;
  }

  /** Goes out to the provider; tells where it sends the browser back. */
  private static String back(Visitor visitor) {
    HttpResponse<String> out = visitor.get("/logga-in/start?next=/arenden");
    assertThat(out.statusCode()).isEqualTo(303);
    String address = out.headers().firstValue("Location").orElseThrow();
    assertThat(address).startsWith(provider.issuerUrl(CITY).toString()).contains("code_challenge_method=S256", "nonce=", "state=");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
      URI location = URI.create(answer.headers().firstValue("Location").orElseThrow());
      return location.getRawPath() + "?" + location.getRawQuery();
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> signIn(Visitor visitor) {
    return visitor.get(back(visitor));
  }

  @Test
  void somebody_with_a_role_signs_in_and_lands_where_they_were_going() {
    Visitor visitor = new Visitor(server);
    assertThat(visitor.get("/logga-in").body()).contains("Logga in med stadens konto");
    token("anna", CLIENT, 600, claims("Anna Amb", "mm-amb", "forvaltningar", List.of("kulturforvaltningen", "Miljöförvaltningen", "okänd"), "email", "Anna@malmo.example", "email_verified", true));
    HttpResponse<String> in = signIn(visitor);
    assertThat(in.statusCode()).as(in.body()).isEqualTo(303);
    assertThat(in.headers().firstValue("Location")).contains("/arenden");
    assertThat(visitor.get("/arenden").statusCode()).isEqualTo(200);
    Account account = server.app().staffSide().accounts().byEmail("anna@malmo.example").orElseThrow();
    assertThat(account.role()).isEqualTo(Role.AMBASSADOR);
    assertThat(account.forvaltningar()).containsExactlyInAnyOrder("kulturforvaltningen", "miljoforvaltningen");

    // With another role the next time: the same account, which may do other things.
    token("anna", CLIENT, 600, claims("Anna Amb", "mm-koord"));
    signIn(visitor);
    assertThat(server.app().staffSide().accounts().byId(account.id()).orElseThrow().role()).isEqualTo(Role.COORDINATOR);
    assertThat(visitor.get("/luckor").statusCode()).isEqualTo(200);
  }

  @Test
  void the_secret_of_the_session_is_another_after_signing_in() {
    Visitor visitor = new Visitor(server);
    token("fix", CLIENT, 600, claims("Fix", "mm-koord"));
    HttpResponse<String> in = signIn(visitor);
    String first = in.headers().allValues("Set-Cookie").stream().filter(one -> one.startsWith("meet-session=")).findFirst().orElseThrow();
    token("fix", CLIENT, 600, claims("Fix", "mm-koord"));
    HttpResponse<String> again = signIn(visitor);
    assertThat(again.headers().allValues("Set-Cookie")).noneMatch(first.split(";")[0]::equals).anyMatch(one -> one.startsWith("meet-session=") && one.contains("HTTPOnly") && one.contains("SameSite=Lax"));
  }

  @Test
  void tokens_that_are_not_for_this_sign_in_are_refused() {
    token("eva", CLIENT, 600, claims("Eva", "mm-koord", "aud", "somebody-else"));
    assertThat(signIn(new Visitor(server)).statusCode()).as("another audience").isEqualTo(401);
    token("eva", CLIENT, -600, claims("Eva", "mm-koord"));
    assertThat(signIn(new Visitor(server)).statusCode()).as("expired").isEqualTo(401);
    token("eva", CLIENT, 600, claims("Eva", "mm-koord", "nonce", "another-nonce"));
    assertThat(signIn(new Visitor(server)).statusCode()).as("another nonce").isEqualTo(401);
    token("eva", CLIENT, 600, claims("Eva", "mm-koord", "iss", "https://evil.example"));
    assertThat(signIn(new Visitor(server)).statusCode()).as("another issuer").isEqualTo(401);
  }

  @Test
  void the_way_back_works_once_and_only_in_the_browser_that_went_out() {
    Visitor visitor = new Visitor(server);
    token("bo", CLIENT, 600, claims("Bo", "mm-koord"));
    String back = back(visitor);
    assertThat(new Visitor(server).get(back).statusCode()).as("another browser").isEqualTo(401);
    assertThat(visitor.get(back.replaceFirst("state=[^&]{10}", "state=0123456789")).statusCode()).as("changed state").isEqualTo(401);
    // The attempt took the browser's half away, so the real answer is too late as well.
    assertThat(visitor.get(back).statusCode()).isEqualTo(401);
    Visitor other = new Visitor(server);
    String good = back(other);
    assertThat(other.get(good).statusCode()).isEqualTo(303);
    assertThat(other.get(good).statusCode()).as("replayed").isEqualTo(401);
    assertThat(new Visitor(server).get("/logga-in/svar?error=access_denied&state=x").statusCode()).isEqualTo(401);
  }

  @Test
  void who_has_no_role_or_a_closed_account_does_not_come_in() {
    token("ingen", CLIENT, 600, claims("Ingen Roll", "another-group"));
    HttpResponse<String> none = signIn(new Visitor(server));
    assertThat(none.statusCode()).isEqualTo(403);
    assertThat(none.body()).contains("har ingen roll");
    Account closed = server.app().staffSide().accounts().make(Role.COORDINATOR, "Stängd", Optional.empty(), Set.of(), Optional.of(provider.issuerUrl(CITY) + "|stangd"), "test");
    server.app().staffSide().accounts().change(closed.closed(true), "test");
    token("stangd", CLIENT, 600, claims("Stängd", "mm-koord"));
    assertThat(signIn(new Visitor(server)).statusCode()).isEqualTo(403);
  }

  @Test
  void an_address_makes_nobody_an_administrator() {
    Account administrator = server.app().staffSide().accounts().make(Role.ADMINISTRATOR, "Chefen", Optional.of("chef@malmo.example"), Set.of(), Optional.empty(), "test");
    Visitor visitor = new Visitor(server);
    token("tjuv", CLIENT, 600, claims("Tjuv", "mm-amb", "forvaltningar", List.of("kulturforvaltningen"), "email", "chef@malmo.example", "email_verified", true));
    assertThat(signIn(visitor).statusCode()).isEqualTo(303);
    assertThat(visitor.get("/konton").statusCode()).isEqualTo(403);
    // Who the provider itself says is not verified is refused; where it says nothing of that, as some do, the person comes in without the address.
    for (String address : List.of("chef@malmo.example", "ny@malmo.example")) {
      token("ny", CLIENT, 600, claims("Ny", "mm-amb", "email", address, "email_verified", false));
      HttpResponse<String> refused = signIn(new Visitor(server));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("är inte bekräftad hos stadens inloggning");
    }
    token("tyst", CLIENT, 600, claims("Tyst", "mm-amb", "email", "ny@malmo.example"));
    assertThat(signIn(new Visitor(server)).statusCode()).isEqualTo(303);
    assertThat(server.app().staffSide().accounts().byEmail("ny@malmo.example")).isEmpty();
    assertThat(server.app().staffSide().accounts().byEmail("chef@malmo.example").map(Account::id)).contains(administrator.id());
  }

  @Test
  void nobody_is_sent_elsewhere_after_signing_in() {
    Visitor visitor = new Visitor(server);
    token("next", CLIENT, 600, claims("Next", "mm-koord"));
    HttpResponse<String> out = visitor.get("/logga-in/start?next=//evil.example");
    assertThat(URLDecoder.decode(out.headers().firstValue("Location").orElseThrow(), StandardCharsets.UTF_8)).doesNotContain("evil");
  }
}
