package se.malmo.meet.interest;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Writing;

/** "Join instead": a note to those who run a project, by name and e-mail. */
public final class InterestRoutes {
  private final Interests interests;

  public InterestRoutes(Interests interests) {
    this.interests = interests;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/initiativ/:reference/ga-med", "/en/initiatives/:reference/join", Audience.ANYONE, this::form),
        Route.form("/initiativ/:reference/ga-med", "/en/initiatives/:reference/join", Audience.ANYONE, Writing.NOTE, this::note, this::askAgain)
    ).flatMap(List::stream).toList();
  }

  private Answer form(Request request) {
    Interests.Project project = project(request);
    Optional<String> number = request.query("tack").or(() -> request.query("thanks"));
    if (number.isPresent() || !project.isOpen()) return page(request, 200, project, Form.empty(""), number);
    return page(request, 200, project, Form.empty(request.formToken()), Optional.empty());
  }

  private Answer note(Request request) {
    Interests.Project project = project(request);
    // It ended while the form was open: the page says so.
    if (!project.isOpen()) return page(request, 409, project, Form.empty(""), Optional.empty());
    try {
      String number = interests.note(project, Interest.parse(request.fields()), request.messages().language());
      return Answer.seeOther(request.links().join(project.reference()) + "?" + (request.messages().isEnglish() ? "thanks" : "tack") + "=" + number);
    } catch (Problem.Invalid e) {
      return page(request, 400, project, filled(request, e.fields()), Optional.empty());
    }
  }

  private Answer askAgain(Request request) {
    return page(request, 403, project(request), filled(request, List.of(request.again("again", "problem.form.lay"))), Optional.empty());
  }

  private static Form filled(Request request, List<Problem.Field> faults) {
    return Form.ofVisitor(MultiMap.caseInsensitiveMultiMap().addAll(request.fields()), request.formToken(), faults, Interest.fieldOrder(), request.messages());
  }

  private Interests.Project project(Request request) {
    return interests.project(request.path("reference")).orElseThrow(Problem.NotFound::new);
  }

  /** @param done the number of a note that has just been taken in */
  private Answer page(Request request, int status, Interests.Project project, Form form, Optional<String> done) {
    boolean isDone = done.isPresent();
    Optional<Instant> received = done.flatMap(number -> interests.received(project, number));
    String title = request.messages().get(isDone ? "join.thanks.title" : "join.title");
    Page page = request.page(form.titled(title, request.messages()), "").in("initiatives").unlisted();
    return Answer.html(status, Templates.render("interest/join.jte", Map.of("page", page, "heading", title, "project", project, "isDone", isDone, "form", form,
        "number", received.isPresent() ? done.orElseThrow() : "", "at", received.map(page::moment).orElse(""))));
  }
}
