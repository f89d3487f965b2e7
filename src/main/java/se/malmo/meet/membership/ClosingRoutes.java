package se.malmo.meet.membership;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Closing a profile and opening it again: by those who speak for it, and later by those who coordinate. */
public final class ClosingRoutes {
  private final Closing closing;
  private final Accounts accounts;
  private final Organisations organisations;

  public ClosingRoutes(Closing closing, Accounts accounts, Organisations organisations) {
    this.closing = closing;
    this.accounts = accounts;
    this.organisations = organisations;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/min-sida/:id/stang", "/en/my-page/:id/close", Audience.MEMBERSHIP, request -> page(request, 200, List.of())),
        Route.form("/min-sida/:id/stang", "/en/my-page/:id/close", Audience.MEMBERSHIP, this::act, request -> page(request, 403, List.of(new Problem.Field("closing", "problem.form.lay")))),
        Route.page("/ansprak/stangda", "/en/claims/closed", Audience.COORDINATION, request -> closed(request, 200, List.of())),
        Route.form("/ansprak/stangda", "/en/claims/closed", Audience.COORDINATION, this::open, request -> closed(request, 403, List.of(new Problem.Field("closing", "problem.form.lay"))))
    ).flatMap(List::stream).toList();
  }

  private Organisation own(Request request) {
    return Optional.of(request.path("id")).filter(id -> accounts.byId(request.caller().account()).map(Account::organisations).orElseThrow(Problem.NotFound::new).contains(id))
        .flatMap(organisations::byId).orElseThrow(Problem.NotFound::new);
  }

  private static Form form(Request request, List<Problem.Field> faults) {
    return Form.of(request.fields(), request.formToken(), faults, List.of("closing"), request.messages());
  }

  private Answer page(Request request, int status, List<Problem.Field> faults) {
    Organisation organisation = own(request);
    Form form = form(request, faults);
    Page page = request.page(form.titled(request.messages().get(organisation.isClosed() ? "closing.closed" : "closing.title"), request.messages()), "").in("membership");
    return Answer.html(status, Templates.render("membership/closing.jte", new HashMap<>(Map.of("page", page, "form", form, "organisation", organisation, "until", closing.until(organisation),
        "canOpen", closing.canOpen(organisation), "days", Closing.DAYS_TO_REGRET))));
  }

  private Answer act(Request request) {
    Organisation organisation = own(request);
    String by = request.caller().account();
    try {
      switch (Optional.ofNullable(request.fields().get("do")).orElse("")) {
        case "close" -> {
          if (!"yes".equals(request.fields().get("closing"))) throw new Problem.Invalid("closing", "problem.closing.confirm");
          closing.close(organisation.id(), by);
        }
        case "open" -> closing.open(organisation, by);
        default -> throw new Problem.Invalid("closing", "problem.case.do");
      }
    } catch (Problem.Invalid e) {
      return page(request, 400, e.fields());
    } catch (Problem.Conflict e) {
      return page(request, 409, List.of(new Problem.Field("closing", e.reason().key(), e.reason().arguments().toArray())));
    }
    return Answer.seeOther(request.links().closing(organisation.id()));
  }

  private Answer closed(Request request, int status, List<Problem.Field> faults) {
    Form form = form(request, faults);
    Paging paging = Paging.of(request.pageNumber(), closing.count(), request.links().closedProfiles(), "");
    Page page = request.page(form.titled(request.messages().get("closing.all"), request.messages()), "").in("claims");
    return Answer.html(status, Templates.render("membership/closed.jte", new HashMap<>(Map.of("page", page, "form", form, "closed", closing.closed(paging.skip(), Paging.SIZE), "paging", paging))));
  }

  private Answer open(Request request) {
    Organisation organisation = Optional.ofNullable(request.fields().get("id")).flatMap(organisations::byId).orElseThrow(Problem.NotFound::new);
    closing.open(organisation.id(), request.caller().account());
    return Answer.seeOther(request.links().closedProfiles());
  }
}
