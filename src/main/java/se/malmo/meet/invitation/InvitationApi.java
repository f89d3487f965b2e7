package se.malmo.meet.invitation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import se.malmo.meet.casework.CaseFile;
import se.malmo.meet.casework.Desk;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.Cases;
import se.malmo.meet.initiative.ChosenTeam;
import se.malmo.meet.invitation.Invitations.Asker;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Asking organisations to take part and answering, for programs: by those who handle a case, and by those who speak for an organisation. */
public final class InvitationApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Invitations invitations;
  private final AskReader asks;
  private final AnswerReader answers;
  private final Accounts accounts;
  private final Desk desk;
  private final Ids ids;

  public InvitationApi(Graph graph, Matcher matcher, Invitations invitations, Accounts accounts, Desk desk, InstantSource clock, Ids ids) {
    this.invitations = invitations;
    asks = new AskReader(invitations, new Candidates(graph, matcher, invitations, clock));
    answers = new AnswerReader(invitations);
    this.accounts = accounts;
    this.desk = desk;
    this.ids = ids;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/cases/:reference/candidates", Audience.CASE_FILE, this::candidates),
        Route.get("/api/v1/cases/:reference/invitations", Audience.CASE_FILE, this::asked),
        Route.post("/api/v1/cases/:reference/invitations", Audience.CASE_FILE, this::ask),
        Route.act("/api/v1/cases/:reference/invitations/:id/withdraw", Audience.CASE_FILE, this::withdraw),
        Route.get("/api/v1/invitations", Audience.MEMBERSHIP, this::inbox),
        Route.get("/api/v1/invitations/:id", Audience.MEMBERSHIP, request -> Answer.json(200, WholeBody.of(own(request), invitations.today()))),
        Route.post("/api/v1/invitations/:id/answer", Audience.MEMBERSHIP, this::answer));
  }

  private record OrganisationBody(String id, String name) {}

  private record CandidateBody(OrganisationBody organisation, int rank, String confidence, boolean free, String obstacle) {
    static CandidateBody of(Candidate one, Function<String, String> words) {
      return new CandidateBody(new OrganisationBody(one.id(), one.name()), one.rank(), one.suggestion().confidence().code(), one.isFree(), one.isFree() ? null : words.apply(one.obstacle()));
    }
  }

  private record CandidatesBody(List<CandidateBody> candidates, String next) {}

  private record AskedBody(String id, OrganisationBody organisation, String role, String message, String by, String at, String until, String state) {
    static AskedBody of(Invitation one, LocalDate today) {
      return new AskedBody(one.id(), new OrganisationBody(one.organisation(), one.organisationName()), one.role().isEmpty() ? null : one.role(), one.message(), one.byName(),
          one.at().toString(), one.until().toString(), one.standing(today).code());
    }
  }

  private record AskedPage(List<AskedBody> invitations, String next) {}

  private record InitiativeBody(String reference, String title, String text, String language) {}

  private record CitedBody(String competence, String label) {}

  private record WholeBody(String id, InitiativeBody initiative, OrganisationBody organisation, String role, String message, String by, String at, String until, String state,
      List<CitedBody> cited, String reason, String word) {
    static WholeBody of(Invitation one, LocalDate today) {
      Optional<Invitation.Answered> answered = one.answered();
      return new WholeBody(one.id(), new InitiativeBody(one.about().reference(), one.about().title(), one.about().text(), one.about().language().code()),
          new OrganisationBody(one.organisation(), one.organisationName()), one.role().isEmpty() ? null : one.role(), one.message(), one.byName(), one.at().toString(),
          one.until().toString(), one.standing(today).code(), one.cited().stream().map(it -> new CitedBody(it.competence(), it.label(one.about().language().code()))).toList(),
          answered.flatMap(Invitation.Answered::reason).map(Declining::code).orElse(null), answered.map(Invitation.Answered::word).filter(word -> !word.isEmpty()).orElse(null));
    }
  }

  private record InboxBody(List<WholeBody> invitations, long total, String next) {}

  private record AskFields(String organisation, String role, String message, String until, String override) {}

  private record AnswerFields(@JsonProperty("do") String what, String word, String reason, String wrong, String pause) {}

  private CaseFile file(Request request) {
    return desk.file(request.path("reference"), request.caller());
  }

  private static ChosenTeam team(CaseFile file) {
    return file.sent().map(Cases.Sent::team).orElse(ChosenTeam.NONE);
  }

  private static Asker asker(Request request) {
    return new Asker(request.caller().account(), request.caller().name());
  }

  /** Who has a tie to a case neither asks nor takes back. */
  private CaseFile free(Request request) {
    CaseFile file = file(request);
    if (desk.tie(request.caller().account(), file).isPresent()) throw new Problem.NotFound();
    return file;
  }

  private Answer candidates(Request request) {
    CaseFile file = file(request);
    Part part = Part.of(request, USUAL, MOST);
    List<Candidate> all = Invitations.OVER.contains(file.status().code()) ? List.of()
        : asks.candidates(file.initiative(), team(file), asker(request), request.query("role").orElse(""));
    Part.Lines<Candidate> lines = part.of(all, Candidate::id);
    return Answer.json(200, new CandidatesBody(lines.lines().stream().map(one -> CandidateBody.of(one, request.messages()::get)).toList(), lines.next()));
  }

  private Answer asked(Request request) {
    Part.Lines<Invitation> part = Part.of(request, USUAL, MOST).of(invitations.of(file(request).initiative().id()), Invitation::id);
    return Answer.json(200, new AskedPage(part.lines().stream().map(one -> AskedBody.of(one, invitations.today())).toList(), part.next()));
  }

  private Answer ask(Request request) {
    CaseFile file = free(request);
    AskFields fields = Json.read(request.body(), AskFields.class);
    String chosen = Optional.ofNullable(fields.organisation()).orElse("");
    String filling = request.once().orElseGet(ids::secret);
    Optional<Invitation> before = waiting(file, chosen);
    // Whoever comes again with the same key has asked already.
    if (before.isEmpty() || request.once().isEmpty()) {
      asks.ask(form(Map.of("organisation", chosen, "role", text(fields.role()), "message", text(fields.message()), "until", text(fields.until()), "override", text(fields.override()))),
          file.initiative(), team(file), asker(request), filling);
    }
    return Answer.json(201, AskedBody.of(waiting(file, chosen).orElseThrow(), invitations.today()));
  }

  private Optional<Invitation> waiting(CaseFile file, String organisation) {
    return invitations.of(file.initiative().id()).stream().filter(one -> one.organisation().equals(organisation) && one.isOpen(invitations.today())).findFirst();
  }

  private static String text(String given) {
    return given == null ? "" : given;
  }

  private static MultiMap form(Map<String, String> fields) {
    return MultiMap.caseInsensitiveMultiMap().addAll(fields);
  }

  private Answer withdraw(Request request) {
    CaseFile file = free(request);
    Invitation one = invitations.of(file.initiative().id()).stream().filter(it -> it.id().equals(request.path("id"))).findFirst().orElseThrow(Problem.NotFound::new);
    if (one.state() != Invitation.State.WITHDRAWN) invitations.withdraw(one, request.caller().account());
    return Answer.json(200, AskedBody.of(invitations.byId(one.id()).orElseThrow(), invitations.today()));
  }

  private Set<String> organisations(Request request) {
    return accounts.byId(request.caller().account()).map(Account::organisations).orElseThrow(Problem.NotFound::new);
  }

  private Invitation own(Request request) {
    Set<String> own = organisations(request);
    return invitations.byId(request.path("id")).filter(one -> own.contains(one.organisation())).orElseThrow(Problem.NotFound::new);
  }

  private Answer inbox(Request request) {
    Part part = Part.of(request, USUAL, MOST);
    Set<String> own = organisations(request);
    long total = invitations.count(own);
    List<WholeBody> lines = invitations.to(own, part.skip(), part.limit()).stream().map(one -> WholeBody.of(one, invitations.today())).toList();
    return Answer.json(200, new InboxBody(lines, total, part.next(total)));
  }

  private Answer answer(Request request) {
    Invitation one = own(request);
    AnswerFields fields = Json.read(request.body(), AnswerFields.class);
    MultiMap form = form(Map.of("do", text(fields.what()), "word", text(fields.word()), "reason", text(fields.reason()), "pause", text(fields.pause())));
    if (fields.wrong() != null) form.set("wrong", fields.wrong());
    answers.give(one, form, request.caller().account());
    return Answer.json(200, WholeBody.of(own(request), invitations.today()));
  }
}
