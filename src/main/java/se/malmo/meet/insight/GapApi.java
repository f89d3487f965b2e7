package se.malmo.meet.insight;

import java.util.List;
import se.malmo.meet.insight.GapAnswer.DismissedBody;
import se.malmo.meet.insight.GapAnswer.DismissedPage;
import se.malmo.meet.insight.GapAnswer.PageBody;
import se.malmo.meet.insight.GapAnswer.PeoplePage;
import se.malmo.meet.insight.GapAnswer.PersonBody;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Gaps for programs. */
public final class GapApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Insights insights;

  public GapApi(Insights insights) {
    this.insights = insights;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/gaps", Audience.COORDINATION, this::page),
        Route.act("/api/v1/gaps/:id/work", Audience.COORDINATION, this::work),
        Route.act("/api/v1/gaps/:id/undo", Audience.COORDINATION, this::undo),
        Route.get("/api/v1/gaps/people", Audience.COORDINATION, this::people),
        Route.get("/api/v1/gaps/dismissed", Audience.COORDINATION, this::dismissed),
        Route.post("/api/v1/gaps/:id/dismiss", Audience.COORDINATION, this::dismiss).readBy(request -> Dismissal.parse(request.body())),
        Route.act("/api/v1/gaps/:id/restore", Audience.COORDINATION, this::restore));
  }

  private Answer page(Request request) {
    Part part = Part.ofPages(request, USUAL, MOST);
    int limit = part.limit();
    Findings findings = insights.findings();
    List<GapAnswer> gaps = findings.gaps().stream().skip(part.skip()).limit(limit).map(one -> GapAnswer.of(one, findings.snapshot(), request.messages())).toList();
    return Answer.json(200, new PageBody(gaps, findings.gaps().size(), part.page(), limit, part.next(findings.gaps().size()), findings.at().toString(), findings.snapshot().initiatives().size(),
        findings.snapshot().organisations().size()));
  }

  private Answer people(Request request) {
    Part part = Part.ofPages(request, USUAL, MOST);
    int limit = part.limit();
    Findings findings = insights.findings();
    List<SinglePerson> all = findings.radar().people();
    return Answer.json(200, new PeoplePage(all.stream().skip(part.skip()).limit(limit).map(one -> PersonBody.of(one, findings.snapshot(), request.messages())).toList(),
        all.size(), part.page(), limit, part.next(all.size())));
  }

  private Answer dismissed(Request request) {
    Part part = Part.ofPages(request, USUAL, MOST);
    int limit = part.limit();
    Findings findings = insights.findings();
    List<DismissedBody> all = findings.dismissed().stream().skip(part.skip()).limit(limit)
        .map(one -> DismissedBody.of(one, findings.snapshot(), request.messages())).toList();
    return Answer.json(200, new DismissedPage(all, findings.dismissed().size(), part.page(), limit, part.next(findings.dismissed().size())));
  }

  private Answer dismiss(Request request) {
    return Answer.json(200, DismissedBody.of(insights.dismiss(request.path("id"), Dismissal.parse(request.body()), request.caller().role().code()),
        insights.findings().snapshot(), request.messages()));
  }

  private Answer restore(Request request) {
    return Answer.json(200, GapAnswer.of(insights.restore(request.path("id"), request.caller().role().code()), insights.findings().snapshot(), request.messages()));
  }

  private Answer work(Request request) {
    return Answer.json(200, GapAnswer.of(insights.work(request.path("id"), request.caller().role().code()), insights.findings().snapshot(), request.messages()));
  }

  private Answer undo(Request request) {
    return Answer.json(200, GapAnswer.of(insights.undo(request.path("id"), request.caller().role().code()), insights.findings().snapshot(), request.messages()));
  }
}
