package se.malmo.meet.privacy;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** What is kept about a person, for whoever answers those who ask. The address is only ever sent in a form: no address of a page and no log has it. */
public final class PrivacyRoutes {
  /** Of each kind on the page; the file has all. */
  public static final int SHOWN = 20;
  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_NAME = 200;
  private static final List<String> ORDER = List.of("email", "newName", "newEmail", "confirm");

  private final Privacy privacy;
  private final Retention retention;

  public PrivacyRoutes(Privacy privacy, Retention retention) {
    this.privacy = privacy;
    this.retention = retention;
  }

  public List<Route> routes() {
    String swedish = "/personuppgifter";
    String english = "/en/personal-data";
    List<Route> read = Route.page(swedish, english, Audience.ADMINISTRATION, request -> page(request, 200, Form.empty(request.formToken()), Optional.empty(), ""));
    List<Route> form = Route.form(swedish, english, Audience.ADMINISTRATION, this::act, this::lay);
    return List.of(read.getFirst(), read.getLast(), form.getFirst(), form.getLast());
  }

  /** @param done key of what was just done, "" for nothing */
  private Answer page(Request request, int status, Form form, Optional<Person> person, String done) {
    Page page = request.page(form.titled(request.messages().get("person.title"), request.messages()), "").in("person");
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "form", form, "done", done, "due", retention.due(), "table", List.of(Keeping.values())));
    parameters.put("person", person.orElse(null));
    return Answer.html(status, Templates.render("privacy/person.jte", parameters));
  }

  private Answer lay(Request request) {
    return page(request, 403, faulty(request, List.of(request.again("email", "problem.form.lay"))), Optional.empty(), "");
  }

  private static Form faulty(Request request, List<Problem.Field> faults) {
    return Form.of(request.fields(), request.formToken(), faults, ORDER, request.messages());
  }

  private Answer act(Request request) {
    String by = request.caller().account();
    Optional<String> email = Optional.empty();
    try {
      email = Optional.of(email(request));
      return switch (Optional.ofNullable(request.fields().get("do")).orElse("")) {
        case "find" -> page(request, 200, asked(request, email.get()), Optional.of(privacy.read(email.get(), by)), "");
        case "file" -> file(request, privacy.read(email.get(), by));
        case "rectify" -> rectify(request, email.get(), by);
        case "erase" -> erase(request, email.get(), by);
        default -> throw new Problem.Invalid("email", "problem.case.do");
      };
    } catch (Problem.Invalid e) {
      return page(request, 400, faulty(request, e.fields()), email.map(one -> privacy.read(one, by)), "");
    }
  }

  private static String email(Request request) {
    Checks checks = new Checks();
    String email = checks.required("email", request.fields().get("email"), LONGEST_ADDRESS);
    if (!email.isEmpty()) checks.email("email", email);
    checks.done();
    return email;
  }

  private static Form asked(Request request, String email) {
    return new Form(MultiMap.caseInsensitiveMultiMap().set("email", email), request.formToken(), List.of());
  }

  private static Answer file(Request request, Person person) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("email", person.email());
    person.sections().forEach(section -> whole.put(section.kind(), section.records()));
    whole.put("incomplete", person.sections().stream().filter(Person.Section::hasMore).map(Person.Section::kind).toList());
    return Answer.file("application/json", request.messages().get("person.file.name"), Json.write(whole));
  }

  private Answer rectify(Request request, String email, String by) {
    Checks checks = new Checks();
    Optional<String> name = checks.optional("newName", request.fields().get("newName"), LONGEST_NAME);
    Optional<String> newEmail = checks.optional("newEmail", request.fields().get("newEmail"), LONGEST_ADDRESS);
    newEmail.ifPresent(one -> checks.email("newEmail", one));
    if (name.isEmpty() && newEmail.isEmpty()) checks.fault("newName", "problem.person.rectify");
    checks.done();
    privacy.rectify(email, name, newEmail, by);
    String now = newEmail.orElse(email);
    return page(request, 200, asked(request, now), Optional.of(privacy.read(now, by)), "person.rectify.done");
  }

  private Answer erase(Request request, String email, String by) {
    if (!"yes".equals(request.fields().get("confirm"))) throw new Problem.Invalid("confirm", "problem.person.confirm");
    privacy.erase(email, by);
    return page(request, 200, Form.empty(request.formToken()), Optional.empty(), "person.erase.done");
  }

  /** "30 dagar", "10 timmar", "1 år", or that no machine throws it away. */
  public static String kept(Page page, Keeping kind) {
    Optional<Duration> kept = kind.kept();
    if (kept.isEmpty()) return page.text("keeping.kept");
    long days = kept.get().toDays();
    if (days == 0) return page.count("keeping.hours", kept.get().toHours());
    return days % 365 == 0 ? page.count("keeping.years", days / 365) : page.count("keeping.days", days);
  }

  /** The records of a section as lines, each field by its name. */
  public static List<Map<String, String>> shown(Page page, Person.Section section) {
    return section.records().stream().limit(SHOWN).map(record -> record.entrySet().stream()
        .collect(Collectors.toMap(field -> name(page, field.getKey()), Map.Entry::getValue, (one, other) -> one + "; " + other, LinkedHashMap::new)))
        .map(record -> (Map<String, String>) record).toList();
  }

  /** A field in the page's language; one that has no word of its own as the graph calls it. */
  private static String name(Page page, String field) {
    String key = "person.field." + field;
    return page.messages().keys().contains(key) ? page.text("person.field." + field) : field;
  }
}
