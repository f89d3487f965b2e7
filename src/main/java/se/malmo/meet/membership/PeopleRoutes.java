package se.malmo.meet.membership;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Role;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/**
 * Those who speak for an organisation, for one another: ask a further person, make one the contact, hand over, go. Whoever is asked presses a button on the page of
 * a link, which reading alone does not spend, and then signs in by mail as everybody does.
 */
public final class PeopleRoutes {
  private static final List<String> ORDER = List.of("people", "name", "email", "heirName", "heirEmail", "then", "leave");

  private final People people;
  private final Accounts accounts;
  private final Organisations organisations;
  private final boolean showsLink;

  /** @param showsLink whether the page tells the link instead of the mail that nobody gets: for the demo on one's own machine */
  public PeopleRoutes(People people, Accounts accounts, Organisations organisations, boolean showsLink) {
    this.people = people;
    this.accounts = accounts;
    this.organisations = organisations;
    this.showsLink = showsLink;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/min-sida/:id/personer", "/en/my-page/:id/people", Audience.MEMBERSHIP, request -> page(request, 200, List.of())),
        Route.form("/min-sida/:id/personer", "/en/my-page/:id/people", Audience.MEMBERSHIP, this::act, request -> page(request, 403, List.of(new Problem.Field("people", "problem.form.lay")))),
        Route.page("/ga-med/person/:secret", "/en/join/person/:secret", Audience.HOLDER_OF_SECRET, request -> show(request, 200, "")),
        Route.form("/ga-med/person/:secret", "/en/join/person/:secret", Audience.HOLDER_OF_SECRET, this::accept, request -> show(request, 403, "problem.form.lay"))
    ).flatMap(List::stream).toList();
  }

  /**
   * One of them.
   *
   * @param name "" where it is no other than the organisation's
   */
  public record PersonView(String id, String name, String email, boolean isContact, boolean isSelf) {}

  /**
   * Somebody who has been asked.
   *
   * @param link in the demo alone, else ""
   */
  public record AskedView(String id, String name, String email, boolean takesOver, String said, String link) {}

  /** The page. */
  public record View(Form form, Organisation organisation, List<PersonView> people, List<AskedView> asked, boolean isContact, boolean isAlone, boolean saved) {}

  private Account account(Request request) {
    return Speaking.account(request, accounts);
  }

  private Organisation own(Request request) {
    return Speaking.organisation(request, accounts, organisations);
  }

  private Answer page(Request request, int status, List<Problem.Field> faults) {
    Organisation organisation = own(request);
    MultiMap values = status == 200 ? MultiMap.caseInsensitiveMultiMap() : request.fields();
    Form form = Form.of(values, request.formToken(), faults, ORDER, request.messages());
    Page page = request.page(form.titled(request.messages().get("people.title"), request.messages()), "").in("membership");
    String self = request.caller().account();
    Optional<String> contact = people.contact(organisation.id()).map(Account::id);
    List<PersonView> all = people.of(organisation.id()).stream().map(one -> new PersonView(one.id(), one.name().equals(organisation.name()) ? "" : one.name(), one.email().orElse(""),
        contact.filter(one.id()::equals).isPresent(), one.id().equals(self))).toList();
    List<AskedView> asked = people.asked(organisation.id()).stream().map(one -> new AskedView(one.id(), one.name(), one.email(), one.takesOver(),
        page.date(Sweden.day(one.at().plus(People.LIFE))), showsLink ? page.links().personJoining(people.secret(one)) : "")).toList();
    View view = new View(form, organisation, all, asked, contact.filter(self::equals).isPresent(), all.size() == 1, request.query("saved").isPresent());
    return Answer.html(status, Templates.render("membership/people.jte", Map.of("page", page, "view", view)));
  }

  private Answer act(Request request) {
    Organisation organisation = own(request);
    Account by = account(request);
    MultiMap fields = request.fields();
    String act = Optional.ofNullable(fields.get("do")).orElse("");
    String who = Optional.ofNullable(fields.get("account")).orElse("");
    try {
      switch (act) {
        case "ask" -> ask(request, organisation, "name", "email", by);
        case "hand-over" -> ask(request, organisation, "heirName", "heirEmail", by);
        case "withdraw" -> people.withdraw(organisation.id(), Optional.ofNullable(fields.get("invite")).orElse(""), by.id());
        case "contact" -> people.makeContact(organisation.id(), who, by.id());
        case "remove" -> people.remove(organisation.id(), who, by.id());
        case "leave" -> people.leave(organisation.id(), by.id());
        default -> throw new Problem.Invalid("people", "problem.case.do");
      }
    } catch (Problem.Invalid e) {
      return page(request, 400, e.fields());
    } catch (Problem.Conflict e) {
      return page(request, 409, List.of(new Problem.Field(act.equals("leave") ? "leave" : "people", e.reason().key(), e.reason().arguments().toArray())));
    }
    return Answer.seeOther(act.equals("leave") ? request.links().membership() : request.links().people(organisation.id()) + "?saved=1");
  }

  private void ask(Request request, Organisation organisation, String nameField, String emailField, Account by) {
    MultiMap fields = request.fields();
    People.Asking asking = PersonReader.read(new PersonReader.Given(nameField, fields.get(nameField), emailField, fields.get(emailField), nameField.startsWith("heir"), fields.get("then")));
    if (organisation.isClosed()) throw new Problem.Conflict("problem.people.closed");
    people.ask(organisation.id(), asking, request.messages().language(), emailField, by);
  }

  private Answer show(Request request, int status, String fault) {
    Optional<People.Asked> asked = people.bySecret(request.path("secret"));
    if (asked.isEmpty()) return gone(request);
    People.Asked one = asked.get();
    String by = accounts.byId(one.by()).flatMap(Account::email).orElse("");
    Page page = request.page(request.messages().get(one.takesOver() ? "people.accept.over" : "people.accept.title", one.organisationName()), "").unlisted();
    return Answer.html(status, Templates.render("membership/person.jte", Map.of("page", page, "asked", one, "by", by, "token", request.formToken(),
        "action", request.links().personJoining(request.path("secret")), "fault", fault)));
  }

  private static Answer gone(Request request) {
    Page page = request.page(request.messages().get("join.gone"), "").unlisted();
    return Answer.html(404, Templates.render("membership/person-gone.jte", Map.of("page", page)));
  }

  private Answer accept(Request request) {
    Optional<People.Asked> asked = people.bySecret(request.path("secret"));
    if (asked.isEmpty()) return gone(request);
    if (accounts.byEmail(asked.get().email()).filter(one -> one.isClosed() || one.role() != Role.MEMBER).isPresent()) {
      Page page = request.page(request.messages().get("join.refused"), "").unlisted();
      return Answer.html(409, Templates.render("notice/told.jte", Map.of("page", page, "text", request.messages().get("people.refused"))));
    }
    if (people.accept(asked.get()).isEmpty()) return gone(request);
    // The link may have been passed on: only the owner of the address gets in, by a link of their own.
    Page page = request.page(request.messages().get("people.accepted", asked.get().organisationName()), "").unlisted();
    return Answer.html(200, Templates.render("membership/done.jte", Map.of("page", page)));
  }
}
