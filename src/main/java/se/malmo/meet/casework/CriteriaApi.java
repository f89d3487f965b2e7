package se.malmo.meet.casework;

import java.util.List;
import java.util.Set;
import se.malmo.meet.initiative.Adviser;
import se.malmo.meet.initiative.Criteria;
import se.malmo.meet.initiative.Criterion;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** How a case stands to the five criteria, for the programs of those who handle it: what the text says for each, and how people judge it. */
public final class CriteriaApi {
  private final Desk desk;
  private final Adviser adviser;

  public CriteriaApi(Desk desk, Adviser adviser) {
    this.desk = desk;
    this.adviser = adviser;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/cases/:reference/criteria", Audience.CASE_FILE, this::read),
        Route.put("/api/v1/cases/:reference/criteria/:criterion", Audience.CASE_FILE, this::judge));
  }

  private record SentenceBody(int start, int end, String text) {}

  private record ScoreBody(String account, String name, int value, String comment, String at) {}

  private record CriterionBody(String criterion, boolean hinted, List<SentenceBody> sentences, List<ScoreBody> scores) {}

  private record PageBody(List<CriterionBody> criteria) {}

  private record Fields(Integer value, String comment) {}

  private Answer read(Request request) {
    CaseFile file = desk.file(request.path("reference"), request.caller());
    Criteria criteria = adviser.of(file.initiative(), Set.of(), request.messages()).criteria();
    return Answer.json(200, new PageBody(criteria.judged().stream().map(judged -> body(judged, file)).toList()));
  }

  private static CriterionBody body(Criteria.Judged judged, CaseFile file) {
    String whole = file.initiative().title() + "\n\n" + file.initiative().text();
    List<SentenceBody> sentences = judged.sentences().stream().map(span -> new SentenceBody(span.start(), span.end(), span.of(whole))).toList();
    List<ScoreBody> scores = file.scores().stream().filter(score -> score.criterion() == judged.criterion())
        .map(score -> new ScoreBody(score.account(), score.name(), score.value(), score.comment(), score.at().toString())).toList();
    return new CriterionBody(judged.criterion().code(), judged.isMet(), sentences, scores);
  }

  private Answer judge(Request request) {
    CaseFile file = desk.file(request.path("reference"), request.caller());
    Criterion criterion = Criterion.of(request.path("criterion")).orElseThrow(Problem.NotFound::new);
    Fields fields = Json.read(request.body(), Fields.class);
    Checks checks = new Checks();
    String comment = checks.optional("comment", fields.comment(), DeskRoutes.LONGEST_NOTE).orElse("");
    if (fields.value() == null || fields.value() < 0 || fields.value() > DeskRoutes.MOST_POINTS) checks.fault("value", "problem.case.value");
    checks.done();
    boolean isHinted = adviser.of(file.initiative(), Set.of(), request.messages()).criteria().meets(criterion);
    desk.score(file, criterion, fields.value(), comment, isHinted, request.caller());
    return read(request);
  }
}
