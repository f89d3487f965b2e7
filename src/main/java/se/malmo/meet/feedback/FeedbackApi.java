package se.malmo.meet.feedback;

import java.util.List;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** The learning log for programs. */
public final class FeedbackApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Feedbacks feedbacks;

  public FeedbackApi(Feedbacks feedbacks) {
    this.feedbacks = feedbacks;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/feedback", Audience.CASE_WORK, this::give).readBy(request -> Feedback.parse(request.body())),
        Route.get("/api/v1/feedback", Audience.COORDINATION, this::log));
  }

  private record LogAnswer(List<LineBody> feedback, long total, int page, int limit, String next) {}

  private record OrganisationBody(String id, String name) {}

  private record LineBody(String id, String at, String by, String reference, String textHash, OrganisationBody organisation, boolean useful, String reason) {
    static LineBody of(Feedbacks.Line line) {
      Feedback feedback = line.feedback();
      return new LineBody(line.id(), line.at().toString(), line.by(), feedback.reference().orElse(null), feedback.textHash().orElse(null),
          new OrganisationBody(feedback.organisation(), line.name().isEmpty() ? null : line.name()), feedback.isUseful(),
          feedback.reason().map(Feedback.Reason::code).orElse(null));
    }
  }

  private Answer give(Request request) {
    return Answer.json(201, LineBody.of(feedbacks.give(Feedback.parse(request.body()), request.caller().role().code(), request.once())));
  }

  private Answer log(Request request) {
    Part part = Part.ofPages(request, USUAL, MOST);
    int limit = part.limit();
    long total = feedbacks.count();
    return Answer.json(200, new LogAnswer(feedbacks.page(part.skip(), limit).stream().map(LineBody::of).toList(), total, part.page(), limit, part.next(total)));
  }
}
