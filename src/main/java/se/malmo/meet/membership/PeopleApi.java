package se.malmo.meet.membership;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Those who speak for an organisation, for their programs: who they are and who is asked, ask one, make one the contact, go. */
public final class PeopleApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final People people;
  private final Accounts accounts;
  private final Organisations organisations;

  public PeopleApi(People people, Accounts accounts, Organisations organisations) {
    this.people = people;
    this.accounts = accounts;
    this.organisations = organisations;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/profiles/:id/people", Audience.MEMBERSHIP, request -> answer(request, own(request).id())),
        Route.post("/api/v1/profiles/:id/people", Audience.MEMBERSHIP, this::ask),
        Route.act("/api/v1/profiles/:id/people/:account/contact", Audience.MEMBERSHIP, this::makeContact),
        Route.delete("/api/v1/profiles/:id/people/:account", Audience.MEMBERSHIP, this::remove),
        Route.delete("/api/v1/profiles/:id/people/asked/:invite", Audience.MEMBERSHIP, this::withdraw));
  }

  private record PersonBody(String account, String name, String email, boolean contact, boolean you) {}

  private record AskedBody(String id, String name, String email, boolean takesOver, String until) {}

  private record PageBody(List<PersonBody> people, List<AskedBody> asked, String next) {}

  private record Fields(String name, String email, Boolean takesOver, String then) {}

  private Account account(Request request) {
    return Speaking.account(request, accounts);
  }

  private Organisation own(Request request) {
    return Speaking.organisation(request, accounts, organisations);
  }

  private Answer answer(Request request, String organisation) {
    Optional<String> contact = people.contact(organisation).map(Account::id);
    String self = request.caller().account();
    Part.Lines<Account> part = Part.of(request, USUAL, MOST).of(people.of(organisation), Account::id);
    List<PersonBody> lines = part.lines().stream()
        .map(one -> new PersonBody(one.id(), one.name(), one.email().orElse(null), contact.filter(one.id()::equals).isPresent(), one.id().equals(self))).toList();
    List<AskedBody> asked = people.asked(organisation).stream().map(one -> new AskedBody(one.id(), one.name(), one.email(), one.takesOver(), one.at().plus(People.LIFE).toString())).toList();
    return Answer.json(200, new PageBody(lines, asked, part.next()));
  }

  private Answer ask(Request request) {
    Organisation organisation = own(request);
    Fields fields = Json.read(request.body(), Fields.class);
    People.Asking asking = PersonReader.read(new PersonReader.Given("name", fields.name(), "email", fields.email(), Boolean.TRUE.equals(fields.takesOver()), fields.then()));
    if (organisation.isClosed()) throw new Problem.Conflict("problem.people.closed");
    people.ask(organisation.id(), asking, request.messages().language(), "email", account(request));
    return answer(request, organisation.id());
  }

  private Answer makeContact(Request request) {
    String organisation = own(request).id();
    people.makeContact(organisation, request.path("account"), request.caller().account());
    return answer(request, organisation);
  }

  /** Oneself goes, another is taken off. */
  private Answer remove(Request request) {
    String organisation = own(request).id();
    String self = request.caller().account();
    if (request.path("account").equals(self)) people.leave(organisation, self);
    else people.remove(organisation, request.path("account"), self);
    return Answer.empty();
  }

  private Answer withdraw(Request request) {
    people.withdraw(own(request).id(), request.path("invite"), request.caller().account());
    return Answer.empty();
  }
}
