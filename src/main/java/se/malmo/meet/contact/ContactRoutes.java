package se.malmo.meet.contact;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.contact.Letter.Received;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Writing;

/** A form by which anyone complains, opts out or asks what is kept, its receipt, and the letters for those who answer them. */
public final class ContactRoutes {
  private static final int LARGEST_PAGE = 50;

  private final Letters letters;
  private final Ids ids;

  public ContactRoutes(Letters letters, Ids ids) {
    this.letters = letters;
    this.ids = ids;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/kontakt", "/en/contact", Audience.ANYONE, this::empty),
        Route.form("/kontakt", "/en/contact", Audience.ANYONE, Writing.LETTER, this::send, this::askAgain),
        Route.page("/kontakt/kvitto/:secret", "/en/contact/receipt/:secret", Audience.HOLDER_OF_SECRET, this::receipt),
        List.of(Route.get("/api/v1/letters", Audience.COORDINATION, this::list))
    ).flatMap(List::stream).toList();
  }

  /** One page of the letters. */
  private record Listed(List<LetterStore.Kept> letters, String next) {}

  private Answer empty(Request request) {
    MultiMap values = MultiMap.caseInsensitiveMultiMap();
    request.query("topic").flatMap(Topic::of).ifPresent(topic -> values.set("topic", topic.code()));
    request.query("about").filter(about -> about.length() <= 300).ifPresent(about -> values.set("about", about));
    return form(request, 200, values, List.of());
  }

  private Answer form(Request request, int status, MultiMap values, List<Problem.Field> faults) {
    String key = values.contains("key") && values.get("key").matches("[0-9a-f]{32}") ? values.get("key") : ids.secret();
    Form form = Form.of(values, request.formToken(), faults, Letter.fieldOrder(), request.messages());
    String heading = request.messages().get("contact.title");
    Page page = request.page(form.titled(heading, request.messages()), request.messages().get("contact.lead"));
    return Answer.html(status, Templates.render("contact/form.jte", Map.of("page", page, "form", form, "heading", heading, "key", key,
        "topics", Stream.of(Topic.values()).map(Topic::code).toList())));
  }

  private Answer send(Request request) {
    try {
      Letter letter = Letter.parse(request.fields());
      String key = request.fields().contains("key") ? request.fields().get("key") : ids.secret();
      Optional<String> secret = letters.send(letter, key);
      if (secret.isPresent()) return Answer.seeOther(request.links().letter(secret.get()));
      return form(request, 429, request.fields(), List.of(new Problem.Field("again", "problem.letters.many", Letters.WINDOW.toMinutes())))
          .with("Retry-After", String.valueOf(Letters.WINDOW.toSeconds()));
    } catch (Problem.Invalid e) {
      return form(request, 400, request.fields(), e.fields());
    }
  }

  /** A form that lay too long, or came from elsewhere: shown again with all in it, to be sent by a new press of the button. */
  private Answer askAgain(Request request) {
    return form(request, 403, request.fields(), List.of(request.again("again", "problem.form.lay")));
  }

  private Answer receipt(Request request) {
    Received letter = letters.bySecret(request.path("secret")).orElseThrow(Problem.NotFound::new);
    Page page = request.page(request.messages().get("contact.received"), "");
    return Answer.html(200, Templates.render("contact/receipt.jte", Map.of("page", page, "letter", letter)));
  }

  private Answer list(Request request) {
    Part part = Part.ofPages(request, 20, LARGEST_PAGE);
    List<LetterStore.Kept> oneMore = letters.page(part.skip(), part.limit() + 1);
    return Answer.json(200, new Listed(oneMore.stream().limit(part.limit()).toList(), part.next(part.skip() + (long) oneMore.size())));
  }
}
