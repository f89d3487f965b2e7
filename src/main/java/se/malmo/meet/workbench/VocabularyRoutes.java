package se.malmo.meet.workbench;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Holes;
import se.malmo.meet.vocabulary.Use;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The public's page of the vocabulary: what there is, how it hangs together, who uses it. Nothing can be changed here. */
public final class VocabularyRoutes {
  private static final int LONGEST_QUERY = 200;

  private final Vocabulary vocabulary;
  private final Holes holes;

  public VocabularyRoutes(Vocabulary vocabulary, Holes holes) {
    this.vocabulary = vocabulary;
    this.holes = holes;
  }

  /** A competence as a line of the list. */
  public record Line(Competence competence, Use use, List<Competence> broader, List<Competence> related) {}

  public List<Route> routes() {
    return Route.page("/ordlista", "/en/vocabulary", Audience.ANYONE, this::list);
  }

  private Answer list(Request request) {
    String query = request.query("q").map(q -> q.substring(0, Math.min(LONGEST_QUERY, q.length()))).orElse("").replace("\0", "");
    Language language = Language.of(request.messages().language()).orElse(Language.SWEDISH);
    List<Competence> found = vocabulary.search(query, language);
    Paging paging = Paging.of(request.pageNumber(), found.size(), request.links().vocabulary(), query.isBlank() ? "" : "q=" + Links.encoded(query));
    List<Competence> here = found.stream().skip(paging.skip()).limit(Paging.SIZE).toList();
    Map<String, Use> use = vocabulary.use(here.stream().map(Competence::id).toList());
    List<Line> lines = here.stream().map(c -> new Line(c, use.getOrDefault(c.id(), Use.NONE), known(c.broader()), known(c.related()))).toList();
    Page page = request.page(request.messages().get("vocabulary.title"), request.messages().get("vocabulary.lead"));
    return Answer.html(200, Templates.render("vocabulary/list.jte", Map.of("page", page, "lines", lines, "paging", paging, "query", query,
        "language", language, "total", (long) found.size(), "holes", holes.publicCount()))).forEverybody();
  }

  private List<Competence> known(List<String> ids) {
    return ids.stream().flatMap(id -> vocabulary.byId(id).map(Stream::of).orElseGet(Stream::empty)).toList();
  }
}
