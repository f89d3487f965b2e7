package se.malmo.meet.insight;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.insight.Findings.Open;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** "This is no gap" and "not now": puts a gap aside with a reason, and takes that back. */
public final class DismissalRoutes {
  private final Insights insights;

  public DismissalRoutes(Insights insights) {
    this.insights = insights;
  }

  public List<Route> routes() {
    List<Route> all = new ArrayList<>(Route.page("/luckor/avfarda", "/en/gaps/dismiss", Audience.COORDINATION, this::form));
    all.addAll(Route.form("/luckor/avfarda", "/en/gaps/dismiss", Audience.COORDINATION, this::dismiss, this::askAgain));
    all.addAll(Route.form("/luckor/ta-tillbaka", "/en/gaps/restore", Audience.COORDINATION, this::restore, null));
    return all;
  }

  private Answer form(Request request) {
    Optional<String> asked = request.query("gap");
    if (asked.flatMap(insights.findings()::dismissed).isPresent()) return Answer.seeOther(request.links().gaps() + "#dismissed");
    return page(request, 200, asked, Form.empty(request.formToken()));
  }

  private Answer dismiss(Request request) {
    Optional<String> asked = Optional.ofNullable(request.fields().get("gap"));
    try {
      insights.dismiss(asked.orElse(""), Dismissal.parse(request.fields()), request.caller().role().code());
      return Answer.seeOther(request.links().gaps() + "#dismissed");
    } catch (Problem.Invalid e) {
      return page(request, 400, asked, filled(request, e.fields()));
    }
  }

  private Answer askAgain(Request request) {
    return page(request, 403, Optional.ofNullable(request.fields().get("gap")), filled(request, List.of(new Problem.Field("again", "problem.form.lay"))));
  }

  private Answer restore(Request request) {
    String asked = Optional.ofNullable(request.fields().get("gap")).orElseThrow(Problem.NotFound::new);
    String id = insights.restore(asked, request.caller().role().code()).gap().id();
    return Answer.seeOther(request.links().gaps() + "#" + id);
  }

  private static Form filled(Request request, List<Problem.Field> faults) {
    return Form.of(MultiMap.caseInsensitiveMultiMap().addAll(request.fields()), request.formToken(), faults, Dismissal.fieldOrder(), request.messages());
  }

  /** The form for the gap that was asked for, or where none was, the gaps to choose from. */
  private Answer page(Request request, int status, Optional<String> asked, Form form) {
    Findings findings = insights.findings();
    Optional<Open> open = asked.map(id -> findings.gap(id).orElseThrow(Problem.NotFound::new));
    String title = request.messages().get("gap.dismiss.title");
    Page page = request.page(form.titled(title, request.messages()), "").in("gaps");
    return Answer.html(status, Templates.render("insight/dismiss.jte", Map.of("page", page, "heading", title, "gap", open.map(one -> GapView.of(one, findings, page)),
        "others", findings.gaps().stream().limit(GapRoutes.MOST).map(one -> GapView.of(one, findings, page)).toList(), "form", form,
        "verdicts", Dismissal.Verdict.codes(), "days", Dismissal.Verdict.PAUSE.toDays())));
  }
}
