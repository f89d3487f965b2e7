package se.malmo.meet.embed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.showcase.Project;
import se.malmo.meet.showcase.Projects;
import se.malmo.meet.showcase.Theme;
import se.malmo.meet.showcase.Themes;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.EmbedSites;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Reach;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Pages made to stand in a frame on other sites: they set no cookie, know no reader and open their links outside the frame. */
public final class EmbedRoutes {
  private static final int USUAL = 5;
  private static final int MOST = 20;
  private static final int LONGEST_QUERY = 200;

  private final Projects projects;
  private final Themes themes;
  private final Forvaltningar forvaltningar;
  private final EmbedSites framers;
  private final Optional<String> publicUrl;

  /** @param publicUrl the beginning of our addresses as everybody reaches them; where it is not said, as the reader does */
  public EmbedRoutes(Projects projects, Themes themes, Forvaltningar forvaltningar, EmbedSites framers, Optional<String> publicUrl) {
    this.projects = projects;
    this.themes = themes;
    this.forvaltningar = forvaltningar;
    this.framers = framers;
    this.publicUrl = publicUrl;
  }

  public List<Route> routes() {
    Stream<Route> framed = Stream.of(
        Route.page("/inbaddat/projekt", "/en/embedded/projects", Audience.ANYONE, this::projects),
        Route.page("/inbaddat/ambassador", "/en/embedded/ambassador", Audience.ANYONE, this::ambassadors)
    ).flatMap(List::stream).map(route -> route.reaching(Reach.FRAMES));
    return Stream.concat(Route.page("/inbaddat", "/en/embedded", Audience.ANYONE, this::page).stream(), framed).toList();
  }

  private Answer projects(Request request) {
    Optional<Theme> theme = request.query("theme").flatMap(themes::bySlug);
    Optional<Forvaltning> forvaltning = request.query("forvaltning").flatMap(forvaltningar::byId);
    int limit = request.query("limit").filter(given -> given.matches("\\d{1,2}")).map(Integer::valueOf).map(given -> Math.clamp(given, 1, MOST)).orElse(USUAL);
    List<Project.Line> lines = projects.newest(theme, forvaltning.map(Forvaltning::id), limit);
    Messages messages = request.messages();
    Page page = request.page(messages.get("embed.projects.title"), messages.get("initiatives.lead"));
    String about = theme.map(it -> it.name(messages)).or(() -> forvaltning.map(it -> it.name(messages.language()))).orElse("");
    return Answer.html(200, Templates.render("embed/projects.jte", Map.of("page", page, "lines", lines, "about", about))).forEverybody();
  }

  private Answer ambassadors(Request request) {
    String query = request.query("q").orElse("").replace('\0', ' ').strip();
    if (query.length() > LONGEST_QUERY) query = query.substring(0, LONGEST_QUERY);
    Page page = request.page(request.messages().get("embed.ambassador.title"), request.messages().get("ambassadors.lead"));
    return Answer.html(200, Templates.render("embed/ambassador.jte", Map.of("page", page, "found", forvaltningar.find(query), "query", query))).forEverybody();
  }

  /** What is copied into another site. */
  public record Snippet(String id, String title, String path, String code) {}

  private Answer page(Request request) {
    Page page = request.page(request.messages().get("embed.title"), request.messages().get("embed.lead"));
    List<Snippet> snippets = List.of(
        snippet("projects", page.text("embed.projects.title"), page.links().embeddedProjects(), request),
        snippet("ambassador", page.text("embed.ambassador.title"), page.links().embeddedAmbassadors(), request));
    return Answer.html(200, Templates.render("embed/page.jte", Map.of("page", page, "snippets", snippets, "sites", framers.origins(),
        "themes", themes.leading().stream().map(theme -> new Choice(theme.slug(), theme.name(request.messages()))).toList()))).forEverybody();
  }

  /** A value that narrows what a frame shows. */
  public record Choice(String value, String label) {}

  private Snippet snippet(String id, String title, String path, Request request) {
    String address = publicUrl.orElseGet(() -> request.absolute("")) + path;
    return new Snippet(id, title, path, "<iframe src=\"" + address + "\" title=\"Meet Malmö: " + title + "\" width=\"100%\" height=\"640\" loading=\"lazy\"></iframe>");
  }
}
