package se.malmo.meet.casework;

import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.casework.DeskViews.CaseView;
import se.malmo.meet.casework.DeskViews.StepView;
import se.malmo.meet.casework.DeskViews.Viewer;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.initiative.Adviser;
import se.malmo.meet.initiative.CaseWatch;
import se.malmo.meet.initiative.Criterion;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.interest.Interests;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.scanning.Signals;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Role;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** A case for those who handle it, and all that they can do to it. */
public final class DeskRoutes {
  static final String MENU = "cases";
  static final int LONGEST_NOTE = 4_000;
  static final int MOST_POINTS = 3;
  private static final String NOTE = "note";
  private static final String MESSAGE = "message";
  private static final String SCORE = "score";
  private static final String SECRETS = "secrets";

  private final Desk desk;
  private final CaseLists lists;
  private final Adviser adviser;
  private final CaseWatch watch;
  private final Attachments attachments;
  private final Signals signals;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;
  private final Function<String, Set<String>> aside;
  private final Interests interests;
  private final ToSender toSender;

  /** @param aside the organisations that are not to be suggested for an initiative, by its id */
  public DeskRoutes(Desk desk, CaseLists lists, Adviser adviser, CaseWatch watch, Attachments attachments, Signals signals,
      Supplier<List<Forvaltning.Name>> forvaltningar, Function<String, Set<String>> aside, Interests interests, ToSender toSender) {
    this.toSender = toSender;
    this.interests = interests;
    this.aside = aside;
    this.desk = desk;
    this.lists = lists;
    this.adviser = adviser;
    this.watch = watch;
    this.attachments = attachments;
    this.signals = signals;
    this.forvaltningar = forvaltningar;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/arenden/:reference", "/en/cases/:reference", Audience.CASE_FILE, this::show),
        Route.form("/arenden/:reference", "/en/cases/:reference", Audience.CASE_FILE, this::act, this::askAgain),
        Route.beside("/arenden/:reference/handelser", "/en/cases/:reference/events", Audience.CASE_FILE, this::events),
        Route.beside("/arenden/:reference/filer/:key", "/en/cases/:reference/files/:key", Audience.CASE_FILE, this::attached)
    ).flatMap(List::stream).toList();
  }

  private CaseFile file(Request request) {
    return desk.file(request.path("reference"), request.caller());
  }

  private Answer show(Request request) {
    // What an address proposes is only filled in.
    MultiMap proposed = MultiMap.caseInsensitiveMultiMap();
    for (String field : List.of("to", "forvaltning")) request.query(field).ifPresent(value -> proposed.set(field, value));
    return page(request, 200, file(request), new Form(proposed, request.formToken(), List.of()), request.query("do").flatMap(Doing::of), List.of());
  }

  private Answer page(Request request, int status, CaseFile file, Form form, Optional<Doing> doing, List<StepView> changed) {
    Caller caller = request.caller();
    Page page = request.page(form.titled(file.initiative().title(), request.messages()), "").in(MENU);
    List<Desk.Colleague> colleagues = doing.filter(Doing.ASSIGN::equals).isEmpty() ? List.of() : assignable(file, caller);
    Optional<String> next = lists.next(caller, file.initiative().reference());
    CaseView view = new CaseView(file, form, doing, changed, desk.today(), adviser.of(file.initiative(), aside.apply(file.initiative().id()), request.messages()), forvaltningar.get(),
        colleagues, next, desk.tie(caller.account(), file), viewer(request, file));
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "view", view, "signals", signals.touching(file.initiative().id()),
        "interests", interests.of(file.initiative().reference())));
    parameters.put("canWrite", toSender.isOpenTo(file, caller));
    parameters.put("done", request.query("done").flatMap(Doing::of).map(done -> page.text(said(done, file))).orElse(""));
    return Answer.html(status, Templates.render("casework/case.jte", parameters));
  }

  /** Whether the sender hears of what was done, so that nobody need wonder. */
  private static String said(Doing done, CaseFile file) {
    if (done == Doing.ASSIGN) return "desk.done";
    // Only a decision is mailed; that it is being looked at stands on the page.
    if (done == Doing.CHANGE && file.initiative().status() == Status.ASSESSED) return "desk.done.page";
    return file.sent().filter(sent -> !sent.sender().email().isBlank()).isPresent() ? "desk.done.told" : "desk.done.untold";
  }

  /** What the sender asked to keep secret is shown to one who asks for it, and that is told of first. */
  private Viewer viewer(Request request, CaseFile file) {
    Caller caller = request.caller();
    boolean isRevealed = request.query(SECRETS).isPresent() && file.sent().filter(sent -> sent.confidential().isPresent()).isPresent();
    if (isRevealed) desk.readConfidential(file, caller);
    return new Viewer(caller.account(), caller.role() == Role.COORDINATOR, caller.limit(), isRevealed);
  }

  /** An ambassador hands a case on to colleagues; a coordinator chooses the förvaltning, and there whoever is first. */
  private List<Desk.Colleague> assignable(CaseFile file, Caller caller) {
    return caller.limit().map(own -> own.stream().sorted().flatMap(slug -> desk.colleagues(slug).stream()).distinct().toList())
        .orElseGet(() -> file.holders().stream().flatMap(holder -> desk.colleagues(holder.id()).stream()).distinct().toList());
  }

  private Answer act(Request request) {
    CaseFile file = file(request);
    String asked = Optional.ofNullable(request.fields().get("do")).orElse("");
    return switch (asked) {
      case NOTE -> note(request, file);
      case MESSAGE -> message(request, file);
      case SCORE -> score(request, file);
      default -> act(request, file, Doing.of(asked).orElseThrow(() -> new Problem.Invalid("do", "problem.case.do")));
    };
  }

  private Answer act(Request request, CaseFile file, Doing doing) {
    int version = version(request);
    try {
      Set<String> offered = forvaltningar.get().stream().map(Forvaltning.Name::id).collect(Collectors.toSet());
      desk.act(file, ActReader.read(doing, request.fields(), file, offered, desk.today()), version, request.caller());
    } catch (Problem.Invalid e) {
      return page(request, 400, file, Form.of(request.fields(), request.formToken(), e.fields(), ActReader.ORDER, request.messages()), Optional.of(doing), List.of());
    } catch (Desk.Stale e) {
      return stale(request, doing, version);
    }
    // Who has passed a case on may have lost sight of it.
    boolean isSeen = request.caller().limit().isEmpty() || doing != Doing.NOT_OURS;
    return Answer.seeOther(isSeen ? request.links().deskCase(file.initiative().reference()) + "?done=" + doing.code() : request.links().queue());
  }

  private static int version(Request request) {
    String given = Optional.ofNullable(request.fields().get("version")).orElse("");
    if (!given.matches("\\d{1,9}")) throw new Problem.Invalid("version", "problem.case.version");
    return Integer.parseInt(given);
  }

  /** What others have done meanwhile, and all that was typed, to be sent again where it still holds. */
  private Answer stale(Request request, Doing doing, int version) {
    CaseFile now = file(request);
    List<StepView> changed = DeskViews.changed(now, version, request.page("", ""));
    return page(request, 409, now, Form.of(request.fields(), request.formToken(), List.of(), ActReader.ORDER, request.messages()), Optional.of(doing), changed);
  }

  private Answer note(Request request, CaseFile file) {
    Checks checks = new Checks();
    String text = checks.required(NOTE, request.fields().get(NOTE), LONGEST_NOTE);
    try {
      checks.done();
    } catch (Problem.Invalid e) {
      return page(request, 400, file, Form.of(request.fields(), request.formToken(), e.fields(), List.of(NOTE), request.messages()), Optional.empty(), List.of());
    }
    desk.note(file, request.fillingOf(file.initiative().reference() + text), text, request.caller());
    return Answer.seeOther(request.links().deskCase(file.initiative().reference()) + "#notes");
  }

  private Answer message(Request request, CaseFile file) {
    String given = Optional.ofNullable(request.fields().get(MESSAGE)).orElse("");
    String seen = Optional.ofNullable(request.fields().get("seen")).orElse("");
    try {
      toSender.write(file, request.fillingOf(file.initiative().id() + "\n" + seen + "\n" + given.strip()), given, MESSAGE, request.caller());
    } catch (Problem.Invalid e) {
      return page(request, 400, file, Form.of(request.fields(), request.formToken(), e.fields(), List.of(MESSAGE), request.messages()), Optional.empty(), List.of());
    } catch (Problem.Conflict e) {
      List<Problem.Field> closed = List.of(new Problem.Field(MESSAGE, e.reason().key()));
      return page(request, 409, file, Form.of(request.fields(), request.formToken(), closed, List.of(MESSAGE), request.messages()), Optional.empty(), List.of());
    }
    return Answer.seeOther(request.links().deskCase(file.initiative().reference()) + "#messages");
  }

  private Answer score(Request request, CaseFile file) {
    Checks checks = new Checks();
    Criterion criterion = checks.oneOf("criterion", request.fields().get("criterion"), Criterion::of, Stream.of(Criterion.values()).map(Criterion::code).toList())
        .orElseThrow(() -> new Problem.Invalid("criterion", "problem.required"));
    String value = Optional.ofNullable(request.fields().get("value")).orElse("");
    if (!value.matches("[0-" + MOST_POINTS + "]")) throw new Problem.Invalid("value", "problem.case.value");
    String comment = checks.optional("comment", request.fields().get("comment"), LONGEST_NOTE).orElse("");
    checks.done();
    boolean isHinted = adviser.of(file.initiative(), Set.of(), request.messages()).criteria().meets(criterion);
    desk.score(file, criterion, Integer.parseInt(value), comment, isHinted, request.caller());
    return Answer.seeOther(request.links().deskCase(file.initiative().reference()) + "#criterion-" + criterion.code());
  }

  private Answer askAgain(Request request) {
    List<Problem.Field> lay = List.of(new Problem.Field("reason", "problem.form.lay"));
    return page(request, 403, file(request), Form.of(request.fields(), request.formToken(), lay, ActReader.ORDER, request.messages()),
        Optional.ofNullable(request.fields().get("do")).flatMap(Doing::of), List.of());
  }

  private Answer events(Request request) {
    return watch.answer(request, file(request).initiative().id());
  }

  private Answer attached(Request request) {
    Attachments.Whole whole = attachments.content(file(request).initiative().id(), request.path("key")).orElseThrow(Problem.NotFound::new);
    return Answer.file(whole.file().type(), whole.file().name(), whole.content());
  }
}
