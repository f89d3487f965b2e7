package se.malmo.meet.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.showcase.Project;
import se.malmo.meet.showcase.Projects;
import se.malmo.meet.showcase.Theme;
import se.malmo.meet.showcase.Themes;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** News of public projects to subscribe to: of all, of a theme, of a förvaltning. */
public final class FeedRoutes {
  private static final String TYPE = "application/atom+xml; charset=utf-8";
  private static final String ID = "ini-";
  private static final int ENTRIES = 30;

  private final Projects projects;
  private final Themes themes;
  private final Forvaltningar forvaltningar;

  public FeedRoutes(Projects projects, Themes themes, Forvaltningar forvaltningar) {
    this.projects = projects;
    this.themes = themes;
    this.forvaltningar = forvaltningar;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/flode.atom", Audience.ANYONE, this::all),
        Route.get("/en/feed.atom", Audience.ANYONE, this::all),
        Route.get("/teman/:slug/flode.atom", Audience.ANYONE, this::ofTheme),
        Route.get("/en/themes/:slug/feed.atom", Audience.ANYONE, this::ofTheme),
        Route.get("/forvaltningar/:id/flode.atom", Audience.ANYONE, this::ofForvaltning),
        Route.get("/en/departments/:id/feed.atom", Audience.ANYONE, this::ofForvaltning));
  }

  private Answer all(Request request) {
    Messages messages = request.messages();
    return feed(request, messages.get("feed.all"), request.links().feed(), request.links().initiatives(), projects.newest(Optional.empty(), Optional.empty(), ENTRIES));
  }

  private Answer ofTheme(Request request) {
    Theme theme = themes.bySlug(request.path("slug")).orElseThrow(Problem.NotFound::new);
    Links links = request.links();
    return feed(request, request.messages().get("feed.of", theme.name(request.messages())), links.themeFeed(theme.slug()), links.theme(theme.slug()),
        projects.newest(Optional.of(theme), Optional.empty(), ENTRIES));
  }

  private Answer ofForvaltning(Request request) {
    Forvaltning.Name name = forvaltningar.allNames().stream().filter(it -> it.id().equals(request.path("id"))).findFirst().orElseThrow(Problem.NotFound::new);
    Links links = request.links();
    return feed(request, request.messages().get("feed.of", name.in(request.messages().language())), links.forvaltningFeed(name.id()), links.forvaltning(name.id()),
        projects.newest(Optional.empty(), Optional.of(name.id()), ENTRIES));
  }

  private static Answer feed(Request request, String title, String address, String page, List<Project.Line> lines) {
    AtomFeed feed = new AtomFeed(title, request.messages().get("initiatives.lead"), request.messages().language(), request.absolute(address),
        request.absolute(page), Instant.EPOCH, lines.stream().map(line -> entry(request, line)).toList());
    return Answer.text(200, TYPE, feed.text()).forEverybody();
  }

  private static AtomFeed.Entry entry(Request request, Project.Line line) {
    return new AtomFeed.Entry("urn:uuid:" + line.id().substring(ID.length()), line.title(), request.absolute(request.links().initiative(line.reference())),
        line.language(), line.date(), line.summary(), List.of(request.messages().get("status." + line.status().code())));
  }
}
