package se.malmo.meet.draft;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Writing;

/** The addresses of drafts: kept, opened again with the same text and choices, taken away. */
public final class DraftRoutes {

  private final Drafts drafts;
  private final StartPage startPage;

  /** Shows the start page with what a draft holds. */
  @FunctionalInterface
  public interface StartPage {
    Answer show(Request request, int status, Draft draft, Note note);
  }

  /**
   * What the start page says of a draft.
   *
   * @param state of the draft that the page is made from, empty where it is not on the server
   * @param address the whole address of the draft, to be kept
   * @param until the last day on which it can be opened
   * @param isNew whether it has just been saved
   * @param other what somebody else has saved meanwhile, so that this could not be saved over it unseen
   * @param fault what is wrong with it, empty where it could be kept
   */
  public record Note(Optional<Drafts.State> state, String address, LocalDate until, boolean isNew, Optional<Draft> other, Optional<Problem.Field> fault) {
    static Note saved(String secret, String address, Drafts.Kept kept, boolean isNew) {
      return new Note(Optional.of(new Drafts.State(secret, kept.version())), address, day(kept), isNew, Optional.empty(), Optional.empty());
    }

    static Note overtaken(String secret, String address, Drafts.Kept kept) {
      return new Note(Optional.of(new Drafts.State(secret, kept.version())), address, day(kept), true, Optional.of(kept.draft()), Optional.empty());
    }

    static Note refused(Optional<Drafts.State> state, Problem.Field fault) {
      return new Note(state, "", LocalDate.EPOCH, false, Optional.empty(), Optional.of(fault));
    }

    private static LocalDate day(Drafts.Kept kept) {
      return Sweden.day(kept.until());
    }

    public String secret() {
      return state.map(Drafts.State::secret).orElse("");
    }
  }

  public DraftRoutes(Drafts drafts, StartPage startPage) {
    this.drafts = drafts;
    this.startPage = startPage;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.form("/utkast", "/en/draft", Audience.ANYONE, Writing.DRAFT, this::save, this::askAgain),
        Route.page("/utkast/:secret", "/en/draft/:secret", Audience.HOLDER_OF_SECRET, this::open),
        Route.page("/utkast/:secret/ta-bort", "/en/draft/:secret/delete", Audience.HOLDER_OF_SECRET, this::open),
        Route.form("/utkast/:secret/ta-bort", "/en/draft/:secret/delete", Audience.HOLDER_OF_SECRET, this::delete, this::open)
    ).flatMap(List::stream).toList();
  }

  private Answer save(Request request) {
    try {
      Draft draft = Draft.parse(request.fields());
      // A button saves it as a draft of its own.
      Optional<Drafts.State> from = request.fields().contains("own") ? Optional.empty() : state(request);
      Optional<String> secret = drafts.save(draft, from);
      if (secret.isEmpty()) return overtaken(request, draft, from.orElseThrow().secret());
      return Answer.seeOther(request.links().draft(secret.get()) + "?" + (request.messages().isEnglish() ? "saved" : "sparat"));
    } catch (Problem.Invalid e) {
      return refused(request, 400, e.fields().getFirst());
    } catch (Problem.TooLarge e) {
      return refused(request, 413, e.field());
    }
  }

  private static Optional<Drafts.State> state(Request request) {
    return Drafts.State.of(request.fields().get("draft"));
  }

  /** Somebody else, or the same person on another device, has saved another text: both are shown, and the next press saves this one knowingly. */
  private Answer overtaken(Request request, Draft draft, String secret) {
    Drafts.Kept kept = drafts.of(secret).orElseThrow(Problem.NotFound::new);
    return startPage.show(request, 409, draft, Note.overtaken(secret, request.absolute(request.links().draft(secret)), kept));
  }

  /** A form that lay too long: shown again, to be saved by a new press of the button. */
  private Answer askAgain(Request request) {
    return refused(request, 403, request.again("text", "problem.draft.old"));
  }

  private Answer refused(Request request, int status, Problem.Field fault) {
    Draft draft = new Draft(Draft.text(request.fields()), Draft.choices(request.fields(), "without"), Draft.choices(request.fields(), "with"));
    return startPage.show(request, status, draft, Note.refused(state(request).filter(state -> drafts.of(state.secret()).isPresent()), fault));
  }

  private Answer open(Request request) {
    String secret = request.path("secret");
    Optional<Drafts.Kept> found = drafts.of(secret);
    if (found.isEmpty()) return missing(request);
    Drafts.Kept kept = found.get();
    boolean isNew = request.query("sparat").isPresent() || request.query("saved").isPresent();
    return startPage.show(request, 200, kept.draft(), Note.saved(secret, request.absolute(request.links().draft(secret)), kept, isNew));
  }

  /** Of a draft that is not there nothing is told, also not whether it ever was. */
  private static Answer missing(Request request) {
    Page page = request.page(request.messages().get("draft.missing.title"), "").unaddressed();
    return Answer.html(404, Templates.render("draft/missing.jte", Map.of("page", page, "days", Drafts.KEPT.toDays())));
  }

  private Answer delete(Request request) {
    drafts.delete(request.path("secret"));
    return Answer.seeOther(request.links().start());
  }
}
