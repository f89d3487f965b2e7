package se.malmo.meet.forvaltning;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Find your ambassador, and a page for each förvaltning. */
public final class ForvaltningRoutes {
  private static final int LONGEST_QUERY = 200;

  private final Forvaltningar forvaltningar;
  private final Initiatives initiatives;
  private final Vocabulary vocabulary;

  public ForvaltningRoutes(Forvaltningar forvaltningar, Initiatives initiatives, Vocabulary vocabulary) {
    this.forvaltningar = forvaltningar;
    this.initiatives = initiatives;
    this.vocabulary = vocabulary;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/ambassadorer", "/en/ambassadors", Audience.ANYONE, this::ambassadors),
        Route.page("/forvaltningar/:id", "/en/departments/:id", Audience.ANYONE, this::page)
    ).flatMap(List::stream).toList();
  }

  private Answer ambassadors(Request request) {
    String query = request.query("q").orElse("").replace('\0', ' ').strip();
    if (query.length() > LONGEST_QUERY) query = query.substring(0, LONGEST_QUERY);
    Page page = request.page(request.messages().get("menu.ambassadors"), request.messages().get("ambassadors.lead")).in("ambassadors");
    return Answer.html(200, Templates.render("forvaltning/ambassadors.jte", Map.of("page", page, "found", forvaltningar.search(query), "query", query)));
  }

  private Answer page(Request request) {
    Forvaltning forvaltning = forvaltningar.byId(request.path("id")).orElseThrow(Problem.NotFound::new);
    Page page = request.page(forvaltning.name(request.messages().language()), "").in("ambassadors");
    return Answer.html(200, Templates.render("forvaltning/page.jte", Map.of("page", page, "forvaltning", forvaltning,
        "mandate", mandate(forvaltning, request.messages()), "lines", initiatives.ofForvaltning(forvaltning.id()))));
  }

  /** What it decides about, the most central first. */
  private List<String> mandate(Forvaltning forvaltning, Messages messages) {
    return forvaltning.mandate().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
        .flatMap(entry -> vocabulary.byId(entry.getKey()).stream())
        .map((Competence competence) -> messages.isEnglish() ? competence.labelEn() : competence.labelSv()).toList();
  }
}
