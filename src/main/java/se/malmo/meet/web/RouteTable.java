package se.malmo.meet.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import se.malmo.meet.platform.Ids;

/** All routes in one table, and what is the same for each: limits, tokens, headers, failures. The only place that mounts a route. */
public final class RouteTable {
  private static final String BEARER = "Bearer ";
  private static final long SLOWEST_BODY_MILLIS = 20_000;
  private static final long SLOWEST_FILES_MILLIS = 180_000;
  private static final int TOO_MANY = 429;
  /** How a route answers once it has something kept: made, taken in until somebody says yes by the link in a mail, or see there. */
  private static final Set<Integer> WRITTEN = Set.of(201, 202, 303);

  /** What is one person's is kept by nobody. */
  private static final String NEVER_KEPT = "no-store";
  /** Kept by the browser that asked, shown again on the way back, and asked for anew otherwise (RFC 9111, section 5.2.2.4). */
  private static final String KEPT_FOR_BACK = "private, no-cache";
  private static final Set<String> SIGNING = Set.of("/logga-in", "/logga-ut", "/en/sign-in", "/en/sign-out", "/logga-in/organisation", "/en/sign-in/organisation");

  private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors ";
  /** Said by TLS alone (RFC 6797, section 7.2). */
  private static final String A_YEAR = "max-age=31536000; includeSubDomains";
  /** Same-origin only, no inline script or style, nothing framed, nothing told to others. */
  private static final Map<String, String> ALWAYS = Map.of(
      "Content-Security-Policy", POLICY + "'none'",
      "X-Content-Type-Options", "nosniff",
      "Referrer-Policy", "no-referrer",
      "X-Frame-Options", "DENY",
      "Cross-Origin-Opener-Policy", "same-origin",
      "Cross-Origin-Resource-Policy", "same-origin",
      "Permissions-Policy", "camera=(), microphone=(), geolocation=()");

  private final List<Route> routes;
  private final Csrf csrf;
  private final Ids ids;
  private final Caller.Tokens tokens;
  private final Caller.Tokens sessions;
  private final BiConsumer<Caller, Route> denied;
  private final Ceiling ceiling;
  private final Optional<Idempotency> once;
  private final boolean canSignIn;
  private final boolean demo;
  private final EmbedSites framers;
  private final Uploads uploads = new Uploads(Route.LONGEST_BODY);

  /**
   * What decides who is let in.
   *
   * @param tokens tells who has a bearer token
   * @param sessions tells who has the secret of a session
   * @param denied hears who was not let in where
   * @param ceiling how much one client may write
   * @param once does a request with a key once; nothing where the server keeps none
   */
  public record Door(Caller.Tokens tokens, Caller.Tokens sessions, BiConsumer<Caller, Route> denied, Ceiling ceiling, Optional<Idempotency> once) {
    /** One that keeps no keys of requests. */
    public Door(Caller.Tokens tokens, Caller.Tokens sessions, BiConsumer<Caller, Route> denied, Ceiling ceiling) {
      this(tokens, sessions, denied, ceiling, Optional.empty());
    }
  }

  /**
   * The table.
   *
   * @param key signs the forms' tokens
   * @param door who is let in
   * @param demo whether pages say that the city is invented
   * @param framers who may show in a frame what is meant for frames
   */
  public RouteTable(List<Route> routes, byte[] key, Ids ids, Door door, boolean demo, EmbedSites framers) {
    this.framers = framers;
    denied = door.denied();
    ceiling = door.ceiling();
    once = door.once();
    Contract.begin();
    tokens = door.tokens();
    sessions = door.sessions();
    canSignIn = routes.stream().anyMatch(route -> route.path().equals(Request.SIGN_IN));
    this.routes = java.util.stream.Stream.concat(Assets.routes().stream(), routes.stream()).toList();
    this.ids = ids;
    this.demo = demo;
    csrf = new Csrf(key, ids);
  }

  /** Every route that there is. */
  public List<Route> routes() {
    return routes;
  }

  Router router(Vertx vertx, Traffic traffic) {
    Contract contract = Contract.get();
    Router router = Router.router(vertx);
    router.route().handler(context -> begin(vertx, context, traffic));
    for (Route route : routes) {
      io.vertx.ext.web.Route mounted = router.route(route.method(), route.path());
      // Who asks for the headers alone gets them as for the whole (RFC 9110, section 9.3.2).
      if (route.method().equals(HttpMethod.GET)) mounted.method(HttpMethod.HEAD);
      if (route.takesFiles()) mounted.handler(uploads::read);
      else if (route.longestBody() > 0) mounted.handler(BodyHandler.create(false).setBodyLimit(route.longestBody()));
      mounted.handler(context -> {
        RequestMark.found(context, route);
        RequestMark.during(context, () -> handle(vertx, context, route, contract));
      });
      mounted.failureHandler(context -> {
        RequestMark.found(context, route);
        fail(context);
      });
    }
    for (int status : new int[] {400, 404, 405, 413, 500}) router.errorHandler(status, this::fail);
    return router;
  }

