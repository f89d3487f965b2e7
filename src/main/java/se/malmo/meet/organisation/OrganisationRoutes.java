package se.malmo.meet.organisation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The public's pages of the resource bank. */
public final class OrganisationRoutes {
  private final Organisations organisations;

  public OrganisationRoutes(Organisations organisations) {
    this.organisations = organisations;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/organisationer", "/en/organisations", Audience.ANYONE, this::list),
        Route.page("/organisationer/:id", "/en/organisations/:id", Audience.ANYONE, this::page)
    ).flatMap(List::stream).toList();
  }

  private Answer list(Request request) {
    Optional<Sector> sector = request.query("sector").flatMap(Sector::of);
    long total = organisations.count(sector);
    Paging paging = Paging.of(request.pageNumber(), total, request.links().organisations(), sector.map(one -> "sector=" + one.code()).orElse(""));
    Page page = request.page(request.messages().get("menu.organisations"), request.messages().get("organisations.lead")).in("organisations");
    return Answer.html(200, Templates.render("organisation/list.jte", Map.of("page", page,
        "organisations", organisations.page(sector, paging.skip(), Paging.SIZE), "paging", paging, "sector", sector.map(Sector::code).orElse(""),
        "sectors", Stream.of(Sector.values()).map(Sector::code).toList(), "total", total)));
  }

  private Answer page(Request request) {
    Organisation organisation = organisations.byId(request.path("id")).orElseThrow(Problem.NotFound::new);
    Page page = request.page(organisation.name(), "").in("organisations");
    return Answer.html(200, Templates.render("organisation/page.jte",
        Map.of("page", page, "organisation", organisation, "parts", organisations.initiatives(organisation.id()))));
  }
}
