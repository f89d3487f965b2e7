package se.malmo.meet.showcase;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** What projects ask for, for programs. */
public final class ThemeApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Themes themes;
  private final Projects projects;

  public ThemeApi(Themes themes, Projects projects) {
    this.themes = themes;
    this.projects = projects;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/themes", Audience.ANYONE, this::list),
        Route.get("/api/v1/themes/:id", Audience.ANYONE, this::one));
  }

  private record PageBody(List<ThemeBody> leading, List<DemandBody> themes, long total, String next) {}

  private record ThemeBody(String id, String label) {
    static ThemeBody of(Theme theme, Request request) {
      return new ThemeBody(theme.slug(), theme.name(request.messages()));
    }
  }

  private record DemandBody(String id, String label, long initiatives, long offers) {}

  private record WholeBody(String id, String label, boolean leading, List<String> competences, long ongoing, long ended) {}

  private Answer list(Request request) {
    Part part = Part.of(request, USUAL, MOST);
    long total = themes.countDemanded();
    List<DemandBody> demanded = themes.demanded(part.skip(), part.limit()).stream()
        .map(one -> new DemandBody(one.theme().slug(), one.theme().name(request.messages()), one.projects(), one.offers())).toList();
    return Answer.json(200, new PageBody(themes.leading().stream().map(one -> ThemeBody.of(one, request)).toList(), demanded, total, part.next(total))).forEverybody();
  }

  private Answer one(Request request) {
    Theme theme = themes.bySlug(request.path("id")).orElseThrow(Problem.NotFound::new);
    Projects.Found found = projects.find(new ProjectFilter("", Optional.of(theme), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    return Answer.json(200, new WholeBody(theme.slug(), theme.name(request.messages()), theme.isLeading(), theme.roots(), found.ongoing(), found.total() - found.ongoing())).forEverybody();
  }
}
