package se.malmo.meet;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
import se.malmo.meet.scanning.Signals;
import se.malmo.meet.web.Route;

/** The gap radar put together. */
final class GapSide implements AutoCloseable {
  private final Clock clock;
  private final Insights insights;

  /** @param weights those in force when it is asked */
  GapSide(Graph graph, EventLog log, Supplier<Weights> weights, Clock clock, Ids ids) {
    this.clock = clock;
    insights = new Insights(graph, new Covering(new TeamStore(graph), weights, clock), log, clock, ids);
  }

  Insights insights() {
    return insights;
  }

  List<Route> routes(Signals signals) {
    List<Route> all = new ArrayList<>(new GapApi(insights).routes());
    all.addAll(new GapRoutes(insights, signals, clock).routes());
    all.addAll(new DismissalRoutes(insights).routes());
    all.addAll(new LeavingRoutes(insights).routes());
    return all;
  }

  @Override
  public void close() {
    insights.close();
  }
}
