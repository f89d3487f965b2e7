package se.malmo.meet.insight;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.scanning.Signals;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The gap radar for those who coordinate. */
public final class GapRoutes {
  private static final String MENU = "gaps";
  private static final int FIRST = 3;
  static final int MOST = 30;

  private final Insights insights;
  private final Signals signals;
  private final InstantSource clock;

  public GapRoutes(Insights insights, Signals signals, InstantSource clock) {
    this.insights = insights;
    this.signals = signals;
    this.clock = clock;
  }

  public List<Route> routes() {
    List<Route> all = new ArrayList<>(Route.page("/luckor", "/en/gaps", Audience.COORDINATION, this::gaps));
    all.addAll(Route.form("/luckor/bearbeta", "/en/gaps/work", Audience.COORDINATION, this::work, this::gaps));
    all.addAll(Route.form("/luckor/angra", "/en/gaps/undo", Audience.COORDINATION, this::undo, this::gaps));
    all.addAll(Route.page("/luckor/initiativ", "/en/gaps/initiatives", Audience.COORDINATION, this::cases));
    all.addAll(Route.page("/luckor/tank-om", "/en/gaps/what-if", Audience.COORDINATION, this::whatIf));
    return all;
  }

  private Answer gaps(Request request) {
    Findings findings = insights.findings();
    Page page = request.page(request.messages().get("gaps.title"), "").in(MENU);
    List<GapView> gaps = findings.gaps().stream().limit(MOST).map(one -> GapView.of(one, findings, page)).toList();
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("page", page);
    parameters.put("token", request.formToken());
    // Those who keep accounts see gaps and no signals.
    parameters.put("signals", page.visit().isCaseWork() ? signals.about(gaps.stream().map(GapView::theme).toList()) : Map.of());
    parameters.put("first", gaps.subList(0, Math.min(FIRST, gaps.size())));
    parameters.put("others", gaps.subList(Math.min(FIRST, gaps.size()), gaps.size()));
    parameters.put("people", findings.radar().people().stream().limit(FIRST).map(one -> GapView.PersonView.of(one, findings, page)).toList());
    parameters.put("dismissed", findings.dismissed().stream().limit(MOST).map(one -> GapView.DismissedView.of(one, findings, page)).toList());
    parameters.put("findings", findings);
    parameters.put("heat", HeatView.of(findings.radar().heat(), findings.snapshot(), page));
    parameters.put("needs", QuarterView.of(QuarterlyNeeds.of(findings.snapshot(), Sweden.today(clock)), findings.snapshot(), page));
    return Answer.html(200, Templates.render("insight/gaps.jte", parameters));
  }

  private Answer work(Request request) {
    String id = asked(request);
    insights.work(id, request.caller().role().code());
    return Answer.seeOther(request.links().gaps() + "#" + id);
  }

  private Answer undo(Request request) {
    String id = asked(request);
    insights.undo(id, request.caller().role().code());
    return Answer.seeOther(request.links().gaps() + "#" + id);
  }

  /** Only what the radar found comes back in an address. */
  private String asked(Request request) {
    return Optional.ofNullable(request.fields().get("gap")).flatMap(id -> insights.findings().gap(id)).orElseThrow(Problem.NotFound::new).gap().id();
  }

  private Answer cases(Request request) {
    Findings findings = insights.findings();
    Page page = request.page(request.messages().get("gaps.cases.title"), "").in(MENU);
    CaseFilter filter = CaseFilter.of(request);
    List<Snapshot.Initiative> found = filter.of(findings);
    Paging paging = Paging.of(request.pageNumber(), found.size(), request.links().gapCases(), filter.query());
    List<GapView.CaseView> cases = found.stream().skip(paging.skip()).limit(Paging.SIZE).map(one -> GapView.CaseView.of(one, page)).toList();
    return Answer.html(200, Templates.render("insight/cases.jte", Map.of("page", page, "said", filter.said(findings, new GapWords(findings.snapshot(), page.messages())), "total", found.size(),
        "cases", cases, "paging", paging)));
  }

  private Answer whatIf(Request request) {
    Snapshot snapshot = insights.findings().snapshot();
    Page page = request.page(request.messages().get("whatif.title"), "").in(MENU);
    WhatIfQuestion question = WhatIfQuestion.of(request);
    List<WhatIf.Change> changes = question.changes(snapshot);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("page", page);
    parameters.put("question", question);
    parameters.put("organisations", question.organisations(snapshot));
    parameters.put("forvaltningar", snapshot.forvaltningar().values().stream().sorted(Comparator.comparing((Snapshot.Forvaltning one) -> one.in(page.language()))).toList());
    parameters.put("isUnderstood", !changes.isEmpty());
    parameters.put("answer", changes.isEmpty() ? Optional.empty() : Optional.of(WhatIfView.of(WhatIf.of(snapshot, changes), snapshot, page)));
    return Answer.html(200, Templates.render("insight/whatif.jte", parameters));
  }
}
