package se.malmo.meet.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import se.malmo.meet.casework.CaseFile.Score;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.Cases;
import se.malmo.meet.initiative.Criterion;
import se.malmo.meet.initiative.Initiative;
import se.malmo.meet.initiative.Initiative.Whole;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.matching.MovedWords;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** What people do to cases. Every act is one transaction with its event; none is done on a case that has changed since it was seen. */
public final class Desk {
  /** After so many moves a case goes to the coordinators, so that none is sent round for ever. */
  static final int MOST_MOVES = 2;

  private final Cases cases;
  private final DeskStore store;
  private final StakeStore stakes;
  private final Accounts accounts;
  private final EventLog log;
  private final InstantSource clock;
  private final Ids ids;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;
  private final MovedWords movedWords;

  /**
   * Made once.
   *
   * @param forvaltningar the city's departments, by name, with those that have ended
   * @param movedWords what a case that is moved teaches
   */
  public Desk(Graph graph, Cases cases, Accounts accounts, EventLog log, InstantSource clock, Ids ids, Supplier<List<Forvaltning.Name>> forvaltningar, MovedWords movedWords) {
    this.movedWords = movedWords;
    this.forvaltningar = forvaltningar;
    this.cases = cases;
    store = new DeskStore(graph);
    stakes = new StakeStore(graph);
    this.accounts = accounts;
    this.log = log;
    this.clock = clock;
    this.ids = ids;
  }

  /** The case has changed since it was seen; nothing was done. */
  static final class Stale extends RuntimeException {
    Stale() {
      super("the case has changed", null, false, false);
    }
  }

  LocalDate today() {
    return Sweden.today(clock);
  }

  /**
   * A case for one of those who handle it: an ambassador sees those of the own förvaltningar, and those that the text points to them and nobody has got yet.
   *
   * @throws Problem.NotFound where there is none, or not for them
   */
  public CaseFile file(String reference, Caller caller) {
    Whole whole = cases.whole(reference).orElseThrow(Problem.NotFound::new);
    String id = whole.initiative().id();
    CaseFile.Standing standing = store.standing(id).orElseThrow(Problem.NotFound::new);
    if (!isFor(whole, standing, caller)) throw new Problem.NotFound();
    return new CaseFile(whole, cases.sent(id), standing, log.of(id), store.notes(id), store.scores(id));
  }

  private static boolean isFor(Whole whole, CaseFile.Standing standing, Caller caller) {
    return caller.limit().map(own -> whole.holders().stream().anyMatch(holder -> own.contains(holder.id()))
        || standing.handler().filter(handler -> handler.account().equals(caller.account())).isPresent()
        || whole.holders().isEmpty() && whole.initiative().status() == Status.RECEIVED && standing.proposed().stream().anyMatch(own::contains)).orElse(true);
  }

  /**
   * Does something to a case.
   *
   * @param version of the case that the person has seen
   * @throws Problem.Invalid where the act does not go with the case
   * @throws Stale where somebody else has done something meanwhile
   */
  void act(CaseFile file, Act act, int version, Caller caller) {
    act(file, act, version, caller, Optional.empty());
  }

  /** Whether an act has been done to a case, by the id that its doer gave it. */
  boolean hasDone(String reference, String act) {
    return cases.whole(reference).stream().flatMap(whole -> log.of(whole.initiative().id()).stream()).anyMatch(event -> event.detail("act").equals(act));
  }

  /**
   * The same with an id of its own.
   *
   * @param id of the act, empty for a new one
   */
  void act(CaseFile file, Act act, int version, Caller caller, Optional<String> id) {
    // Before anything is found wrong with the act: what no longer goes with the case does so because of what the other did.
    if (version != file.standing().version()) throw new Stale();
    if (caller.role() == Role.AMBASSADOR && act instanceof Act.Assign assign && !caller.forvaltningar().contains(assign.forvaltning())) {
      throw new Problem.Invalid("forvaltning", "problem.case.own");
    }
    file.standing().into().ifPresent(other -> {
      throw new Problem.Invalid("reason", "problem.case.merged", other);
    });
    tie(caller.account(), file).ifPresent(who -> {
      throw new Problem.Invalid("reason", who.isEmpty() ? "problem.conflict.sender" : "problem.conflict.self", who);
    });
    String name = id.orElseGet(() -> ids.next("act-"));
    Plan plan = switch (act) {
      case Act.Assign assign -> assign(file, assign, caller, name);
      case Act.NotOurs move -> notOurs(file, move, caller, name);
      case Act.Change change -> change(file, change, caller, name);
      case Act.Extend extend -> extend(file, extend, caller, name);
    };
    if (!plan.from().contains(file.status())) throw new Problem.Invalid("reason", "problem.case.state");
    String subject = file.initiative().id();
    if (!store.act(new DeskStore.Deed(subject, plan.act(), version, plan.from(), plan.properties(), plan.more(),
        new Happening(plan.type(), subject, caller.account(), plan.details()), plan.at()))) throw new Stale();
  }

