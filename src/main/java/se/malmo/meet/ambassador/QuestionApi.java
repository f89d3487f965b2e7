package se.malmo.meet.ambassador;

import java.util.List;
import se.malmo.meet.ambassador.Inquiries.Outcome;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Questions to ambassadors for the programs of those who answer them; the address of who asks is no part of it. */
public final class QuestionApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;
  private static final String NUMBER = "\\d{1,9}";

  private final Inquiries inquiries;
  private final Forvaltningar forvaltningar;

  public QuestionApi(Inquiries inquiries, Forvaltningar forvaltningar) {
    this.inquiries = inquiries;
    this.forvaltningar = forvaltningar;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/questions", Audience.CASE_FILE, this::list),
        Route.get("/api/v1/questions/:id", Audience.CASE_FILE, request -> answer(inquiry(request), request)),
        Route.post("/api/v1/questions/:id/answer", Audience.CASE_FILE, this::say),
        Route.post("/api/v1/questions/:id/pass-on", Audience.CASE_FILE, this::pass));
  }

  private record NamedBody(String id, String name) {}

  private record ReplyBody(String text, String by, String at) {}

  private record MovedBody(NamedBody from, String reason, String by, String at) {
    static MovedBody of(Inquiry.Moved last, Request request) {
      return new MovedBody(new NamedBody(last.from().id(), last.from().name(request.messages().language())), last.reason(), last.who(), last.at().toString());
    }
  }

  private record QuestionBody(String id, NamedBody forvaltning, String question, String draft, String name, String language, String at, String due, boolean late, MovedBody moved,
      ReplyBody answer) {
    static QuestionBody of(Inquiry one, boolean isLate, Request request) {
      return new QuestionBody(one.id(), new NamedBody(one.forvaltning().id(), one.forvaltning().name(request.messages().language())), one.question(), one.draft().orElse(null), one.name(),
          one.language(), one.at().toString(), one.due().toString(), isLate, one.moved().map(last -> MovedBody.of(last, request)).orElse(null), one.reply().map(reply -> new ReplyBody(reply.text(), reply.who(), reply.at().toString())).orElse(null));
    }
  }

  private record PageBody(List<QuestionBody> questions, long total, long waiting, String next) {}

  private record Fields(String answer) {}

  private record PassingFields(String forvaltning, String reason) {}

  private Inquiry inquiry(Request request) {
    return inquiries.seen(request.path("id"), request.caller());
  }

  private QuestionBody body(Inquiry one, Request request) {
    return QuestionBody.of(one, one.isLate(inquiries.today()), request);
  }

  private Answer answer(Inquiry one, Request request) {
    return Answer.json(200, body(one, request)).ofVersion(String.valueOf(one.version()));
  }

  private Answer list(Request request) {
    Part part = Part.of(request, USUAL, MOST);
    InquiryStore.Count count = inquiries.count(request.caller());
    List<QuestionBody> lines = inquiries.page(request.caller(), part.skip(), part.limit()).stream().map(one -> body(one, request)).toList();
    return Answer.json(200, new PageBody(lines, count.all(), count.waiting(), part.next(count.all())));
  }

  private Answer say(Request request) {
    Inquiry inquiry = inquiry(request);
    Checks checks = new Checks();
    String text = checks.required("answer", Json.read(request.body(), Fields.class).answer(), AnswerRoutes.LONGEST_ANSWER);
    checks.done();
    String version = request.version();
    return after(request, version.matches(NUMBER) ? inquiries.answer(inquiry, text, Integer.parseInt(version), request.caller()) : Outcome.CHANGED);
  }

  private Answer after(Request request, Outcome outcome) {
    Inquiry now = inquiry(request);
    return switch (outcome) {
      case KEPT -> answer(now, request);
      case CHANGED -> throw new Problem.Changed();
      case ELSEWHERE -> throw new Problem.Conflict("problem.question.elsewhere", now.forvaltning().name(request.messages().language()));
    };
  }

  private Answer pass(Request request) {
    Inquiry inquiry = inquiry(request);
    Checks checks = new Checks();
    PassingFields fields = Json.read(request.body(), PassingFields.class);
    Passing passing = Passing.read(checks, fields.forvaltning(), fields.reason(), AnswerRoutes.offered(forvaltningar));
    checks.done();
    String version = request.version();
    return after(request, version.matches(NUMBER) ? inquiries.pass(inquiry, passing, Integer.parseInt(version), request.caller()) : Outcome.CHANGED);
  }
}
