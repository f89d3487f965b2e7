package se.malmo.meet.membership;

import java.util.List;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** The profiles of their organisations for the programs of those who speak for them. */
public final class ProfileApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Organisations organisations;
  private final Accounts accounts;

  public ProfileApi(Organisations organisations, Accounts accounts) {
    this.organisations = organisations;
    this.accounts = accounts;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/profiles", Audience.MEMBERSHIP, this::list),
        Route.get("/api/v1/profiles/:id", Audience.MEMBERSHIP, request -> answer(own(request))),
        Route.put("/api/v1/profiles/:id", Audience.MEMBERSHIP, this::keep));
  }

  private record ProfileBody(String id, String name, String sector, String description, List<String> offers, List<String> seeks, List<String> roles, String website) {
    static ProfileBody of(Organisation it) {
      return new ProfileBody(it.id(), it.name(), it.sector().map(Sector::code).orElse(null), it.description(), it.offers(), it.seeks(), it.roles(), it.website().orElse(null));
    }
  }

  private record PageBody(List<ProfileBody> profiles, String next) {}

  private record Fields(String name, String sector, String description, List<String> offers, List<String> seeks, List<String> roles, String website) {}

  private Account account(Request request) {
    return Speaking.account(request, accounts);
  }

  private Organisation own(Request request) {
    return Speaking.organisation(request, accounts, organisations);
  }

  private Answer answer(Organisation organisation) {
    return Answer.json(200, ProfileBody.of(organisation)).ofVersion(String.valueOf(organisations.version(organisation.id())));
  }

  private Answer list(Request request) {
    List<Organisation> own = account(request).organisations().stream().sorted().flatMap(id -> organisations.byId(id).stream()).toList();
    Part.Lines<Organisation> part = Part.of(request, USUAL, MOST).of(own, Organisation::id);
    return Answer.json(200, new PageBody(part.lines().stream().map(ProfileBody::of).toList(), part.next()));
  }

  private Answer keep(Request request) {
    Organisation organisation = own(request);
    Fields fields = Json.read(request.body(), Fields.class);
    OrganisationRow.Valid row = Organisations.checked(new OrganisationRow(null, fields.name(), fields.sector(), null, fields.description(), fields.offers(), fields.seeks(), fields.roles(), null,
        fields.website()));
    if (!organisations.begins(organisation.id(), request.version())) throw new Problem.Changed();
    organisations.keep(organisation.id(), row, request.caller().account());
    return answer(own(request));
  }
}
