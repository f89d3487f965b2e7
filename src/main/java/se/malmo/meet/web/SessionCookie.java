package se.malmo.meet.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** The cookie that says who has signed in: no script reads it, no other site's form brings it along, and its value says nothing by itself. */
final class SessionCookie {
  private static final String NAME = "meet-session";

  private SessionCookie() {}

  static Optional<String> of(RoutingContext context) {
    return Optional.ofNullable(context.request().getCookie(NAME)).map(Cookie::getValue);
  }

  static void keep(RoutingContext context, String secret, Duration life) {
    context.response().addCookie(cookie(context, secret).setMaxAge(life.toSeconds()));
  }

  static void forget(RoutingContext context) {
    context.response().addCookie(cookie(context, "").setMaxAge(0));
  }

  private static Cookie cookie(RoutingContext context, String value) {
    return Cookie.cookie(NAME, value).setPath("/").setHttpOnly(true).setSameSite(CookieSameSite.LAX)
        .setSecure(context.request().isSSL() || "https".equals(context.request().getHeader("X-Forwarded-Proto")));
  }
}
