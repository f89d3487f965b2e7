package se.malmo.meet.initiative;

import java.util.List;
import java.util.Locale;
import se.malmo.meet.matching.Kind;
import se.malmo.meet.matching.Replay;
import se.malmo.meet.matching.Replays;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** The suggestions that a case got when it came in, made again. */
public final class ReplayApi {
  private final Replays replays;

  public ReplayApi(Replays replays) {
    this.replays = replays;
  }

  public List<Route> routes() {
    return List.of(Route.get("/api/v1/initiatives/:reference/replay", Audience.COORDINATION, this::replay));
  }

  private record Body(String reference, String at, long statistics, int weighing, long position, boolean same, List<String> changed, List<SuggestedBody> suggestions,
      List<NewcomerBody> came) {
    static Body of(String reference, Replay replay) {
      return new Body(reference, replay.at().toString(), replay.statistics(), replay.weighing(), replay.position(), replay.isSame(), replay.changed().stream().map(Replay.Part::code).toList(),
          replay.suggestions().stream().map(SuggestedBody::of).toList(), replay.came().stream().map(NewcomerBody::of).toList());
    }
  }

  private record SuggestedBody(String kind, String id, String name, int rank, double score, double again, Integer rankNow, double scoreNow, boolean touched,
      List<Replay.Difference> differences) {
    static SuggestedBody of(Replay.Compared one) {
      return new SuggestedBody(code(one.kind()), one.id(), one.name(), one.rank(), one.score(), one.again(), one.rankNow().orElse(null), one.scoreNow(), one.isTouched(),
          one.differences());
    }
  }

  private record NewcomerBody(String kind, String id, String name, int rank, double score) {
    static NewcomerBody of(Replay.Newcomer one) {
      return new NewcomerBody(code(one.kind()), one.id(), one.name(), one.rank(), one.score());
    }
  }

  private static String code(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private Answer replay(Request request) {
    String reference = request.path("reference");
    return Answer.json(200, Body.of(reference, replays.of(reference).orElseThrow(Problem.NotFound::new)));
  }
}
