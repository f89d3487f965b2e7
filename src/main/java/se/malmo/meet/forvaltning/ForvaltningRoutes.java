package se.malmo.meet.forvaltning;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.neighbours.Neighbours;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.JsonLd;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Find your ambassador, and a page for each förvaltning. */
public final class ForvaltningRoutes {
  private static final int LONGEST_QUERY = 200;
  private static final int MATTERS = 40;

  private final Forvaltningar forvaltningar;
  private final Initiatives initiatives;
  private final Vocabulary vocabulary;
  private final Neighbours neighbours;
  private final Supplier<Set<String>> bookable;

  /** @param bookable the förvaltningar where a meeting can be booked, by id */
  public ForvaltningRoutes(Forvaltningar forvaltningar, Initiatives initiatives, Vocabulary vocabulary, Neighbours neighbours, Supplier<Set<String>> bookable) {
    this.bookable = bookable;
    this.neighbours = neighbours;
    this.forvaltningar = forvaltningar;
    this.initiatives = initiatives;
    this.vocabulary = vocabulary;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/ambassadorer", "/en/ambassadors", Audience.ANYONE, this::ambassadors),
        Route.page("/forvaltningar/:id", "/en/departments/:id", Audience.ANYONE, this::page)
    ).flatMap(List::stream).toList();
  }

  private Answer ambassadors(Request request) {
    String query = request.query("q").orElse("").replace('\0', ' ').strip();
    if (query.length() > LONGEST_QUERY) query = query.substring(0, LONGEST_QUERY);
    Page page = request.page(request.messages().get("menu.ambassadors"), request.messages().get("ambassadors.lead")).in("ambassadors");
    page = page.about(new JsonLd().trail(trail(page)));
    return Answer.html(200, Templates.render("forvaltning/ambassadors.jte", Map.of("page", page, "found", forvaltningar.find(query), "query", query, "bookable", bookable.get()))).forEverybody();
  }

  private Answer page(Request request) {
    Forvaltning forvaltning = forvaltningar.byId(request.path("id")).orElseThrow(Problem.NotFound::new);
    String name = forvaltning.name(request.messages().language());
    Page page = request.page(name, forvaltning.description(request.messages().language())).in("ambassadors")
        .followedBy(request.messages().get("feed.of", name), request.links().forvaltningFeed(forvaltning.id()));
    return Answer.html(200, Templates.render("forvaltning/page.jte", Map.of("page", page.about(about(forvaltning, page)), "forvaltning", forvaltning,
        "mandate", mandate(forvaltning, request.messages()), "lines", initiatives.ofForvaltning(forvaltning.id()),
        "around", neighbours.of(forvaltning.id()), "canMeet", bookable.get().contains(forvaltning.id())))).forEverybody();
  }

  private static List<JsonLd.Step> trail(Page page) {
    return List.of(new JsonLd.Step(page.text("start"), page.absolute(page.links().start())),
        new JsonLd.Step(page.text("menu.ambassadors"), page.absolute(page.links().ambassadors())));
  }

  private static JsonLd about(Forvaltning forvaltning, Page page) {
    String address = page.absolute(page.links().forvaltning(forvaltning.id()));
    JsonLd.Thing thing = JsonLd.thing("GovernmentOrganization").with("@id", address).with("name", page.title()).with("url", address)
        .with("alternateName", forvaltning.aliases()).with("description", page.description()).with("parentOrganization", JsonLd.city());
    return new JsonLd().and(thing).trail(Stream.concat(trail(page).stream(), Stream.of(new JsonLd.Step(page.title(), address))).toList());
  }

  /** A competence that a förvaltning decides about, with the page that tells of it. */
  public record Matter(String slug, String label) {}

  /** What it decides about, the most central first. */
  private List<Matter> mandate(Forvaltning forvaltning, Messages messages) {
    return forvaltning.mandate().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).limit(MATTERS)
        .flatMap(entry -> vocabulary.byId(entry.getKey()).stream())
        .map((Competence competence) -> new Matter(competence.id(), messages.isEnglish() ? competence.labelEn() : competence.labelSv())).toList();
  }
}