  /** What an act comes to. */
  private record Plan(String act, Instant at, List<Status> from, String type, Map<String, Object> properties, List<Graph.Statement> more, Map<String, String> details) {
    static Plan of(String act, Instant at, List<Status> from, String type, Caller caller, String reason) {
      Map<String, String> details = new HashMap<>(Map.of("name", caller.name(), "role", caller.role().code(), "reason", reason));
      return new Plan(act, at, from, type, new HashMap<>(), new ArrayList<>(), details);
    }
  }

  private Plan plan(List<Status> from, String type, Caller caller, Act act, String name) {
    return Plan.of(name, clock.instant(), from, type, caller, act.reason());
  }

  private Plan assign(CaseFile file, Act.Assign assign, Caller caller, String name) {
    Optional<Account> handler = assign.account().isPresent() ? assign.account().map(id -> named(id, assign.forvaltning(), file)) : first(assign.forvaltning(), file);
    Plan plan = plan(open(), "initiative.routed", caller, assign, name);
    plan.properties().put("handler", handler.map(Account::id).orElse(null));
    plan.details().putAll(named("forvaltning", assign.forvaltning()));
    handler.ifPresent(one -> plan.details().put("handler", one.id()));
    plan.more().add(DeskStore.route(file.initiative().id(), plan.act(), assign.forvaltning(), caller.account(), assign.reason(), plan.at()));
    return plan;
  }

  /** A förvaltning as it is called now, so that the history stays true when it gets another name. */
  Map<String, String> named(String detail, String slug) {
    Forvaltning.Name name = forvaltningar.get().stream().filter(one -> one.id().equals(slug)).findFirst().orElseThrow(() -> new Problem.Invalid("forvaltning", "problem.forvaltning"));
    return Map.of(detail, slug, detail + ".sv", name.swedish(), detail + ".en", name.english());
  }

  private static List<Status> open() {
    return List.of(Status.RECEIVED, Status.ASSESSED, Status.ACCEPTED, Status.WORKING_GROUP, Status.RUNNING);
  }

  /** Whoever was chosen, or who stands in for them. */
  private Account named(String id, String forvaltning, CaseFile file) {
    Account meant = accounts.byId(id).filter(one -> one.role() == Role.AMBASSADOR && one.forvaltningar().contains(forvaltning))
        .orElseThrow(() -> new Problem.Invalid("account", "problem.case.account"));
    Account present = accounts.present(meant).orElseThrow(() -> new Problem.Invalid("account", "problem.case.away", meant.name()));
    tie(present.id(), file).ifPresent(name -> {
      throw new Problem.Invalid("account", name.isEmpty() ? "problem.conflict.other.sender" : "problem.conflict.other", present.name(), name);
    });
    return present;
  }

  /** The first of a förvaltning who is there and has no tie; none where there is nobody, so that all of them see it. */
  Optional<Account> first(String forvaltning, CaseFile file) {
    List<Account> all = accounts.ambassadors(forvaltning);
    if (all.size() > 1 && all.stream().allMatch(one -> accounts.present(one).filter(one::equals).isPresent() && tie(one.id(), file).isEmpty())) return Optional.empty();
    return all.stream().flatMap(one -> accounts.present(one).stream()).filter(one -> tie(one.id(), file).isEmpty()).findFirst();
  }

  /** What ties an account to a case; see {@link StakeStore#tie}. */
  public Optional<String> tie(String account, CaseFile file) {
    String sender = file.sent().map(sent -> sent.sender().organisation()).orElse("");
    return stakes.tie(account, file.initiative().id(), sender.isBlank() ? "" : Organisation.nameKey(sender));
  }

