package se.malmo.meet.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.exchange.Import.State;
import se.malmo.meet.exchange.ImportViews.Row;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Upload;
import se.malmo.meet.web.Writing;

/** Files brought in by way of a browser: chosen, looked at, said yes to, followed, taken back. While something goes on the page asks again by itself. */
public final class ImportRoutes {
  static final String MENU = "exchange";
  private static final String FILES = "files";
  private static final List<String> ORDER = List.of("rows", FILES);
  private static final String AGAIN_SECONDS = "2";

  private final Imports imports;
  private final ImportJobs jobs;

  ImportRoutes(Imports imports, ImportJobs jobs) {
    this.imports = imports;
    this.jobs = jobs;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/importer", "/en/imports", Audience.COORDINATION, request -> list(request, 200, Form.empty(request.formToken()))),
        Route.formWithFiles("/importer", "/en/imports", Audience.COORDINATION, Writing.NOTHING, this::receive,
            request -> list(request, 403, form(request, List.of(request.again(FILES, "problem.import.again"))))),
        Route.page("/importer/:id", "/en/imports/:id", Audience.COORDINATION, request -> one(request, 200, "")),
        Route.form("/importer/:id", "/en/imports/:id", Audience.COORDINATION, this::act, request -> one(request, 403, "problem.form.lay"))
    ).flatMap(List::stream).toList();
  }

  private static Form form(Request request, List<Problem.Field> faults) {
    return Form.of(request.fields(), request.formToken(), faults, ORDER, request.messages());
  }

  private Answer list(Request request, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("import.title"), request.messages()), "").in(MENU);
    Paging paging = Paging.of(request.pageNumber(), imports.count(), request.links().imports(), "");
    List<Row> rows = imports.page(paging.skip(), Paging.SIZE).stream().map(one -> Row.of(one, page)).toList();
    return Answer.html(status, Templates.render("exchange/imports.jte", new HashMap<>(Map.of("page", page, "form", form, "rows", rows, "paging", paging,
        "kinds", Kind.of(request.caller().role()).stream().map(Kind::code).toList()))));
  }

  private Answer receive(Request request) {
    try {
      Kind kind = ImportViews.kind(Optional.ofNullable(request.fields().get("rows")).orElse(""), Kind.of(request.caller().role()));
      if (request.uploads().isEmpty()) throw new Problem.Invalid(FILES, "problem.import.file");
      Upload file = request.uploads().getFirst();
      String name = Imports.name(file.name());
      if (file.size() == 0) throw new Problem.Invalid(FILES, "problem.file.empty", name);
      if (file.size() > Imports.LARGEST) throw new Problem.Invalid(FILES, "problem.import.large", name, Imports.LARGEST / 1024 / 1024);
      String id = imports.receive(kind, name, file.content(), request.caller().account());
      jobs.nudge();
      return Answer.seeOther(request.links().oneImport(id));
    } catch (Problem.Invalid e) {
      return list(request, 400, form(request, e.fields()));
    }
  }

  private Answer one(Request request, int status, String said) {
    Import one = imports.byId(request.path("id"));
    Page page = request.page(one.file(), "").in(MENU);
    boolean isUndone = one.state() == State.UNDONE;
    ImportViews.Whole view = ImportViews.whole(one, imports.kept(one.id()), one.state() == State.PREVIEWED ? imports.same(one) : Optional.empty(), isUndone ? imports.outcome(one.id()) : Map.of(),
        isUndone ? imports.left(one.id()) : List.of(), one.kind().isFor(request.caller().role()), page);
    Answer answer = Answer.html(status, Templates.render("exchange/import.jte", new HashMap<>(Map.of("page", page, "token", request.formToken(), "view", view, "kind", one.kind().code(), "said", said))));
    return one.isAtWork() ? answer.with("Refresh", AGAIN_SECONDS) : answer;
  }

  private Answer act(Request request) {
    Import one = imports.byId(request.path("id"));
    if (!one.kind().isFor(request.caller().role())) throw new Problem.NotFound();
    try {
      switch (Optional.ofNullable(request.fields().get("do")).orElse("")) {
        case "confirm" -> imports.confirm(one.id());
        case "undo" -> imports.beginUndo(one.id(), request.caller().account());
        default -> throw new Problem.Invalid("do", "problem.case.do");
      }
    } catch (Problem.Conflict e) {
      return one(request, 409, e.reason().key());
    }
    jobs.nudge();
    return Answer.seeOther(request.links().oneImport(one.id()));
  }
}
