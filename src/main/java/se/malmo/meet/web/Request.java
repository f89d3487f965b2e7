package se.malmo.meet.web;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;

/** What a client asks, as an action needs it. */
public final class Request {
  /** Where one signs in, on a server that lets one. */
  public static final String SIGN_IN = "/logga-in";
  /** The same in English. */
  public static final String SIGN_IN_ENGLISH = "/en/sign-in";

  private static final Pattern MARK = Pattern.compile("(?:W/)?\"([^\".]+)(?:\\.[^\"]*)?\"");

  private final RoutingContext context;
  private final Route route;
  private final Csrf csrf;
  private final Optional<Caller> caller;
  private final Ceiling ceiling;
  private final boolean demo;
  private final boolean canSignIn;
  private final Messages messages;
  private Optional<Duration> held = Optional.empty();
  private boolean ofOneReader;
  private Optional<String> once = Optional.empty();

  Request(RoutingContext context, Route route, Csrf csrf, Optional<Caller> caller, Ceiling ceiling, boolean demo, boolean canSignIn) {
    this.ceiling = ceiling;
    this.caller = caller;
    this.context = context;
    this.route = route;
    this.csrf = csrf;
    this.demo = demo;
    this.canSignIn = canSignIn;
    messages = Messages.of(route.language().isEmpty() ? accepted(context) : route.language());
  }

  /** The language that a client asks for; a path under /en/ says it too. */
  static String accepted(RoutingContext context) {
    if (context.request().path().startsWith("/en/") || context.request().path().equals("/en")) return "en";
    if (!context.request().path().startsWith("/api/")) return "sv";
    for (LanguageHeader language : context.acceptableLanguages()) {
      if ("sv".equals(language.tag())) return "sv";
      if ("en".equals(language.tag())) return "en";
    }
    return "sv";
  }

  public Messages messages() {
    return messages;
  }

  public Links links() {
    return Links.of(messages.language());
  }

  /** A part of the address. */
  public String path(String name) {
    return context.pathParam(name);
  }

  /** A parameter after the question mark, the first of its name. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(context.queryParams().get(name));
  }

  /** All parameters of one name, in their order. */
  public List<String> queries(String name) {
    return context.queryParams().getAll(name);
  }

  /** A page number from 1; anything else counts as 1. */
  public int pageNumber() {
    String given = query("page").orElse("1");
    return given.matches("[1-9]\\d{0,5}") ? Integer.parseInt(given) : 1;
  }

  /**
   * A whole number after the question mark.
   *
   * @throws Problem.Invalid outside its range
   */
  public int number(String name, int otherwise, int least, int most) {
    Optional<String> given = query(name);
    if (given.isEmpty()) return otherwise;
    int number = given.get().matches("\\d{1,7}") ? Integer.parseInt(given.get()) : -1;
    if (number < least || number > most) throw new Problem.Invalid(name, "problem.range", least, most);
    return number;
  }

  /** The name of this server as the client knows it, without the port. */
  public String host() {
    return context.request().authority() == null ? "" : context.request().authority().host();
  }

  /** The secret of the session that the browser says it has. */
  public Optional<String> session() {
    return Cookies.of(context, Cookies.SESSION);
  }

  /** Lets the browser keep the secret of a session. */
  public void keepSession(String secret, Duration life) {
    Cookies.keep(context, Cookies.SESSION, secret, life);
  }

  public void forgetSession() {
    Cookies.forget(context, Cookies.SESSION);
  }

  /** What the browser was given to keep for a while. */
  public Optional<String> kept(String name) {
    return Cookies.of(context, name);
  }

  /** Lets the browser keep something, by a name that begins with "meet-". */
  public void keep(String name, String value, Duration life) {
    Cookies.keep(context, name, value, life);
  }

  public void forget(String name) {
    Cookies.forget(context, name);
  }

  /** Who asks, by the token or session that the route wanted to see. */
  public Caller caller() {
    return caller.orElseThrow();
  }

  /** The id of the account that asks, "" for nobody known. */
  String account() {
    return caller.map(Caller::account).orElse("");
  }

  /** The fields of a form. */
  public MultiMap fields() {
    return context.request().formAttributes();
  }

  /** The files that came with a form. */
  public List<Upload> uploads() {
    return Uploads.of(context);
  }

  /** 128 bits that name what this browser fills in for a text: the same in two tabs and after a step back, another in another browser. */
  public String fillingOf(String text) {
    return csrf.filling(context, text);
  }

  /** The body of an API call. */
  public byte[] body() {
    Buffer buffer = context.body().buffer();
    return buffer == null ? new byte[0] : buffer.getBytes();
  }

