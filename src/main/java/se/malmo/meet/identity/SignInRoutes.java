package se.malmo.meet.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Role;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Writing;

/**
 * The demo's way in: one button a role, no password. Whoever reaches it may be anyone, so it is only for a server with the invented city that listens on the
 * machine's own address, and only where the browser too knows it by such a name: a name of somebody else's that points here is not answered.
 */
public final class SignInRoutes {
  private static final List<Role> ROLES = List.of(Role.COORDINATOR, Role.AMBASSADOR, Role.MEMBER, Role.ADMINISTRATOR, Role.AUDITOR);
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  /** A path of ours, so that nobody is sent elsewhere after signing in. */
  private static final Pattern LOCAL = Pattern.compile("/(?!/)[A-Za-z0-9/_-]{0,200}(\\?[A-Za-z0-9=&._%-]{0,500})?");

  private final Sessions sessions;
  private final Accounts accounts;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;

  /** @param forvaltningar the city's departments, by name; at least one */
  public SignInRoutes(Sessions sessions, Accounts accounts, Supplier<List<Forvaltning.Name>> forvaltningar) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.forvaltningar = forvaltningar;
  }

  /** Whether there may be such a way in at all. */
  public static boolean isAllowed(boolean demo, String host) {
    try {
      return demo && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  public List<Route> routes() {
    List<Route> all = new ArrayList<>(Route.page(Request.SIGN_IN, Request.SIGN_IN_ENGLISH, Audience.ANYONE, this::choose));
    all.addAll(Route.form(Request.SIGN_IN, Request.SIGN_IN_ENGLISH, Audience.ANYONE, Writing.SIGN_IN, this::signIn, this::choose));
    all.addAll(Route.form("/logga-ut", "/en/sign-out", Audience.ANYONE, this::signOut, this::choose));
    return all;
  }

  private Answer choose(Request request) {
    onlyAtHome(request);
    Page page = request.page(request.messages().get("signin.title"), "").unlisted();
    return Answer.html(200, Templates.render("identity/signin.jte", Map.of("page", page, "token", request.formToken(), "fault", request.isHeld() ? request.messages().get("problem.held", request.waitInWords()) : "", "roles", ROLES, "forvaltningar", forvaltningar.get(), "next",
        local(request.query("next").or(() -> Optional.ofNullable(request.fields().get("next")))).orElse(""))));
  }

  private Answer signIn(Request request) {
    onlyAtHome(request);
    Role role = Optional.ofNullable(request.fields().get("role")).flatMap(Role::of).filter(ROLES::contains)
        .orElseThrow(() -> new Problem.Invalid("role", "problem.role"));
    sessions.enter(request, account(role, request));
    return Answer.seeOther(local(Optional.ofNullable(request.fields().get("next"))).orElse(request.links().home(role)));
  }

  private Account account(Role role, Request request) {
    Messages swedish = Messages.of("sv");
    if (role != Role.AMBASSADOR) return accounts.demo(role, Optional.empty(), swedish.get("signin.demo." + role.code()));
    List<Forvaltning.Name> names = forvaltningar.get();
    Forvaltning.Name chosen = Optional.ofNullable(request.fields().get("forvaltning")).filter(id -> !id.isEmpty())
        .map(id -> names.stream().filter(name -> name.id().equals(id)).findFirst().orElseThrow(() -> new Problem.Invalid("forvaltning", "problem.forvaltning")))
        .orElseGet(names::getFirst);
    return accounts.demo(role, Optional.of(chosen.id()), swedish.get("signin.demo.ambassador", chosen.swedish()));
  }

  private Answer signOut(Request request) {
    request.session().ifPresent(sessions::end);
    request.forgetSession();
    return Answer.seeOther(request.links().start());
  }

  /** A path of ours, so that nobody is sent elsewhere after signing in. */
  static Optional<String> local(Optional<String> next) {
    return next.filter(path -> LOCAL.matcher(path).matches());
  }

  private static void onlyAtHome(Request request) {
    if (!OWN_NAMES.contains(request.host())) throw new Problem.NotFound();
  }
}
