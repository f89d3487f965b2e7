package se.malmo.meet.forvaltning;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** The city's departments and their ambassadors for programs: names and titles as they are published, nothing else of anybody. */
public final class ForvaltningApi {
  private static final int MOST = 50;
  private static final int USUAL = 50;
  private static final int LONGEST_QUERY = 200;

  private final Forvaltningar forvaltningar;
  private final Initiatives initiatives;

  public ForvaltningApi(Forvaltningar forvaltningar, Initiatives initiatives) {
    this.forvaltningar = forvaltningar;
    this.initiatives = initiatives;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/forvaltningar", Audience.ANYONE, this::list),
        Route.get("/api/v1/forvaltningar/:id", Audience.ANYONE, this::one));
  }

  private record AmbassadorBody(String name, String title) {}

  private record LineBody(String id, String name, List<AmbassadorBody> ambassadors, String url) {
    static LineBody of(Forvaltning one, Request request) {
      return new LineBody(one.id(), one.name(request.messages().language()), published(one), address(one, request));
    }
  }

  private record PageBody(List<LineBody> forvaltningar, boolean byMeaning, long total, String next) {}

  private record PartBody(String reference, String title, String status, int year) {}

  private record WholeBody(String id, String name, List<String> aliases, String description, List<AmbassadorBody> ambassadors, List<String> mandate, String from, String until,
      List<String> successors, List<PartBody> initiatives, String url) {}

  private static List<AmbassadorBody> published(Forvaltning one) {
    return one.ambassadors().stream().map(it -> new AmbassadorBody(it.name(), it.title())).toList();
  }

  private static String address(Forvaltning one, Request request) {
    return request.absolute(Links.of(request.messages().language()).forvaltning(one.id()));
  }

  private Answer list(Request request) {
    String query = request.query("q").orElse("").replace('\0', ' ').strip();
    if (query.length() > LONGEST_QUERY) throw new Problem.Invalid("q", "problem.long", LONGEST_QUERY, query.length());
    Forvaltningar.Found found = forvaltningar.find(query);
    Part.Lines<Forvaltning> part = Part.of(request, USUAL, MOST).of(found.forvaltningar(), Forvaltning::id);
    return Answer.json(200, new PageBody(part.lines().stream().map(one -> LineBody.of(one, request)).toList(), found.byMeaning(), found.forvaltningar().size(), part.next())).forEverybody();
  }

  private Answer one(Request request) {
    Forvaltning it = forvaltningar.byId(request.path("id")).orElseThrow(Problem.NotFound::new);
    String language = request.messages().language();
    List<String> mandate = it.mandate().entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).map(Map.Entry::getKey).toList();
    List<PartBody> lines = initiatives.ofForvaltning(it.id()).stream().map(line -> new PartBody(line.reference(), line.title(), line.status().code(), line.year())).toList();
    return Answer.json(200, new WholeBody(it.id(), it.name(language), it.aliases(), it.description(language), published(it), mandate, it.standing().from().map(LocalDate::toString).orElse(null),
        it.standing().until().map(LocalDate::toString).orElse(null), it.standing().successors().stream().map(Forvaltning.Name::id).toList(), lines, address(it, request))).forEverybody();
  }
}
