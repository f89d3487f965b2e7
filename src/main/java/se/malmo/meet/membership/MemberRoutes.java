package se.malmo.meet.membership;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** What a member has: the organisations that they speak for, to be kept in their own words, and the ideas that were sent from their address. */
public final class MemberRoutes {
  private static final List<String> ORDER = List.of("name", "sector", "description", "offers", "seeks", "roles", "website");
  private static final int LONGEST_LIST = 25_000;

  private final Organisations organisations;
  private final Accounts accounts;
  private final Claims claims;
  private final SentStore sent;
  private final ToLongFunction<Set<String>> waiting;
  private final ToLongFunction<String> ties;

  /**
   * Of these.
   *
   * @param waiting how many invitations to these organisations wait for an answer
   * @param ties how many ties that others have told of wait for the answer of an organisation
   */
  public MemberRoutes(Organisations organisations, Accounts accounts, Claims claims, SentStore sent, ToLongFunction<Set<String>> waiting, ToLongFunction<String> ties) {
    this.ties = ties;
    this.waiting = waiting;
    this.organisations = organisations;
    this.accounts = accounts;
    this.claims = claims;
    this.sent = sent;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/min-sida", "/en/my-page", Audience.MEMBERSHIP, this::home),
        Route.page("/min-sida/:id", "/en/my-page/:id", Audience.MEMBERSHIP, request -> profile(request, 200, filled(own(request), request))),
        Route.form("/min-sida/:id", "/en/my-page/:id", Audience.MEMBERSHIP, this::save, request -> again(request, 403, List.of(request.again("name", "problem.form.lay"))))
    ).flatMap(List::stream).toList();
  }

  /** An offer or something sought, and what it is read as. */
  public record Understood(String text, List<String> competences) {}

  private Account account(Request request) {
    return Speaking.account(request, accounts);
  }

  private Answer home(Request request) {
    Account account = account(request);
    Page page = request.page(request.messages().get("member.title"), "").in("membership");
    List<Organisation> own = account.organisations().stream().sorted().flatMap(id -> organisations.byId(id).stream()).toList();
    List<Claims.Claim> open = claims.of(account.id()).stream().filter(claim -> !claim.isGranted()).toList();
    return Answer.html(200, Templates.render("membership/home.jte", Map.of("page", page, "organisations", own, "claims", open,
        "sent", account.email().map(sent::of).orElse(List.of()), "email", account.email().orElse(""), "waiting", waiting.applyAsLong(account.organisations()))));
  }

  private Organisation own(Request request) {
    return Speaking.organisation(request, accounts, organisations);
  }

  private Answer profile(Request request, int status, Form form) {
    Organisation organisation = own(request);
    Page page = request.page(form.titled(organisation.name(), request.messages()), "").in("membership");
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "form", form, "organisation", organisation, "sectors", Stream.of(Sector.values()).map(Sector::code).toList(), "roles", OrganisationRow.ROLES,
        "offers", understood(organisation.offers(), organisation), "seeks", understood(organisation.seeks(), organisation), "saved", request.query("saved").isPresent()));
    parameters.put("ties", ties.applyAsLong(organisation.id()));
    return Answer.html(status, Templates.render("membership/profile.jte", parameters));
  }

  private List<Understood> understood(List<String> texts, Organisation organisation) {
    return texts.stream().map(text -> new Understood(text, organisations.understood(text, organisation.language()))).toList();
  }

  private static Form filled(Organisation organisation, Request request) {
    MultiMap values = MultiMap.caseInsensitiveMultiMap().set("name", organisation.name()).set("description", organisation.description())
        .set("sector", organisation.sector().map(Sector::code).orElse("")).set("offers", String.join("\n", organisation.offers())).set("seeks", String.join("\n", organisation.seeks()))
        .set("website", organisation.website().orElse(""));
    organisation.roles().forEach(role -> values.add("roles", role));
    return new Form(values, request.formToken(), List.of());
  }

  private Answer again(Request request, int status, List<Problem.Field> faults) {
    return profile(request, status, Form.of(request.fields(), request.formToken(), faults, ORDER, request.messages()));
  }

  private Answer save(Request request) {
    Organisation organisation = own(request);
    MultiMap fields = request.fields();
    try {
      OrganisationRow row = new OrganisationRow(null, fields.get("name"), fields.get("sector"), null, fields.get("description"), lines("offers", fields.get("offers")),
          lines("seeks", fields.get("seeks")), fields.getAll("roles"), null, fields.get("website"));
      organisations.keep(organisation.id(), Organisations.checked(row), request.caller().account());
      return Answer.seeOther(request.links().membership(organisation.id()) + "?saved=1");
    } catch (Problem.Invalid e) {
      // A fault of one line is told at the field that has all of them.
      return again(request, 400, e.fields().stream().map(fault -> new Problem.Field(fault.field().replaceFirst("\\.\\d+$", ""), fault.key(), fault.arguments().toArray())).distinct().toList());
    }
  }

  /** One a line. */
  private static List<String> lines(String field, String given) {
    if (given == null) return List.of();
    if (given.length() > LONGEST_LIST) throw new Problem.Invalid(field, "problem.long", LONGEST_LIST, given.length());
    return new ArrayList<>(given.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
  }
}
