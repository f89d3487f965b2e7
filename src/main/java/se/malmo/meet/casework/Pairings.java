package se.malmo.meet.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.casework.Pairing.Sort;
import se.malmo.meet.initiative.Cases;
import se.malmo.meet.initiative.Consents;
import se.malmo.meet.initiative.Initiative;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.matching.Relation;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Caller;

/** Cases that are merged, run together or parted: proposed by a person, agreed to by every sender, carried out by a person, and taken back. */
public final class Pairings implements Consents {
  /** So long a sender has to answer. */
  static final Duration TIME_TO_ANSWER = Duration.ofDays(14);
  /** What a sender cannot be untold. */
  private static final List<String> SETTLED = Stream.of("accepted", "referred", "declined", "working-group", "running", "ended", "withdrawn", "merged")
      .map(one -> "initiative." + one).toList();

  private final PairingStore store;
  private final Cases cases;
  private final Desk desk;
  private final InstantSource clock;
  private final Ids ids;

  public Pairings(Graph graph, Cases cases, Desk desk, InstantSource clock, Ids ids) {
    store = new PairingStore(graph);
    this.cases = cases;
    this.desk = desk;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * What somebody proposes.
   *
   * @param other the other case; the same for a split
   */
  record Proposal(Sort sort, CaseFile other, String title, String part, String reason) {}

  Instant now() {
    return clock.instant();
  }

  List<Pairing> of(CaseFile file) {
    return store.of(file.initiative().id());
  }

  List<PairingStore.Related> related(CaseFile file) {
    return store.related(file.initiative().id());
  }

  /**
   * Whether somebody may join this case with others: who coordinates, and whose case it is.
   *
   * @throws Problem.NotFound for whoever else looks on
   */
  void allow(CaseFile file, Caller caller) {
    if (!file.isHeldBy(caller)) throw new Problem.NotFound();
  }

  private void free(CaseFile file, Caller caller, String field) {
    desk.tie(caller.account(), file).ifPresent(name -> {
      throw new Problem.Invalid(field, name.isEmpty() ? "problem.conflict.sender" : "problem.conflict.self", name);
    });
  }

  /** Asks the senders. */
  void propose(CaseFile file, Proposal proposal, Caller caller) {
    CaseFile other = proposal.other();
    free(file, caller, "reason");
    free(other, caller, "other");
    if (proposal.sort() != Sort.SPLIT && isSame(file, other)) throw new Problem.Invalid("other", "problem.pair.same");
    for (CaseFile one : List.of(file, other)) {
      String field = one == file ? "reason" : "other";
      if (one.standing().into().isPresent() || Transitions.isOver(one.status())) throw new Problem.Invalid(field, "problem.pair.over", one.initiative().reference());
      if (one.sent().filter(sent -> !sent.sender().email().isBlank()).isEmpty()) throw new Problem.Invalid(field, "problem.pair.nobody", one.initiative().reference());
      if (store.of(one.initiative().id()).stream().anyMatch(pairing -> pairing.isOpen(now()))) throw new Problem.Invalid(field, "problem.pair.open", one.initiative().reference());
    }
    if (proposal.sort() == Sort.MERGE && !Transitions.awaitsAnswer(file.status())) throw new Problem.Invalid("reason", "problem.pair.answered");
    Instant at = clock.instant();
    Instant lapses = at.plus(TIME_TO_ANSWER);
    List<String> authors = Stream.of(file, other).map(one -> one.initiative().id()).distinct().toList();
    Map<String, Object> properties = Map.of("sort", proposal.sort().code(), "from", file.initiative().id(), "to", other.initiative().id(), "title", proposal.title(),
        "part", proposal.part(), "reason", proposal.reason(), "by", caller.account(), "name", caller.name());
    store.propose(ids.next("pair-"), properties, authors, at, lapses, Stream.of(file, other).distinct().map(one -> {
      Map<String, String> details = details(one == file ? other : file, caller, proposal.reason());
      details.put("until", Sweden.day(lapses).toString());
      return new Happening("initiative.asked", one.initiative().id(), caller.account(), details);
    }).toList());
  }

  private static boolean isSame(CaseFile one, CaseFile other) {
    return one.initiative().id().equals(other.initiative().id());
  }

  private static Map<String, String> details(CaseFile other, Caller caller, String reason) {
    return details(Map.of("other", other.initiative().reference()), caller, reason);
  }

  private static Map<String, String> details(Map<String, String> own, Caller caller, String reason) {
    Map<String, String> details = new HashMap<>(Map.of("name", caller.name(), "role", caller.role().code(), "reason", reason));
    details.putAll(own);
    return details;
  }

  /** One that belongs to a case. */
  Pairing pairing(CaseFile file, String id) {
    return of(file).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(Problem.NotFound::new);
  }

  /** Takes a proposal back before it is carried out. */
  void drop(CaseFile file, Pairing pairing, Caller caller) {
    free(file, caller, "reason");
    store.drop(pairing.id(), clock.instant(), List.of(new Happening("case.pairing-dropped", file.initiative().id(), caller.account())));
  }

  /**
   * What two people have seen of both cases.
   *
   * @param from the version of the case that is merged, bundled or parted
   */
  record Versions(int from, int to) {}

  /**
   * Carries out what all have agreed to.
   *
   * @throws Desk.Stale where one of the cases has changed since it was seen
   */
  void carry(CaseFile file, Pairing pairing, Versions versions, Initiatives initiatives, Caller caller) {
    CaseFile from = side(pairing.fromReference(), file, caller);
    CaseFile to = side(pairing.toReference(), file, caller);
    if (!pairing.standing(now()).equals("agreed")) throw new Problem.Invalid("reason", "problem.pair.agreed");
    if (Stream.of(from, to).anyMatch(one -> one.standing().into().isPresent() || Transitions.isOver(one.status()))
        || pairing.sort() == Sort.MERGE && !Transitions.awaitsAnswer(from.status())) throw new Problem.Invalid("reason", "problem.pair.over", pairing.fromReference());
    String act = ids.next("act-");
    Map<String, Object> properties = switch (pairing.sort()) {
      case MERGE -> Map.of("mergedInto", pairing.toReference());
      case BUNDLE -> Map.of("bundledUnder", pairing.toReference());
      case SPLIT -> Map.of();
    };
    List<Graph.Statement> more = new ArrayList<>();
    List<Happening> told = new ArrayList<>();
    if (pairing.sort() == Sort.SPLIT) {
      Initiatives.Part part = initiatives.part(from.initiative(), from.sent().orElseThrow().sender(), pairing.title(), pairing.part(), act);
      more.addAll(part.statements());
      more.add(PairingStore.part(pairing.id(), act, part.id()));
      told.add(new Happening("initiative.parted", pairing.from(), caller.account(), details(Map.of("part", part.id()), caller, pairing.reason())));
    } else {
      told.add(happening(pairing.sort() == Sort.MERGE ? "joined" : "bundled", to, from, caller, pairing.reason()));
      told.add(happening(pairing.sort() == Sort.MERGE ? "merged" : "bundled", from, to, caller, pairing.reason()));
    }
    if (!store.carry(new PairingStore.Step(pairing.id(), act, "asked", "carried", versions.from(), versions.to(), properties, List.of(), List.of()), more, clock.instant(), told)) {
      throw new Desk.Stale();
    }
  }

  private static Happening happening(String type, CaseFile of, CaseFile other, Caller caller, String reason) {
    return new Happening("initiative." + type, of.initiative().id(), caller.account(), details(other, caller, reason));
  }

  /** The other side too must be one that the person sees and has no tie to. */
  private CaseFile side(String reference, CaseFile file, Caller caller) {
    CaseFile side = reference.equals(file.initiative().reference()) ? file : desk.file(reference, caller);
    free(side, caller, "reason");
    return side;
  }

  /**
   * Takes it back: both cases stand as they stood, with all that has happened to each.
   *
   * @throws Problem.Invalid naming what has happened since that cannot be untold
   */
  void undo(CaseFile file, Pairing pairing, Versions versions, String reason, Caller caller) {
    CaseFile from = side(pairing.fromReference(), file, caller);
    CaseFile to = side(pairing.toReference(), file, caller);
    if (!pairing.state().equals("carried")) throw new Problem.Invalid("reason", "problem.pair.carried");
    List<String> watched = switch (pairing.sort()) {
      case MERGE -> List.of(pairing.from(), pairing.to());
      case BUNDLE -> List.of();
      case SPLIT -> List.of(pairing.made());
    };
    store.since(watched, SETTLED, pairing.sequence()).ifPresent(settled -> {
      throw new Problem.Invalid("reason", "problem.pair.settled." + settled.type().substring("initiative.".length()), settled.reference());
    });
    String act = ids.next("act-");
    Map<String, Object> properties = new HashMap<>();
    if (pairing.sort() == Sort.MERGE) properties.put("mergedInto", null);
    if (pairing.sort() == Sort.BUNDLE) properties.put("bundledUnder", null);
    List<Graph.Statement> more = pairing.sort() == Sort.SPLIT ? List.of(PairingStore.joinPart(pairing.id(), act)) : List.of();
    List<Happening> told = new ArrayList<>();
    if (pairing.sort() == Sort.SPLIT) {
      // The part has pages of its own, which tell where it goes on.
      told.add(new Happening("initiative.joined", pairing.from(), caller.account(), details(Map.of("other", pairing.madeReference()), caller, reason)));
      told.add(new Happening("initiative.merged", pairing.made(), caller.account(), details(Map.of("other", pairing.fromReference()), caller, reason)));
    } else {
      told.add(happening("unpaired", to, from, caller, reason));
      told.add(happening("unpaired", from, to, caller, reason));
    }
    if (!store.carry(new PairingStore.Step(pairing.id(), act, "carried", "undone", versions.from(), versions.to(), properties, watched, SETTLED), more, clock.instant(), told)) {
      throw new Desk.Stale();
    }
  }

  void relate(CaseFile file, CaseFile other, Relation relation, String reason, Caller caller) {
    free(file, caller, "reason");
    free(other, caller, "other");
    if (isSame(file, other)) throw new Problem.Invalid("other", "problem.pair.same");
    store.relate(file.initiative().id(), other.initiative().id(), relation.code(), caller.account(), reason, clock.instant(),
        List.of(happening("related", file, other, caller, reason), happening("related", other, file, caller, reason)));
  }

  void unrelate(CaseFile file, CaseFile other, String relation, Caller caller) {
    free(file, caller, "reason");
    store.unrelate(file.initiative().id(), other.initiative().id(), relation, clock.instant(),
        List.of(happening("unrelated", file, other, caller, ""), happening("unrelated", other, file, caller, "")));
  }

  @Override
  public List<Asked> asked(String id) {
    Instant now = clock.instant();
    return store.of(id).stream().filter(one -> one.standing(now).equals("asked") && one.answers().stream().anyMatch(its -> its.initiative().equals(id) && its.answer().isEmpty()))
        .map(one -> {
          String reference = one.answers().stream().filter(its -> its.initiative().equals(id)).findFirst().orElseThrow().reference();
          String other = one.sort() == Sort.SPLIT ? "" : one.other(reference);
          String title = other.isEmpty() ? one.title() : cases.whole(other).map(Initiative.Whole::initiative).map(Initiative::title).orElse("");
          return new Asked(one.id(), one.sort().code() + (one.from().equals(id) || one.sort() == Sort.BUNDLE ? "" : ".into"), other, title, one.part(), one.reason(),
              Sweden.day(one.lapses()));
        }).toList();
  }

  @Override
  public Optional<String> continues(String id) {
    return store.into(id);
  }

  @Override
  public boolean answer(String id, String asked, boolean isYes, String word) {
    String act = ids.next("act-");
    Happening told = new Happening(isYes ? "initiative.agreed" : "initiative.disagreed", id, "sender", Map.of("act", act, "reason", word));
    return asked.startsWith("pair-") && store.answer(asked, id, act, isYes, word, clock.instant(), told);
  }
}
