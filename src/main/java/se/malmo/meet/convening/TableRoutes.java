package se.malmo.meet.convening;

import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The tables of a large meeting: planned, looked at, printed, and changed by hand. */
final class TableRoutes {
  private static final List<String> ORDER = List.of("plan", "table");

  private final Assemblies assemblies;
  private final Seating seating;
  private final Vocabulary vocabulary;

  TableRoutes(Assemblies assemblies, Seating seating, Vocabulary vocabulary) {
    this.assemblies = assemblies;
    this.seating = seating;
    this.vocabulary = vocabulary;
  }

  List<Route> routes() {
    String swedish = "/stormoten/:id/bord";
    String english = "/en/large-meetings/:id/tables";
    return Stream.of(
        Route.page(swedish, english, Audience.CASE_FILE, request -> page(request, 200, Form.empty(request.formToken()), request.query("move"), false)),
        Route.form(swedish, english, Audience.CONVENING, this::act, request -> page(request, 403, faulty(request, List.of(new Problem.Field("plan", "problem.form.lay"))), moving(request), false)),
        Route.page(swedish + "/utskrift", english + "/print", Audience.CASE_FILE, this::print)
    ).flatMap(List::stream).toList();
  }

  private static Form faulty(Request request, List<Problem.Field> faults) {
    return Form.of(request.fields(), request.formToken(), faults, ORDER, request.messages());
  }

  /** Whom a form was about to move. */
  private static Optional<String> moving(Request request) {
    return Optional.ofNullable(request.fields().get("guest"));
  }

  private Answer page(Request request, int status, Form form, Optional<String> moving, boolean isStale) {
    Assembly assembly = assemblies.byId(request.path("id"));
    Page page = request.page(form.titled(request.messages().get("plan.title", assembly.title(request.messages().language())), request.messages()), "").in(AssemblyRoutes.MENU);
    Map<String, Object> parameters = new HashMap<>(parameters(page, assembly, moving));
    parameters.putAll(Map.of("form", form, "mayPlan", AssemblyRoutes.mayPlan(request), "isStale", isStale, "isCutShort", request.query("cut").isPresent(), "done", request.query("done").orElse("")));
    return Answer.html(status, Templates.render("convening/tables.jte", parameters));
  }

  private Map<String, Object> parameters(Page page, Assembly assembly, Optional<String> moving) {
    return Map.of("page", page, "assembly", assembly, "view", new TableWords(page, seating.room(assembly), vocabulary).view(moving));
  }

  private Answer print(Request request) {
    Assembly assembly = assemblies.byId(request.path("id"));
    Page page = request.page(assembly.title(request.messages().language()), "").in(AssemblyRoutes.MENU);
    return Answer.html(200, Templates.render("convening/print.jte", parameters(page, assembly, Optional.empty())));
  }

  private Answer act(Request request) {
    Assembly assembly = assemblies.byId(request.path("id"));
    MultiMap fields = request.fields();
    String back = request.links().assemblyTables(assembly.id());
    try {
      int version = AssemblyRoutes.version(fields);
      if (fields.contains("lock")) seating.lock(assembly, version, fields.get("lock"), true, request.caller());
      else if (fields.contains("unlock")) seating.lock(assembly, version, fields.get("unlock"), false, request.caller());
      else if (fields.contains("table")) return moved(request, assembly, version, back);
      else if ("late".equals(fields.get("do"))) seating.seatLate(assembly, version, request.caller());
      else return Answer.seeOther(back + (seating.plan(assembly, version, request.caller()) ? "?done=plan&cut=1" : "?done=plan"));
      return Answer.seeOther(back + "#" + Stream.of("lock", "unlock").filter(fields::contains).map(fields::get).filter(id -> id.matches("[\\w-]{1,60}")).findFirst().orElse("tables"));
    } catch (Problem.Invalid e) {
      List<Problem.Field> faults = e.fields().stream().map(fault -> fault.field().equals("version") ? new Problem.Field("plan", fault.key()) : fault).toList();
      return page(request, 400, faulty(request, faults), moving(request), false);
    } catch (Stale e) {
      return page(request, 409, faulty(request, List.of()), moving(request), true);
    }
  }

  private Answer moved(Request request, Assembly assembly, int version, String back) {
    String table = request.fields().get("table");
    String guest = moving(request).orElse("");
    seating.move(assembly, version, guest, table.matches("\\d{1,4}") ? Integer.parseInt(table) : 0, request.caller());
    return Answer.seeOther(back + "?done=move#" + guest);
  }
}
