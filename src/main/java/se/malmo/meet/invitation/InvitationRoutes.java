package se.malmo.meet.invitation;

import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.invitation.Invitation.State;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Initiatives that look for an organisation, for those who speak for it: yes, no with a reason, and back again. */
public final class InvitationRoutes {
  private static final int USUAL_PAUSE_DAYS = 90;
  private static final List<String> ORDER = List.of("reason", "wrong", "pause", "word", "sender");

  private final Invitations invitations;
  private final Accounts accounts;
  private final AnswerReader answers;

  public InvitationRoutes(Invitations invitations, Accounts accounts) {
    this.invitations = invitations;
    this.accounts = accounts;
    answers = new AnswerReader(invitations);
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/inbjudningar", "/en/invitations", Audience.MEMBERSHIP, this::inbox),
        Route.page("/inbjudningar/:id", "/en/invitations/:id", Audience.MEMBERSHIP, request -> page(request, 200, own(request), Form.empty(request.formToken()))),
        Route.form("/inbjudningar/:id", "/en/invitations/:id", Audience.MEMBERSHIP, this::answer,
            request -> page(request, 403, own(request), Form.of(request.fields(), request.formToken(), List.of(new Problem.Field("reason", "problem.form.lay")), ORDER, request.messages())))
    ).flatMap(List::stream).toList();
  }

  /** One in the list. */
  public record Line(String href, String title, String language, String said, String organisation, boolean isOpen) {}

  private Set<String> organisations(Request request) {
    return accounts.byId(request.caller().account()).map(Account::organisations).orElseThrow(Problem.NotFound::new);
  }

  private Answer inbox(Request request) {
    Page page = request.page(request.messages().get("invitations.title"), "").in("membership");
    Set<String> own = organisations(request);
    Paging paging = Paging.of(request.pageNumber(), invitations.count(own), request.links().invitations(), "");
    LocalDate today = invitations.today();
    List<Line> lines = invitations.to(own, paging.skip(), Paging.SIZE).stream().map(one -> new Line(page.links().invitation(one.id()), one.about().title(), one.about().language().code(),
        page.text("invitation.state." + one.standing(today).code(), page.date(one.until())), one.organisationName(), one.isOpen(today))).toList();
    return Answer.html(200, Templates.render("invitation/inbox.jte", Map.of("page", page, "lines", lines, "paging", paging)));
  }

  /** One to an organisation that they speak for; that there is another is told to nobody. */
  private Invitation own(Request request) {
    Set<String> own = organisations(request);
    return invitations.byId(request.path("id")).filter(one -> own.contains(one.organisation())).orElseThrow(Problem.NotFound::new);
  }

  /**
   * The page.
   *
   * @param reasons that can be chosen
   * @param pause the day that is proposed for the end of a pause
   * @param refused whether they do not want to hear from the sender; empty where nobody knows who sent it
   */
  public record View(Invitation invitation, Form form, State state, boolean isOpen, boolean isUndoable, List<Declining> reasons, LocalDate pause, Optional<Boolean> refused) {
    public String reason() {
      return form.value("reason");
    }
  }

  private Answer page(Request request, int status, Invitation one, Form form) {
    Page page = request.page(form.titled(one.about().title(), request.messages()), "").in("membership");
    LocalDate today = invitations.today();
    // Nobody can say that an offer is wrong that was not named, or a role that was not asked for.
    List<Declining> reasons = Stream.of(Declining.values()).filter(reason -> reason != Declining.WRONG_COMPETENCE || !one.cited().isEmpty())
        .filter(reason -> reason != Declining.NOT_OUR_ROLE || !one.role().isEmpty()).toList();
    View view = new View(one, form, one.standing(today), one.isOpen(today), one.isUndoable(invitations.now()) && AnswerReader.isGoingOn(one), reasons, today.plusDays(USUAL_PAUSE_DAYS), invitations.senders().isRefused(one));
    return Answer.html(status, Templates.render("invitation/page.jte", new HashMap<>(Map.of("page", page, "view", view))));
  }

  private Answer answer(Request request) {
    Invitation one = own(request);
    MultiMap fields = request.fields();
    String by = request.caller().account();
    try {
      answers.give(one, fields, by);
    } catch (Problem.Invalid e) {
      return page(request, 400, one, Form.of(fields, request.formToken(), e.fields(), ORDER, request.messages()));
    } catch (Problem.Conflict e) {
      Problem.Field over = new Problem.Field("refuse-sender".equals(fields.get("do")) ? "sender" : "reason", e.reason().key(), e.reason().arguments().toArray());
      return page(request, 409, own(request), Form.of(fields, request.formToken(), List.of(over), ORDER, request.messages()));
    }
    return Answer.seeOther(request.links().invitation(one.id()));
  }
}
