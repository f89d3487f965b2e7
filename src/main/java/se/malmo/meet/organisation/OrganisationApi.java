package se.malmo.meet.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** The resource bank for programs: as much as its public pages show. */
public final class OrganisationApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Organisations organisations;

  public OrganisationApi(Organisations organisations) {
    this.organisations = organisations;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/organisations", Audience.ANYONE, this::list),
        Route.get("/api/v1/organisations/:id", Audience.ANYONE, this::one));
  }

  private record PageBody(List<LineBody> organisations, long total, String next) {}

  private record LineBody(String id, String name, String sector, boolean claimed, String url) {
    static LineBody of(Organisation one, Request request) {
      return new LineBody(one.id(), one.name(), one.sector().map(Sector::code).orElse(null), one.claimed(), address(one, request));
    }
  }

  private record PartBody(String reference, String title, String status, int year) {}

  private record WholeBody(String id, String name, String sector, String language, String description, List<String> offers, List<String> seeks, List<String> roles,
      String website, boolean claimed, String closedOn, List<PartBody> initiatives, String url) {
    static WholeBody of(Organisation it, List<PartBody> initiatives, Request request) {
      return new WholeBody(it.id(), it.name(), it.sector().map(Sector::code).orElse(null), it.language().code(), it.description(), it.offers(), it.seeks(), it.roles(),
          it.website().orElse(null), it.claimed(), it.closedOn().map(LocalDate::toString).orElse(null), initiatives, address(it, request));
    }
  }

  private static String address(Organisation one, Request request) {
    return request.absolute(Links.of(request.messages().language()).organisation(one.id()));
  }

  private Answer list(Request request) {
    Part part = Part.of(request, USUAL, MOST);
    Optional<Sector> sector = request.query("sector").flatMap(Sector::of);
    List<Organisation> oneMore = organisations.after(sector, part.key(0, 2), part.key(1, 2), part.limit() + 1);
    Part.Lines<Organisation> lines = part.of(oneMore, one -> new String[] {Organisation.nameKey(one.name()), one.id()}, part.limit());
    return Answer.json(200, new PageBody(lines.lines().stream().map(one -> LineBody.of(one, request)).toList(), organisations.count(sector), lines.next())).forEverybody();
  }

  private Answer one(Request request) {
    Organisation organisation = organisations.byId(request.path("id")).orElseThrow(Problem.NotFound::new);
    List<PartBody> initiatives = organisations.initiatives(organisation.id()).stream().map(it -> new PartBody(it.reference(), it.title(), it.status(), it.year())).toList();
    return Answer.json(200, WholeBody.of(organisation, initiatives, request)).forEverybody();
  }
}
