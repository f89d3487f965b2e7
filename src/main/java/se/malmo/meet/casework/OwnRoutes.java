package se.malmo.meet.casework;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** What those who handle cases tell of themselves: when they are away, who stands in for them, and whom they have ties to. */
public final class OwnRoutes {
  private static final int LONGEST_NAME = 200;
  private static final List<String> ORDER = List.of("from", "until", "deputy", "organisation", "why");

  private final Desk desk;
  private final Accounts accounts;
  private final AbsenceReader absences;

  public OwnRoutes(Desk desk, Accounts accounts) {
    this.desk = desk;
    this.accounts = accounts;
    absences = new AbsenceReader(accounts);
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/mitt", "/en/mine", Audience.CASE_FILE, request -> page(request, 200, Form.empty(request.formToken()))),
        Route.form("/mitt", "/en/mine", Audience.CASE_FILE, this::change, request -> refused(request, List.of(new Problem.Field("from", "problem.form.lay")), 403))
    ).flatMap(List::stream).toList();
  }

  /** Somebody who can stand in. */
  public record Deputy(String id, String name) {}

  private Answer page(Request request, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("own.page.title"), request.messages()), "").in("own");
    Account account = account(request);
    List<Deputy> deputies = account.forvaltningar().stream().sorted().flatMap(slug -> accounts.ambassadors(slug).stream()).filter(one -> !one.id().equals(account.id()))
        .map(one -> new Deputy(one.id(), one.name())).distinct().toList();
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "form", form, "account", account, "deputies", deputies, "stakes", desk.stakes(account.id()).stream()
        .map(stake -> new Tie(stake.nameKey(), stake.name(), stake.why())).toList()));
    return Answer.html(status, Templates.render("casework/own.jte", parameters));
  }

  /** A tie that somebody has told of. */
  public record Tie(String key, String name, String why) {}

  private Account account(Request request) {
    return accounts.byId(request.caller().account()).orElseThrow(Problem.NotFound::new);
  }

  private Answer refused(Request request, List<Problem.Field> faults, int status) {
    return page(request, status, Form.of(request.fields(), request.formToken(), faults, ORDER, request.messages()));
  }

  private Answer change(Request request) {
    try {
      switch (Optional.ofNullable(request.fields().get("do")).orElse("")) {
        case "absence" -> accounts.change(absences.read(request.fields(), account(request), desk.today()), request.caller().account());
        case "back" -> accounts.change(account(request).away(Optional.empty(), account(request).deputy()), request.caller().account());
        case "declare" -> declare(request);
        case "end" -> desk.endStake(request.caller().account(), Optional.ofNullable(request.fields().get("key")).orElse(""));
        default -> throw new Problem.Invalid("do", "problem.case.do");
      }
    } catch (Problem.Invalid e) {
      return refused(request, e.fields(), 400);
    }
    return Answer.seeOther(request.links().own());
  }

  private void declare(Request request) {
    Checks checks = new Checks();
    String name = checks.required("organisation", request.fields().get("organisation"), LONGEST_NAME);
    String why = checks.required("why", request.fields().get("why"), LONGEST_NAME);
    checks.done();
    desk.declare(request.caller().account(), name, why);
  }
}
