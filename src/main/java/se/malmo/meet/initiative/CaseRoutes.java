package se.malmo.meet.initiative;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Writing;

/** A case behind its secret address: the receipt, every step, the date for a calendar, the way back. */
public final class CaseRoutes {
  private static final int LONGEST_WORD = 1_000;

  private final Cases cases;
  private final CaseWatch watch;
  private final Consents consents;
  private final Function<String, List<String>> unclear;
  private final Correspondence correspondence;

  /** @param unclear what those who were asked to take part did not understand, by the initiative's id */
  public CaseRoutes(Cases cases, CaseWatch watch, Consents consents, Function<String, List<String>> unclear, Correspondence correspondence) {
    this.correspondence = correspondence;
    this.unclear = unclear;
    this.consents = consents;
    this.cases = cases;
    this.watch = watch;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/arende/:secret", "/en/case/:secret", Audience.HOLDER_OF_SECRET, this::status),
        List.of(Route.get("/arende/:secret/handelser", Audience.HOLDER_OF_SECRET, this::events),
            Route.get("/en/case/:secret/events", Audience.HOLDER_OF_SECRET, this::events),
            Route.get("/arende/:secret/svar.ics", Audience.HOLDER_OF_SECRET, this::calendar),
            Route.get("/en/case/:secret/answer.ics", Audience.HOLDER_OF_SECRET, this::calendar)),
        // A language link or a reload after a form leads here.
        Route.page("/arende/:secret/ta-tillbaka", "/en/case/:secret/withdraw", Audience.HOLDER_OF_SECRET, this::status),
        Route.page("/arende/:secret/ny-adress", "/en/case/:secret/new-address", Audience.HOLDER_OF_SECRET, this::status),
        Route.page("/arende/:secret/samtycke", "/en/case/:secret/consent", Audience.HOLDER_OF_SECRET, this::status),
        Route.page("/arende/:secret/svara", "/en/case/:secret/reply", Audience.HOLDER_OF_SECRET, this::status),
        Route.form("/arende/:secret/svara", "/en/case/:secret/reply", Audience.HOLDER_OF_SECRET, Writing.MESSAGE, this::reply, this::askAgain),
        Route.form("/arende/:secret/samtycke", "/en/case/:secret/consent", Audience.HOLDER_OF_SECRET, this::answer, this::askAgain),
        Route.form("/arende/:secret/ta-tillbaka", "/en/case/:secret/withdraw", Audience.HOLDER_OF_SECRET, this::withdraw, this::askAgain),
        Route.form("/arende/:secret/ny-adress", "/en/case/:secret/new-address", Audience.HOLDER_OF_SECRET, this::renew, this::askAgain)
    ).flatMap(List::stream).toList();
  }

  /** A secret that is none leads to where one asks for it again. */
  private Answer page(Request request, Function<Cases.Followed, Answer> found) {
    Optional<Cases.Followed> followed = cases.follow(request.path("secret"));
    return followed.isPresent() ? found.apply(followed.get()) : missing(request);
  }

  private static Answer missing(Request request) {
    Page page = request.page(request.messages().get("status.missing.title"), "").unaddressed();
    return Answer.html(404, Templates.render("initiative/missing.jte", Map.of("page", page)));
  }

  private Cases.Followed followed(Request request) {
    return cases.follow(request.path("secret")).orElseThrow(Problem.NotFound::new);
  }

  private Answer status(Request request) {
    return page(request, followed -> page(request, 200, followed, ""));
  }

  private Answer page(Request request, int status, Cases.Followed followed, String fault) {
    boolean isNew = request.query("mottagen").isPresent() || request.query("received").isPresent();
    StatusView view = StatusView.of(request, followed, isNew, consents, unclear.apply(followed.whole().initiative().id()), fault);
    Page page = request.page(request.messages().get(isNew ? "status.title.new" : "status.title"), "");
    return Answer.html(status, Templates.render(request.wantsPart() ? "initiative/case.jte" : "initiative/status.jte", Map.of("page", page, "view", view)));
  }

  private Answer events(Request request) {
    return watch.answer(request, followed(request).whole().initiative().id());
  }

  private Answer calendar(Request request) {
    Cases.Followed followed = followed(request);
    return Answer.text(200, "text/calendar; charset=utf-8", AnswerCalendar.of(followed.whole().initiative(), request.messages()))
        .with("Content-Disposition", "attachment; filename=\"" + followed.whole().initiative().reference() + ".ics\"");
  }

  /** Yes or no to what those who handle the case propose. */
  private Answer answer(Request request) {
    return page(request, followed -> answer(request, followed));
  }

  private Answer answer(Request request, Cases.Followed followed) {
    String answer = Optional.ofNullable(request.fields().get("answer")).orElse("");
    String word = Optional.ofNullable(request.fields().get("word")).orElse("").strip();
    if (!answer.equals("yes") && !answer.equals("no")) return page(request, 400, followed, request.messages().get("problem.consent.answer"));
    if (word.length() > LONGEST_WORD || word.indexOf('\0') >= 0) return page(request, 400, followed, request.messages().get("problem.consent.word", LONGEST_WORD));
    String asked = Optional.ofNullable(request.fields().get("asked")).orElse("");
    if (!consents.answer(followed.whole().initiative().id(), asked, answer.equals("yes"), word)) return page(request, 409, followed(request), request.messages().get("problem.consent.over"));
    return Answer.seeOther(request.links().status(request.path("secret")));
  }

  /** The sender answers what somebody of the city has written. */
  private Answer reply(Request request) {
    Cases.Followed followed = followed(request);
    try {
      String text = Correspondence.text("reply", request.fields().get("reply"));
      String seen = Optional.ofNullable(request.fields().get("seen")).orElse("");
      correspondence.reply(followed.whole().initiative().id(), "msg-" + request.fillingOf(followed.whole().initiative().id() + "\n" + seen + "\n" + text), text);
    } catch (Problem.Invalid e) {
      return page(request, 400, followed, request.messages().get("problem.message.text", Correspondence.LONGEST));
    } catch (Problem.Conflict e) {
      return page(request, 409, followed(request), request.messages().get("problem.message.closed"));
    }
    return Answer.seeOther(request.links().status(request.path("secret")) + "#steps");
  }

  private Answer withdraw(Request request) {
    return page(request, followed -> {
      cases.withdraw(followed);
      return Answer.seeOther(request.links().status(request.path("secret")));
    });
  }

  private Answer renew(Request request) {
    return cases.renew(request.path("secret")).map(secret -> Answer.seeOther(request.links().status(secret))).orElseGet(() -> missing(request));
  }

  private Answer askAgain(Request request) {
    Problem.Field again = request.again("", "problem.form.lay");
    return page(request, followed -> page(request, 403, followed, request.messages().get(again.key(), again.arguments().toArray())));
  }
}
