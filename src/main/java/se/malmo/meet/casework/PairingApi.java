package se.malmo.meet.casework;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.function.BiConsumer;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** A case together with others, for the programs of those who handle it: proposed, carried out and taken back, and how cases are related. */
public final class PairingApi {
  private final Pairings pairings;
  private final PairingReader reader;
  private final Initiatives initiatives;

  public PairingApi(Desk desk, Pairings pairings, Initiatives initiatives) {
    this.pairings = pairings;
    this.initiatives = initiatives;
    reader = new PairingReader(desk, pairings);
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/cases/:reference/pairings", Audience.CASE_FILE, request -> answer(request, file(request))),
        Route.post("/api/v1/cases/:reference/pairings", Audience.CASE_FILE, this::propose),
        Route.act("/api/v1/cases/:reference/pairings/:pairing/drop", Audience.CASE_FILE, request -> done(request, (file, pairing) -> pairings.drop(file, pairing, request.caller()))),
        Route.post("/api/v1/cases/:reference/pairings/:pairing/carry", Audience.CASE_FILE, this::carry),
        Route.post("/api/v1/cases/:reference/pairings/:pairing/undo", Audience.CASE_FILE, this::undo),
        Route.post("/api/v1/cases/:reference/related", Audience.CASE_FILE, this::relate),
        Route.delete("/api/v1/cases/:reference/related/:other/:relation", Audience.CASE_FILE, this::unrelate));
  }

  private record SaidBody(String reference, String answer, String word) {}

  private record PairingBody(String id, String sort, String from, String to, String title, String part, String reason, String standing, String lapses, Integer fromVersion, Integer toVersion,
      List<SaidBody> answers) {}

  private record RelatedBody(String reference, String title, String relation, boolean outward, String reason) {}

  private record PageBody(List<PairingBody> pairings, List<RelatedBody> related) {}

  private record Proposed(String sort, String other, String title, String part, String reason) {}

  private record Seen(Integer fromVersion, Integer toVersion, String reason) {
    Pairings.Versions versions() {
      if (fromVersion == null || toVersion == null) throw new Problem.Invalid("version", "problem.case.version");
      return new Pairings.Versions(fromVersion, toVersion);
    }
  }

  private record Relating(String relation, String other, String why) {}

  private CaseFile file(Request request) {
    return reader.file(request.path("reference"), request.caller());
  }

  private Answer answer(Request request, CaseFile file) {
    List<PairingBody> all = pairings.of(file).stream().map(one -> body(one, request)).toList();
    List<RelatedBody> related = pairings.related(file).stream().filter(one -> reader.sees(one.reference(), request.caller()))
        .map(one -> new RelatedBody(one.reference(), one.title(), one.relation(), one.isOutward(), one.reason())).toList();
    return Answer.json(200, new PageBody(all, related));
  }

  private PairingBody body(Pairing one, Request request) {
    List<SaidBody> said = one.answers().stream().map(answer -> new SaidBody(answer.reference(), answer.answer().isEmpty() ? null : answer.answer(), answer.word())).toList();
    return new PairingBody(one.id(), one.sort().code(), one.fromReference(), one.toReference(), one.title(), one.part(), one.reason(), one.standing(pairings.now()), one.lapses().toString(),
        reader.version(one.fromReference(), request.caller()).orElse(null), reader.version(one.toReference(), request.caller()).orElse(null), said);
  }

  private Answer propose(Request request) {
    CaseFile file = file(request);
    Proposed given = Json.read(request.body(), Proposed.class);
    pairings.propose(file, reader.proposal(fields("sort", given.sort(), "other", given.other(), "title", given.title(), "part", given.part(), "reason", given.reason()), file, request.caller()),
        request.caller());
    return answer(request, file);
  }

  private static MultiMap fields(String... namesAndValues) {
    MultiMap fields = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < namesAndValues.length; i += 2) if (namesAndValues[i + 1] != null) fields.set(namesAndValues[i], namesAndValues[i + 1]);
    return fields;
  }

  /** Does something with a pairing of a case, and answers how all stand then. */
  private Answer done(Request request, BiConsumer<CaseFile, Pairing> doing) {
    CaseFile file = file(request);
    try {
      doing.accept(file, pairings.pairing(file, request.path("pairing")));
    } catch (Desk.Stale e) {
      throw new Problem.Changed();
    }
    return answer(request, file);
  }

  private Answer carry(Request request) {
    Seen seen = Json.read(request.body(), Seen.class);
    return done(request, (file, pairing) -> pairings.carry(file, pairing, seen.versions(), initiatives, request.caller()));
  }

  private Answer undo(Request request) {
    Seen seen = Json.read(request.body(), Seen.class);
    Checks checks = new Checks();
    String reason = checks.required("reason", seen.reason(), ActReader.LONGEST_REASON);
    checks.done();
    return done(request, (file, pairing) -> pairings.undo(file, pairing, seen.versions(), reason, request.caller()));
  }

  private Answer relate(Request request) {
    CaseFile file = file(request);
    Relating given = Json.read(request.body(), Relating.class);
    reader.relate(fields("relation", given.relation(), "other", given.other(), "why", given.why()), file, request.caller());
    return answer(request, file);
  }

  private Answer unrelate(Request request) {
    CaseFile file = file(request);
    pairings.unrelate(file, reader.other(request.path("other"), request.caller()), request.path("relation"), request.caller());
    return Answer.empty();
  }
}
