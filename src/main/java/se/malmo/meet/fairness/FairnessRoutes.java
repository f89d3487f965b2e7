package se.malmo.meet.fairness;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.SpreadsheetText;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** How suggestions are spread over the organisations, for those who answer for it: the figures, the ledger, and the rule on or off with a reason. */
public final class FairnessRoutes {
  private static final int LONGEST_REASON = 1_000;

  private final Exposures exposures;

  public FairnessRoutes(Exposures exposures) {
    this.exposures = exposures;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/spridning", "/en/spreading", Audience.COORDINATION, request -> page(request, 200, Form.empty(request.formToken()))),
        Route.form("/spridning", "/en/spreading", Audience.COORDINATION, this::set, request -> again(request, 403, List.of(new Problem.Field("reason", "problem.form.lay")))),
        Route.beside("/spridning/lista.csv", "/en/spreading/list.csv", Audience.COORDINATION, this::file)
    ).flatMap(List::stream).toList();
  }

  /** The page. */
  public record View(List<Exposures.Line> lines, long organisations, double gini, double topTen, long never, boolean isOn, Optional<String> since, String who, String why) {
    public String percent(double share, Page page) {
      return String.format(page.messages().locale(), "%.0f %%", 100 * share);
    }

    public String number(double value, Page page) {
      return String.format(page.messages().locale(), "%.2f", value);
    }
  }

  private Answer page(Request request, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("spreading.title"), request.messages()), "").in("spreading");
    Exposures.Ledger ledger = exposures.ledger();
    Optional<ExposureStore.Rule> rule = exposures.rule();
    Paging paging = Paging.of(request.pageNumber(), ledger.lines().size(), request.links().spreading(), "");
    View view = new View(ledger.lines().stream().skip(paging.skip()).limit(Paging.SIZE).toList(), ledger.lines().size(), ledger.gini(), ledger.topTen(), ledger.never(),
        rule.map(ExposureStore.Rule::isOn).orElse(false), rule.map(one -> page.moment(one.at())), rule.map(ExposureStore.Rule::name).orElse(""), rule.map(ExposureStore.Rule::why).orElse(""));
    return Answer.html(status, Templates.render("fairness/page.jte", new HashMap<>(Map.of("page", page, "form", form, "view", view, "paging", paging))));
  }

  private Answer again(Request request, int status, List<Problem.Field> faults) {
    return page(request, status, Form.of(request.fields(), request.formToken(), faults, List.of("reason"), request.messages()));
  }

  private Answer set(Request request) {
    boolean on = switch (Optional.ofNullable(request.fields().get("do")).orElse("")) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new Problem.Invalid("do", "problem.case.do");
    };
    try {
      Checks checks = new Checks();
      String why = checks.required("reason", request.fields().get("reason"), LONGEST_REASON);
      checks.done();
      exposures.set(on, why, request.caller().account(), request.caller().name());
    } catch (Problem.Invalid e) {
      return again(request, 400, e.fields());
    }
    return Answer.seeOther(request.links().spreading());
  }

  /** By which Gini and the share of the ten can be computed again. */
  private Answer file(Request request) {
    SpreadsheetText text = new SpreadsheetText();
    text.row(List.of("id", "name", "sector", "times", "exposure", "mean_rank"));
    exposures.ledger().lines().forEach(line -> text.row(List.of(line.id(), line.name(), line.sector(), String.valueOf(line.times()), String.format(Locale.ROOT, "%.6f", line.exposure()),
        String.format(Locale.ROOT, "%.3f", line.rank()))));
    return Answer.table("spridning.csv", text);
  }
}
