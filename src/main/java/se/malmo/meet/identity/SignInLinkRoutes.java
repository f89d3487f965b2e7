package se.malmo.meet.identity;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Role;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Writing;

/**
 * The members' way in: an address is typed, a link comes by mail, and a button on its page signs in. Reading the link changes nothing, so a scanner of mails does
 * no harm; only the browser that asked can press the button.
 */
public final class SignInLinkRoutes {
  private static final int LONGEST = 254;
  private static final List<String> ORDER = List.of("again", "email");

  private final SignInLinks links;
  private final Sessions sessions;
  private final Browsers browsers;
  private final Function<String, Graph.Statement> mail;
  private final boolean showsLink;

  /**
   * The way in.
   *
   * @param mail the statement that sends a link, by its id
   * @param showsLink whether the page tells the link instead of the mail that nobody gets: for the demo on one's own machine
   */
  public SignInLinkRoutes(SignInLinks links, Sessions sessions, Browsers browsers, Function<String, Graph.Statement> mail, boolean showsLink) {
    this.links = links;
    this.sessions = sessions;
    this.browsers = browsers;
    this.mail = mail;
    this.showsLink = showsLink;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/logga-in/organisation", "/en/sign-in/organisation", Audience.ANYONE, request -> form(request, 200, List.of())),
        Route.form("/logga-in/organisation", "/en/sign-in/organisation", Audience.ANYONE, Writing.SIGN_IN, this::ask,
            request -> form(request, 403, List.of(request.again("again", "problem.form.lay")))),
        Route.page("/logga-in/lank/:secret", "/en/sign-in/link/:secret", Audience.HOLDER_OF_SECRET, request -> show(request, 200, "")),
        Route.form("/logga-in/lank/:secret", "/en/sign-in/link/:secret", Audience.HOLDER_OF_SECRET, this::spend, request -> show(request, 403, "problem.form.lay"))
    ).flatMap(List::stream).toList();
  }

  private static Answer form(Request request, int status, List<Problem.Field> faults) {
    MultiMap values = status == 200 ? MultiMap.caseInsensitiveMultiMap() : request.fields();
    Form form = Form.of(values, request.formToken(), faults, ORDER, request.messages());
    Page page = request.page(form.titled(request.messages().get("signin.link.title"), request.messages()), "").unlisted();
    return Answer.html(status, Templates.render("identity/ask.jte", Map.of("page", page, "form", form, "heading", request.messages().get("signin.link.title"))));
  }

  private Answer ask(Request request) {
    Checks checks = new Checks();
    String email = checks.required("email", request.fields().get("email"), LONGEST);
    if (!email.isEmpty()) checks.email("email", email);
    try {
      checks.done();
    } catch (Problem.Invalid e) {
      return form(request, 400, e.fields());
    }
    String browser = browsers.keep(request, SignInLinks.LIFE.plus(Duration.ofMinutes(1)));
    Optional<String> secret = links.ask(email, request.messages().language(), browser, mail);
    Page page = request.page(request.messages().get("signin.link.sent"), "").unlisted();
    return Answer.html(202, Templates.render("identity/asked.jte", Map.of("page", page, "minutes", SignInLinks.LIFE.toMinutes(),
        "link", secret.filter(one -> showsLink).map(request.links()::signInLink).orElse(""))));
  }

  private Answer show(Request request, int status, String fault) {
    String secret = request.path("secret");
    if (!links.mayTry(request.from()) || !links.isGood(secret, browsers.of(request))) return refused(request);
    Page page = request.page(request.messages().get("signin.link.open"), "").unlisted();
    return Answer.html(status, Templates.render("identity/link.jte", Map.of("page", page, "token", request.formToken(), "action", request.links().signInLink(secret), "fault", fault)));
  }

  /** Used, too old, made up, or asked for in another browser: which of them is told to nobody. */
  private Answer refused(Request request) {
    Page page = request.page(request.messages().get("signin.link.bad"), "").unlisted();
    int status = links.wasWrong(request.from()) ? 404 : 429;
    Answer answer = Answer.html(status, Templates.render("identity/spent.jte", Map.of("page", page)));
    return status == 404 ? answer : answer.with("Retry-After", String.valueOf(SignInLinks.WINDOW.toSeconds()));
  }

  private Answer spend(Request request) {
    if (!links.mayTry(request.from())) return refused(request);
    Optional<Account> account = links.spend(request.path("secret"), browsers.of(request));
    if (account.isEmpty()) return refused(request);
    sessions.enter(request, account.get());
    browsers.forget(request);
    return Answer.seeOther(request.links().home(Role.MEMBER));
  }
}
