package se.malmo.meet.initiative;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.draft.Draft;
import se.malmo.meet.draft.DraftRoutes;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The start page, its suggestions, and the public's pages of initiatives. */
public final class InitiativeRoutes {
  private final Initiatives initiatives;
  private final Matcher matcher;

  public InitiativeRoutes(Initiatives initiatives, Matcher matcher) {
    this.initiatives = initiatives;
    this.matcher = matcher;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/", "/en/", Audience.ANYONE, this::start),
        // A preview keeps nothing, so a form that has lain long may ask for it too.
        Route.form("/forslag", "/en/suggestions", Audience.ANYONE, this::preview, this::preview),
        Route.page("/forslag", "/en/suggestions", Audience.ANYONE, this::start),
        Route.page("/initiativ/avsandare", "/en/initiatives/sender", Audience.ANYONE, this::start),
        Route.page("/initiativ", "/en/initiatives", Audience.ANYONE, this::list),
        Route.page("/initiativ/:reference", "/en/initiatives/:reference", Audience.ANYONE, this::page)
    ).flatMap(List::stream).toList();
  }

  private Answer start(Request request) {
    return start(request, 200, StartView.empty("", request.formToken(), ""));
  }

  private static Answer start(Request request, int status, StartView view) {
    return start(request, status, view, Map.of());
  }

  private static Answer start(Request request, int status, StartView view, Map<String, Object> more) {
    Page page = request.page(request.messages().get("start.title"), request.messages().get("start.lead"));
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "view", view));
    parameters.putAll(more);
    return Answer.html(status, Templates.render("initiative/start.jte", parameters));
  }

  /** The start page with the text and choices of a draft, and what is to be said of the draft. */
  public Answer draft(Request request, int status, Draft draft, DraftRoutes.Note note) {
    String fault = note.fault().map(field -> request.messages().get("field.text") + " " + request.messages().get(field.key(), field.arguments().toArray())).orElse("");
    Choices choices = KeywordChoices.of(draft.without(), draft.with(), matcher);
    StartView view = fault.isEmpty()
        ? StartView.of(draft.text(), request.formToken(), new Question("", draft.text(), Optional.empty(), StartView.PARTNERS, choices).ask(matcher), request.messages())
        : StartView.empty(draft.text(), request.formToken(), fault);
    return start(request, status, view, Map.of("draft", note, "choices", choices));
  }

  private Answer preview(Request request) {
    String text = request.fields().contains("text") ? request.fields().get("text") : "";
    if (request.wantsPart()) return part(request, text);
    try {
      return start(request, 200, StartView.of(text, request.formToken(), suggestions(text), request.messages()));
    } catch (Problem.Invalid | Problem.TooLarge e) {
      return unread(request, text, e);
    }
  }

  /** The start page again, with the text and what is wrong with it. */
  static Answer unread(Request request, String text, Problem problem) {
    return start(request, problem instanceof Problem.TooLarge ? 413 : 400, StartView.empty(text, request.formToken(), fault(request, problem)));
  }

  private Answer part(Request request, String text) {
    StartView view;
    try {
      view = text.isBlank() ? StartView.empty(text, "", "") : StartView.of(text, "", suggestions(text), request.messages());
    } catch (Problem.Invalid | Problem.TooLarge e) {
      view = StartView.empty("", "", "");
    }
    Page page = request.page(request.messages().get("start.title"), "");
    return Answer.html(200, Templates.render("initiative/part.jte", Map.of("page", page, "view", view)));
  }

  private Suggestions suggestions(String text) {
    Checks checks = new Checks();
    String read = Question.text(checks, "text", text);
    checks.done();
    return new Question("", read, Optional.empty(), StartView.PARTNERS).ask(matcher);
  }

  private static String fault(Request request, Problem problem) {
    Problem.Field field = problem instanceof Problem.TooLarge large ? large.field() : ((Problem.Invalid) problem).fields().getFirst();
    return request.messages().get("field.text") + " " + request.messages().get(field.key(), field.arguments().toArray());
  }

  private Answer list(Request request) {
    Optional<Status> status = request.query("status").flatMap(Status::of).filter(Status::isPublic);
    long total = initiatives.count(status);
    Paging paging = Paging.of(request.pageNumber(), total, request.links().initiatives(), status.map(one -> "status=" + one.code()).orElse(""));
    Page page = request.page(request.messages().get("menu.initiatives"), request.messages().get("initiatives.lead")).in("initiatives");
    return Answer.html(200, Templates.render("initiative/list.jte", Map.of("page", page, "lines", initiatives.page(status, paging.skip(), Paging.SIZE),
        "paging", paging, "status", status.map(Status::code).orElse(""), "total", total,
        "statuses", Stream.of(Status.values()).filter(Status::isPublic).map(Status::code).toList())));
  }

  private Answer page(Request request) {
    Initiative.Whole whole = initiatives.byReference(request.path("reference")).orElseThrow(Problem.NotFound::new);
    Page page = request.page(whole.initiative().title(), "").in("initiatives");
    return Answer.html(200, Templates.render("initiative/page.jte", Map.of("page", page, "whole", whole)));
  }
}