  private Plan notOurs(CaseFile file, Act.NotOurs move, Caller caller, String name) {
    Initiative it = file.initiative();
    if (!file.isOf(move.from()) || caller.limit().filter(own -> !own.contains(move.from())).isPresent()) throw new Problem.Invalid("from", "problem.case.own");
    // Who has been sent to two that it did not concern is helped by a person who knows the city.
    Optional<String> to = file.standing().moves() + 1 >= MOST_MOVES ? Optional.empty() : move.to();
    if (to.filter(move.from()::equals).isPresent()) throw new Problem.Invalid("to", "problem.case.same");
    Plan plan = plan(List.of(Status.RECEIVED, Status.ASSESSED), to.isPresent() ? "initiative.moved" : "initiative.returned", caller, move, name);
    // From now on whoever has it after this has it because somebody judged so: similar texts are to go there at once.
    plan.properties().putAll(movedWords.properties(it.title(), it.text()));
    plan.properties().put("moves", file.standing().moves() + 1);
    Optional<String> handler = to.flatMap(one -> first(one, file)).map(Account::id);
    plan.properties().put("handler", handler.orElse(null));
    handler.ifPresent(one -> plan.details().put("handler", one));
    plan.details().putAll(named("from", move.from()));
    to.ifPresent(one -> plan.details().putAll(named("forvaltning", one)));
    plan.more().add(DeskStore.leave(it.id(), plan.act(), move.from(), to, caller.account(), move.reason(), plan.at()));
    to.ifPresent(one -> plan.more().add(DeskStore.route(it.id(), plan.act(), one, caller.account(), move.reason(), plan.at())));
    return plan;
  }

  private Plan change(CaseFile file, Act.Change change, Caller caller, String name) {
    Status before = file.status();
    if (!Transitions.allows(before, change.to())) throw new Problem.Invalid("to", "problem.case.transition");
    Plan plan = plan(List.of(before), "initiative." + change.to().code(), caller, change, name);
    Map<String, Object> properties = plan.properties();
    properties.put("status", change.to().code());
    properties.put("published", change.to().isPublic());
    change.onward().ifPresent(onward -> plan.details().put("onward", onward));
    change.outcome().ifPresent(outcome -> properties.put("outcome", outcome));
    change.lesson().ifPresent(lesson -> properties.put("lesson", lesson));
    change.isAchieved().ifPresent(achieved -> {
      properties.put("achieved", achieved);
      plan.details().put("achieved", String.valueOf(achieved));
    });
    change.outcome().ifPresent(outcome -> plan.details().put("outcome", outcome));
    if (!Transitions.awaitsAnswer(change.to()) && Transitions.awaitsAnswer(before)) properties.put("answered", Sweden.day(plan.at()));
    if (change.to().isPublic() && !file.initiative().published()) {
      file.sent().map(sent -> sent.sender().organisation()).filter(one -> !one.isBlank()).ifPresent(one ->
          plan.more().addAll(DeskStore.senderTakesPart(file.initiative().id(), plan.act(), Organisation.nameKey(one), ids.next("org-"), plan.at())));
    }
    return plan;
  }

  private Plan extend(CaseFile file, Act.Extend extend, Caller caller, String name) {
    Plan plan = plan(List.of(Status.RECEIVED, Status.ASSESSED), "initiative.extended", caller, extend, name);
    plan.properties().put("answerBy", extend.until());
    plan.properties().put("firstAnswerBy", file.standing().first().or(file.initiative()::answerBy).orElse(extend.until()));
    plan.details().put("until", extend.until().toString());
    return plan;
  }

  /** Tells that somebody reads what the sender asked to keep secret; to be called before it is shown. */
  void readConfidential(CaseFile file, Caller caller) {
    cases.readConfidential(file.initiative().reference(), caller.name().isEmpty() ? caller.role().code() : caller.account());
  }

  /** Keeps a note for colleagues; the same id again keeps nothing new. */
  void note(CaseFile file, String noteId, String text, Caller caller) {
    store.note(file.initiative().id(), noteId, text, caller.account(), caller.name(), clock.instant());
  }

  /** Keeps how somebody judges a criterion; a later judgement of theirs takes its place, nobody else's does. */
  void score(CaseFile file, Criterion criterion, int value, String comment, boolean isHinted, Caller caller) {
    store.score(file.initiative().id(), new Score(criterion, caller.account(), caller.name(), value, comment, clock.instant()), isHinted);
  }

  /** Whom somebody has told that they have ties to, by name. */
  List<StakeStore.Stake> stakes(String account) {
    return stakes.of(account);
  }

  void declare(String account, String name, String why) {
    stakes.declare(account, Organisation.nameKey(name), name, why, clock.instant());
  }

  void endStake(String account, String nameKey) {
    stakes.end(account, nameKey, clock.instant());
  }

  /** Who can take a case in a förvaltning, by name, with whether they are there today. */
  List<Colleague> colleagues(String forvaltning) {
    LocalDate today = today();
    return accounts.ambassadors(forvaltning).stream().map(one -> new Colleague(one.id(), one.name(), one.isAway(today))).toList();
  }

  /** Somebody who can take a case. */
  public record Colleague(String id, String name, boolean isAway) {}
}
