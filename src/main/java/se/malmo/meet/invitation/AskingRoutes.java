package se.malmo.meet.invitation;

import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.casework.CaseFile;
import se.malmo.meet.casework.Desk;
import se.malmo.meet.initiative.Cases;
import se.malmo.meet.initiative.ChosenTeam;
import se.malmo.meet.initiative.HitView;
import se.malmo.meet.initiative.Initiative;
import se.malmo.meet.invitation.Invitation.State;
import se.malmo.meet.invitation.Invitations.Asker;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.organisation.OrganisationRow;
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

/** Asking somebody to take part: by the sender from the status page, by those who handle the case from its page. */
public final class AskingRoutes {
  private static final int SHOWN = 8;
  private static final List<String> ORDER = List.of("organisation", "override", "role", "message", "until");

  private final Invitations invitations;
  private final AskReader reader;
  private final Cases cases;
  private final Desk desk;

  public AskingRoutes(Graph graph, Matcher matcher, Invitations invitations, Cases cases, Desk desk, InstantSource clock) {
    this.invitations = invitations;
    reader = new AskReader(invitations, new Candidates(graph, matcher, invitations, clock));
    this.cases = cases;
    this.desk = desk;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/arenden/:reference/bjud-in", "/en/cases/:reference/invite", Audience.CASE_FILE, request -> page(request, 200, staff(request), none(request))),
        Route.form("/arenden/:reference/bjud-in", "/en/cases/:reference/invite", Audience.CASE_FILE, request -> act(request, staff(request)), request -> lay(request, staff(request))),
        Route.page("/arende/:secret/bjud-in", "/en/case/:secret/invite", Audience.HOLDER_OF_SECRET, request -> page(request, 200, sender(request), none(request))),
        Route.form("/arende/:secret/bjud-in", "/en/case/:secret/invite", Audience.HOLDER_OF_SECRET, Writing.NOTE, request -> act(request, sender(request)), request -> lay(request, sender(request)))
    ).flatMap(List::stream).toList();
  }

  /**
   * From where one asks.
   *
   * @param team whom the sender would like to work with
   * @param here the address of the page
   * @param back where one came from
   */
  private record Place(Initiative initiative, ChosenTeam team, Asker asker, String here, String back, String backSaid, String tie) {
    boolean isStaff() {
      return asker.isStaff();
    }
  }

  private Place staff(Request request) {
    CaseFile file = desk.file(request.path("reference"), request.caller());
    String reference = file.initiative().reference();
    String tie = desk.tie(request.caller().account(), file).map(name -> request.messages().get(name.isEmpty() ? "problem.conflict.sender" : "problem.conflict.self", name)).orElse("");
    return new Place(file.initiative(), file.sent().map(Cases.Sent::team).orElse(ChosenTeam.NONE), new Asker(request.caller().account(), request.caller().name()), request.links().inviting(reference), request.links().deskCase(reference),
        request.messages().get("pair.back", reference), tie);
  }

  private Place sender(Request request) {
    String secret = request.path("secret");
    Cases.Followed followed = cases.follow(secret).orElseThrow(Problem.NotFound::new);
    String name = followed.sent().sender().organisation().isEmpty() ? followed.sent().sender().name() : followed.sent().sender().organisation();
    return new Place(followed.whole().initiative(), followed.sent().team(), new Asker(Asker.SENDER, name), request.links().invitingOf(secret), request.links().status(secret), request.messages().get("invite.back"), "");
  }

  /**
   * Somebody who could be asked.
   *
   * @param isChosen whether the sender put them into the team
   */
  public record CandidateView(String id, HitView hit, String said, boolean isFree, boolean isChosen) {}

  /** Somebody who has been asked. */
  public record AskedView(String id, String name, String href, String said, String word, String by, boolean isOpen) {}

  /**
   * The page.
   *
   * @param isFull whether as many wait for an answer as may
   * @param tie what keeps the person from asking, "" for nothing
   */
  public record View(Initiative initiative, Form form, String here, String back, String backSaid, boolean isStaff, boolean isOver, boolean isFull, String tie, String role, List<String> roles,
      List<CandidateView> candidates, List<AskedView> asked, LocalDate until) {
    public boolean canAsk() {
      return !isOver && !isFull && tie.isEmpty() && candidates.stream().anyMatch(CandidateView::isFree);
    }
  }

  private static Form none(Request request) {
    return Form.empty(request.formToken());
  }

  private static String role(Request request) {
    String given = request.fields().contains("role") ? request.fields().get("role") : request.query("role").orElse("");
    return OrganisationRow.ROLES.contains(given) ? given : "";
  }

  private Answer page(Request request, int status, Place place, Form form) {
    Page page = request.page(form.titled(request.messages().get("invite.title"), request.messages()), "").in(place.isStaff() ? "cases" : "");
    LocalDate today = invitations.today();
    List<Invitation> all = invitations.of(place.initiative().id());
    boolean isOver = Invitations.OVER.contains(place.initiative().status().code());
    List<CandidateView> shown = isOver ? List.of() : reader.candidates(place.initiative(), place.team(), place.asker(), role(request)).stream().limit(SHOWN).map(one -> candidate(one, place.team(), page)).toList();
    View view = new View(place.initiative(), form, place.here(), place.back(), place.backSaid(), place.isStaff(), isOver,
        all.stream().filter(one -> one.isOpen(today)).count() >= Invitations.MOST_OPEN, place.tie(), role(request), OrganisationRow.ROLES, shown,
        all.stream().map(one -> asked(one, today, page)).toList(), today.plusDays(Invitations.USUAL_DAYS));
    return Answer.html(status, Templates.render("invitation/asking.jte", new HashMap<>(Map.of("page", page, "view", view))));
  }

  private static CandidateView candidate(Candidate one, ChosenTeam team, Page page) {
    String said = one.isFree() ? one.fit() < 1 ? page.text(one.fit() < 0.5 ? "invite.role.not" : "invite.role.other") : "" : page.text(one.obstacle());
    return new CandidateView(one.id(), HitView.of(one.suggestion(), page.messages()), said, one.isFree(), team.has(one.id()));
  }

  private static AskedView asked(Invitation one, LocalDate today, Page page) {
    State state = one.standing(today);
    String said = page.text("invite.state." + state.code(), page.date(one.until()));
    // Why somebody says no is theirs, unless it is meant for the one who wrote the text.
    String word = one.answered().filter(answer -> state == State.ACCEPTED || answer.reason().filter(Declining.UNCLEAR_TEXT::equals).isPresent()).map(Invitation.Answered::word).orElse("");
    return new AskedView(one.id(), one.organisationName(), page.links().organisation(one.organisation()), said, word, one.byName(), one.isOpen(today));
  }

  private Answer lay(Request request, Place place) {
    return page(request, 403, place, Form.of(request.fields(), request.formToken(), List.of(request.again("organisation", "problem.form.lay")), ORDER, request.messages()));
  }

  private Answer act(Request request, Place place) {
    if (!place.tie().isEmpty()) throw new Problem.NotFound();
    MultiMap fields = request.fields();
    try {
      if ("withdraw".equals(fields.get("do"))) withdraw(request, place);
      else ask(request, place);
    } catch (Problem.Invalid e) {
      return page(request, 400, place, Form.of(fields, request.formToken(), e.fields(), ORDER, request.messages()));
    } catch (Problem.Conflict e) {
      Problem.Field reason = new Problem.Field("organisation", e.reason().key(), e.reason().arguments().toArray());
      return page(request, 409, place, Form.of(fields, request.formToken(), List.of(reason), ORDER, request.messages()));
    }
    return Answer.seeOther(place.here() + "#asked");
  }

  private void withdraw(Request request, Place place) {
    Invitation invitation = invitations.of(place.initiative().id()).stream().filter(one -> one.id().equals(request.fields().get("invitation"))).findFirst().orElseThrow(Problem.NotFound::new);
    invitations.withdraw(invitation, place.asker().by());
  }

  private void ask(Request request, Place place) {
    String chosen = Optional.ofNullable(request.fields().get("organisation")).orElse("");
    String filling = request.fillingOf(place.initiative().reference() + chosen + request.fields().get("message") + request.fields().get("until"));
    reader.ask(request.fields(), place.initiative(), place.team(), place.asker(), filling);
  }
}
