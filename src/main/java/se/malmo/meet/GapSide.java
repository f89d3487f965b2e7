package se.malmo.meet;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import se.malmo.meet.identity.Sessions;
import se.malmo.meet.identity.SignInRoutes;
import se.malmo.meet.insight.DismissalRoutes;
import se.malmo.meet.insight.GapApi;
import se.malmo.meet.insight.GapRoutes;
import se.malmo.meet.insight.Insights;
import se.malmo.meet.insight.LeavingRoutes;
import se.malmo.meet.matching.Covering;
import se.malmo.meet.matching.TeamStore;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.web.Route;

/** The gap radar put together, and the demo's way in for those who see it. */
final class GapSide implements AutoCloseable {
  private final Clock clock;
  private final Sessions sessions;
  private final Insights insights;
  private final boolean canSignIn;

  GapSide(Graph graph, EventLog log, Settings settings, Clock clock, Ids ids) {
    this.clock = clock;
    sessions = new Sessions(graph, clock, ids);
    canSignIn = SignInRoutes.isAllowed(settings.demo(), settings.host());
    insights = new Insights(graph, new Covering(new TeamStore(graph), Weights.STANDARD, clock), log, clock, ids);
  }

  Sessions sessions() {
    return sessions;
  }

  Insights insights() {
    return insights;
  }

  List<Route> routes() {
    List<Route> all = new ArrayList<>(new GapApi(insights).routes());
    all.addAll(new GapRoutes(insights, clock).routes());
    all.addAll(new DismissalRoutes(insights).routes());
    all.addAll(new LeavingRoutes(insights).routes());
    if (canSignIn) all.addAll(new SignInRoutes(sessions).routes());
    return all;
  }

  @Override
  public void close() {
    insights.close();
  }
}
