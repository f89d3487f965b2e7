package se.malmo.meet.insight;

import java.util.List;
import se.malmo.meet.insight.GapAnswer.PageBody;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Gaps for programs. */
public final class GapApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;
  private static final int LAST_PAGE = 1_000_000;

  private final Insights insights;

  public GapApi(Insights insights) {
    this.insights = insights;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/gaps", Audience.COORDINATION, this::page),
        Route.act("/api/v1/gaps/:id/work", Audience.COORDINATION, this::work),
        Route.act("/api/v1/gaps/:id/undo", Audience.COORDINATION, this::undo));
  }

  private Answer page(Request request) {
    int page = request.number("page", 1, 1, LAST_PAGE);
    int limit = request.number("limit", USUAL, 1, MOST);
    Findings findings = insights.findings();
    List<GapAnswer> gaps = findings.gaps().stream().skip((page - 1L) * limit).limit(limit).map(one -> GapAnswer.of(one, findings.snapshot(), request.messages())).toList();
    return Answer.json(200, new PageBody(gaps, findings.gaps().size(), page, limit, findings.at().toString(), findings.snapshot().initiatives().size(),
        findings.snapshot().organisations().size()));
  }

  private Answer work(Request request) {
    return Answer.json(200, GapAnswer.of(insights.work(request.path("id"), request.caller().role().code()), insights.findings().snapshot(), request.messages()));
  }

  private Answer undo(Request request) {
    return Answer.json(200, GapAnswer.of(insights.undo(request.path("id"), request.caller().role().code()), insights.findings().snapshot(), request.messages()));
  }
}
