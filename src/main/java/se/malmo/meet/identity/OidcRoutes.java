package se.malmo.meet.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Role;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Signing in with the city's own account. What ties the way out to the way back lies in the browser, so that any server can take it up. */
public final class OidcRoutes implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final String BACK = "/logga-in/svar";
  private static final String BACK_ENGLISH = "/en/sign-in/answer";
  private static final String COOKIE = "meet-signing-in";
  /** How what is carried begins for who reads English: "en" and a part of the next letter, in Base64. */
  private static final String ENGLISH = "ZW";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");

  private final Oidc oidc;
  private final Sessions sessions;
  private final Accounts accounts;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;
  private final byte[] key;
  private final Ids ids;
  private final Optional<String> publicUrl;

  private OidcRoutes(Oidc oidc, Sessions sessions, Accounts accounts, Supplier<List<Forvaltning.Name>> forvaltningar, byte[] key, Ids ids, Optional<String> publicUrl) {
    this.oidc = oidc;
    this.sessions = sessions;
    this.accounts = accounts;
    this.forvaltningar = forvaltningar;
    this.key = key.clone();
    this.ids = ids;
    this.publicUrl = publicUrl;
  }

  /**
   * The way in, where the settings name an identity provider.
   *
   * @param forvaltningar the city's departments, by name
   * @param key signs what the browser carries
   */
  public static Optional<OidcRoutes> of(Settings settings, Sessions sessions, Accounts accounts, Supplier<List<Forvaltning.Name>> forvaltningar, byte[] key, Ids ids,
      java.time.InstantSource clock) {
    return OidcSettings.of(settings).map(found -> new OidcRoutes(new Oidc(found, clock), sessions, accounts, forvaltningar, key, ids, settings.service("MEET_PUBLIC_URL")));
  }

  public List<Route> routes() {
    List<Route> all = new ArrayList<>(Route.page(Request.SIGN_IN, Request.SIGN_IN_ENGLISH, Audience.ANYONE, request -> page(request, 200, "")));
    // A link, not a form: our pages send forms to ourselves alone, and a browser holds a redirect to that too.
    all.addAll(Route.beside("/logga-in/start", "/en/sign-in/start", Audience.ANYONE, this::begin));
    all.addAll(Route.page(BACK, BACK_ENGLISH, Audience.ANYONE, this::answered));
    all.addAll(Route.form("/logga-ut", "/en/sign-out", Audience.ANYONE, this::signOut, request -> page(request, 403, "problem.form.lay")));
    return all;
  }

  private static Answer page(Request request, int status, String fault) {
    Page page = request.page(request.messages().get("signin.city.title"), "").unlisted();
    return Answer.html(status, Templates.render("identity/city.jte", Map.of("page", page, "fault", fault, "next",
        SignInRoutes.local(request.query("next")).map(next -> "?next=" + Links.encoded(next)).orElse(""))));
  }

  private Answer begin(Request request) {
    String secret = ids.secret();
    String next = SignInRoutes.local(request.query("next")).orElse("");
    try {
      String address = oidc.address(back(request), state(secret, request.messages().language() + next), derived("nonce", secret), derived("verifier", secret));
      request.keep(COOKIE, secret, PATIENCE);
      return Answer.seeOther(address);
    } catch (Oidc.Refused e) {
      return page(request, 503, "signin.city.down");
    }
  }

  /** One address for both languages: a provider knows it beforehand. */
  private String back(Request request) {
    return publicUrl.map(url -> url.replaceAll("/+$", "") + BACK).orElseGet(() -> request.absolute(BACK));
  }

  private String derived(String what, String secret) {
    return Hash.hmac(key, "oidc-" + what + ":" + secret);
  }

  /** @param what the language that somebody reads, two letters, and behind it where they are going */
  private String state(String secret, String what) {
    String carried = Base64.getUrlEncoder().withoutPadding().encodeToString(what.getBytes(StandardCharsets.UTF_8));
    return derived("state:" + carried, secret) + "." + carried;
  }

  private Answer answered(Request request) {
    String given = request.query("state").orElse("");
    String carried = given.substring(given.indexOf('.') + 1);
    if (carried.startsWith(ENGLISH) && !request.messages().isEnglish()) return inEnglish(request, given);
    String secret = request.kept(COOKIE).filter(value -> SECRET.matcher(value).matches()).orElse("");
    request.forget(COOKIE);
    // Only the browser that went out comes back in, and only once.
    if (secret.isEmpty() || !Hash.same(derived("state:" + carried, secret) + "." + carried, given)) return page(request, 401, "signin.city.other");
    if (request.query("code").isEmpty()) return page(request, 401, "signin.city.refused");
    try {
      Oidc.Person person = oidc.person(request.query("code").get(), back(request), derived("nonce", secret), derived("verifier", secret));
      Optional<Account> account = account(person);
      if (account.isEmpty()) return page(request, 403, "signin.city.norole");
      sessions.enter(request, account.get());
      String next = new String(Base64.getUrlDecoder().decode(carried), StandardCharsets.UTF_8).substring(2);
      return Answer.seeOther(SignInRoutes.local(Optional.of(next)).orElse(request.links().home(account.get().role())));
    } catch (Oidc.Refused e) {
      LOG.warn("A sign-in was refused: {}", e.getMessage());
      return e instanceof Oidc.Unverified ? page(request, 403, "signin.city.unverified") : page(request, 401, "signin.city.refused");
    }
  }

  /** A provider knows one way back; who came from an English page reads on in English. */
  private static Answer inEnglish(Request request, String state) {
    String code = request.query("code").map(one -> "&code=" + Links.encoded(one)).orElse("");
    return Answer.seeOther(BACK_ENGLISH + "?state=" + Links.encoded(state) + code);
  }

  /** The person's account, made or brought up to what the provider says now; empty for one without a role here, and for one that was closed here. */
  private Optional<Account> account(Oidc.Person person) {
    Optional<Account> known = accounts.bySubject(person.subject());
    if (person.role().isEmpty() || known.filter(Account::isClosed).isPresent()) return Optional.empty();
    Role role = person.role().get();
    Set<String> own = own(person);
    // An address that another account has stays with it: an address alone makes nobody somebody else.
    Optional<String> email = person.email().filter(address -> accounts.byEmail(address).map(one -> known.filter(one::equals).isPresent()).orElse(true));
    if (known.isEmpty()) return Optional.of(accounts.make(role, person.name(), email, own, Optional.of(person.subject()), "oidc"));
    Account before = known.get();
    Account now = before.as(role, person.name(), email, own);
    if (!now.equals(before)) accounts.change(now, "oidc");
    return Optional.of(now);
  }

  private Set<String> own(Oidc.Person person) {
    return forvaltningar.get().stream().filter(name -> person.forvaltningar().stream().anyMatch(name::isCalled)).map(Forvaltning.Name::id).collect(Collectors.toSet());
  }

  private Answer signOut(Request request) {
    request.session().ifPresent(sessions::end);
    request.forgetSession();
    return Answer.seeOther(request.links().start());
  }

  @Override
  public void close() {
    oidc.close();
  }
}
