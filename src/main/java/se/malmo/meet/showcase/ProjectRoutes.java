package se.malmo.meet.showcase;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.initiative.Initiative;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.neighbours.Neighbourhood;
import se.malmo.meet.neighbours.Neighbours;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.showcase.Projects.Found;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.JsonLd;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** What the city does together with others: a list to narrow and search, and a page that tells of each. */
public final class ProjectRoutes {
  private final Projects projects;
  private final Themes themes;
  private final Initiatives initiatives;
  private final Forvaltningar forvaltningar;
  private final Neighbours neighbours;

  public ProjectRoutes(Projects projects, Themes themes, Initiatives initiatives, Forvaltningar forvaltningar, Neighbours neighbours) {
    this.projects = projects;
    this.themes = themes;
    this.initiatives = initiatives;
    this.forvaltningar = forvaltningar;
    this.neighbours = neighbours;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/initiativ", "/en/initiatives", Audience.ANYONE, this::list),
        Route.page("/initiativ/:reference", "/en/initiatives/:reference", Audience.ANYONE, this::page)
    ).flatMap(List::stream).toList();
  }

  private Answer list(Request request) {
    ProjectFilter filter = ProjectFilter.parse(request::query, themes::bySlug);
    Found named = projects.find(filter);
    Found found = named.total() == 0 && !filter.words().isEmpty() ? projects.meant(filter) : named;
    String address = request.links().initiatives();
    Paging paging = Paging.of(request.pageNumber(), found.total(), address, filter.query());
    List<Project.Line> lines = projects.lines(found.references().stream().skip(paging.skip()).limit(Paging.SIZE).toList());
    ProjectsView view = ProjectsView.of(filter, found, lines, forvaltningar.allNames(), request.messages(), address);
    Page page = request.page(request.messages().get("projects.title"), request.messages().get("initiatives.lead")).in("initiatives")
        .followedBy(request.messages().get("feed.all"), request.links().feed());
    page = page.about(new JsonLd().trail(List.of(step(page, page.text("start"), page.links().start()), step(page, page.title(), address))));
    return Answer.html(200, Templates.render("showcase/projects.jte", Map.of("page", page, "view", view, "paging", paging))).forEverybody();
  }

  private static JsonLd.Step step(Page page, String name, String path) {
    return new JsonLd.Step(name, page.absolute(path));
  }

  private Answer page(Request request) {
    Initiative.Whole whole = initiatives.byReference(request.path("reference")).filter(it -> it.initiative().status().isPublic()).orElseThrow(Problem.NotFound::new);
    Neighbourhood around = neighbours.of(whole.initiative().id());
    Page page = request.page(whole.initiative().title(), ProjectStore.summary(whole.initiative().text())).in("initiatives");
    ProjectStory story = ProjectStory.of(whole, around, projects.near(whole.initiative().id()), page);
    return Answer.html(200, Templates.render("showcase/project.jte", Map.of("page", page.about(about(whole, page)), "story", story))).forEverybody();
  }

  private static JsonLd about(Initiative.Whole whole, Page page) {
    Initiative it = whole.initiative();
    String address = page.absolute(page.links().initiative(it.reference()));
    JsonLd.Thing project = JsonLd.thing("Project").with("@id", address).with("name", it.title()).with("url", address).with("description", it.text())
        .with("identifier", it.reference()).with("foundingDate", Sweden.day(it.date()).toString())
        .with("parentOrganization", JsonLd.city())
        .with("member", whole.participants().stream().map(member -> JsonLd.thing("Organization").with("name", member.name())
            .with("url", page.absolute(page.links().organisation(member.id())))).toList())
        .with("department", whole.holders().stream().map(holder -> JsonLd.thing("GovernmentOrganization").with("name", holder.name(page.language()))
            .with("url", page.absolute(page.links().forvaltning(holder.id())))).toList());
    return new JsonLd().and(project).trail(List.of(step(page, page.text("start"), page.links().start()),
        step(page, page.text("projects.title"), page.links().initiatives()), step(page, it.title(), page.links().initiative(it.reference()))));
  }
}
