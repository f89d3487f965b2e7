package se.malmo.meet.forvaltning;

import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Register.Entry;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The register of förvaltningar, for whoever keeps it. */
public final class RegisterRoutes {
  private static final int LONGEST_REASON = 4_000;

  private final Register register;
  private final Mover mover;

  /** @param mover takes open cases to a successor */
  public RegisterRoutes(Register register, Mover mover) {
    this.register = register;
    this.mover = mover;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/forvaltningsregister", "/en/department-register", Audience.ADMINISTRATION, request -> list(request, 200, Form.empty(request.formToken()))),
        Route.form("/forvaltningsregister", "/en/department-register", Audience.ADMINISTRATION, this::make,
            request -> list(request, 403, faulty(request, List.of(request.again("name", "problem.form.lay"))))),
        Route.page("/forvaltningsregister/:id", "/en/department-register/:id", Audience.ADMINISTRATION, request -> one(request, 200, filled(request))),
        Route.form("/forvaltningsregister/:id", "/en/department-register/:id", Audience.ADMINISTRATION, this::act,
            request -> one(request, 403, typed(request, List.of(request.again("name", "problem.form.lay")))))
    ).flatMap(List::stream).toList();
  }

  private Answer list(Request request, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("register.title"), request.messages()), "").in("register");
    return Answer.html(status, Templates.render("forvaltning/register.jte", Map.of("page", page, "form", form, "all", register.all(), "open", register.open())));
  }

  private Answer one(Request request, int status, Form form) {
    Entry entry = entry(request);
    Page page = request.page(form.titled(entry.forvaltning().name(request.messages().language()), request.messages()), "").in("register");
    int seen = form.value("version").matches("\\d{1,9}") && status != 409 ? Integer.parseInt(form.value("version")) : entry.version();
    return Answer.html(status, Templates.render("forvaltning/entry.jte", new HashMap<>(Map.of("page", page, "form", form, "entry", entry, "version", seen,
        "others", register.others(entry.forvaltning().id()), "today", register.today().toString()))));
  }

  private Entry entry(Request request) {
    return register.entry(request.path("id"));
  }

  private static Form faulty(Request request, List<Problem.Field> faults) {
    return Form.of(request.fields(), request.formToken(), faults, Particulars.ORDER, request.messages());
  }

  /** What the register says, as a form that nobody has changed. */
  private MultiMap values(Entry entry) {
    Forvaltning f = entry.forvaltning();
    MultiMap values = MultiMap.caseInsensitiveMultiMap().set("name", f.name()).set("nameEn", f.nameEn()).set("aliases", String.join("\n", f.aliases()))
        .set("descriptionSv", f.descriptionSv()).set("descriptionEn", f.descriptionEn())
        .set("from", f.standing().from().map(LocalDate::toString).orElse("")).set("until", f.standing().until().map(LocalDate::toString).orElse(""));
    f.standing().successors().forEach(next -> values.add("successors", next.id()));
    return values;
  }

  private Form filled(Request request) {
    return new Form(values(entry(request)), request.formToken(), List.of());
  }

  /** What was typed in one of the page's forms; the others show what the register says. */
  private Form typed(Request request, List<Problem.Field> faults) {
    MultiMap values = request.fields();
    if (!"save".equals(values.get("do"))) {
      MultiMap all = values(entry(request));
      values.names().forEach(name -> all.set(name, values.getAll(name)));
      return Form.of(all, request.formToken(), faults, Particulars.ORDER, request.messages());
    }
    return faulty(request, faults);
  }

  private Answer make(Request request) {
    try {
      return Answer.seeOther(request.links().register(register.make(Particulars.parse(request.fields(), register.all()), request.caller().account())));
    } catch (Problem.Invalid e) {
      return list(request, 400, faulty(request, e.fields()));
    }
  }

  private Answer act(Request request) {
    Entry entry = entry(request);
    try {
      switch (Optional.ofNullable(request.fields().get("do")).orElse("")) {
        case "save" -> {
          if (!save(request, entry)) return one(request, 409, typed(request, List.of(new Problem.Field("name", "problem.register.stale"))));
        }
        case "appoint" -> appoint(request, entry);
        case "dismiss" -> dismiss(request, entry);
        case "move" -> move(request, entry);
        default -> throw new Problem.Invalid("name", "problem.case.do");
      }
    } catch (Problem.Invalid e) {
      return one(request, 400, typed(request, e.fields()));
    }
    return Answer.seeOther(request.links().register(entry.forvaltning().id()));
  }

  private boolean save(Request request, Entry entry) {
    String version = Optional.ofNullable(request.fields().get("version")).orElse("");
    if (!version.matches("\\d{1,9}")) throw new Problem.Invalid("name", "problem.case.version");
    Particulars typed = Particulars.parse(request.fields(), register.others(entry.forvaltning().id()));
    return register.change(entry, typed, Integer.parseInt(version), request.caller().account());
  }

  private void appoint(Request request, Entry entry) {
    Checks checks = new Checks();
    String name = checks.required("person", request.fields().get("person"), Particulars.LONGEST_NAME);
    String title = checks.required("title", request.fields().get("title"), Particulars.LONGEST_NAME);
    LocalDate from = day(checks, request, register.today());
    checks.done();
    register.appoint(entry, name, title, from, request.caller().account());
  }

  private void dismiss(Request request, Entry entry) {
    Checks checks = new Checks();
    Optional<Register.Post> post = entry.posts().stream().filter(one -> one.to().isEmpty() && one.person().equals(request.fields().get("who"))).findFirst();
    if (post.isEmpty()) checks.fault("person", "problem.register.post");
    LocalDate to = day(checks, request, register.today());
    if (post.filter(one -> to.isBefore(one.from())).isPresent()) checks.fault("day", "problem.register.until");
    checks.done();
    register.dismiss(entry, post.orElseThrow().person(), to, request.caller().account());
  }

  /** Today where none is given; never one that is still to come, since the page says who is ambassador now. */
  private static LocalDate day(Checks checks, Request request, LocalDate today) {
    LocalDate day = Particulars.day(checks, "day", request.fields().get("day")).orElse(today);
    if (day.isAfter(today)) checks.fault("day", "problem.register.future");
    return day;
  }

  private void move(Request request, Entry entry) {
    Checks checks = new Checks();
    String to = checks.required("to", request.fields().get("to"), Particulars.LONGEST_NAME);
    String reason = checks.required("reason", request.fields().get("reason"), LONGEST_REASON);
    List<Forvaltning> there = register.all().stream().filter(one -> !one.standing().isDormant()).toList();
    boolean isSuccessor = entry.forvaltning().standing().successors().stream().anyMatch(next -> next.id().equals(to)) && there.stream().anyMatch(one -> one.id().equals(to));
    if (!to.isEmpty() && !isSuccessor) checks.fault("to", "problem.register.successor");
    checks.done();
    int moved = mover.move(entry.forvaltning().id(), to, reason, request.caller());
    register.succeeded(entry.forvaltning().id(), to, moved, request.caller().account());
  }
}