  private void begin(Vertx vertx, RoutingContext context, Traffic traffic) {
    RequestMark.set(context, ids);
    traffic.count(context);
    if (!context.request().isEnded()) deadline(vertx, context);
    ALWAYS.forEach(context.response()::putHeader);
    if (Cookies.isSecure(context)) context.response().putHeader("Strict-Transport-Security", A_YEAR);
    context.response().putHeader("Cache-Control", NEVER_KEPT);
    // Whoever looks after the server is to hear of it also then.
    if (traffic.isFull() && !context.request().path().startsWith("/health/")) send(context, Failures.full(context));
    else context.next();
  }

  /** A page that answers somebody without an account who has filled in a form: the browser's way back shows it again with all that was typed. */
  private static boolean isShownAgain(Route route) {
    return route.isForm() && route.who() == Audience.ANYONE && !SIGNING.contains(route.path());
  }

  /** A body that does not arrive is not waited for. */
  private static void deadline(Vertx vertx, RoutingContext context) {
    HttpServerRequest request = context.request();
    long timer = vertx.setTimer(Uploads.isExpected(context) ? SLOWEST_FILES_MILLIS : SLOWEST_BODY_MILLIS, late -> {
      if (!request.isEnded()) {
        send(context, Failures.answer(null, 408, context).with("Connection", "close"));
        request.connection().close();
      }
    });
    context.addEndHandler(ended -> vertx.cancelTimer(timer));
  }

  /** What other sites may do with it; nothing else lifts a header. */
  private void reach(RoutingContext context, Route route) {
    HttpServerResponse response = context.response();
    if (route.reach() == Reach.SCRIPTS) {
      response.putHeader("Access-Control-Allow-Origin", "*").putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }
    if (route.reach() == Reach.FRAMES && !framers.isEmpty()) {
      response.putHeader("Content-Security-Policy", POLICY + String.join(" ", framers.origins()));
      // It can name no site, and where both are there the stricter one counts for some browsers.
      response.headers().remove("X-Frame-Options");
    }
  }

  private void handle(Vertx vertx, RoutingContext context, Route route, Contract contract) {
    reach(context, route);
    try {
      Optional<Caller> caller = caller(context, route);
      if (route.who().isNamed() && !caller.filter(route.who()::includes).isPresent()) {
        caller.ifPresent(known -> denied.accept(known, route));
        send(context, caller.isPresent() ? Failures.wrongRole(context) : unknown(context, route));
        return;
      }
      if (caller.filter(Caller::isReader).isPresent() && !isRead(route)) {
        send(context, Failures.wrongScope(context));
        return;
      }
      Request request = new Request(context, route, csrf, caller, ceiling, demo, canSignIn);
      if (route.isForm() && !csrf.isOurs(context)) {
        if (route.untrusted() == null) send(context, Failures.answer(null, 403, context));
        else send(context, route.untrusted().answer(request));
        return;
      }
      if (route.isApi() && route.longestBody() > 0 && !isJson(context)) {
        send(context, Failures.answer(null, 415, context));
        return;
      }
      if (isShownAgain(route)) context.response().putHeader("Cache-Control", KEPT_FOR_BACK);
      if (route.isApi()) contract.check(route, request);
      Answer answer = once(context, route, request);
      if (answer.live().isPresent()) listen(vertx, context, answer);
      else send(context, request.isOfOneReader() ? answer : Caching.marked(answer, context));
    } catch (RuntimeException e) {
      send(context, Failures.answer(e, 500, context));
    }
  }

  private static boolean isRead(Route route) {
    return route.method().equals(HttpMethod.GET);
  }

  /** A request that its sender gave a key is done once, and answered alike each time. */
  private Answer once(RoutingContext context, Route route, Request request) {
    Optional<String> key = request.header("Idempotency-Key").filter(given -> route.isApi() && !isRead(route));
    if (key.isEmpty() || once.isEmpty()) return answered(context, route, request);
    String head = route.method() + " " + context.request().uri() + "\n";
    return once.get().answer(request.account(), key.get(), Buffer.buffer(head).appendBytes(request.body()).getBytes(), seed -> {
      request.once(seed);
      return answered(context, route, request);
    });
  }

