package se.malmo.meet.initiative;

import java.util.List;
import se.malmo.meet.matching.Teaming;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Teams for programs. */
public final class TeamApi {
  private final Teaming teaming;

  public TeamApi(Teaming teaming) {
    this.teaming = teaming;
  }

  public List<Route> routes() {
    return List.of(Route.post("/api/v1/teams", Audience.ANYONE, this::team).readBy(request -> TeamQuestion.parse(request.body())));
  }

  private Answer team(Request request) {
    return Answer.json(200, TeamQuestion.parse(request.body()).answer(teaming, request.messages()));
  }
}
