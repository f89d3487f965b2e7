package se.malmo.meet.tie;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;

/** Ties that an organisation or förvaltning tells of itself. The other confirms or says no; until then everybody can see that only one of the two has said so. */
public final class Ties {
  /** What somebody has said no to is not asked again for so long, and nobody gets two mails about the same in that time. */
  public static final Period QUIET = Period.ofMonths(12);
  /** The names of the fields as a person meets them. */
  static final List<String> ORDER = List.of("ties", "tiedTo", "tiedHow", "tiedNote");
  /** So many of one side may wait for an answer at once. */
  static final int MOST_WAITING = 50;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_NOTE = 200;
  private static final int ID_DIGITS = 32;

  private final TieStore store;
  private final InstantSource clock;
  private final Ids ids;
  private final Function<String, Graph.Statement> mailing;

  /** @param mailing the statement that has the other side of a tie, by its id, told by mail */
  public Ties(TieStore store, InstantSource clock, Ids ids, Function<String, Graph.Statement> mailing) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.mailing = mailing;
  }

  /** An organisation or förvaltning; empty where there is none. */
  Optional<Party> party(String id) {
    return store.party(id);
  }

  /** Those that a name may mean, to choose from; none where it is clear, or nobody is called anything like it. */
  List<Party> choices(String name) {
    String plain = name.replace('\0', ' ').strip();
    if (plain.isEmpty() || plain.length() > LONGEST_NAME) return List.of();
    List<Party> named = store.named(plain);
    if (named.isEmpty()) return store.like(plain);
    // One that was chosen already stays chosen where another field is at fault.
    return named.size() > 1 || named.getFirst().id().equals(plain) ? named : List.of();
  }

  /**
   * Tells of a tie. What the other has told of already is thereby confirmed, and what stands already stays as it is.
   *
   * @return it as it is now
   * @throws Problem.Invalid naming every field at fault
   * @throws Problem.Conflict where the other has said no, or as many wait as may
   */
  DeclaredTie declare(Party own, MultiMap fields, String by) {
    Checks checks = new Checks();
    Optional<Party> other = other(checks, own, fields.get("tiedTo"));
    Optional<Relation> relation = Relation.of(Optional.ofNullable(fields.get("tiedHow")).orElse(""));
    if (relation.isEmpty()) checks.fault("tiedHow", "problem.choose");
    String note = checks.required("tiedNote", fields.get("tiedNote"), LONGEST_NOTE).replaceAll("\\s+", " ");
    checks.done();
    return own(own, declare(own, other.orElseThrow(), relation.orElseThrow(), note, by));
  }

  private Optional<Party> other(Checks checks, Party own, String given) {
    String name = checks.required("tiedTo", given, LONGEST_NAME);
    if (name.isEmpty()) return Optional.empty();
    List<Party> named = store.named(name);
    if (named.size() == 1 && named.getFirst().id().equals(own.id())) checks.fault("tiedTo", "problem.tie.self");
    else if (named.size() > 1) checks.fault("tiedTo", "problem.tie.which", name);
    else if (named.isEmpty()) checks.fault("tiedTo", store.like(name).isEmpty() ? "problem.tie.unknown" : "problem.tie.like", name);
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  /** Answers its id. */
  private String declare(Party own, Party other, Relation relation, String note, String by) {
    boolean isTurned = relation.beginsWithOther(own.id(), other.id());
    String from = isTurned ? other.id() : own.id();
    String to = isTurned ? own.id() : other.id();
    String key = relation.kind() + " " + from + " " + to;
    String id = "tie-" + Hash.sha256(key).substring(0, ID_DIGITS);
    Optional<DeclaredTie> before = store.byId(id);
    if (before.filter(one -> one.waitsFor(own.id())).isPresent()) {
      confirm(own, id, by);
      return id;
    }
    if (before.filter(DeclaredTie::stands).isPresent()) return id;
    LocalDate quiet = today().minus(QUIET);
    before.filter(one -> one.state() == DeclaredTie.State.DENIED && !one.refusedBy().equals(own.id()) && one.answered().filter(day -> day.isAfter(quiet)).isPresent()).ifPresent(one -> {
      throw new Problem.Conflict("problem.tie.denied", other.nameSv());
    });
    if (store.count(own.id()).waiting() >= MOST_WAITING) throw new Problem.Conflict("problem.tie.many", MOST_WAITING);
    boolean mails = before.flatMap(DeclaredTie::mailed).filter(day -> day.isAfter(quiet)).isEmpty();
    store.declare(new TieStore.Telling(key, id, from, to, relation.kind(), note, own.id(), by), quiet, mails ? Optional.of(mailing.apply(id)) : Optional.empty(),
        act("tie.declared", own, id, other.id(), relation.kind(), by));
    return id;
  }

  private TieStore.Act act(String type, Party own, String id, String other, String kind, String by) {
    Instant now = clock.instant();
    return new TieStore.Act(ids.next("act-"), Sweden.day(now), now, new Happening(type, own.id(), by, Map.of("tie", id, "other", other, "kind", kind)));
  }

  /**
   * One that a party has a hand in.
   *
   * @throws Problem.NotFound for any other
   */
  DeclaredTie own(Party own, String id) {
    return store.byId(id).filter(one -> one.isOf(own.id())).orElseThrow(Problem.NotFound::new);
  }

  /**
   * Says yes to what the other has told of; a second yes changes nothing.
   *
   * @throws Problem.Conflict where it is gone meanwhile
   */
  void confirm(Party own, String id, String by) {
    DeclaredTie tie = own(own, id);
    boolean isDone = store.confirm(id, own.id(), act("tie.confirmed", own, id, tie.other(own.id()).id(), tie.kind(), by));
    if (!isDone && own(own, id).state() != DeclaredTie.State.CONFIRMED) throw new Problem.Conflict("problem.tie.gone");
  }

  /** Says no to what the other has told of, or takes back what stands; a second time changes nothing. */
  void refuse(Party own, String id, String by) {
    DeclaredTie tie = own(own, id);
    store.refuse(id, own.id(), act(tie.side().equals(own.id()) ? "tie.withdrawn" : "tie.denied", own, id, tie.other(own.id()).id(), tie.kind(), by));
  }

  /** A tie that waits for an answer, for its mail. */
  public Optional<DeclaredTie> open(String id) {
    return store.byId(id).filter(DeclaredTie::isOpen);
  }

  /** How many ties wait for the answer of an organisation. */
  public long toAnswer(String organisation) {
    return store.count(organisation).toAnswer();
  }

  long count(Party own) {
    return store.count(own.id()).all();
  }

  /** What a party has a hand in, what waits for its answer first, then the latest. */
  List<DeclaredTie> page(Party own, int skip, int limit) {
    return store.page(own.id(), skip, limit);
  }

  private LocalDate today() {
    return Sweden.today(clock);
  }
}
