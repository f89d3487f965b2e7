package se.malmo.meet.membership;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.membership.Claims.Claim;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Those who want to speak for an organisation, for a person in the city who looks into it: yes, or no with a reason. */
public final class ClaimRoutes {
  private static final int LONGEST_REASON = 1_000;

  private final Claims claims;
  private final Accounts accounts;
  private final People people;

  public ClaimRoutes(Claims claims, Accounts accounts, People people) {
    this.people = people;
    this.claims = claims;
    this.accounts = accounts;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/ansprak", "/en/claims", Audience.COORDINATION, request -> page(request, 200, Form.empty(request.formToken()))),
        Route.form("/ansprak", "/en/claims", Audience.COORDINATION, this::answer, request -> again(request, 403, List.of(new Problem.Field("reason", "problem.form.lay"))))
    ).flatMap(List::stream).toList();
  }

  /**
   * One that waits, as it is shown.
   *
   * @param email of who asks, by which it can be looked into
   * @param members addresses of those who speak for it already, the one who is turned to first before the others
   * @param rivals others who ask for the same and wait too
   */
  public record Shown(Claim claim, String email, List<String> members, List<Rival> rivals) {}

  /** Another who asks for the same. */
  public record Rival(String id, String email, Instant at) {}

  private Answer page(Request request, int status, Form form) {
    Paging paging = Paging.of(request.pageNumber(), claims.count(), request.links().claims(), "");
    List<Shown> shown = claims.waiting(paging.skip(), Paging.SIZE).stream().map(this::shown).toList();
    Page page = request.page(form.titled(request.messages().get("claims.title"), request.messages()), "").in("claims");
    return Answer.html(status, Templates.render("membership/claims.jte", new HashMap<>(Map.of("page", page, "form", form, "shown", shown, "paging", paging))));
  }

  private Shown shown(Claim claim) {
    Optional<String> contact = people.contact(claim.organisation()).map(Account::id);
    List<String> members = people.of(claim.organisation()).stream().sorted(Comparator.comparing(one -> !contact.equals(Optional.of(one.id())))).flatMap(one -> one.email().stream()).toList();
    return new Shown(claim, email(claim), members, claims.rivals(claim).stream().map(one -> new Rival(one.id(), email(one), one.at())).toList());
  }

  private String email(Claim claim) {
    return accounts.byId(claim.account()).flatMap(Account::email).orElse("");
  }

  private Answer again(Request request, int status, List<Problem.Field> faults) {
    return page(request, status, Form.of(request.fields(), request.formToken(), faults, List.of("reason"), request.messages()));
  }

  private Answer answer(Request request) {
    MultiMap fields = request.fields();
    Claim claim = Optional.ofNullable(fields.get("id")).flatMap(claims::byId).orElseThrow(Problem.NotFound::new);
    boolean alone = "alone".equals(fields.get("do"));
    boolean granted = alone || "grant".equals(fields.get("do"));
    try {
      Checks checks = new Checks();
      String reason = granted && !alone ? checks.optional("reason", fields.get("reason"), LONGEST_REASON).orElse("") : checks.required("reason", fields.get("reason"), LONGEST_REASON);
      checks.done();
      claims.answer(claim, granted, alone, reason, request.caller().account());
    } catch (Problem.Invalid e) {
      return again(request, 400, e.fields());
    }
    return Answer.seeOther(request.links().claims());
  }
}
