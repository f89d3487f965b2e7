package se.malmo.meet.insight;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
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

  /** Somebody on whom something hangs, in the reader's words; the longest ties of each kind. */
  public record PersonView(String id, String said, TiedView themes, TiedView organisations) {
    static PersonView of(Leaving one, GapWords words, Page page) {
      return new PersonView(one.who().id(), words.title(one), TiedView.of(one, Kind.THEMES, 0, LISTED, words, page), TiedView.of(one, Kind.ORGANISATIONS, 0, LISTED, words, page));
    }
  }

  /** What can hang on somebody; the code stands in the address of the whole list. */
  enum Kind {
    THEMES("themes"),
    ORGANISATIONS("organisations");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    static Optional<Kind> of(String code) {
      return List.of(values()).stream().filter(one -> one.code.equals(code)).findFirst();
    }

    String said(int many, Page page) {
      return this == THEMES ? page.count("leaving.themes", many) : page.count("leaving.organisations", many);
    }

    List<Leaving.Tied> in(Leaving leaving) {
      return this == THEMES ? leaving.themes() : leaving.organisations();
    }
  }

  /**
   * A part of what hangs on somebody.
   *
   * @param said what these are and how many in all
   * @param all the address of the whole list
   */
  public record TiedView(String said, List<LineView> lines, int total, String all) {
    static TiedView of(Leaving one, Kind kind, int skip, int most, GapWords words, Page page) {
      List<Leaving.Tied> tied = kind.in(one);
      List<LineView> lines = tied.stream().skip(skip).limit(most).map(it -> LineView.of(it, kind, words, page)).toList();
      return new TiedView(kind.said(tied.size(), page), lines, tied.size(), page.links().leaving() + "?" + query(one, kind));
    }

    static String query(Leaving one, Kind kind) {
      return "person=" + Links.encoded(one.who().id()) + "&tied=" + kind.code;
    }
  }

  /** @param address where it is read of, "" for nowhere */
  public record LineView(String name, String address, String ties) {
    static LineView of(Leaving.Tied one, Kind kind, GapWords words, Page page) {
      String ties = page.count("leaving.ties", one.ties());
      return kind == Kind.THEMES ? new LineView(words.label(one.id()), "", ties) : new LineView(words.organisation(one.id()), page.links().organisation(one.id()), ties);
    }
  }

  private Answer people(Request request) {
    Optional<String> person = request.query("person");
    if (person.isPresent()) return all(request, person.get());
    Snapshot snapshot = insights.findings().snapshot();
    Page page = request.page(request.messages().get("leaving.title"), "").in("gaps");
    GapWords words = new GapWords(snapshot, page.messages());
    List<PersonView> people = Leaving.in(snapshot).stream().limit(MOST_PEOPLE).map(one -> PersonView.of(one, words, page)).toList();
    return Answer.html(200, Templates.render("insight/leaving.jte", Map.of("page", page, "people", people)));
  }

  /** The whole list of one kind, a page at a time. */
  private Answer all(Request request, String person) {
    Snapshot snapshot = insights.findings().snapshot();
    Leaving leaving = Leaving.in(snapshot).stream().filter(one -> one.who().id().equals(person)).findFirst().orElseThrow(Problem.NotFound::new);
    Kind kind = request.query("tied").flatMap(Kind::of).orElseThrow(Problem.NotFound::new);
    GapWords words = new GapWords(snapshot, request.messages());
    Page page = request.page(words.title(leaving), "").in("gaps");
    Paging paging = Paging.of(request.pageNumber(), kind.in(leaving).size(), page.links().leaving(), TiedView.query(leaving, kind));
    TiedView tied = TiedView.of(leaving, kind, paging.skip(), Paging.SIZE, words, page);
    return Answer.html(200, Templates.render("insight/hanging.jte", Map.of("page", page, "person", person, "tied", tied, "paging", paging)));
  }
}
