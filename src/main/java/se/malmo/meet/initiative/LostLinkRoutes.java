package se.malmo.meet.initiative;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Writing;

/** Where a sender who has lost the address of the status page asks for it again. What is answered tells nobody whose address is known. */
public final class LostLinkRoutes {
  private static final int LONGEST = 254;
  private static final Pattern REFERENCE = Pattern.compile("MM-\\d{4}-\\d{4,9}");
  private static final List<String> ORDER = List.of("again", "email", "reference");

  private final LostLinks links;
  private final BiFunction<String, Integer, Graph.Statement> mail;

  /** @param mail the statement that sends a mail, by the id of what was asked and how many times it has been */
  public LostLinkRoutes(LostLinks links, BiFunction<String, Integer, Graph.Statement> mail) {
    this.links = links;
    this.mail = mail;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/tappad-lank", "/en/lost-link", Audience.ANYONE, request -> request.query("sent").isPresent() ? sent(request) : form(request, 200, List.of())),
        Route.form("/tappad-lank", "/en/lost-link", Audience.ANYONE, Writing.LOST_LINK, this::ask,
            request -> form(request, 403, List.of(request.again("again", "problem.form.lay"))))
    ).flatMap(List::stream).toList();
  }

  private static Answer form(Request request, int status, List<Problem.Field> faults) {
    MultiMap values = status == 200 ? MultiMap.caseInsensitiveMultiMap() : request.fields();
    String heading = request.messages().get("lost.title");
    Form form = Form.of(values, request.formToken(), faults, ORDER, request.messages());
    Page page = request.page(form.titled(heading, request.messages()), request.messages().get("lost.lead"));
    return Answer.html(status, Templates.render("initiative/lost.jte", Map.of("page", page, "form", form, "heading", heading)));
  }

  private Answer ask(Request request) {
    Checks checks = new Checks();
    String email = checks.required("email", request.fields().get("email"), LONGEST);
    if (!email.isEmpty()) checks.email("email", email);
    Optional<String> reference = checks.optional("reference", request.fields().get("reference"), LONGEST).map(one -> one.toUpperCase(Locale.ROOT));
    if (reference.filter(one -> !REFERENCE.matcher(one).matches()).isPresent()) checks.fault("reference", "problem.case.number");
    try {
      checks.done();
    } catch (Problem.Invalid e) {
      return form(request, 400, e.fields());
    }
    links.ask(email, reference, request.messages().language(), mail);
    return Answer.seeOther(request.links().lostLink() + "?sent=1");
  }

  private static Answer sent(Request request) {
    Page page = request.page(request.messages().get("lost.sent"), "").unlisted();
    return Answer.html(200, Templates.render("initiative/lost-sent.jte", Map.of("page", page)));
  }
}
