package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** ID tokens that somebody made up: the provider of this test answers with whatever a test gives it. */
class ForgedTokenTest {
  private static final String SECRET = "a-secret-that-the-client-and-the-provider-share";
  private static HttpServer provider;
  private static String issuer;
  private static RSAKey key;
  private static String answer = "";
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
    serve("/.well-known/openid-configuration", () -> "{\"issuer\": \"%1$s\", \"authorization_endpoint\": \"%1$s/authorize\", \"token_endpoint\": \"%1$s/token\", \"jwks_uri\": \"%1$s/keys\"}".formatted(issuer));
    serve("/keys", () -> new JWKSet(key.toPublicJWK()).toString());
    serve("/token", () -> "{\"access_token\": \"opaque\", \"token_type\": \"Bearer\", \"expires_in\": 600, \"id_token\": \"" + answer + "\"}");
    provider.start();
    server = TestServer.empty(Map.of("MEET_OIDC_ISSUER", issuer, "MEET_OIDC_CLIENT_ID", "meet-malmo", "MEET_OIDC_CLIENT_SECRET", SECRET));
  }

  private static void serve(String path, Supplier<String> json) {
    provider.createContext(path, exchange -> {
      byte[] body = json.get().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
  }

  @AfterAll
  static void stop() {
    server.close();
    provider.stop(0);
  }

  /** Makes an ID token for a nonce. */
  @FunctionalInterface
  private interface Forging {
    String token(JWTClaimsSet claims) throws JOSEException;
  }

  private static int signIn(Forging forging) throws JOSEException {
    Visitor visitor = new Visitor(server);
    URI out = URI.create(visitor.get("/logga-in/start").headers().firstValue("Location").orElseThrow());
    Map<String, String> query = Arrays.stream(out.getQuery().split("&")).map(part -> part.split("=", 2)).collect(Collectors.toMap(part -> part[0], part -> part[1]));
    Instant now = Instant.now();
    answer = forging.token(new JWTClaimsSet.Builder().issuer(issuer).audience("meet-malmo").subject("anna").issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(600)))
        .claim("nonce", query.get("nonce")).claim("name", "Anna").claim("roles", List.of("administrator")).build());
    HttpResponse<String> in = visitor.get("/logga-in/svar?code=x&state=" + query.get("state"));
    return in.statusCode();
  }

  private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  @Test
  void only_a_token_with_the_providers_signature_lets_anybody_in() throws JOSEException {
    assertThat(signIn(claims -> signed(claims, JWSAlgorithm.RS256, new RSASSASigner(key)))).as("a good one").isEqualTo(303);
    assertThat(signIn(claims -> new PlainJWT(claims).serialize())).as("alg none").isEqualTo(401);
    assertThat(signIn(claims -> signed(claims, JWSAlgorithm.HS256, new MACSigner(SECRET)))).as("signed with the client's secret").isEqualTo(401);
    assertThat(signIn(claims -> signed(claims, JWSAlgorithm.HS256, new MACSigner(key.toRSAPublicKey().getEncoded())))).as("signed with the public key as a secret").isEqualTo(401);
    RSAKey other = new RSAKeyGenerator(2048).keyID("one").generate();
    assertThat(signIn(claims -> signed(claims, JWSAlgorithm.RS256, new RSASSASigner(other)))).as("another key").isEqualTo(401);
    assertThat(signIn(claims -> {
      String[] parts = signed(claims, JWSAlgorithm.RS256, new RSASSASigner(key)).split("\\.");
      String changed = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("anna", "eva!");
      return parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
    })).as("changed after it was signed").isEqualTo(401);
    assertThat(signIn(claims -> "not.a.token")).isEqualTo(401);
    assertThat(signIn(claims -> "")).isEqualTo(401);
    assertThat(signIn(claims -> signed(new JWTClaimsSet.Builder(claims).expirationTime(null).build(), JWSAlgorithm.RS256, new RSASSASigner(key)))).as("without an end").isEqualTo(401);
    assertThat(signIn(claims -> signed(new JWTClaimsSet.Builder(claims).issueTime(Date.from(Instant.now().plusSeconds(3_600))).build(), JWSAlgorithm.RS256, new RSASSASigner(key))))
        .as("of the future").isEqualTo(401);
  }
}
