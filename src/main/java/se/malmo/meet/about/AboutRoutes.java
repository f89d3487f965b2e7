package se.malmo.meet.about;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Projection;
import se.malmo.meet.privacy.Keeping;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.JsonLd;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** What the service tells about itself: how it matches, how accessible it is, what it keeps about people. */
public final class AboutRoutes {
  /** When we last judged how accessible the site is; the statement is to be looked through anew each year. */
  private static final LocalDate ASSESSED = LocalDate.of(2026, 11, 28);

  private final Matcher matcher;
  private final Projection projection;

  public AboutRoutes(Matcher matcher, Projection projection) {
    this.matcher = matcher;
    this.projection = projection;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/om/matchning", "/en/about/matching", Audience.ANYONE, this::matching),
        Route.page("/om/tillganglighet", "/en/about/accessibility", Audience.ANYONE, this::accessibility),
        Route.page("/om/personuppgifter", "/en/about/privacy", Audience.ANYONE, this::privacy)
    ).flatMap(List::stream).toList();
  }

  private Answer matching(Request request) {
    Page page = page(request, "matching");
    return Answer.html(200, Templates.render("about/matching.jte", Map.of("page", page, "rules", MatchingRules.of(matcher, projection, request.messages()),
        "quality", Quality.all())))
        .forEverybody();
  }

  private Answer accessibility(Request request) {
    Page page = page(request, "accessibility");
    return Answer.html(200, Templates.render("about/accessibility.jte", Map.of("page", page, "assessed", page.date(ASSESSED)))).forEverybody();
  }

  private Answer privacy(Request request) {
    return Answer.html(200, Templates.render("about/privacy.jte", Map.of("page", page(request, "privacy"), "table", List.of(Keeping.values())))).forEverybody();
  }

  private static Page page(Request request, String about) {
    Page page = request.page(request.messages().get("about." + about + ".title"), request.messages().get("about." + about + ".lead"));
    return page.about(new JsonLd().trail(List.of(new JsonLd.Step(page.text("start"), page.absolute(page.links().start())),
        new JsonLd.Step(page.title(), page.absolute(page.address())))));
  }
}
