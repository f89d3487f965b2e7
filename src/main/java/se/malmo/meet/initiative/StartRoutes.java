package se.malmo.meet.initiative;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.draft.Draft;
import se.malmo.meet.draft.DraftRoutes;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Directory.Entry;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The start page: a text in, and beside it whom to talk to, whom to work with, what goes on, and how the idea stands. */
public final class StartRoutes {
  private static final int LONGEST_WORDS = 200;
  private static final int OFFERED = 6;

  private final Adviser adviser;
  private final Vocabulary vocabulary;

  public StartRoutes(Adviser adviser, Vocabulary vocabulary) {
    this.adviser = adviser;
    this.vocabulary = vocabulary;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/", "/en/", Audience.ANYONE, this::start),
        // A preview keeps nothing, so a form that has lain long may ask for it too.
        Route.form("/forslag", "/en/suggestions", Audience.ANYONE, this::preview, this::preview),
        Route.page("/forslag", "/en/suggestions", Audience.ANYONE, this::start),
        Route.page("/initiativ/avsandare", "/en/initiatives/sender", Audience.ANYONE, this::start),
        Route.page("/utkast", "/en/draft", Audience.ANYONE, this::start),
        Route.page("/forslag/ord", "/en/suggestions/words", Audience.ANYONE, this::words),
        Route.page("/forslag/namn", "/en/suggestions/names", Audience.ANYONE, this::names)
    ).flatMap(List::stream).toList();
  }

  private Answer start(Request request) {
    return page(request, 200, StartView.empty(IdeaForm.EMPTY, request.formToken(), ""));
  }

  private static Answer page(Request request, int status, StartView view) {
    return page(request, status, view, Map.of());
  }

  private static Answer page(Request request, int status, StartView view, Map<String, Object> more) {
    // Whichever form's address shows it, it is the start page.
    Page page = request.page(request.messages().get("start.title"), request.messages().get("start.lead")).canonicalAt(request.links().start())
        .followedBy(request.messages().get("feed.all"), request.links().feed());
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "view", view, "carried", Carried.of(request.fields())));
    parameters.putAll(more);
    return Answer.html(status, Templates.render("initiative/start.jte", parameters));
  }

  /** The start page with the text and choices of a draft, and what is to be said of the draft. */
  public Answer draft(Request request, int status, Draft draft, DraftRoutes.Note note) {
    IdeaForm form = adviser.opened(draft, note.state());
    StartView view = note.fault().isEmpty() ? adviser.on(form, request.formToken(), request.messages())
        : StartView.empty(form, request.formToken(), fault(request, note.fault().get()));
    return page(request, status, view, Map.of("draft", note));
  }

  private Answer preview(Request request) {
    IdeaForm form = adviser.read(request.fields(), request.messages());
    if (request.wantsPart()) return part(request, form);
    try {
      return page(request, 200, adviser.on(form, request.formToken(), request.messages()));
    } catch (Problem.Invalid | Problem.TooLarge e) {
      return unread(request, form, e);
    }
  }

  /** The start page again, with the text and what is wrong with it. */
  static Answer unread(Request request, IdeaForm form, Problem problem) {
    return page(request, problem instanceof Problem.TooLarge ? 413 : 400, StartView.empty(form, request.formToken(), fault(request, problem)));
  }

  private static String fault(Request request, Problem problem) {
    return fault(request, problem instanceof Problem.TooLarge large ? large.field() : ((Problem.Invalid) problem).fields().getFirst());
  }

  private static String fault(Request request, Problem.Field field) {
    return request.messages().get("field.text") + " " + request.messages().get(field.key(), field.arguments().toArray());
  }

  private Answer part(Request request, IdeaForm form) {
    StartView view;
    try {
      view = adviser.on(form, "", request.messages());
    } catch (Problem.Invalid | Problem.TooLarge e) {
      // A field that is empty for a moment loses nothing of what was chosen beside it.
      view = adviser.without(form, request.messages());
    }
    Page page = request.page(request.messages().get("start.title"), "");
    return Answer.html(200, Templates.render("initiative/part.jte", Map.of("page", page, "view", view)));
  }

  /** Competences that can be added, as their name is typed; without a script the form finds it by its whole name. */
  private Answer words(Request request) {
    String words = words(request, "add");
    if (!request.wantsPart()) return start(request);
    Language language = Language.of(request.messages().language()).orElse(Language.SWEDISH);
    List<Understood.Chip> chips = words.isBlank() ? List.of()
        : vocabulary.search(words, language).stream().limit(OFFERED).map(competence -> Understood.chip(competence, request.messages())).toList();
    return options(request, "add", chips, words.isBlank() ? "" : "start.add.none");
  }

  /** Organisations and förvaltningar, as their name is typed; without a script the form's own button finds them. */
  private Answer names(Request request) {
    String words = words(request, "who");
    if (!request.wantsPart()) return start(request);
    List<Entry> named = adviser.named(words, request.messages());
    List<Understood.Chip> chips = named.stream().map(entry -> new Understood.Chip(entry.id(), entry.name(request.messages().language()))).toList();
    return options(request, "choose", chips, words.isBlank() ? "" : "start.who.none");
  }

  private static String words(Request request, String name) {
    String words = request.query(name).orElse("").replace("\0", "");
    return words.substring(0, Math.min(LONGEST_WORDS, words.length()));
  }

  private static Answer options(Request request, String name, List<Understood.Chip> chips, String none) {
    Page page = request.page("", "");
    return Answer.html(200, Templates.render("initiative/options.jte", Map.of("page", page, "name", name, "chips", chips, "none", none)));
  }
}
