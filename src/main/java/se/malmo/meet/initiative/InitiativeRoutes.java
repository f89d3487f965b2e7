package se.malmo.meet.initiative;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Who sends an idea, and the receipt. */
public final class InitiativeRoutes {
  private final Initiatives initiatives;
  private final Adviser adviser;
  private final Ids ids;

  public InitiativeRoutes(Initiatives initiatives, Adviser adviser, Ids ids) {
    this.initiatives = initiatives;
    this.adviser = adviser;
    this.ids = ids;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.form("/initiativ/avsandare", "/en/initiatives/sender", Audience.ANYONE, this::sender, this::sender),
        Route.page("/initiativ/avsandare", "/en/initiatives/sender", Audience.ANYONE, request -> StartRoutes.page(request, 200, StartView.empty(IdeaForm.EMPTY, request.formToken(), ""))),
        Route.form("/initiativ", "/en/initiatives", Audience.ANYONE, this::submit, this::askAgain),
        Route.page("/arende/:secret", "/en/case/:secret", Audience.HOLDER_OF_SECRET, this::status)
    ).flatMap(List::stream).toList();
  }

  /** From the text to the sender; without a text there is nothing to send. */
  private Answer sender(Request request) {
    MultiMap values = MultiMap.caseInsensitiveMultiMap().addAll(request.fields());
    String text = values.contains("text") ? values.get("text") : "";
    try {
      Checks checks = new Checks();
      Question.text(checks, "text", text);
      checks.done();
    } catch (Problem.Invalid | Problem.TooLarge e) {
      return StartRoutes.unread(request, adviser.read(request.fields(), request.messages()), e);
    }
    if (!values.contains("title")) values.set("title", Submission.titleOf(text));
    return form(request, 200, values, List.of());
  }

  private Answer form(Request request, int status, MultiMap values, List<Problem.Field> faults) {
    String key = values.contains("key") && values.get("key").matches("[0-9a-f]{32}") ? values.get("key") : ids.secret();
    Page page = request.page(request.messages().get("sender.title"), "");
    SenderView view = SenderView.of(values, request.formToken(), key, faults, request.messages());
    return Answer.html(status, Templates.render("initiative/sender.jte", Map.of("page", page, "view", view)));
  }

  private Answer submit(Request request) {
    try {
      Submission submission = Submission.parse(request.fields());
      String key = request.fields().contains("key") ? request.fields().get("key") : ids.secret();
      Initiatives.Receipt receipt = initiatives.submit(submission, key);
      return Answer.seeOther(request.links().status(receipt.secret()) + "?" + (request.messages().isEnglish() ? "received" : "mottagen"));
    } catch (Problem.Invalid e) {
      return form(request, 400, request.fields(), e.fields());
    } catch (Problem.TooLarge e) {
      return form(request, 413, request.fields(), List.of(e.field()));
    }
  }

  /** A form that lay too long, or came from elsewhere: shown again with all in it, to be sent by a new press of the button. */
  private Answer askAgain(Request request) {
    return form(request, 403, request.fields(), List.of(new Problem.Field("form", "problem.form.old")));
  }

  private Answer status(Request request) {
    Initiatives.Followed followed = initiatives.follow(request.path("secret")).orElseThrow(Problem.NotFound::new);
    boolean isNew = request.query("mottagen").isPresent() || request.query("received").isPresent();
    StatusView view = StatusView.of(followed, isNew);
    Page page = request.page(request.messages().get(isNew ? "status.title.new" : "status.title"), "");
    return Answer.html(200, Templates.render("initiative/status.jte", Map.of("page", page, "view", view)));
  }
}
