package se.malmo.meet.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** Cookies that no script reads and no other site's form brings along; their values say nothing by themselves. */
final class Cookies {
  /** Says who has signed in. */
  static final String SESSION = "meet-session";

  /** A browser lets nobody but this host set a cookie of such a name, and only by TLS (RFC 6265bis, section 4.1.3.2). */
  private static final String HOST_ALONE = "__Host-";

  private Cookies() {}

  static Optional<String> of(RoutingContext context, String name) {
    return Optional.ofNullable(context.request().getCookie(named(context, name))).map(Cookie::getValue);
  }

  /** Whether the browser reached us by TLS, which ends in front of us. */
  static boolean isSecure(RoutingContext context) {
    return context.request().isSSL() || "https".equals(context.request().getHeader("X-Forwarded-Proto"));
  }

  private static String named(RoutingContext context, String name) {
    return isSecure(context) ? HOST_ALONE + name : name;
  }

  /** For as long as the browser is open. */
  static void keep(RoutingContext context, String name, String value) {
    context.response().addCookie(cookie(context, name, value));
  }

  static void keep(RoutingContext context, String name, String value, Duration life) {
    context.response().addCookie(cookie(context, name, value).setMaxAge(life.toSeconds()));
  }

  static void forget(RoutingContext context, String name) {
    context.response().addCookie(cookie(context, name, "").setMaxAge(0));
  }

  private static Cookie cookie(RoutingContext context, String name, String value) {
    return Cookie.cookie(named(context, name), value).setPath("/").setHttpOnly(true).setSameSite(CookieSameSite.LAX).setSecure(isSecure(context));
  }
}
