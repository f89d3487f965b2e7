package se.malmo.meet.ambassador;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.ambassador.Inquiries.Outcome;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Questions for those who answer them: a list, those that wait first, and a page for each. */
public final class AnswerRoutes {
  static final String MENU = "questions";
  private static final int MOST_PROPOSED = 3;
  static final int LONGEST_ANSWER = 10_000;
  private static final List<String> ORDER = List.of("answer", "forvaltning", "reason", "version");

  private final Inquiries inquiries;
  private final Forvaltningar forvaltningar;

  public AnswerRoutes(Inquiries inquiries, Forvaltningar forvaltningar) {
    this.inquiries = inquiries;
    this.forvaltningar = forvaltningar;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/fragor", "/en/questions", Audience.CASE_FILE, this::list),
        Route.page("/fragor/:id", "/en/questions/:id", Audience.CASE_FILE, this::show),
        Route.form("/fragor/:id", "/en/questions/:id", Audience.CASE_FILE, this::answer, request -> askAgain(request, "answer")),
        Route.form("/fragor/:id/flytta", "/en/questions/:id/pass-on", Audience.CASE_FILE, this::pass, request -> askAgain(request, "reason"))
    ).flatMap(List::stream).toList();
  }

  private Answer list(Request request) {
    InquiryStore.Count count = inquiries.count(request.caller());
    Paging paging = Paging.of(request.pageNumber(), count.all(), request.links().inquiries(), "");
    Page page = request.page(request.messages().get("questions.title"), "").in(MENU);
    return Answer.html(200, Templates.render("ambassador/questions.jte", Map.of("page", page, "inquiries", inquiries.page(request.caller(), paging.skip(), Paging.SIZE), "paging", paging,
        "waiting", count.waiting(), "today", inquiries.today())));
  }

  private Inquiry inquiry(Request request) {
    return inquiries.seen(request.path("id"), request.caller());
  }

  private Answer show(Request request) {
    return page(request, 200, inquiry(request), Form.empty(request.formToken()), false);
  }

  /** @param isStale whether somebody else has answered it or passed it on while this was being written, or it is answered elsewhere now */
  private Answer page(Request request, int status, Inquiry inquiry, Form form, boolean isStale) {
    String heading = request.messages().get("questions.to", inquiry.forvaltning().name(request.messages().language()));
    Page page = request.page(form.titled(heading, request.messages()), "").in(MENU);
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "heading", heading, "form", form, "inquiry", inquiry, "isStale", isStale, "today", inquiries.today(),
        "saved", request.query("saved").orElse("")));
    boolean isHeld = inquiries.isHeldBy(inquiry, request.caller());
    boolean canBePassed = isHeld && inquiry.reply().isEmpty();
    parameters.put("isHeld", isHeld);
    parameters.put("others", canBePassed ? forvaltningar.names().stream().filter(one -> !one.id().equals(inquiry.forvaltning().id())).toList() : List.of());
    parameters.put("proposed", canBePassed ? proposed(inquiry) : List.of());
    return Answer.html(status, Templates.render("ambassador/inquiry.jte", parameters));
  }

  private List<Forvaltning> proposed(Inquiry inquiry) {
    return forvaltningar.find(inquiry.question()).forvaltningar().stream().filter(one -> !one.standing().isDormant() && !one.id().equals(inquiry.forvaltning().id()))
        .limit(MOST_PROPOSED).toList();
  }

  static Set<String> offered(Forvaltningar forvaltningar) {
    return forvaltningar.names().stream().map(Forvaltning.Name::id).collect(Collectors.toSet());
  }

  private Answer pass(Request request) {
    Inquiry inquiry = inquiry(request);
    try {
      Checks checks = new Checks();
      Passing passing = Passing.read(checks, request.fields().get("forvaltning"), request.fields().get("reason"), offered(forvaltningar));
      int version = version(checks, request);
      checks.done();
      if (inquiries.pass(inquiry, passing, version, request.caller()) == Outcome.KEPT) return Answer.seeOther(request.links().deskInquiry(inquiry.id()) + "?saved=moved");
      return page(request, 409, inquiry(request), filled(request, List.of()), true);
    } catch (Problem.Invalid e) {
      return page(request, 400, inquiry, filled(request, e.fields()), false);
    }
  }

  private Answer answer(Request request) {
    Inquiry inquiry = inquiry(request);
    try {
      Checks checks = new Checks();
      String text = checks.required("answer", request.fields().get("answer"), LONGEST_ANSWER);
      int version = version(checks, request);
      checks.done();
      if (inquiries.answer(inquiry, text, version, request.caller()) == Outcome.KEPT) return Answer.seeOther(request.links().deskInquiry(inquiry.id()) + "?saved=1");
      return page(request, 409, inquiry(request), filled(request, List.of()), true);
    } catch (Problem.Invalid e) {
      return page(request, 400, inquiry, filled(request, e.fields()), false);
    }
  }

  private static int version(Checks checks, Request request) {
    String given = Optional.ofNullable(request.fields().get("version")).orElse("");
    if (given.matches("\\d{1,9}")) return Integer.parseInt(given);
    checks.fault("version", "problem.case.version");
    return 0;
  }

  private static Form filled(Request request, List<Problem.Field> faults) {
    return Form.of(request.fields(), request.formToken(), faults, ORDER, request.messages());
  }

  private Answer askAgain(Request request, String field) {
    return page(request, 403, inquiry(request), filled(request, List.of(request.again(field, "problem.form.lay"))), false);
  }
}
