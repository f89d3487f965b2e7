package se.malmo.meet.draft;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Writing;

/** The addresses of drafts: kept, opened again with the same text and choices, taken away. */
public final class DraftRoutes {
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

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
   * @param secret of the draft, "" where it is not on the server
   * @param address the whole address of the draft, to be kept
   * @param until the last day on which it can be opened
   * @param isNew whether it has just been saved
   * @param fault what is wrong with it, empty where it could be kept
   */
  public record Note(String secret, String address, LocalDate until, boolean isNew, Optional<Problem.Field> fault) {
    static Note saved(String secret, String address, Drafts.Kept kept, boolean isNew) {
      return new Note(secret, address, kept.until().atZone(SWEDEN).toLocalDate(), isNew, Optional.empty());
    }

    static Note refused(String secret, Problem.Field fault) {
      return new Note(secret, "", LocalDate.EPOCH, false, Optional.of(fault));
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
      String secret = drafts.save(Draft.parse(request.fields()), Optional.ofNullable(request.fields().get("draft")));
      return Answer.seeOther(request.links().draft(secret) + "?" + (request.messages().isEnglish() ? "saved" : "sparat"));
    } catch (Problem.Invalid e) {
      return refused(request, 400, e.fields().getFirst());
    } catch (Problem.TooLarge e) {
      return refused(request, 413, e.field());
    }
  }

  /** A form that lay too long: shown again, to be saved by a new press of the button. */
  private Answer askAgain(Request request) {
    return refused(request, 403, request.again("text", "problem.draft.old"));
  }

  private Answer refused(Request request, int status, Problem.Field fault) {
    Draft draft = new Draft(Draft.text(request.fields()), Draft.choices(request.fields(), "without"), Draft.choices(request.fields(), "with"));
    String secret = request.fields().contains("draft") ? request.fields().get("draft") : "";
    return startPage.show(request, status, draft, Note.refused(drafts.of(secret).isPresent() ? secret : "", fault));
  }

  private Answer open(Request request) {
    String secret = request.path("secret");
    Drafts.Kept kept = drafts.of(secret).orElseThrow(Problem.NotFound::new);
    boolean isNew = request.query("sparat").isPresent() || request.query("saved").isPresent();
    return startPage.show(request, 200, kept.draft(), Note.saved(secret, request.absolute(request.links().draft(secret)), kept, isNew));
  }

  private Answer delete(Request request) {
    drafts.delete(request.path("secret"));
    return Answer.seeOther(request.links().start());
  }
}
