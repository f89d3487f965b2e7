package se.malmo.meet.initiative;

import java.util.List;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Writing;

/** A case for the program that handed it in, by the secret at the end of its status address. */
public final class StatusApi {
  private final Cases cases;
  private final Correspondence correspondence;
  private final Ids ids;

  public StatusApi(Cases cases, Correspondence correspondence, Ids ids) {
    this.cases = cases;
    this.correspondence = correspondence;
    this.ids = ids;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/submissions/:secret", Audience.HOLDER_OF_SECRET, request -> answer(followed(request))),
        Route.post("/api/v1/submissions/:secret/messages", Audience.HOLDER_OF_SECRET, Writing.MESSAGE, this::reply),
        Route.act("/api/v1/submissions/:secret/withdraw", Audience.HOLDER_OF_SECRET, this::withdraw));
  }

  private record MessageText(String text) {}

  private record StepBody(String type, String at, String name, String reason, String onward) {
    static StepBody of(Cases.Step step) {
      return new StepBody(step.type(), step.at().toString(), text(step, "name"), text(step, "reason"), text(step, "onward"));
    }

    private static String text(Cases.Step step, String name) {
      return step.detail(name).isEmpty() ? null : step.detail(name);
    }
  }

  private record StatusBody(String reference, String title, String status, String received, String answerBy, boolean canBeTakenBack, List<StepBody> steps) {}

  private Cases.Followed followed(Request request) {
    return cases.follow(request.path("secret")).orElseThrow(Problem.NotFound::new);
  }

  private static Answer answer(Cases.Followed followed) {
    Initiative it = followed.whole().initiative();
    return Answer.json(200, new StatusBody(it.reference(), it.title(), it.status().code(), it.date().toString(), it.answerBy().map(Object::toString).orElse(null),
        followed.canBeTakenBack(), followed.steps().stream().map(StepBody::of).toList()));
  }

  private Answer reply(Request request) {
    String text = Correspondence.text("text", Json.read(request.body(), MessageText.class).text());
    correspondence.reply(followed(request).whole().initiative().id(), "msg-" + request.once().orElseGet(ids::secret), text);
    return answer(followed(request)).as(201);
  }

  /** Twice is as once. */
  private Answer withdraw(Request request) {
    Cases.Followed followed = followed(request);
    boolean isBack = followed.whole().initiative().status() == Status.WITHDRAWN;
    if (!isBack && !followed.canBeTakenBack()) throw new Problem.Conflict("problem.case.taken");
    cases.withdraw(followed);
    return answer(followed(request));
  }
}
