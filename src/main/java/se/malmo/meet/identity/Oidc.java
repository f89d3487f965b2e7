package se.malmo.meet.identity;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import se.malmo.meet.platform.Awaiting;
import se.malmo.meet.web.Role;

/** Asks the city's identity provider who somebody is: the code flow of OpenID Connect Core 1.0, section 3.1, with PKCE (RFC 7636) and a nonce. */
final class Oidc implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final int PATIENCE_SECONDS = 10;
  /** Two clocks may differ by so much. */
  private static final int LEEWAY_SECONDS = 60;
  /** Signatures with the provider's own key; "none" and secrets that are shared are not among them. */
  private static final Set<String> ALGORITHMS = Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");
  /** Where somebody has several roles, the first of these. */
  private static final List<Role> ORDER = List.of(Role.ADMINISTRATOR, Role.COORDINATOR, Role.AMBASSADOR, Role.AUDITOR);

  private final OidcSettings settings;
  private final InstantSource clock;
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(2));
  private volatile OAuth2Auth known;

  Oidc(OidcSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** What the provider's answer must not be taken for; says why, for the log. */
  static class Refused extends RuntimeException {
    Refused(String why) {
      super(why, null, false, false);
    }
  }

  /** The provider says itself that the address is not verified; the owner can mend that there. */
  static final class Unverified extends Refused {
    Unverified() {
      super("the provider has not verified the address");
    }
  }

  /**
   * Who somebody is.
   *
   * @param subject "issuer|subject"
   * @param email in lower case; only one that the provider has verified
   * @param role none where the provider gives them no role here
   * @param forvaltningar as the provider names them
   */
  record Person(String subject, String name, Optional<String> email, Optional<Role> role, List<String> forvaltningar) {}

  /**
   * Where the browser is sent to sign in.
   *
   * @param verifier of PKCE, 43 to 128 characters
   */
  String address(String redirect, String state, String nonce, String verifier) {
    return provider().authorizeURL(new OAuth2AuthorizationURL().setRedirectUri(redirect).setScopes(List.of("openid", "profile", "email")).setState(state)
        .setCodeChallenge(challenge(verifier)).setCodeChallengeMethod("S256").putAdditionalParameter("nonce", nonce));
  }

  /** BASE64URL(SHA256(verifier)): RFC 7636, section 4.2. */
  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /**
   * Asks who it is that the provider has sent back with a code.
   *
   * @throws Refused where the answer is not what it should be
   */
  Person person(String code, String redirect, String nonce, String verifier) {
    User user;
    try {
      user = Awaiting.end(provider().authenticate(new Oauth2Credentials().setFlow(OAuth2FlowType.AUTH_CODE).setCode(code).setRedirectUri(redirect).setCodeVerifier(verifier))
          .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).toCompletionStage());
    } catch (RuntimeException e) {
      known = null; // Its keys may have changed; they are fetched anew next time.
      throw new Refused("the code was not taken: " + e.getClass().getSimpleName());
    }
    return person(checked(user, nonce));
  }

  /** OpenID Connect Core 1.0, section 3.1.3.7. */
  private JsonObject checked(User user, String nonce) {
    String raw = user.principal().getString("id_token");
    if (raw == null) throw new Refused("no ID token came");
    if (!ALGORITHMS.contains(header(raw).getString("alg", "none"))) throw new Refused("the ID token is not signed with the provider's key");
    JsonObject token = user.attributes().getJsonObject("idToken");
    // There only where its signature holds.
    if (token == null) {
      known = null;
      throw new Refused("the ID token's signature does not hold");
    }
    if (!settings.issuer().equals(token.getString("iss"))) throw new Refused("the ID token is of another issuer");
    List<String> audience = texts(token.getValue("aud"));
    if (!audience.contains(settings.clientId())) throw new Refused("the ID token is for somebody else");
    if (audience.size() > 1 && !settings.clientId().equals(token.getString("azp"))) throw new Refused("the ID token is authorised for somebody else");
    if (!nonce.equals(token.getString("nonce"))) throw new Refused("the ID token is of another sign-in");
    Instant now = clock.instant();
    Long expires = token.getLong("exp");
    if (expires == null || Instant.ofEpochSecond(expires).plusSeconds(LEEWAY_SECONDS).isBefore(now)) throw new Refused("the ID token has expired");
    Long issued = token.getLong("iat");
    if (issued == null || Instant.ofEpochSecond(issued).minusSeconds(LEEWAY_SECONDS).isAfter(now)) throw new Refused("the ID token is of the future");
    if (token.containsKey("email") && Boolean.FALSE.equals(token.getValue("email_verified"))) throw new Unverified();
    if (token.getString("sub", "").isEmpty()) throw new Refused("the ID token names nobody");
    return token;
  }

  private static JsonObject header(String token) {
    try {
      return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.", 2)[0]), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DecodeException e) {
      throw new Refused("the ID token cannot be read");
    }
  }

  private Person person(JsonObject token) {
    Set<Role> roles = Set.copyOf(texts(token.getValue(settings.roleClaim())).stream().flatMap(value -> Stream.ofNullable(settings.roles().get(value))).toList());
    boolean isVerified = Boolean.TRUE.equals(token.getValue("email_verified"));
    Optional<String> email = Optional.ofNullable(token.getString("email")).filter(address -> isVerified).map(address -> address.toLowerCase(Locale.ROOT));
    String name = Stream.of("name", "preferred_username").map(claim -> token.getString(claim, "")).filter(value -> !value.isBlank()).findFirst().orElse("");
    return new Person(settings.issuer() + "|" + token.getString("sub"), name, email, ORDER.stream().filter(roles::contains).findFirst(), texts(token.getValue(settings.forvaltningClaim())));
  }

  private static List<String> texts(Object claim) {
    return switch (claim) {
      case null -> List.of();
      case String one -> List.of(one);
      case JsonArray all -> all.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      default -> List.of();
    };
  }

  /** Found by its discovery document, when it is first asked: a provider that is down keeps nobody from the portal. */
  private OAuth2Auth provider() {
    OAuth2Auth found = known;
    if (found != null) return found;
    OAuth2Options options = new OAuth2Options().setSite(settings.issuer()).setClientId(settings.clientId()).setClientSecret(settings.clientSecret())
        .setHttpClientOptions(new HttpClientOptions().setConnectTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));
    try {
      found = Awaiting.end(OpenIDConnectAuth.discover(vertx, options).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).toCompletionStage());
    } catch (RuntimeException e) {
      LOG.warn("The identity provider {} does not answer: {}", settings, e.getClass().getSimpleName());
      throw new Refused("the identity provider does not answer");
    }
    known = found;
    return found;
  }

  @Override
  public void close() {
    vertx.close();
  }
}
