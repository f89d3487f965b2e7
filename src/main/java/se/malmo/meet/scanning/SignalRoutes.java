package se.malmo.meet.scanning;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Signals for those who handle cases: a list, a form to note one in under a minute, and a page for each. */
public final class SignalRoutes {
  static final String MENU = "signals";
  private static final int LONGEST_FILTER = 100;

  private final Signals signals;
  private final ConceptReader reader;
  private final Proposals proposals;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;

  SignalRoutes(Signals signals, ConceptReader reader, Proposals proposals, Supplier<List<Forvaltning.Name>> forvaltningar) {
    this.signals = signals;
    this.reader = reader;
    this.proposals = proposals;
    this.forvaltningar = forvaltningar;
  }

  /** The form stands before the pages of single signals. */
  public List<Route> routes() {
    return Stream.of(
        Route.page("/signaler", "/en/signals", Audience.CASE_FILE, this::list),
        Route.page("/signaler/ny", "/en/signals/new", Audience.CASE_FILE, this::empty),
        Route.form("/signaler/ny", "/en/signals/new", Audience.CASE_FILE, this::save, this::askAgain)
    ).flatMap(List::stream).toList();
  }

  /** To stand after all other addresses under signals. */
  public List<Route> routesOfOne() {
    return Stream.of(
        Route.page("/signaler/:id", "/en/signals/:id", Audience.CASE_FILE, this::show),
        Route.form("/signaler/:id", "/en/signals/:id", Audience.CASE_FILE, this::change, this::showAgain)
    ).flatMap(List::stream).toList();
  }

  /** The förvaltningar that somebody may note something for. */
  static List<Forvaltning.Name> own(Caller caller, List<Forvaltning.Name> all) {
    return caller.limit().map(own -> all.stream().filter(one -> own.contains(one.id())).toList()).orElse(all);
  }

  private Answer list(Request request) {
    String forvaltning = request.query("forvaltning").filter(id -> id.length() <= LONGEST_FILTER).orElse("");
    Optional<Concept> concept = request.query("concept").filter(id -> id.length() <= LONGEST_FILTER).flatMap(reader::byId).map(Concept::of);
    SignalStore.Query query = new SignalStore.Query(forvaltning, concept.map(Concept::id).orElse(""));
    long total = signals.count(query);
    String filter = Stream.of(forvaltning.isEmpty() ? "" : "forvaltning=" + Links.encoded(forvaltning), concept.map(one -> "concept=" + Links.encoded(one.id())).orElse(""))
        .filter(part -> !part.isEmpty()).reduce((one, other) -> one + "&" + other).orElse("");
    Paging paging = Paging.of(request.pageNumber(), total, request.links().signals(), filter);
    List<Signal> found = signals.page(query, paging.skip(), Paging.SIZE);
    Page page = request.page(request.messages().get("signals.title"), "").in(MENU);
    return Answer.html(200, Templates.render("scanning/list.jte", Map.of("page", page, "signals", found, "also", signals.also(found), "total", total, "paging", paging,
        "forvaltningar", forvaltningar.get(), "forvaltning", forvaltning, "concept", concept, "waiting", proposals.count(request.caller()))));
  }

  private Answer empty(Request request) {
    return form(request, 200, Form.empty(request.formToken()), Understanding.nothing());
  }

  private Answer form(Request request, int status, Form form, Understanding understanding) {
    Page page = request.page(form.titled(request.messages().get("signals.new"), request.messages()), "").in(MENU);
    List<Forvaltning.Name> own = own(request.caller(), forvaltningar.get());
    return Answer.html(status, Templates.render("scanning/new.jte", Map.of("page", page, "form", form, "understanding", understanding, "own", own)));
  }

  private Understanding understood(Request request) {
    MultiMap fields = request.fields();
    return Understanding.of(Entry.cut(fields, "title", Entry.LONGEST_TITLE), Entry.cut(fields, "observation", Entry.LONGEST_NOTE), fields, language(request), reader);
  }

  private static Language language(Request request) {
    return Language.of(request.messages().language()).orElse(Language.SWEDISH);
  }

  /** A script asks for what was understood alone; without one a button does. */
  private Answer save(Request request) {
    Understanding understanding = understood(request);
    if (request.wantsPart()) {
      return Answer.html(200, Templates.render("scanning/concepts.jte", Map.of("page", request.page("", ""), "understanding", understanding)));
    }
    if ("read".equals(request.fields().get("do"))) {
      return form(request, 200, Form.of(understanding.left(request.fields()), request.formToken(), List.of(), Entry.ORDER, request.messages()), understanding);
    }
    try {
      Entry entry = Entry.parse(request.fields(), own(request.caller(), forvaltningar.get()).stream().map(Forvaltning.Name::id).toList(), understanding);
      String id = signals.note(entry, request.fillingOf("signal " + entry.forvaltning() + entry.title() + entry.link() + entry.note()), request.caller());
      return Answer.seeOther(request.links().signal(id) + "?saved=1");
    } catch (Problem.Invalid e) {
      return form(request, 400, Form.of(understanding.left(request.fields()), request.formToken(), e.fields(), Entry.ORDER, request.messages()), understanding);
    }
  }

  private Answer askAgain(Request request) {
    Understanding understanding = understood(request);
    List<Problem.Field> lay = List.of(new Problem.Field("title", "problem.form.lay"));
    return form(request, 403, Form.of(understanding.left(request.fields()), request.formToken(), lay, Entry.ORDER, request.messages()), understanding);
  }

  private Answer show(Request request) {
    return show(request, 200, Form.empty(request.formToken()));
  }

  private Answer show(Request request, int status, Form form) {
    Signal signal = signals.byId(request.path("id"));
    Page page = request.page(form.titled(signal.title(), request.messages()), "").in(MENU);
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "form", form, "signal", signal, "mayChange", Signals.mayChange(signal, request.caller()),
        "isSaved", request.query("saved").isPresent()));
    parameters.put("also", signals.also(List.of(signal)).get(signal.id()));
    parameters.put("touched", signals.touched(signal, request.caller()));
    return Answer.html(status, Templates.render("scanning/signal.jte", parameters));
  }

  private Answer change(Request request) {
    Signal signal = signals.byId(request.path("id"));
    if ("remove".equals(request.fields().get("do"))) {
      signals.remove(signal, request.caller());
      return Answer.seeOther(request.links().signals());
    }
    try {
      ConceptReader.Read read = reader.read(signal.title(), signal.note());
      signals.mean(signal, reader.keywords(read, chosen(request)), request.caller());
    } catch (Problem.Invalid e) {
      return show(request, 400, Form.of(request.fields(), request.formToken(), e.fields(), Entry.ORDER, request.messages()));
    }
    return Answer.seeOther(request.links().signal(signal.id()));
  }

  /** What is ticked, and what was added by a word. */
  private Set<String> chosen(Request request) {
    Understanding added = Understanding.of("", "", request.fields(), language(request), reader);
    Checks checks = new Checks();
    checks.optional("words", request.fields().get("words"), Entry.LONGEST_WORDS);
    Entry.words(checks, added);
    checks.done();
    List<String> ids = new ArrayList<>(added.choices().stream().filter(Understanding.Choice::isChosen).map(choice -> choice.concept().id()).toList());
    return new LinkedHashSet<>(ids);
  }

  private Answer showAgain(Request request) {
    return show(request, 403, Form.of(request.fields(), request.formToken(), List.of(new Problem.Field("words", "problem.form.lay")), Entry.ORDER, request.messages()));
  }
}
