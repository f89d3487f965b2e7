package se.malmo.meet.invitation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.initiative.Initiative;
import se.malmo.meet.invitation.Invitation.State;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;

/** Asking organisations to take part in an initiative: seldom, one at a time by those who may say no, and each answer does one thing that can be taken back. */
public final class Invitations {
  /** So many of one initiative may wait for an answer at once. */
  static final int MOST_OPEN = 5;
  static final Duration TIME_TO_UNDO = Duration.ofDays(14);
  /** After a no for bad timing an organisation is not suggested for the same initiative for so long. */
  static final Duration SNOOZE = Duration.ofDays(90);
  /** The states of an initiative that nobody joins any more. */
  static final List<String> OVER = List.of("referred", "declined", "ended", "withdrawn");
  static final int SHORTEST_DAYS = 3;
  static final int LONGEST_DAYS = 60;
  static final int USUAL_DAYS = 14;
  private static final int BATCH = 500;

  private final InvitationStore store;
  private final Senders senders;
  private final InstantSource clock;
  private final Ids ids;

  public Invitations(Graph graph, InstantSource clock, Ids ids) {
    store = new InvitationStore(graph);
    senders = new Senders(graph, clock, ids);
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * What somebody asks.
   *
   * @param why for passing others by, "" where nobody was
   */
  record Asking(Candidate who, String role, String message, String why, LocalDate until) {}

  /** Who asks: the id of an account with the person's name, or "sender" with that of the sender's organisation. */
  record Asker(String by, String name) {
    static final String SENDER = "sender";

    /** Whether it is one of those who handle the case. */
    boolean isStaff() {
      return !by.equals(SENDER);
    }
  }

  Senders senders() {
    return senders;
  }

  LocalDate today() {
    return Sweden.today(clock);
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Asks somebody; the same filling in again asks once.
   *
   * @param filling names the filling in of the form
   * @throws Problem.Invalid where they do not want to be asked now
   */
  void ask(Initiative initiative, Asking asking, Asker asker, String filling) {
    if (senders.refusedBy(initiative.id()).contains(asking.who().id())) throw new Problem.Invalid("organisation", "problem.invite.now", asking.who().name());
    String id = ids.next("inv-");
    Map<String, Object> properties = Map.of("by", asker.by(), "byName", asker.name(), "role", asking.role(), "message", asking.message(), "why", asking.why(),
        "rank", asking.who().rank(), "cited", asking.who().cited().stream().map(Invitation.Cited::competence).toList(),
        "citedTexts", asking.who().cited().stream().map(Invitation.Cited::text).toList());
    Instant at = clock.instant();
    Map<String, String> details = new HashMap<>(Map.of("other", asking.who().name(), "organisation", asking.who().id(), "invitation", id, "name", asker.name()));
    if (!asking.why().isEmpty()) details.put("override", asking.why());
    boolean isMade = store.make(new InvitationStore.Making(id, filling + " " + asking.who().id(), initiative.id(), asking.who().id(), properties, at, at.minus(Duration.ofDays(7)), asking.until()),
        List.of(new Happening("initiative.invited", initiative.id(), asker.by(), details)));
    boolean isThere = isMade || of(initiative.id()).stream().anyMatch(one -> one.organisation().equals(asking.who().id()) && one.state() == State.OPEN);
    if (!isThere) throw new Problem.Invalid("organisation", "problem.invite.now", asking.who().name());
  }

  List<Invitation> of(String initiative) {
    return store.ofInitiative(initiative);
  }

  public Optional<Invitation> byId(String id) {
    return id.startsWith("inv-") ? store.byId(id) : Optional.empty();
  }

  /** One that waits for an answer, for its mail. */
  public Optional<Invitation> open(String id) {
    return byId(id).filter(one -> one.isOpen(today()));
  }

  List<Invitation> to(Set<String> organisations, int skip, int limit) {
    return store.ofOrganisations(List.copyOf(organisations), false, today(), skip, limit);
  }

  long count(Set<String> organisations) {
    return store.count(List.copyOf(organisations), false, today());
  }

  /** How many wait for an answer of theirs. */
  public long open(Set<String> organisations) {
    return organisations.isEmpty() ? 0 : store.count(List.copyOf(organisations), true, today());
  }

  /**
   * The organisations that are not to be suggested for an initiative: who is in it, who has a conflict, who has said that the time is wrong, for a while, and who does
   * not want to hear from its sender.
   */
  public Set<String> aside(String initiative) {
    Instant now = clock.instant();
    Stream<String> declined = of(initiative).stream().filter(one -> one.state() == State.DECLINED).filter(one -> one.answered().filter(answer -> stands(answer, now)).isPresent())
        .map(Invitation::organisation);
    return Stream.of(declined, store.taking(initiative).stream(), senders.refusedBy(initiative).stream()).flatMap(one -> one).collect(Collectors.toSet());
  }

  private static boolean stands(Invitation.Answered answer, Instant now) {
    return answer.reason().filter(reason -> reason == Declining.CONFLICT || reason == Declining.BAD_TIMING && answer.at().plus(SNOOZE).isAfter(now)).isPresent();
  }

  /** What those who were asked did not understand, for the one who wrote it. */
  public List<String> unclear(String initiative) {
    return of(initiative).stream().filter(one -> one.state() == State.DECLINED).flatMap(one -> one.answered().stream())
        .filter(answer -> answer.reason().filter(Declining.UNCLEAR_TEXT::equals).isPresent()).map(Invitation.Answered::word).toList();
  }

  /**
   * Says yes.
   *
   * @param by the id of the account
   * @throws Problem.Conflict where it is not open any more
   */
  void accept(Invitation invitation, String word, String by) {
    String act = ids.next("act-");
    Instant at = clock.instant();
    Map<String, Object> properties = Map.of("word", word, "answeredAt", at.atZone(ZoneOffset.UTC), "answeredBy", by);
    if (!store.answer(change(invitation, act, State.ACCEPTED, properties, at), Optional.empty(), today(), List.of(told("accepted", invitation, act, by, word)))) throw over();
  }

  /**
   * A no.
   *
   * @param pausedUntil the day that they name where they have no time
   * @param wrong the competence that is not theirs where that is the reason
   */
  record No(Declining reason, String word, Optional<LocalDate> pausedUntil, String wrong) {}

  /** Says no; changes what the reason says and nothing else. */
  void decline(Invitation invitation, No no, String by) {
    String act = ids.next("act-");
    Instant at = clock.instant();
    Map<String, Object> properties = new HashMap<>(Map.of("reason", no.reason().code(), "word", no.word(), "answeredAt", at.atZone(ZoneOffset.UTC), "answeredBy", by));
    no.pausedUntil().ifPresent(day -> properties.put("pausedUntil", day));
    if (!no.wrong().isEmpty()) properties.put("wrong", no.wrong());
    Happening learnt = new Happening("organisation.declined", invitation.organisation(), by, Map.of("act", act, "because", no.reason().code(), "initiative", invitation.about().id(),
        "wrong", no.wrong(), "until", no.pausedUntil().map(LocalDate::toString).orElse("")));
    if (!store.answer(change(invitation, act, State.DECLINED, properties, at), Optional.of(no.reason()), today(), List.of(told("declined", invitation, act, by, ""), learnt))) throw over();
  }

  private InvitationStore.Change change(Invitation invitation, String act, State to, Map<String, Object> properties, Instant at) {
    return new InvitationStore.Change(invitation.id(), act, List.of(State.OPEN), to, properties, Optional.of(today()), at);
  }

  private static Problem.Conflict over() {
    return new Problem.Conflict("problem.invite.over");
  }

  private static Happening told(String what, Invitation invitation, String act, String by, String word) {
    return new Happening("initiative.invitation-" + what, invitation.about().id(), by, Map.of("other", invitation.organisationName(), "invitation", invitation.id(), "act", act, "reason", word));
  }

  /** Takes an answer back: all stands as it stood, and the invitation waits again. */
  void undo(Invitation invitation, String by) {
    if (!invitation.isUndoable(now())) throw new Problem.Conflict("problem.invite.undo");
    String act = ids.next("act-");
    Happening learnt = new Happening("organisation.answer-undone", invitation.organisation(), by, Map.of("act", act, "initiative", invitation.about().id()));
    LocalDate until = Stream.of(invitation.until(), today().plusDays(SHORTEST_DAYS)).max(LocalDate::compareTo).orElseThrow();
    if (!store.undo(new InvitationStore.Change(invitation.id(), act, List.of(State.ACCEPTED, State.DECLINED), State.OPEN, Map.of("until", until), Optional.empty(), clock.instant()),
        List.of(told("undone", invitation, act, by, ""), learnt))) throw over();
  }

  /** Takes the question back before it is answered. */
  void withdraw(Invitation invitation, String by) {
    String act = ids.next("act-");
    if (!store.change(change(invitation, act, State.WITHDRAWN, Map.of(), clock.instant()), List.of(), List.of(told("withdrawn", invitation, act, by, "")))) throw over();
  }

  /** Writes down which nobody answered in time, so that those who asked hear of it; tells how many. */
  public int lapse() {
    int all = 0;
    // A batch of which none could be changed has been changed by somebody else, or cannot be.
    for (int done = lapsed(); done > 0; done = lapsed()) all += done;
    return all;
  }

  private int lapsed() {
    List<Invitation> due = store.due(today(), BATCH);
    if (due.isEmpty()) return 0;
    String act = ids.next("act-");
    return store.lapse(due.stream().map(Invitation::id).toList(), act, clock.instant(), due.stream().map(one -> told("lapsed", one, act, "meet-malmo", "")).toList());
  }
}
