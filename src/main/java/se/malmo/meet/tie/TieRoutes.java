package se.malmo.meet.tie;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.membership.Speaking;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Ties to others, for those who speak for an organisation and for those who handle a förvaltning's cases: told of, answered, taken back. */
public final class TieRoutes {
  private static final List<String> DONE = List.of("open", "confirmed", "refused");

  private final Ties ties;
  private final Accounts accounts;
  private final Organisations organisations;

  public TieRoutes(Ties ties, Accounts accounts, Organisations organisations) {
    this.ties = ties;
    this.accounts = accounts;
    this.organisations = organisations;
  }

  public List<Route> routes() {
    return Stream.concat(routes("/min-sida/:id/band", "/en/my-page/:id/ties", Audience.MEMBERSHIP, this::ofMember),
        routes("/forvaltningar/:id/band", "/en/departments/:id/ties", Audience.CASE_FILE, this::ofForvaltning)).toList();
  }

  private Stream<Route> routes(String swedish, String english, Audience who, Function<Request, Own> own) {
    return Stream.of(Route.page(swedish, english, who, request -> page(request, own.apply(request), 200, Form.empty(request.formToken()))),
        Route.form(swedish, english, who, request -> act(request, own.apply(request)), request -> again(request, own.apply(request), 403, List.of(request.again("tiedTo", "problem.form.lay")))))
        .flatMap(List::stream);
  }

  /**
   * Whose page it is.
   *
   * @param isClosed whether nothing new can be told of
   */
  public record Own(Party party, boolean isClosed, String address, String above) {}

  /** A tie as one of the two sees it. */
  public record Line(DeclaredTie tie, Party other, String says, String about, boolean waits) {}

  /** The page. */
  public record View(Form form, Own own, List<Line> lines, Paging paging, List<Party> choices, String done) {}

  private Own ofMember(Request request) {
    Organisation organisation = Speaking.organisation(request, accounts, organisations);
    return new Own(ties.party(organisation.id()).orElseThrow(Problem.NotFound::new), organisation.isClosed(), request.links().ties(organisation.id()), request.links().membership(organisation.id()));
  }

  private Own ofForvaltning(Request request) {
    String id = request.path("id");
    Party party = ties.party(id).filter(Party::isForvaltning).filter(one -> request.caller().limit().filter(own -> !own.contains(id)).isEmpty()).orElseThrow(Problem.NotFound::new);
    return new Own(party, false, request.links().forvaltningTies(id), request.links().forvaltning(id));
  }

  private Answer page(Request request, Own own, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("ties.title"), request.messages()), "").in(own.party().isForvaltning() ? "questions" : "membership");
    Paging paging = Paging.of(request.pageNumber(), ties.count(own.party()), own.address(), "");
    List<Line> lines = ties.page(own.party(), paging.skip(), Paging.SIZE).stream().map(tie -> line(tie, own.party().id(), page)).toList();
    View view = new View(form, own, lines, paging, ties.choices(form.value("tiedTo")), request.query("saved").filter(DONE::contains).orElse(""));
    return Answer.html(status, Templates.render("tie/ties.jte", Map.of("page", page, "view", view)));
  }

  private static Line line(DeclaredTie tie, String own, Page page) {
    String language = page.language();
    Party other = tie.other(own);
    String key = tie.isOpen() ? tie.waitsFor(own) ? "theirs" : "ours" : tie.state().code();
    String about = switch (key) {
      case "confirmed" -> page.text("ties.state.confirmed", page.date(tie.day()), page.date(tie.answered().orElse(tie.day())));
      case "denied" -> page.text("ties.state.denied", other.name(language), page.date(tie.answered().orElse(tie.day()).plus(Ties.QUIET)));
      default -> page.text("ties.state." + key, other.name(language), page.date(tie.day()));
    };
    return new Line(tie, other, page.text("graph.tie." + tie.kind(), tie.from().name(language), tie.to().name(language)), about, tie.waitsFor(own));
  }

  private Answer again(Request request, Own own, int status, List<Problem.Field> faults) {
    return page(request, own, status, Form.of(request.fields(), request.formToken(), faults, Ties.ORDER, request.messages()));
  }

  private Answer act(Request request, Own own) {
    String by = request.caller().account();
    String tie = Optional.ofNullable(request.fields().get("tie")).orElse("");
    try {
      String done = switch (Optional.ofNullable(request.fields().get("do")).orElse("")) {
        case "declare" -> declare(request, own, by);
        case "confirm" -> {
          ties.confirm(own.party(), tie, by);
          yield "confirmed";
        }
        case "refuse" -> {
          ties.refuse(own.party(), tie, by);
          yield "refused";
        }
        default -> throw new Problem.Invalid("ties", "problem.case.do");
      };
      return Answer.seeOther(own.address() + "?saved=" + done);
    } catch (Problem.Invalid e) {
      return again(request, own, 400, e.fields());
    } catch (Problem.Conflict e) {
      return again(request, own, 409, List.of(new Problem.Field("ties", e.reason().key(), e.reason().arguments().toArray())));
    }
  }

  private String declare(Request request, Own own, String by) {
    if (own.isClosed()) throw new Problem.Conflict("problem.people.closed");
    return ties.declare(own.party(), request.fields(), by).state().code();
  }
}
