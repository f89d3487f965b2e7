package se.malmo.meet.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;

/**
 * Tells our own forms from those of other sites: a random cookie, and in the form a token signed over it. Each token differs, so that
 * compression tells nothing of it; all of one cookie stay valid, so that two tabs do not spoil each other's forms.
 */
final class Csrf {
  static final String FIELD = "token";
  private static final String COOKIE = "meet-form";
  private static final String SECRET = "[0-9a-f]{32}";

  private final byte[] key;
  private final Ids ids;

  Csrf(byte[] key, Ids ids) {
    this.key = key.clone();
    this.ids = ids;
  }

  String token(RoutingContext context) {
    String salt = ids.secret();
    return salt + sign(browser(context), salt);
  }

  /** Says which browser fills in which text, without telling either. */
  String filling(RoutingContext context, String text) {
    return Hash.hmac(key, "filling:" + browser(context) + ":" + text).substring(0, 32);
  }

  private String browser(RoutingContext context) {
    Optional<String> cookie = Cookies.of(context, COOKIE).filter(value -> value.matches(SECRET));
    if (cookie.isPresent()) return cookie.get();
    String made = context.get(COOKIE);
    return made == null ? newCookie(context) : made;
  }

  private String newCookie(RoutingContext context) {
    String browser = ids.secret();
    context.put(COOKIE, browser);
    Cookies.keep(context, COOKIE, browser);
    return browser;
  }

  /** Whether the form comes from a page of ours, in the browser that asked for it. */
  boolean isOurs(RoutingContext context) {
    Optional<String> cookie = Cookies.of(context, COOKIE).filter(value -> value.matches(SECRET));
    String token = context.request().getFormAttribute(FIELD);
    if (cookie.isEmpty() || token == null || token.length() != 96) return false;
    String salt = token.substring(0, 32);
    return sameOrigin(context) && Hash.same(sign(cookie.get(), salt), token.substring(32));
  }

  private String sign(String browser, String salt) {
    return Hash.hmac(key, "form:" + browser + ":" + salt);
  }

  /** Our pages send no referrer, so browsers send Origin: null for them; Sec-Fetch-Site then still tells. */
  private static boolean sameOrigin(RoutingContext context) {
    String site = context.request().getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) return false;
    String origin = context.request().getHeader("Origin");
    if (origin == null || origin.equals("null")) return true;
    int host = origin.indexOf("://");
    return host > 0 && context.request().authority() != null && origin.substring(host + 3).equals(context.request().authority().toString());
  }
}
