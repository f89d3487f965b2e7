package se.malmo.meet.about;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Projection;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.JsonLd;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** What the service tells about itself: how it matches, how accessible it is, what it keeps about people. */
public final class AboutRoutes {
  private final Matcher matcher;
  private final Projection projection;

  public AboutRoutes(Matcher matcher, Projection projection) {
    this.matcher = matcher;
    this.projection = projection;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/om/matchning", "/en/about/matching", Audience.ANYONE, this::matching),
        Route.page("/om/tillganglighet", "/en/about/accessibility", Audience.ANYONE, request -> told(request, "accessibility")),
        Route.page("/om/personuppgifter", "/en/about/privacy", Audience.ANYONE, request -> told(request, "privacy"))
    ).flatMap(List::stream).toList();
  }

  private Answer matching(Request request) {
    Page page = page(request, "matching");
    return Answer.html(200, Templates.render("about/matching.jte", Map.of("page", page, "rules", MatchingRules.of(matcher, projection, request.messages()),
        "quality", Quality.all())))
        .forEverybody();
  }

  private static Answer told(Request request, String about) {
    return Answer.html(200, Templates.render("about/" + about + ".jte", Map.of("page", page(request, about)))).forEverybody();
  }

  private static Page page(Request request, String about) {
    Page page = request.page(request.messages().get("about." + about + ".title"), request.messages().get("about." + about + ".lead"));
    return page.about(new JsonLd().trail(List.of(new JsonLd.Step(page.text("start"), page.absolute(page.links().start())),
        new JsonLd.Step(page.title(), page.absolute(page.address())))));
  }
}
