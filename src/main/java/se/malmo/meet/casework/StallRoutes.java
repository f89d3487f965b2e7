package se.malmo.meet.casework;

import io.vertx.core.MultiMap;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** How long a case may stand still in each step, for those who coordinate. */
public final class StallRoutes {
  private static final String FIELD = "stall-";
  private static final List<String> ORDER = Stalls.STEPS.stream().map(step -> FIELD + step.code()).toList();
  private static final int LONGEST = 20;

  private final Stalls stalls;

  public StallRoutes(Stalls stalls) {
    this.stalls = stalls;
  }

  /** To stand before the routes of single cases. */
  public List<Route> routes() {
    return Stream.of(
        Route.page("/arenden/stillestand", "/en/cases/standstill", Audience.COORDINATION, request -> page(request, 200, filled(request))),
        Route.form("/arenden/stillestand", "/en/cases/standstill", Audience.COORDINATION, this::save, this::askAgain)
    ).flatMap(List::stream).toList();
  }

  /** @param field its name in the form */
  public record RuleView(String field, String step, int days, String said) {}

  private Form filled(Request request) {
    MultiMap values = MultiMap.caseInsensitiveMultiMap();
    stalls.rules().forEach(rule -> values.set(FIELD + rule.step().code(), String.valueOf(rule.days())));
    return new Form(values, request.formToken(), List.of());
  }

  private Answer page(Request request, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("stall.title"), request.messages()), "").in(DeskRoutes.MENU);
    List<RuleView> rules = stalls.rules().stream().map(rule -> new RuleView(FIELD + rule.step().code(), rule.step().code(), rule.days(),
        rule.chosen().map(one -> page.text(one.name().isEmpty() ? "stall.at" : "stall.chosen", page.moment(one.at()), one.name())).orElse(page.text("stall.usual")))).toList();
    return Answer.html(status, Templates.render("casework/stall.jte", Map.of("page", page, "form", form, "rules", rules, "most", Stalls.MOST_DAYS,
        "isSaved", request.query("saved").isPresent())));
  }

  private Answer save(Request request) {
    try {
      stalls.set(read(request.fields()), request.caller());
    } catch (Problem.Invalid e) {
      return page(request, 400, Form.of(request.fields(), request.formToken(), e.fields(), ORDER, request.messages()));
    }
    return Answer.seeOther(request.links().stallRules() + "?saved=1");
  }

  private static Map<Status, Integer> read(MultiMap fields) {
    Checks checks = new Checks();
    Map<Status, Integer> days = new EnumMap<>(Status.class);
    for (Status step : Stalls.STEPS) {
      String field = FIELD + step.code();
      String given = checks.required(field, fields.get(field), LONGEST);
      Optional<Integer> number = given.matches("\\d{1,3}") ? Optional.of(Integer.parseInt(given)) : Optional.empty();
      if (number.filter(one -> one <= Stalls.MOST_DAYS).isPresent()) days.put(step, number.get());
      else if (!given.isEmpty()) checks.fault(field, "problem.range", 0, Stalls.MOST_DAYS);
    }
    checks.done();
    return days;
  }

  private Answer askAgain(Request request) {
    return page(request, 403, Form.of(request.fields(), request.formToken(), List.of(new Problem.Field(ORDER.getFirst(), "problem.form.lay")), ORDER, request.messages()));
  }
}
