package se.malmo.meet.convening;

import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
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

/** Large meetings for those who work here: a list, and for coordinators the forms that make and change one. */
final class AssemblyRoutes {
  static final String MENU = "assemblies";

  private final Assemblies assemblies;
  private final Guests guests;

  AssemblyRoutes(Assemblies assemblies, Guests guests) {
    this.assemblies = assemblies;
    this.guests = guests;
  }

  /** The form stands before the pages of single meetings. */
  List<Route> routes() {
    return Stream.of(
        Route.page("/stormoten", "/en/large-meetings", Audience.CASE_FILE, this::list),
        Route.page("/stormoten/nytt", "/en/large-meetings/new", Audience.CONVENING, this::empty),
        Route.form("/stormoten/nytt", "/en/large-meetings/new", Audience.CONVENING, this::make, request -> fresh(request, 403, lay(request))),
        Route.page("/stormoten/:id/andra", "/en/large-meetings/:id/change", Audience.CONVENING, request -> change(request, 200, filled(request), false)),
        Route.form("/stormoten/:id/andra", "/en/large-meetings/:id/change", Audience.CONVENING, this::act, request -> change(request, 403, lay(request), false))
    ).flatMap(List::stream).toList();
  }

  static Language language(Request request) {
    return Language.of(request.messages().language()).orElse(Language.SWEDISH);
  }

  /** Whether the reader is one who makes and plans. */
  static boolean mayPlan(Request request) {
    return request.caller().role() == Role.COORDINATOR;
  }

  /** A version as a form says it; a form without one is too old. */
  static int version(MultiMap fields) {
    String given = Optional.ofNullable(fields.get("version")).orElse("");
    if (!given.matches("\\d{1,9}")) throw new Problem.Invalid("version", "problem.case.version");
    return Integer.parseInt(given);
  }

  private Answer list(Request request) {
    Page page = request.page(request.messages().get("assemblies.title"), "").in(MENU);
    Paging paging = Paging.of(request.pageNumber(), assemblies.count(), request.links().assemblies(), "");
    return Answer.html(200, Templates.render("convening/list.jte", Map.of("page", page, "assemblies", assemblies.page(paging.skip(), Paging.SIZE), "paging", paging,
        "today", assemblies.today(), "mayPlan", mayPlan(request))));
  }

  private Answer empty(Request request) {
    MultiMap fields = MultiMap.caseInsensitiveMultiMap().set("tableSize", String.valueOf(AssemblyEntry.USUAL_SIZE));
    return fresh(request, 200, new Form(fields, request.formToken(), List.of()));
  }

  private Answer fresh(Request request, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("assembly.new"), request.messages()), "").in(MENU);
    return Answer.html(status, Templates.render("convening/new.jte", Map.of("page", page, "form", form)));
  }

  private static Form faulty(Request request, List<Problem.Field> faults) {
    List<String> order = Stream.concat(AssemblyEntry.ORDER.stream(), Assemblies.PAIR_ORDER.stream()).toList();
    return Form.of(request.fields(), request.formToken(), faults, order, request.messages());
  }

  private static Form lay(Request request) {
    return faulty(request, List.of(new Problem.Field("titleSv", "problem.form.lay")));
  }

  private Answer make(Request request) {
    try {
      String all = AssemblyEntry.ORDER.stream().map(field -> String.valueOf(request.fields().get(field))).collect(Collectors.joining("\n"));
      String id = assemblies.make(request.fields(), language(request), request.fillingOf("assembly " + all), request.caller());
      return Answer.seeOther(request.links().assembly(id));
    } catch (Problem.Invalid e) {
      return fresh(request, 400, faulty(request, e.fields()));
    }
  }

  private Form filled(Request request) {
    return new Form(fields(assemblies.byId(request.path("id")), language(request)), request.formToken(), List.of());
  }

  private MultiMap fields(Assembly assembly, Language language) {
    return MultiMap.caseInsensitiveMultiMap().set("titleSv", assembly.titleSv()).set("titleEn", assembly.titleEn()).set("day", assembly.day().toString()).set("place", assembly.place())
        .set("themes", String.join(", ", assemblies.themes(assembly, language))).set("tableSize", String.valueOf(assembly.tableSize()));
  }

  /** @param isStale whether somebody else has saved meanwhile, which is shown beside what was typed */
  private Answer change(Request request, int status, Form form, boolean isStale) {
    Assembly assembly = assemblies.byId(request.path("id"));
    // Of two forms on the page the one that was not sent shows what is kept.
    boolean isPair = "apart".equals(form.value("do"));
    Form particulars = isPair ? new Form(fields(assembly, language(request)), form.token(), List.of()) : form;
    Page page = request.page(form.titled(assembly.title(request.messages().language()), request.messages()), "").in(MENU);
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "form", particulars, "pair", isPair ? form : Form.empty(form.token()), "assembly", assembly,
        "themes", assemblies.themes(assembly, language(request)), "noGos", assemblies.noGos(assembly), "isStale", isStale, "isSaved", request.query("saved").isPresent()));
    for (String end : List.of("apartOne", "apartOther")) parameters.put(end, form.isWrong(end) ? ends(assembly, form.value(end)) : List.of());
    return Answer.html(status, Templates.render("convening/change.jte", parameters));
  }

  private List<End> ends(Assembly assembly, String name) {
    List<End> ends = assemblies.ends(assembly, name);
    return ends.size() > 1 ? ends : List.of();
  }

  private Answer act(Request request) {
    Assembly assembly = assemblies.byId(request.path("id"));
    MultiMap fields = request.fields();
    String back = request.links().changeAssembly(assembly.id());
    try {
      if (fields.contains("remove")) {
        guests.remove(assembly, fields.get("remove"));
        return Answer.seeOther(request.links().assembly(assembly.id()));
      }
      if (fields.contains("together")) {
        assemblies.letTogether(assembly, fields.get("together"));
        return Answer.seeOther(back + "#apart");
      }
      if ("apart".equals(fields.get("do"))) {
        assemblies.keepApart(assembly, fields);
        return Answer.seeOther(back + "#apart");
      }
      assemblies.change(assembly, fields, language(request), version(fields), request.caller());
      return Answer.seeOther(back + "?saved=1");
    } catch (Problem.Invalid e) {
      return change(request, 400, faulty(request, e.fields()), false);
    } catch (Stale e) {
      return change(request, 409, faulty(request, List.of()), true);
    }
  }
}
