package se.malmo.meet.organisation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.neighbours.Neighbours;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.JsonLd;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The public's pages of the resource bank. */
public final class OrganisationRoutes {
  private static final int LONGEST_SEARCH = 200;

  private final Organisations organisations;
  private final Neighbours neighbours;

  public OrganisationRoutes(Organisations organisations, Neighbours neighbours) {
    this.organisations = organisations;
    this.neighbours = neighbours;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/organisationer", "/en/organisations", Audience.ANYONE, this::list),
        Route.page("/organisationer/:id", "/en/organisations/:id", Audience.ANYONE, this::page),
        List.of(Route.act("/api/v1/organisations/:id/opt-out", Audience.COORDINATION, request -> opt(request, true)),
            Route.act("/api/v1/organisations/:id/opt-in", Audience.COORDINATION, request -> opt(request, false)))
    ).flatMap(List::stream).toList();
  }

  private Answer list(Request request) {
    Optional<Sector> sector = request.query("sector").flatMap(Sector::of);
    String words = request.query("q").orElse("").replace('\0', ' ').strip();
    if (words.length() > LONGEST_SEARCH) words = words.substring(0, LONGEST_SEARCH);
    long total = organisations.countFound(sector, words);
    String narrowed = Stream.of(sector.map(one -> "sector=" + one.code()).orElse(""), words.isEmpty() ? "" : "q=" + Links.encoded(words)).filter(part -> !part.isEmpty())
        .collect(Collectors.joining("&"));
    Paging paging = Paging.of(request.pageNumber(), total, request.links().organisations(), narrowed);
    Page page = request.page(request.messages().get("menu.organisations"), request.messages().get("organisations.lead")).in("organisations");
    return Answer.html(200, Templates.render("organisation/list.jte", Map.of("page", page,
        "organisations", organisations.found(sector, words, paging.skip(), Paging.SIZE), "paging", paging, "words", words, "sector", sector.map(Sector::code).orElse(""),
        "sectors", Stream.of(Sector.values()).map(Sector::code).toList(), "total", total))).forEverybody();
  }

  private Answer page(Request request) {
    Organisation organisation = organisations.byId(request.path("id")).orElseThrow(Problem.NotFound::new);
    Page page = request.page(organisation.name(), organisation.description()).in("organisations");
    return Answer.html(200, Templates.render("organisation/page.jte", Map.of("page", page.about(about(organisation, page)), "organisation", organisation,
        "parts", organisations.initiatives(organisation.id()), "around", neighbours.of(organisation.id())))).forEverybody();
  }

  private static JsonLd about(Organisation organisation, Page page) {
    String address = page.absolute(page.links().organisation(organisation.id()));
    JsonLd.Thing thing = JsonLd.thing("Organization").with("@id", address).with("name", organisation.name()).with("url", address)
        .with("description", organisation.description()).with("knowsAbout", organisation.offers()).with("seeks", organisation.seeks().stream()
            .map(sought -> JsonLd.thing("Demand").with("name", sought)).toList());
    organisation.website().ifPresent(website -> thing.with("sameAs", website));
    return new JsonLd().and(thing).trail(List.of(new JsonLd.Step(page.text("start"), page.absolute(page.links().start())),
        new JsonLd.Step(page.text("menu.organisations"), page.absolute(page.links().organisations())), new JsonLd.Step(organisation.name(), address)));
  }

  private record Opted(String id, boolean optedOut) {}

  private Answer opt(Request request, boolean out) {
    organisations.opt(request.path("id"), out, request.caller().role().code());
    return Answer.json(200, new Opted(request.path("id"), out));
  }
}