  /** What the ids of all that this request makes are derived from, where its sender gave it a key; the same each time that it comes. */
  public Optional<String> once() {
    return once;
  }

  void once(String seed) {
    once = Optional.of(seed);
  }

  /**
   * The version that a change is meant for: what stands before the dot in the mark that If-Match names (RFC 9110, section 13.1.1).
   *
   * @throws Problem.Unconditional without one
   */
  public String version() {
    String given = header("If-Match").map(String::strip).orElseThrow(Problem.Unconditional::new);
    if (given.equals("*")) throw new Problem.Unconditional();
    Matcher mark = MARK.matcher(given);
    if (!mark.matches()) throw new Problem.Changed();
    return mark.group(1);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  /** A path of ours as an address that works from outside. */
  public String absolute(String path) {
    String forwarded = context.request().getHeader("X-Forwarded-Proto");
    String scheme = "https".equals(forwarded) ? "https" : context.request().scheme();
    return scheme + "://" + context.request().authority() + path;
  }

  /** What tells one client from another, for limits. */
  public String from() {
    String connection = context.request().remoteAddress() == null ? "" : context.request().remoteAddress().hostAddress();
    return ceiling.clients().of(connection == null ? "" : connection, context.request().headers().getAll("X-Forwarded-For"));
  }

  /** Takes leave for this client to have one thing kept; false where it has had so much kept of late that it must wait. */
  public boolean mayWrite(Writing writing) {
    Optional<Duration> wait = ceiling.take(writing, from());
    if (wait.isPresent()) held = wait;
    return wait.isEmpty();
  }

  /** How much more this client may have kept. */
  Ceiling.Left left(Writing writing) {
    return ceiling.left(writing, from());
  }

  void hasNotWritten(Writing writing) {
    ceiling.giveBack(writing, from());
  }

  /** How long this client has to wait before it may write more, where it must. */
  Optional<Duration> held() {
    return held;
  }

  /** Whether this client has to wait before it may write more. */
  public boolean isHeld() {
    return held.isPresent();
  }

  /** How long to wait, in words: "2 minuter". */
  public String waitInWords() {
    return messages.count("wait.minutes", held.orElse(Duration.ZERO).plusSeconds(59).toMinutes());
  }

  /**
   * Why a form is shown again though nothing in it is wrong: its client has sent too much of late, or what it says otherwise.
   *
   * @param field beside which it is said
   * @param otherwise a message key
   */
  public Problem.Field again(String field, String otherwise) {
    return held.isPresent() ? new Problem.Field(field, "problem.held", waitInWords()) : new Problem.Field(field, otherwise);
  }

  /** Whether only a part of the page is wanted, by a script that keeps the rest. */
  public boolean wantsPart() {
    return "true".equals(context.request().getHeader("HX-Request"));
  }

  /** The token that a form of this answer carries; sets the browser's cookie where it has none. */
  public String formToken() {
    ofOneReader = true;
    return csrf.token(context);
  }

  /** Whether the answer has something that only this reader should get. */
  boolean isOfOneReader() {
    return ofOneReader;
  }

  /** What the layout of a page needs; title and description are texts, not keys. */
  public Page page(String title, String description) {
    return new Page(messages, links(), title, description, address(route.path()), route.twin().isEmpty() ? "" : address(route.twin()), Optional.empty(),
        demo, head(), visit());
  }

  private Visit visit() {
    Optional<Role> role = caller.map(Caller::role);
    return new Visit(role, role.isPresent() ? formToken() : "", canSignIn);
  }

  /** Only pages that anyone may read are for search engines; a filter or a search is the list that it is made of. */
  private Head head() {
    if (route.who() != Audience.ANYONE || !route.method().name().equals("GET") || route.twin().isEmpty()) return Head.NONE;
    String canonical = bare(route.path()) + query("page").filter(page -> page.matches("[1-9]\\d{0,5}")).map(page -> "?page=" + page).orElse("");
    return new Head(absolute(""), absolute(canonical), "", List.of(), route.path().equals("/") && prefersEnglish());
  }

  private boolean prefersEnglish() {
    return context.acceptableLanguages().stream().map(LanguageHeader::tag).filter(tag -> tag.equals("sv") || tag.equals("en")).findFirst().filter("en"::equals).isPresent();
  }

  /** The address of this very page by a pattern of either language. */
  private String address(String pattern) {
    String address = bare(pattern);
    String query = context.request().query();
    return query == null || !route.method().name().equals("GET") ? address : address + "?" + query;
  }

  private String bare(String pattern) {
    String address = pattern;
    for (Map.Entry<String, String> part : context.pathParams().entrySet()) {
      address = address.replace(":" + part.getKey(), Links.encoded(part.getValue()));
    }
    return address;
  }
}
