package se.malmo.meet.membership;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Browsers;
import se.malmo.meet.identity.Sessions;
import se.malmo.meet.organisation.CompanyRegister;
import se.malmo.meet.organisation.CompanyRow;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.OrganisationNumber;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Writing;

/** Joining the resource bank by a form of three fields, or by the API; a mail asks whether it was meant. */
public final class JoinRoutes {
  private static final List<String> ORDER = List.of("again", "number", "organisationNumber", "name", "offer", "sector", "website", "email");

  private final Joinings joinings;
  private final Organisations organisations;
  private final CompanyRegister companies;
  private final Sessions sessions;
  private final Browsers browsers;
  private final BiFunction<String, Integer, Graph.Statement> mail;
  private final boolean demo;
  private final boolean showsLink;

  /**
   * The way in.
   *
   * @param mail the statement that sends the question, by the joining's id and how many times it was asked
   * @param demo whether the API's organisations are public at once
   * @param showsLink whether the page tells the link instead of the mail that nobody gets: for the demo on one's own machine
   */
  public JoinRoutes(Joinings joinings, Organisations organisations, CompanyRegister companies, Sessions sessions, Browsers browsers, BiFunction<String, Integer, Graph.Statement> mail, boolean demo, boolean showsLink) {
    this.joinings = joinings;
    this.organisations = organisations;
    this.companies = companies;
    this.sessions = sessions;
    this.browsers = browsers;
    this.mail = mail;
    this.demo = demo;
    this.showsLink = showsLink;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/ga-med", "/en/join", Audience.ANYONE, this::empty),
        Route.form("/ga-med", "/en/join", Audience.ANYONE, Writing.ORGANISATION, request -> "look".equals(request.fields().get("do")) ? look(request) : ask(request),
            request -> form(request, 403, request.fields(), List.of(request.again("again", "problem.form.lay")))),
        Route.page("/ga-med/bekrafta/:secret", "/en/join/confirm/:secret", Audience.HOLDER_OF_SECRET, request -> show(request, 200, "")),
        Route.form("/ga-med/bekrafta/:secret", "/en/join/confirm/:secret", Audience.HOLDER_OF_SECRET, this::confirm, request -> show(request, 403, "problem.form.lay")),
        List.of(Route.post("/api/v1/organisations", Audience.ANYONE, Writing.ORGANISATION, this::call).readBy(request -> Joining.parse(request.body(), request.messages().language())))
    ).flatMap(List::stream).toList();
  }

  private Answer empty(Request request) {
    MultiMap values = MultiMap.caseInsensitiveMultiMap();
    request.query("name").filter(name -> name.length() <= 200).ifPresent(name -> values.set("name", name));
    return form(request, 200, values, List.of());
  }

  private Answer form(Request request, int status, MultiMap values, List<Problem.Field> faults) {
    return form(request, status, values, faults, "");
  }

  /** @param said where what stands in the form comes from, "" where they wrote it themselves */
  private Answer form(Request request, int status, MultiMap values, List<Problem.Field> faults, String said) {
    Form form = Form.of(values, request.formToken(), faults, ORDER, request.messages());
    String heading = request.messages().get("join.link");
    Page page = request.page(form.titled(heading, request.messages()), request.messages().get("join.lead"));
    return Answer.html(status, Templates.render("membership/join.jte", Map.of("page", page, "form", form, "heading", heading, "said", said, "hasRegister", !companies.isEmpty(), "sectors", Stream.of(Sector.values()).map(Sector::code).toList())));
  }

  /** Fills in the form with what is known by a number; a sole trader's, which is a person's, is neither looked for nor kept. */
  private Answer look(Request request) {
    MultiMap fields = request.fields();
    Checks checks = new Checks();
    Optional<String> number = Optional.of(checks.required("number", fields.get("number"), 20)).filter(given -> !given.isEmpty()).flatMap(given -> OrganisationNumber.read(checks, "number", given));
    if (number.isEmpty()) return form(request, 400, fields, checks.faults());
    MultiMap values = MultiMap.caseInsensitiveMultiMap().set("number", number.get()).set("organisationNumber", number.get());
    Optional<CompanyRow.Valid> company = companies.byNumber(number.get());
    company.ifPresent(one -> {
      values.set("name", one.name()).set("offer", one.business()).set("sector", one.sector().map(Sector::code).orElse(""));
      one.website().ifPresent(website -> values.set("website", website));
    });
    Optional<Organisation> known = organisations.byNumber(number.get());
    known.ifPresent(one -> values.set("name", one.name()));
    String said = known.map(one -> request.messages().get("join.number.theirs", one.name())).orElseGet(() -> request.messages().get(company.isPresent() ? "join.number.filled" : "join.number.unknown"));
    return form(request, 200, values, List.of(), said);
  }

  /** Another's number is somebody's mistake, or theirs who belong there: then they say so by the name. */
  private void own(Joining joining) {
    joining.row().organisationNumber().flatMap(organisations::byNumber).filter(one -> !Organisation.nameKey(one.name()).equals(Organisation.nameKey(joining.row().name()))).ifPresent(one -> {
      throw new Problem.Invalid("organisationNumber", "problem.number.theirs", one.name());
    });
  }

  private Answer ask(Request request) {
    try {
      Joining joining = Joining.parse(request.fields(), request.messages().language());
      own(joining);
      String browser = browsers.keep(request, Duration.ofHours(1));
      String id = joinings.ask(joining, browser, mail);
      Page page = request.page(request.messages().get("join.asked"), "").unlisted();
      // A link for everybody to see would let anybody say yes for anybody.
      String link = showsLink ? joinings.byId(id).map(joinings::secret).map(request.links()::confirmJoining).orElse("") : "";
      return Answer.html(202, Templates.render("membership/asked.jte", Map.of("page", page, "days", Joinings.LIFE.toDays(), "link", link)));
    } catch (Problem.Invalid e) {
      return form(request, 400, request.fields(), e.fields());
    }
  }

  private Answer show(Request request, int status, String fault) {
    Optional<Joinings.Kept> kept = joinings.bySecret(request.path("secret"));
    if (kept.isEmpty()) return gone(request);
    Page page = request.page(request.messages().get("join.confirm.title", kept.get().joining().row().name()), "").unlisted();
    return Answer.html(status, Templates.render("membership/confirm.jte", Map.of("page", page, "joining", kept.get().joining(), "token", request.formToken(),
        "action", request.links().confirmJoining(request.path("secret")), "fault", fault)));
  }

  private static Answer gone(Request request) {
    Page page = request.page(request.messages().get("join.gone"), "").unlisted();
    return Answer.html(404, Templates.render("membership/gone.jte", Map.of("page", page)));
  }

  private Answer confirm(Request request) {
    Optional<Joinings.Kept> kept = joinings.bySecret(request.path("secret"));
    if (kept.isEmpty()) return gone(request);
    return switch (joinings.confirm(kept.get())) {
      case Joinings.Joined joined -> enter(request, kept.get(), joined.account(), request.links().membership(joined.organisation()) + "?saved=1");
      case Joinings.Claimed claimed -> enter(request, kept.get(), claimed.account(), request.links().membership());
      case Joinings.Refused refused -> {
        Page page = request.page(request.messages().get("join.refused"), "").unlisted();
        yield Answer.html(409, Templates.render("notice/told.jte", Map.of("page", page, "text", request.messages().get("join.refused.text"))));
      }
    };
  }

  /** The browser that asked is signed in; another one, as on a phone, is told how to. */
  private Answer enter(Request request, Joinings.Kept kept, Account account, String address) {
    if (browsers.isSame(request, kept.browserHash())) {
      sessions.enter(request, account);
      return Answer.seeOther(address);
    }
    Page page = request.page(request.messages().get("join.done"), "").unlisted();
    return Answer.html(200, Templates.render("membership/done.jte", Map.of("page", page)));
  }

  /** What a program gets. */
  private record Made(String id, String url) {}

  private Answer call(Request request) {
    Joining joining = Joining.parse(request.body(), request.messages().language());
    String id = joinings.ask(joining, "", mail);
    if (demo) joinings.keep(id, joining);
    return Answer.json(201, new Made(id, request.absolute(Links.of(request.messages().language()).organisation(id))));
  }
}
