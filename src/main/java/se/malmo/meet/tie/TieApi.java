package se.malmo.meet.tie;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.membership.Speaking;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Ties to others for the programs of those who speak for an organisation or handle a förvaltning's cases: told of, answered, taken back. */
public final class TieApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Ties ties;
  private final Accounts accounts;
  private final Organisations organisations;

  public TieApi(Ties ties, Accounts accounts, Organisations organisations) {
    this.ties = ties;
    this.accounts = accounts;
    this.organisations = organisations;
  }

  public List<Route> routes() {
    return Stream.concat(routes("/api/v1/profiles/:id/ties", Audience.MEMBERSHIP, this::ofMember), routes("/api/v1/forvaltningar/:id/ties", Audience.CASE_FILE, this::ofForvaltning)).toList();
  }

  private Stream<Route> routes(String path, Audience who, Function<Request, Own> own) {
    return Stream.of(
        Route.get(path, who, request -> list(request, own.apply(request).party())),
        Route.post(path, who, request -> declare(request, own.apply(request))),
        Route.act(path + "/:tie/confirm", who, request -> confirm(request, own.apply(request).party())),
        Route.act(path + "/:tie/refuse", who, request -> refuse(request, own.apply(request).party())));
  }

  /** @param isClosed whether nothing new can be told of */
  private record Own(Party party, boolean isClosed) {}

  private record PartyBody(String id, String name) {
    static PartyBody of(Party one, String language) {
      return new PartyBody(one.id(), one.name(language));
    }
  }

  private record TieBody(String id, String kind, PartyBody from, PartyBody to, String note, String state, String declaredBy, boolean waitsForYou, String day, String answered) {}

  private record PageBody(List<TieBody> ties, long total, String next) {}

  private record Fields(String tiedTo, String tiedHow, String tiedNote) {}

  private Own ofMember(Request request) {
    Organisation organisation = Speaking.organisation(request, accounts, organisations);
    return new Own(ties.party(organisation.id()).orElseThrow(Problem.NotFound::new), organisation.isClosed());
  }

  private Own ofForvaltning(Request request) {
    String id = request.path("id");
    return new Own(ties.party(id).filter(Party::isForvaltning).filter(one -> request.caller().limit().filter(own -> !own.contains(id)).isEmpty()).orElseThrow(Problem.NotFound::new), false);
  }

  private static TieBody body(DeclaredTie tie, Party own, String language) {
    return new TieBody(tie.id(), tie.kind(), PartyBody.of(tie.from(), language), PartyBody.of(tie.to(), language), tie.note(), tie.state().code(), tie.side(), tie.waitsFor(own.id()),
        tie.day().toString(), tie.answered().map(Object::toString).orElse(null));
  }

  private Answer list(Request request, Party own) {
    Part part = Part.of(request, USUAL, MOST);
    long total = ties.count(own);
    List<TieBody> lines = ties.page(own, part.skip(), part.limit()).stream().map(tie -> body(tie, own, request.messages().language())).toList();
    return Answer.json(200, new PageBody(lines, total, part.next(total)));
  }

  private Answer declare(Request request, Own own) {
    if (own.isClosed()) throw new Problem.Conflict("problem.people.closed");
    Fields fields = Json.read(request.body(), Fields.class);
    MultiMap form = MultiMap.caseInsensitiveMultiMap().add("tiedTo", fields.tiedTo()).add("tiedHow", fields.tiedHow()).add("tiedNote", fields.tiedNote());
    return answer(request, ties.declare(own.party(), form, request.caller().account()), own.party());
  }

  private Answer confirm(Request request, Party own) {
    ties.confirm(own, request.path("tie"), request.caller().account());
    return answer(request, ties.own(own, request.path("tie")), own);
  }

  private Answer refuse(Request request, Party own) {
    ties.refuse(own, request.path("tie"), request.caller().account());
    return answer(request, ties.own(own, request.path("tie")), own);
  }

  private static Answer answer(Request request, DeclaredTie tie, Party own) {
    return Answer.json(200, body(tie, own, request.messages().language()));
  }
}
