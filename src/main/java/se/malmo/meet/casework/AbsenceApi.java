package se.malmo.meet.casework;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** When whoever the token is made for is away, so that a calendar can say it for them. */
public final class AbsenceApi {
  private final Accounts accounts;
  private final Desk desk;
  private final AbsenceReader absences;

  public AbsenceApi(Accounts accounts, Desk desk) {
    this.accounts = accounts;
    this.desk = desk;
    absences = new AbsenceReader(accounts);
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/absence", Audience.CASE_FILE, request -> answer(account(request))),
        Route.put("/api/v1/absence", Audience.CASE_FILE, this::away),
        Route.delete("/api/v1/absence", Audience.CASE_FILE, this::back));
  }

  private record AbsenceBody(String account, String name, String from, String until, String deputy) {}

  private record Fields(String from, String until, String deputy) {}

  private Account account(Request request) {
    return accounts.byId(request.caller().account()).orElseThrow(Problem.NotFound::new);
  }

  private static Answer answer(Account one) {
    return Answer.json(200, new AbsenceBody(one.id(), one.name(), one.absence().map(days -> days.from().toString()).orElse(null), one.absence().map(days -> days.until().toString()).orElse(null),
        one.deputy().orElse(null)));
  }

  private Answer away(Request request) {
    Fields fields = Json.read(request.body(), Fields.class);
    MultiMap form = MultiMap.caseInsensitiveMultiMap();
    Optional.ofNullable(fields.from()).ifPresent(day -> form.set("from", day));
    Optional.ofNullable(fields.until()).ifPresent(day -> form.set("until", day));
    Optional.ofNullable(fields.deputy()).ifPresent(id -> form.set("deputy", id));
    accounts.change(absences.read(form, account(request), desk.today()), request.caller().account());
    return answer(account(request));
  }

  private Answer back(Request request) {
    accounts.change(account(request).away(Optional.empty(), account(request).deputy()), request.caller().account());
    return answer(account(request));
  }
}
