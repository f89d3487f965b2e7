package se.malmo.meet.ambassador;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.ambassador.Inquiry.Asked;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Writing;

/** A question to a förvaltning's ambassador, before there is an idea to send in, and the page where its sender reads the answer. */
public final class InquiryRoutes {
  private final Inquiries inquiries;
  private final Forvaltningar forvaltningar;
  private final Ids ids;

  public InquiryRoutes(Inquiries inquiries, Forvaltningar forvaltningar, Ids ids) {
    this.inquiries = inquiries;
    this.forvaltningar = forvaltningar;
    this.ids = ids;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/forvaltningar/:id/fraga", "/en/departments/:id/ask", Audience.ANYONE, request -> form(request, 200, Form.empty(request.formToken()), "")),
        Route.form("/forvaltningar/:id/fraga", "/en/departments/:id/ask", Audience.ANYONE, Writing.QUESTION, this::send, this::askAgain),
        Route.page("/fraga/:secret", "/en/question/:secret", Audience.HOLDER_OF_SECRET, this::receipt)
    ).flatMap(List::stream).toList();
  }

  private Forvaltning forvaltning(Request request) {
    return forvaltningar.byId(request.path("id")).orElseThrow(Problem.NotFound::new);
  }

  /** @param draft the idea that comes along where its writer ticks it, "" for none that the server knows of */
  private Answer form(Request request, int status, Form form, String draft) {
    Forvaltning forvaltning = forvaltning(request);
    String heading = request.messages().get("ask.title", forvaltning.name(request.messages().language()));
    Page page = request.page(form.titled(heading, request.messages()), request.messages().get("ask.lead")).in("ambassadors").unlisted();
    return Answer.html(status, Templates.render("ambassador/ask.jte", Map.of("page", page, "form", form, "heading", heading, "key", key(form.values(), ids), "forvaltning", forvaltning,
        "draft", draft)));
  }

  static String key(MultiMap values, Ids ids) {
    return values.contains("key") && values.get("key").matches("[0-9a-f]{32}") ? values.get("key") : ids.secret();
  }

  private Answer send(Request request) {
    // It ended while the form was open: the page says so.
    if (forvaltning(request).standing().isDormant()) return form(request, 409, Form.empty(request.formToken()), "");
    if ("begin".equals(request.fields().get("do"))) return form(request, 200, Form.empty(request.formToken()), Optional.ofNullable(request.fields().get("text")).orElse(""));
    try {
      Asked asked = Asked.parse(request.fields());
      Optional<String> secret = inquiries.ask(forvaltning(request).id(), asked, key(request.fields(), ids), request.messages().language());
      if (secret.isPresent()) return Answer.seeOther(request.links().inquiry(secret.get()));
      return filled(request, 429, List.of(new Problem.Field("again", "problem.letters.many", Inquiries.WINDOW.toMinutes())))
          .with("Retry-After", String.valueOf(Inquiries.WINDOW.toSeconds()));
    } catch (Problem.Invalid e) {
      return filled(request, 400, e.fields());
    }
  }

  private Answer filled(Request request, int status, List<Problem.Field> faults) {
    Form form = Form.ofVisitor(request.fields(), request.formToken(), faults, Asked.ORDER, request.messages());
    return form(request, status, form, form.value("draft"));
  }

  /** A form that lay too long, or came from elsewhere: shown again with all in it, to be sent by a new press of the button. */
  private Answer askAgain(Request request) {
    return filled(request, 403, List.of(request.again("again", "problem.form.lay")));
  }

  private Answer receipt(Request request) {
    Inquiry inquiry = inquiries.bySecret(request.path("secret")).orElseThrow(Problem.NotFound::new);
    Page page = request.page(request.messages().get(inquiry.reply().isPresent() ? "ask.answered" : "ask.received"), "");
    return Answer.html(200, Templates.render("ambassador/question.jte", Map.of("page", page, "inquiry", inquiry)));
  }
}
