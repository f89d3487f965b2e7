package se.malmo.meet.showcase;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.neighbours.Neighbours;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.JsonLd;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** What projects ask for, and a page for each theme: who goes about it, who offers it, who decides. */
public final class ThemeRoutes {
  private static final int PROJECTS = 6;

  private final Themes themes;
  private final Projects projects;
  private final Neighbours neighbours;

  public ThemeRoutes(Themes themes, Projects projects, Neighbours neighbours) {
    this.themes = themes;
    this.projects = projects;
    this.neighbours = neighbours;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/teman", "/en/themes", Audience.ANYONE, this::list),
        Route.page("/teman/:slug", "/en/themes/:slug", Audience.ANYONE, this::page)
    ).flatMap(List::stream).toList();
  }

  private Answer list(Request request) {
    Paging paging = Paging.of(request.pageNumber(), themes.countDemanded(), request.links().themes(), "");
    List<Themes.Demand> demanded = themes.demanded(paging.skip(), Paging.SIZE);
    Page page = request.page(request.messages().get("themes.title"), request.messages().get("themes.lead")).in("themes");
    page = page.about(new JsonLd().trail(trail(page)));
    return Answer.html(200, Templates.render("showcase/themes.jte",
        Map.of("page", page, "leading", themes.leading(), "demanded", demanded, "paging", paging))).forEverybody();
  }

  private Answer page(Request request) {
    Theme theme = themes.bySlug(request.path("slug")).orElseThrow(Problem.NotFound::new);
    String name = theme.name(request.messages());
    Projects.Found found = projects.find(new ProjectFilter("", Optional.of(theme), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    List<Project.Line> lines = projects.lines(found.references().stream().limit(PROJECTS).toList());
    Page page = request.page(capital(name), request.messages().get("theme.lead", name)).in("themes")
        .followedBy(request.messages().get("feed.of", name), request.links().themeFeed(theme.slug()));
    List<JsonLd.Step> trail = new ArrayList<>(trail(page));
    trail.add(new JsonLd.Step(page.title(), page.absolute(page.links().theme(theme.slug()))));
    page = page.about(new JsonLd().and(JsonLd.thing("DefinedTerm").with("name", name).with("url", page.absolute(page.links().theme(theme.slug())))).trail(trail));
    long ended = found.choices().get(ProjectFilter.Part.STATUS).stream().filter(choice -> choice.value().equals(Status.ENDED.code()))
        .mapToLong(Projects.Choice::count).sum();
    return Answer.html(200, Templates.render("showcase/theme.jte", Map.of("page", page, "theme", theme, "lines", lines,
        "ongoing", found.ongoing(), "ended", ended, "around", neighbours.of(List.copyOf(theme.competences()))))).forEverybody();
  }

  private static List<JsonLd.Step> trail(Page page) {
    return List.of(new JsonLd.Step(page.text("start"), page.absolute(page.links().start())),
        new JsonLd.Step(page.text("themes.title"), page.absolute(page.links().themes())));
  }

  private static String capital(String name) {
    int first = name.isEmpty() ? 0 : Character.charCount(name.codePointAt(0));
    return name.substring(0, first).toUpperCase(java.util.Locale.ROOT) + name.substring(first);
  }
}
