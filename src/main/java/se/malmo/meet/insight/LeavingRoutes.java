package se.malmo.meet.insight;

import java.util.List;
import java.util.Map;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** What hangs on one ambassador alone, for the eyes of those who coordinate. */
public final class LeavingRoutes {
  private static final int MOST_PEOPLE = 50;
  private static final int LISTED = 6;

  private final Insights insights;

  public LeavingRoutes(Insights insights) {
    this.insights = insights;
  }

  public List<Route> routes() {
    return Route.page("/luckor/personer", "/en/gaps/people", Audience.COORDINATION, this::people);
  }

  /** Somebody on whom something hangs, in the reader's words. */
  public record PersonView(String id, String said, List<TiedView> themes, int moreThemes, int allThemes, List<TiedView> organisations, int moreOrganisations, int allOrganisations) {
    static PersonView of(Leaving one, GapWords words, Page page) {
      List<TiedView> themes = one.themes().stream().limit(LISTED).map(it -> new TiedView(words.label(it.id()), "", page.count("leaving.ties", it.ties()))).toList();
      List<TiedView> organisations = one.organisations().stream().limit(LISTED)
          .map(it -> new TiedView(words.organisation(it.id()), page.links().organisation(it.id()), page.count("leaving.ties", it.ties()))).toList();
      return new PersonView(one.who().id(), page.text("leaving.of", one.who().name(), words.forvaltning(one.who().forvaltning())), themes, one.themes().size() - themes.size(),
          one.themes().size(), organisations, one.organisations().size() - organisations.size(), one.organisations().size());
    }
  }

  public record TiedView(String name, String address, String ties) {}

  private Answer people(Request request) {
    Snapshot snapshot = insights.findings().snapshot();
    Page page = request.page(request.messages().get("leaving.title"), "").in("gaps");
    GapWords words = new GapWords(snapshot, page.messages());
    List<PersonView> people = Leaving.in(snapshot).stream().limit(MOST_PEOPLE).map(one -> PersonView.of(one, words, page)).toList();
    return Answer.html(200, Templates.render("insight/leaving.jte", Map.of("page", page, "people", people)));
  }
}
