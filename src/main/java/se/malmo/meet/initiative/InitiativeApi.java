package se.malmo.meet.initiative;

import java.time.LocalDate;
import java.util.List;
import se.malmo.meet.matching.Explaining;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Writing;

/** Suggestions and submissions for programs. */
public final class InitiativeApi {
  private final Initiatives initiatives;
  private final Matcher matcher;
  private final Explaining explaining;
  private final Ids ids;

  public InitiativeApi(Initiatives initiatives, Matcher matcher, Explaining explaining, Ids ids) {
    this.initiatives = initiatives;
    this.matcher = matcher;
    this.explaining = explaining;
    this.ids = ids;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/suggestions", Audience.ANYONE, this::suggestions).readBy(request -> Question.parse(request.body(), matcher)),
        Route.post("/api/v1/suggestions/why", Audience.ANYONE, this::why).readBy(request -> WhyQuestion.parse(request.body(), matcher)),
        Route.post("/api/v1/initiatives", Audience.ANYONE, Writing.INITIATIVE, this::submit).readBy(request -> SubmissionReader.parse(request.body(), matcher)));
  }

  private record Received(String reference, String status, String statusUrl, String answerBy) {
    static Received of(String reference, Status status, String url, LocalDate answerBy) {
      return new Received(reference, status.code(), url, answerBy.toString());
    }
  }

  private Answer suggestions(Request request) {
    return Answer.json(200, Question.parse(request.body(), matcher).answer(matcher, request.messages()));
  }

  private Answer why(Request request) {
    return Answer.json(200, WhyQuestion.parse(request.body(), matcher).answer(explaining, request.messages()));
  }

  private Answer submit(Request request) {
    Initiatives.Receipt receipt = initiatives.submit(SubmissionReader.parse(request.body(), matcher), request.once().orElseGet(ids::secret));
    String address = Links.of(request.messages().language()).status(receipt.secret());
    return Answer.json(201, Received.of(receipt.reference(), receipt.status(), request.absolute(address), receipt.answerBy()));
  }
}
