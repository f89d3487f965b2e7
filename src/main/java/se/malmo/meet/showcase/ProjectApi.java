package se.malmo.meet.showcase;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import se.malmo.meet.initiative.Initiative;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** What the city does together with others, for programs: as much as its public pages show. */
public final class ProjectApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Projects projects;
  private final Themes themes;
  private final Initiatives initiatives;

  public ProjectApi(Projects projects, Themes themes, Initiatives initiatives) {
    this.projects = projects;
    this.themes = themes;
    this.initiatives = initiatives;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/initiatives", Audience.ANYONE, this::list),
        Route.get("/api/v1/initiatives/:reference", Audience.ANYONE, this::one));
  }

  private record PageBody(List<LineBody> initiatives, long total, String next) {}

  private record LineBody(String reference, String title, String language, String status, String received, String summary, List<String> leaders,
      List<String> forvaltningar, String url) {
    static LineBody of(Project.Line line, Request request) {
      return new LineBody(line.reference(), line.title(), line.language(), line.status().code(), line.date().toString(), line.summary(), line.leaders(),
          line.forvaltningar(request.messages()), address(line.reference(), request));
    }
  }

  private record PartnerBody(String id, String name, String sector, String role) {
    static PartnerBody of(Initiative.Participant one) {
      return new PartnerBody(one.id(), one.name(), one.sector().isEmpty() ? null : one.sector(), one.role().isEmpty() ? null : one.role());
    }
  }

  private record ForvaltningBody(String id, String name) {}

  private record ProjectBody(String reference, String title, String text, String language, String status, String received, String outcome, String lesson,
      List<PartnerBody> participants, List<ForvaltningBody> forvaltningar, String url) {
    static ProjectBody of(Initiative.Whole whole, Request request) {
      Initiative it = whole.initiative();
      return new ProjectBody(it.reference(), it.title(), it.text(), it.language(), it.status().code(), it.date().toString(), it.outcome().orElse(null), it.lesson().orElse(null),
          whole.participants().stream().map(PartnerBody::of).toList(),
          whole.holders().stream().map(holder -> new ForvaltningBody(holder.id(), holder.name(request.messages().language()))).toList(), address(it.reference(), request));
    }
  }

  private static String address(String reference, Request request) {
    return request.absolute(Links.of(request.messages().language()).initiative(reference));
  }

  private Answer list(Request request) {
    Optional<String> theme = request.query("theme");
    if (theme.isPresent() && theme.flatMap(themes::bySlug).isEmpty()) throw new Problem.Invalid("theme", "problem.choice.unknown");
    Part part = Part.of(request, USUAL, MOST);
    List<String> all = projects.find(ProjectFilter.parse(request::query, themes::bySlug)).references();
    Part.Lines<String> asked = part.of(all, Function.identity());
    return Answer.json(200, new PageBody(projects.lines(asked.lines()).stream().map(line -> LineBody.of(line, request)).toList(), all.size(), asked.next())).forEverybody();
  }

  private Answer one(Request request) {
    Initiative.Whole whole = initiatives.byReference(request.path("reference")).filter(it -> it.initiative().status().isPublic()).orElseThrow(Problem.NotFound::new);
    return Answer.json(200, ProjectBody.of(whole, request)).forEverybody();
  }
}