  /** What the action answers, unless this client has written as much as one may; only what is kept counts. Who has a token of the API is no unknown. */
  private Answer answered(RoutingContext context, Route route, Request request) {
    boolean isCounted = route.writes() != Writing.NOTHING;
    boolean isFull = !request.mayWrite(route.writes());
    boolean isKnown = isCounted && bearer(context).flatMap(tokens::holder).isPresent();
    if (isFull && !isKnown) return counted(held(context, route, request), route, request);
    Answer answer = acted(route, request);
    return isCounted && !isKnown ? counted(answer, route, request) : answer;
  }

  private static Answer acted(Route route, Request request) {
    Answer answer;
    try {
      answer = route.action().answer(request);
    } catch (RuntimeException e) {
      request.hasNotWritten(route.writes());
      throw e;
    }
    if (!WRITTEN.contains(answer.status())) request.hasNotWritten(route.writes());
    return request.held().isPresent() && answer.status() == TOO_MANY ? withWait(answer, request) : answer;
  }

  /** How much more may be written, as programs read it (draft-ietf-httpapi-ratelimit-headers-10). */
  private static Answer counted(Answer answer, Route route, Request request) {
    Ceiling.Left left = request.left(route.writes());
    String name = "\"" + route.writes().name().toLowerCase(Locale.ROOT).replace('_', '-') + "\"";
    return answer.with("RateLimit-Policy", name + ";q=" + left.most() + ";w=" + Ceiling.WINDOW.toSeconds())
        .with("RateLimit", name + ";r=" + left.left() + ";t=" + left.full().plusMillis(999).toSeconds());
  }

  private static Answer held(RoutingContext context, Route route, Request request) {
    if (!route.isForm() || route.untrusted() == null) return withWait(Failures.answer(null, TOO_MANY, context), request);
    return withWait(route.untrusted().answer(request).as(TOO_MANY), request);
  }

  private static Answer withWait(Answer answer, Request request) {
    return answer.with("Retry-After", String.valueOf(request.held().orElseThrow().plusMillis(999).toSeconds()));
  }

  /** The API knows its callers by bearer tokens alone, so that no other site can make a browser call it; a page also by the browser's session. */
  private Optional<Caller> caller(RoutingContext context, Route route) {
    Optional<String> bearer = route.who().isNamed() ? bearer(context) : Optional.empty();
    if (bearer.isPresent()) return bearer.flatMap(tokens::holder);
    return route.language().isEmpty() || route.reach() != Reach.OURS ? Optional.empty() : Cookies.of(context, Cookies.SESSION).flatMap(sessions::holder);
  }

  /** The token behind "Bearer" (RFC 6750, section 2.1); nowhere else is one looked for. */
  private static Optional<String> bearer(RoutingContext context) {
    String given = context.request().getHeader("Authorization");
    boolean isBearer = given != null && given.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return isBearer ? Optional.of(given.substring(BEARER.length()).strip()) : Optional.empty();
  }

  private Answer unknown(RoutingContext context, Route route) {
    String fault = bearer(context).isPresent() ? ", error=\"invalid_token\"" : "";
    Answer answer = route.language().isEmpty() ? Failures.answer(null, 401, context) : Failures.signIn(context, canSignIn);
    return answer.with("WWW-Authenticate", "Bearer realm=\"meet-malmo\"" + fault);
  }

  private static boolean isJson(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  private void fail(RoutingContext context) {
    // Who has hung up hears no answer, and it is nobody's fault.
    if (context.failure() instanceof HttpClosedException) return;
    RequestMark.during(context, () -> send(context, Failures.answer(context.failure(), context.statusCode() < 400 ? 500 : context.statusCode(), context)));
  }

  private static void listen(Vertx vertx, RoutingContext context, Answer answer) {
    context.response().setStatusCode(answer.status()).putHeader("Content-Type", answer.contentType());
    answer.headers().forEach(context.response()::putHeader);
    if (context.request().method().equals(HttpMethod.HEAD)) context.response().end();
    else EventStream.begin(vertx, context).tell(answer.live().orElseThrow());
  }

  private static void send(RoutingContext context, Answer answer) {
    HttpServerResponse response = context.response();
    answer.stored().ifPresent(file -> context.addEndHandler(done -> file.toFile().delete()));
    if (response.ended() || response.closed()) return;
    if (response.headWritten()) {
      // Too late to say anything else: whoever gets half an answer is to see that it is no whole one.
      context.request().connection().close();
      return;
    }
    response.setStatusCode(answer.status()).putHeader("Content-Type", answer.contentType());
    answer.headers().forEach(response::putHeader);
    // HTTP/2 would send the content of an answer to HEAD too.
    if (context.request().method().equals(HttpMethod.HEAD)) response.end();
    else if (answer.stored().isPresent()) Traffic.of(context).send(context, answer.stored().get());
    else Traffic.of(context).send(context, answer.content());
  }
}
