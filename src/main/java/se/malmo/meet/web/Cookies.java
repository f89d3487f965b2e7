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

  private Cookies() {}

  static Optional<String> of(RoutingContext context, String name) {
    return Optional.ofNullable(context.request().getCookie(name)).map(Cookie::getValue);
  }

  static void keep(RoutingContext context, String name, String value, Duration life) {
    context.response().addCookie(cookie(context, name, value).setMaxAge(life.toSeconds()));
  }

  static void forget(RoutingContext context, String name) {
    context.response().addCookie(cookie(context, name, "").setMaxAge(0));
  }

  private static Cookie cookie(RoutingContext context, String name, String value) {
    return Cookie.cookie(name, value).setPath("/").setHttpOnly(true).setSameSite(CookieSameSite.LAX)
        .setSecure(context.request().isSSL() || "https".equals(context.request().getHeader("X-Forwarded-Proto")));
  }
}
