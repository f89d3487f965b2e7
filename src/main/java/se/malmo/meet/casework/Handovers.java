package se.malmo.meet.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.casework.Handover.Left;
import se.malmo.meet.casework.Handover.Outcome;
import se.malmo.meet.casework.Handover.Person;
import se.malmo.meet.casework.Handover.Seen;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.Initiative.Holder;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** When one ambassador follows another: what is handed over, and the moving of the open cases. */
public final class Handovers {
  /** Moved at one time; who has more does it again. */
  static final int MOST_CASES = 200;
  /** Of each other thing. */
  static final int MOST = 200;

  private final HandoverStore store;
  private final Desk desk;
  private final Accounts accounts;
  private final InstantSource clock;

  public Handovers(Graph graph, Desk desk, Accounts accounts, InstantSource clock) {
    store = new HandoverStore(graph);
    this.desk = desk;
    this.accounts = accounts;
    this.clock = clock;
  }

  LocalDate today() {
    return Sweden.today(clock);
  }

  /** Those whose handover somebody may read, by name: coordinators all, an ambassador the own and those of the same förvaltning. */
  List<Person> people(Caller caller, int skip, int limit) {
    return store.people(caller.account(), caller.limit(), skip, limit);
  }

  long people(Caller caller) {
    return store.people(caller.account(), caller.limit());
  }

  /**
   * Whose handover it is.
   *
   * @throws Problem.NotFound where there is nobody, or for somebody else's eyes
   */
  Account who(String id, Caller caller) {
    Account who = accounts.byId(id).filter(one -> one.role() != Role.MEMBER).orElseThrow(Problem.NotFound::new);
    if (who.role() != Role.AMBASSADOR && store.count(id) == 0) throw new Problem.NotFound();
    boolean isFor = caller.limit().map(own -> id.equals(caller.account()) || who.forvaltningar().stream().anyMatch(own::contains)).orElse(true);
    if (!isFor) throw new Problem.NotFound();
    return who;
  }

  /**
   * What they hand over; that it is read is told of.
   *
   * @param form "page" or "file"
   * @param limit of cases
   */
  Handover of(Account who, Caller caller, String form, boolean isEnglish, int skip, int limit) {
    Instant now = clock.instant();
    store.tell("handover.read", who.id(), caller.account(), Map.of("form", form), now);
    List<HandoverStore.Unit> units = who.forvaltningar().stream().sorted()
        .map(slug -> new HandoverStore.Unit(slug, accounts.ambassadors(slug).stream().map(Account::id).filter(id -> !id.equals(who.id())).toList())).toList();
    return new Handover(who, store.cases(who.id(), skip, limit), store.count(who.id()), store.awaited(who.id(), now, MOST), store.ties(who.id(), units, MOST),
        store.seats(units, isEnglish, MOST), store.signals(who.id(), MOST), store.standsIn(who.id(), today()));
  }

  long open(Account who) {
    return store.count(who.id());
  }

  /** All open cases as they are now. */
  List<Seen> all(Account who) {
    return store.cases(who.id(), 0, MOST_CASES).stream().map(one -> new Seen(one.reference(), one.version())).toList();
  }

  /** Who could take over: the others of the same förvaltningar, and of those that have the open cases; by name. */
  List<Account> successors(Account who) {
    List<String> slugs = java.util.stream.Stream.concat(who.forvaltningar().stream(),
        store.cases(who.id(), 0, MOST_CASES).stream().flatMap(one -> one.forvaltningar().stream()).map(Holder::id)).distinct().sorted().toList();
    return slugs.stream().map(accounts::ambassadors).flatMap(Collection::stream).filter(one -> !one.id().equals(who.id())).distinct()
        .sorted(java.util.Comparator.comparing(Account::name).thenComparing(Account::id)).toList();
  }

  /**
   * The one who takes over.
   *
   * @throws Problem.Invalid where they cannot, or are away: cases would go to somebody else than was said
   */
  Account successor(Account who, String id) {
    Account successor = successors(who).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(() -> new Problem.Invalid("successor", "problem.handover.successor"));
    if (successor.isAway(today())) throw new Problem.Invalid("successor", "problem.handover.away", successor.name());
    return successor;
  }

  /** Gives cases to a successor, each by an act of its own on the version that was seen. What others have changed since is left as it is, and told of. */
  Outcome move(Account who, List<Seen> seen, Account successor, String reason, Caller by) {
    List<String> moved = new ArrayList<>();
    List<Left> left = new ArrayList<>();
    for (Seen one : seen) move(one, successor, reason, by).ifPresentOrElse(left::add, () -> moved.add(one.reference()));
    store.tell("handover.moved", who.id(), by.account(), Map.of("to", successor.id(), "moved", String.valueOf(moved.size()), "left", String.valueOf(left.size())), clock.instant());
    return new Outcome(List.copyOf(moved), List.copyOf(left));
  }

  /** Why it was left; empty where it was moved. */
  private Optional<Left> move(Seen seen, Account successor, String reason, Caller by) {
    CaseFile file;
    try {
      file = desk.file(seen.reference(), by);
    } catch (Problem.NotFound e) {
      return Optional.of(new Left(seen, Optional.of(new Problem.Field("case", "problem.handover.gone")), Optional.empty()));
    }
    Set<String> own = successor.forvaltningar();
    Optional<String> forvaltning = file.holders().stream().map(Holder::id).filter(own::contains).findFirst();
    try {
      if (seen.version() != file.standing().version()) throw new Desk.Stale();
      if (forvaltning.isEmpty()) throw new Problem.Invalid("case", "problem.handover.forvaltning", successor.name());
      desk.act(file, new Act.Assign(forvaltning.get(), Optional.of(successor.id()), reason), seen.version(), by);
      return Optional.empty();
    } catch (Desk.Stale e) {
      return Optional.of(new Left(seen, Optional.empty(), Optional.of(desk.file(seen.reference(), by))));
    } catch (Problem.Invalid e) {
      return Optional.of(new Left(seen, Optional.of(e.fields().getFirst()), Optional.of(file)));
    }
  }
}
