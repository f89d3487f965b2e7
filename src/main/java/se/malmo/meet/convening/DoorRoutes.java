package se.malmo.meet.convening;

import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The door of a large meeting: who is on the list, who is here, and who comes without having said so. */
final class DoorRoutes {
  private static final int LONGEST_WORDS = 100;
  private static final Set<String> WHICH = Set.of("here", "away");

  private final Assemblies assemblies;
  private final Guests guests;
  private final Pasting pasting;

  DoorRoutes(Assemblies assemblies, Guests guests) {
    this.assemblies = assemblies;
    this.guests = guests;
    pasting = new Pasting(guests);
  }

  List<Route> routes() {
    return Stream.of(
        Route.page("/stormoten/:id", "/en/large-meetings/:id", Audience.CASE_FILE, request -> page(request, 200, Form.empty(request.formToken()))),
        Route.form("/stormoten/:id", "/en/large-meetings/:id", Audience.CASE_FILE, this::act, request -> page(request, 403, faulty(request, List.of(new Problem.Field("guest", "problem.form.lay")))))
    ).flatMap(List::stream).toList();
  }

  private static Form faulty(Request request, List<Problem.Field> faults) {
    return Form.of(request.fields(), request.formToken(), faults, Guests.ORDER, request.messages());
  }

  /** What the list is narrowed by: after the question mark, or in the form that a button of the list sends. */
  private record Filter(String words, String which) {
    static Filter of(Optional<String> words, Optional<String> which) {
      return new Filter(words.map(one -> one.replace('\0', ' ').strip()).filter(one -> one.length() <= LONGEST_WORDS).orElse(""), which.filter(WHICH::contains).orElse(""));
    }

    GuestStore.Query query() {
      return new GuestStore.Query(Guests.nameKey(words), which);
    }

    String code() {
      return Stream.of(words.isEmpty() ? "" : "q=" + Links.encoded(words), which.isEmpty() ? "" : "which=" + which).filter(part -> !part.isEmpty())
          .reduce((one, other) -> one + "&" + other).orElse("");
    }
  }

  private Answer page(Request request, int status, Form form) {
    Assembly assembly = assemblies.byId(request.path("id"));
    Filter filter = Filter.of(request.query("q"), request.query("which"));
    long total = guests.count(assembly, filter.query());
    Paging paging = Paging.of(request.pageNumber(), total, request.links().assembly(assembly.id()), filter.code());
    Page page = request.page(form.titled(assembly.title(request.messages().language()), request.messages()), "").in(AssemblyRoutes.MENU);
    Optional<Guest> added = request.query("added").flatMap(id -> guests.byId(assembly, id));
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "form", form, "assembly", assembly, "guests", guests.page(assembly, filter.query(), paging.skip(), Paging.SIZE),
        "total", total, "paging", paging, "words", filter.words(), "which", filter.which(), "themes", assemblies.themes(assembly, AssemblyRoutes.language(request)), "added", added));
    parameters.put("mayPlan", AssemblyRoutes.mayPlan(request));
    parameters.put("pasted", request.query("pasted").filter(one -> one.matches("\\d{1,3}")).map(Integer::valueOf).orElse(0));
    parameters.put("choices", form.isWrong("unit") ? guests.choices(form.value("unit"), page.language()) : List.of());
    return Answer.html(status, Templates.render("convening/door.jte", parameters));
  }

  private Answer act(Request request) {
    Assembly assembly = assemblies.byId(request.path("id"));
    MultiMap fields = request.fields();
    if (fields.contains("in")) return checked(request, assembly, fields.get("in"), true);
    if (fields.contains("out")) return checked(request, assembly, fields.get("out"), false);
    if (fields.contains(Pasting.FIELD)) return pasted(request, assembly);
    try {
      String id = guests.add(assembly, fields, request.messages().language(), !"list".equals(fields.get("do")));
      return Answer.seeOther(request.links().assembly(assembly.id()) + "?added=" + Links.encoded(id));
    } catch (Problem.Invalid e) {
      return page(request, 400, faulty(request, e.fields()));
    }
  }

  /** Lines that cannot be taken stand in the field again, each with its fault. */
  private Answer pasted(Request request, Assembly assembly) {
    MultiMap fields = request.fields();
    try {
      Pasting.Outcome outcome = pasting.add(assembly, fields.get(Pasting.FIELD), request.messages().language(), "arrive-many".equals(fields.get("do")));
      if (outcome.faults().isEmpty()) return Answer.seeOther(request.links().assembly(assembly.id()) + "?pasted=" + outcome.added());
      fields.set(Pasting.FIELD, outcome.left());
      return page(request, 400, faulty(request, outcome.faults()));
    } catch (Problem.Invalid e) {
      return page(request, 400, faulty(request, e.fields()));
    }
  }

  /** Back to the same place in the same list. */
  private Answer checked(Request request, Assembly assembly, String guest, boolean isHere) {
    guests.check(assembly, guest, isHere);
    MultiMap fields = request.fields();
    String filter = Filter.of(Optional.ofNullable(fields.get("q")), Optional.ofNullable(fields.get("which"))).code();
    String number = Optional.ofNullable(fields.get("page")).filter(one -> one.matches("[1-9]\\d{0,5}")).map(one -> "page=" + one).orElse("");
    String query = Stream.of(filter, number).filter(part -> !part.isEmpty()).reduce((one, other) -> one + "&" + other).map(all -> "?" + all).orElse("");
    return Answer.seeOther(request.links().assembly(assembly.id()) + query + "#" + Links.encoded(guest));
  }
}
