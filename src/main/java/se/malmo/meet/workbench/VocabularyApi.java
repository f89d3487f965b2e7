package se.malmo.meet.workbench;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Awaiting;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.vocabulary.Act;
import se.malmo.meet.vocabulary.Change;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Hole;
import se.malmo.meet.vocabulary.Holes;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.vocabulary.Workbench;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** The vocabulary for programs: what there is, what it lacks, and how it is changed. */
public final class VocabularyApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;
  private static final int MOST_TEXTS = 1_000_000;
  private static final int LONGEST_QUERY = 200;
  /** Who changes something hears at once that it is done, and whether the texts are read again if that is soon. */
  private static final int PATIENCE_SECONDS = 5;

  private final Vocabulary vocabulary;
  private final Holes holes;
  private final Workbench workbench;

  public VocabularyApi(Vocabulary vocabulary, Holes holes, Workbench workbench) {
    this.vocabulary = vocabulary;
    this.holes = holes;
    this.workbench = workbench;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/vocabulary/competences", Audience.ANYONE, this::competences),
        Route.get("/api/v1/vocabulary/holes", Audience.COORDINATION, this::holes),
        Route.get("/api/v1/vocabulary/changes", Audience.COORDINATION, this::log),
        Route.post("/api/v1/vocabulary/changes", Audience.COORDINATION, this::change).readBy(request -> Act.parse(request.body())),
        Route.act("/api/v1/vocabulary/changes/:id/undo", Audience.COORDINATION, this::undo));
  }

  private record CompetencesAnswer(List<CompetenceBody> competences, long total, int page, int limit, String next) {}

  private record CompetenceBody(String id, String label, String labelSv, String labelEn, String missing, List<String> broader, List<String> related) {
    static CompetenceBody of(Competence c, Language language) {
      return new CompetenceBody(c.id(), c.label(language), c.labelSv(), c.labelEn(), c.missing().map(Language::code).orElse(null), c.broader(), c.related());
    }
  }

  private record HolesAnswer(List<HoleBody> holes, long total, int page, int limit, String next) {}

  private record HoleBody(String term, String text, String language, long texts, List<Hole.Example> examples, List<NearBody> nearest) {
    static HoleBody of(Hole hole, Language language) {
      return new HoleBody(hole.term(), hole.text(), hole.language().code(), hole.texts(), hole.examples(),
          hole.nearest().stream().map(near -> new NearBody(near.competence().id(), near.competence().label(language), near.likeness())).toList());
    }
  }

  private record NearBody(String id, String label, double likeness) {}

  private record LogAnswer(List<ChangeBody> changes, long total, int page, int limit, String next) {}

  private record ChangeBody(String id, String action, String at, String by, String term, String language, String competence, String into, String undoneAt,
      boolean reading, Long textsRead) {
    static ChangeBody of(Change c) {
      return new ChangeBody(c.id(), c.action(), c.at().toString(), c.by(), c.term().orElse(null), c.language().orElse(null), c.competence().orElse(null),
          c.into().orElse(null), c.undoneAt().map(Object::toString).orElse(null), c.textsRead().isEmpty(), c.textsRead().orElse(null));
    }
  }

  private static Language language(Request request) {
    return Language.of(request.messages().language()).orElse(Language.SWEDISH);
  }

  private static Part part(Request request) {
    return Part.ofPages(request, USUAL, MOST);
  }

  private Answer competences(Request request) {
    String query = request.query("q").orElse("");
    if (query.length() > LONGEST_QUERY) throw new Problem.Invalid("q", "problem.long", LONGEST_QUERY, query.length());
    Part part = part(request);
    int limit = part.limit();
    List<Competence> found = vocabulary.search(query, language(request));
    return Answer.json(200, new CompetencesAnswer(found.stream().skip((long) part.skip()).limit(limit)
        .map(c -> CompetenceBody.of(c, language(request))).toList(), found.size(), part.page(), limit, part.next(found.size())));
  }

  private Answer holes(Request request) {
    int least = request.number("least", Holes.USUAL_LEAST, 1, MOST_TEXTS);
    Part part = part(request);
    int limit = part.limit();
    Holes.Found found = holes.page(least, part.skip(), limit);
    return Answer.json(200, new HolesAnswer(found.holes().stream().map(hole -> HoleBody.of(hole, language(request))).toList(), found.total(), part.page(), limit, part.next(found.total())));
  }

  private Answer log(Request request) {
    Part part = part(request);
    int limit = part.limit();
    long total = workbench.count();
    return Answer.json(200, new LogAnswer(workbench.page(part.skip(), limit).stream().map(ChangeBody::of).toList(), total, part.page(), limit, part.next(total)));
  }

  private Answer change(Request request) {
    return Answer.json(201, done(workbench.apply(Act.parse(request.body()), request.caller().role().code())));
  }

  private Answer undo(Request request) {
    return Answer.json(200, done(workbench.undo(request.path("id"), request.caller().role().code())));
  }

  private static ChangeBody done(CompletionStage<Workbench.Done> doing) {
    Workbench.Done done = Awaiting.end(doing);
    return ChangeBody.of(Awaiting.end(done.read().thenApply(Function.identity()).toCompletableFuture()
        .completeOnTimeout(done.change(), PATIENCE_SECONDS, TimeUnit.SECONDS)));
  }
}
