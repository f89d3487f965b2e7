package se.malmo.meet.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.logging.log4j.ThreadContext;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Tracing;

/**
 * The id by which one request is found again: in the answer's X-Request-Id, and with the pattern of its address in each line that the log has of it. The
 * address itself stands nowhere: it may hold a secret.
 */
final class RequestMark {
  static final String HEADER = "X-Request-Id";
  private static final String KEY = "request";
  private static final String ROUTE = "route";
  private static final String SPAN = "span";
  /** As a proxy may give one: hexadecimal digits cannot spell a name. */
  private static final Pattern GIVEN = Pattern.compile("[0-9a-f]{8}[0-9a-f-]{0,56}");

  private RequestMark() {}

  /** Marks a request: as the proxy in front has done it, else anew. */
  static void set(RoutingContext context, Ids ids) {
    String id = Optional.ofNullable(context.request().getHeader(HEADER)).filter(given -> GIVEN.matcher(given).matches()).orElseGet(() -> ids.next("req-"));
    context.put(KEY, id);
    Tracing.request(Optional.ofNullable(context.request().getHeader("traceparent"))).ifPresent(span -> context.put(SPAN, span));
    context.response().putHeader(HEADER, id);
  }

  static String idOf(RoutingContext context) {
    return Optional.<String>ofNullable(context.get(KEY)).orElse("");
  }

  /** The pattern of the address, "unknown" for one that is none of ours. */
  static String routeOf(RoutingContext context) {
    return Optional.<String>ofNullable(context.get(ROUTE)).orElse("unknown");
  }

  /** Which of our routes it is. */
  static void found(RoutingContext context, Route route) {
    context.put(ROUTE, route.path());
  }

  /** Its answer is out. */
  static void ended(RoutingContext context, String method) {
    int status = context.response().getStatusCode();
    Optional.<Tracing.Open>ofNullable(context.get(SPAN)).ifPresent(span -> span.end(method + " " + routeOf(context),
        Map.of("http.request.method", method, "http.route", routeOf(context), "http.response.status_code", String.valueOf(status), "meet.request.id", idOf(context)), status >= 500));
  }

  /** Does something for a request, in whose log lines its mark stands. */
  static void during(RoutingContext context, Runnable work) {
    ThreadContext.put(KEY, idOf(context));
    ThreadContext.put(ROUTE, routeOf(context));
    try {
      Tracing.inside(Optional.ofNullable(context.get(SPAN)), work);
    } finally {
      ThreadContext.remove(KEY);
      ThreadContext.remove(ROUTE);
    }
  }
}
