package se.malmo.meet.convening;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Ideas of a large meeting: a short form, and that they are there. */
final class IdeaRoutes {
  private final Assemblies assemblies;
  private final Guests guests;
  private final Ideas ideas;

  IdeaRoutes(Assemblies assemblies, Guests guests, Ideas ideas) {
    this.assemblies = assemblies;
    this.guests = guests;
    this.ideas = ideas;
  }

  List<Route> routes() {
    return Stream.of(
        Route.page("/stormoten/:id/ideer", "/en/large-meetings/:id/ideas", Audience.CASE_FILE, request -> page(request, 200, proposed(request), Optional.empty())),
        Route.form("/stormoten/:id/ideer", "/en/large-meetings/:id/ideas", Audience.CASE_FILE, this::capture, this::askAgain)
    ).flatMap(List::stream).toList();
  }

  private static Form proposed(Request request) {
    Form form = Form.empty(request.formToken());
    request.query("table").ifPresent(table -> form.values().set("table", table));
    return form;
  }

  private static Form faulty(Request request, List<Problem.Field> faults) {
    return Form.of(request.fields(), request.formToken(), faults, Ideas.ORDER, request.messages());
  }

  private Answer page(Request request, int status, Form form, Optional<CapturedView> captured) {
    Assembly assembly = assemblies.byId(request.path("id"));
    Page page = request.page(form.titled(request.messages().get("ideas.title", assembly.title(request.messages().language())), request.messages()), "").in(AssemblyRoutes.MENU);
    Paging paging = Paging.of(request.pageNumber(), assembly.tally().ideas(), request.links().assemblyIdeas(assembly.id()), "");
    return Answer.html(status, Templates.render("convening/ideas.jte", new HashMap<>(Map.of("page", page, "form", form, "assembly", assembly, "captured", captured,
        "guests", guests.here(assembly), "ideas", ideas.page(assembly, paging.skip(), Paging.SIZE), "paging", paging, "mayPlan", AssemblyRoutes.mayPlan(request)))));
  }

  /** The answer itself shows the draft's address, which nobody can be shown later; to send the form again only shows it again. */
  private Answer capture(Request request) {
    Assembly assembly = assemblies.byId(request.path("id"));
    try {
      Ideas.Captured made = ideas.capture(assembly, request.fields(), assembly.tally().tables(), guests.here(assembly).stream().map(Guest::id).toList(), request::fillingOf, request.caller().account());
      String path = request.links().draft(made.secret());
      Page page = request.page("", "");
      Form next = Form.empty(request.formToken());
      Optional.ofNullable(request.fields().get("table")).ifPresent(table -> next.values().set("table", table));
      return page(request, 200, next, Optional.of(new CapturedView(made.number(), path, request.absolute(path), page.date(Sweden.day(made.until())))));
    } catch (Problem.Invalid e) {
      return page(request, 400, faulty(request, e.fields()), Optional.empty());
    }
  }

  private Answer askAgain(Request request) {
    return page(request, 403, faulty(request, List.of(new Problem.Field("idea", "problem.form.lay"))), Optional.empty());
  }
}
