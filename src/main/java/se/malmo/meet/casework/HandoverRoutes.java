package se.malmo.meet.casework;

import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.casework.Handover.Outcome;
import se.malmo.meet.casework.Handover.Seen;
import se.malmo.meet.casework.HandoverViews.CaseView;
import se.malmo.meet.casework.HandoverViews.ChosenView;
import se.malmo.meet.casework.HandoverViews.LeftView;
import se.malmo.meet.casework.HandoverViews.PackView;
import se.malmo.meet.casework.HandoverViews.PersonView;
import se.malmo.meet.casework.HandoverViews.SuccessorView;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.Initiative.Holder;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Role;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** What one ambassador hands over to the next, to be read, printed and taken along; and the moving of the open cases. */
public final class HandoverRoutes {
  private static final List<String> ORDER = List.of("case", "successor", "reason");
  private static final int LONGEST_ID = 100;

  private final Handovers handovers;
  private final Accounts accounts;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;

  public HandoverRoutes(Handovers handovers, Accounts accounts, Supplier<List<Forvaltning.Name>> forvaltningar) {
    this.handovers = handovers;
    this.accounts = accounts;
    this.forvaltningar = forvaltningar;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/overlamning", "/en/handover", Audience.CASE_FILE, this::people),
        Route.page("/overlamning/:id", "/en/handover/:id", Audience.CASE_FILE, request -> page(request, 200, Form.empty(request.formToken()))),
        Route.form("/overlamning/:id", "/en/handover/:id", Audience.ASSIGNING, this::move, request -> page(request, 403, form(request, List.of(new Problem.Field("case", "problem.form.lay"))))),
        Route.beside("/overlamning/:id/lista.csv", "/en/handover/:id/list.csv", Audience.CASE_FILE, this::file)
    ).flatMap(List::stream).toList();
  }

  private Answer people(Request request) {
    Page page = request.page(request.messages().get("handover.title"), "").in(DeskRoutes.MENU);
    Paging paging = Paging.of(request.pageNumber(), handovers.people(request.caller()), request.links().handovers(), "");
    List<Holder> names = forvaltningar.get().stream().map(name -> new Holder(name.id(), name.swedish(), name.english())).toList();
    List<PersonView> people = handovers.people(request.caller(), paging.skip(), Paging.SIZE).stream().map(one -> PersonView.of(one, names, page)).toList();
    return Answer.html(200, Templates.render("casework/handovers.jte", Map.of("page", page, "people", people, "paging", paging)));
  }

  private Account who(Request request) {
    return handovers.who(request.path("id"), request.caller());
  }

  private static Form form(Request request, List<Problem.Field> faults) {
    return Form.of(request.fields(), request.formToken(), faults, ORDER, request.messages());
  }

  private Answer page(Request request, int status, Form form) {
    Account who = who(request);
    Page page = request.page(form.titled(request.messages().get("handover.of", who.name()), request.messages()), "").in(DeskRoutes.MENU);
    Paging paging = Paging.of(request.pageNumber(), handovers.open(who), request.links().handover(who.id()), "");
    Handover handover = handovers.of(who, request.caller(), "page", page.messages().isEnglish(), paging.skip(), Paging.SIZE);
    boolean isAssigning = request.caller().role() == Role.COORDINATOR;
    List<SuccessorView> successors = isAssigning ? handovers.successors(who).stream().map(one -> SuccessorView.of(one, handovers.today())).toList() : List.of();
    String moved = request.query("moved").filter(number -> number.matches("\\d{1,3}")).orElse("");
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "form", form, "pack", view(handover, page), "paging", paging, "isAssigning", isAssigning,
        "successors", successors, "moved", moved.isEmpty() ? "" : page.count("handover.moved", Long.parseLong(moved))));
    return Answer.html(status, Templates.render("casework/handover.jte", parameters));
  }

  private PackView view(Handover handover, Page page) {
    return PackView.of(handover, handovers.today(), handover.who().deputy().flatMap(accounts::byId).map(Account::name), page);
  }

  private Answer move(Request request) {
    Account who = who(request);
    MultiMap fields = request.fields();
    String doing = Optional.ofNullable(fields.get("do")).orElse("");
    Checks checks = new Checks();
    List<Seen> seen = doing.equals("all") ? handovers.all(who) : seen(fields);
    if (seen.isEmpty()) checks.fault("case", "problem.handover.none");
    if (seen.size() > Handovers.MOST_CASES) checks.fault("case", "problem.many", Handovers.MOST_CASES, seen.size());
    String chosen = checks.required("successor", fields.get("successor"), LONGEST_ID);
    String reason = checks.required("reason", fields.get("reason"), ActReader.LONGEST_REASON);
    try {
      checks.done();
      Account successor = handovers.successor(who, chosen);
      return doing.equals("move") ? done(request, who, handovers.move(who, seen, successor, reason, request.caller()), successor) : confirm(request, who, seen, successor, reason);
    } catch (Problem.Invalid e) {
      return page(request, 400, form(request, e.fields()));
    }
  }

  /** What a form names as "MM-2026-0001:3", each once. */
  private static List<Seen> seen(MultiMap fields) {
    return fields.getAll("case").stream().distinct().map(one -> {
      if (!one.matches("MM-\\d{4}-\\d{1,9}:\\d{1,9}")) throw new Problem.Invalid("case", "problem.case.do");
      return new Seen(one.substring(0, one.indexOf(':')), Integer.parseInt(one.substring(one.indexOf(':') + 1)));
    }).toList();
  }

  /** Nothing is moved before somebody has read which, to whom and with what words. */
  private Answer confirm(Request request, Account who, List<Seen> seen, Account successor, String reason) {
    Page page = request.page(request.messages().get("handover.confirm.title"), "").in(DeskRoutes.MENU);
    Map<String, CaseView> now = handovers.of(who, request.caller(), "page", page.messages().isEnglish(), 0, Handovers.MOST_CASES).cases().stream()
        .map(one -> CaseView.of(one, handovers.today(), page)).collect(Collectors.toMap(CaseView::reference, one -> one));
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "token", request.formToken(), "id", who.id(), "name", who.name(), "successor", successor, "reason", reason,
        "chosen", seen.stream().map(one -> ChosenView.of(one, Optional.ofNullable(now.get(one.reference())), page)).toList()));
    return Answer.html(200, Templates.render("casework/handover-confirm.jte", parameters));
  }

  private Answer done(Request request, Account who, Outcome outcome, Account successor) {
    if (outcome.left().isEmpty()) return Answer.seeOther(request.links().handover(who.id()) + "?moved=" + outcome.moved().size());
    Page page = request.page(request.messages().get("handover.left.title"), "").in(DeskRoutes.MENU);
    List<LeftView> left = outcome.left().stream().map(one -> LeftView.of(one, page)).toList();
    return Answer.html(409, Templates.render("casework/handover-left.jte", Map.of("page", page, "id", who.id(), "name", who.name(), "successor", successor.name(),
        "moved", outcome.moved(), "left", left)));
  }

  /** All of it, a line for each thing. */
  private Answer file(Request request) {
    Account who = who(request);
    Page page = request.page("", "");
    return Answer.table("overlamning.csv", HandoverFile.of(view(handovers.of(who, request.caller(), "file", page.messages().isEnglish(), 0, Handovers.MOST_CASES), page), page));
  }
}
