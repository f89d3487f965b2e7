package se.malmo.meet.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.malmo.meet.casework.Stalls;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.AnswerDate;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.notice.Delivery.Made;
import se.malmo.meet.notice.DigestStore.Found;
import se.malmo.meet.notice.DigestStore.Whose;
import se.malmo.meet.notice.Rules.Matter;
import se.malmo.meet.notice.Rules.When;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Role;

/** What is told once a day, on days when offices are open: to those who handle cases all in one mail, to followers what is new. */
public final class Digests {
  /** When the day's mails are made, in Sweden. */
  static final LocalTime HOUR = LocalTime.of(7, 0);
  /** An answer that is due within so many days is due soon. */
  static final int SOON_DAYS = 5;
  private static final String CURSOR = "day";
  /** Who has never had a digest hears of what is so old at most. */
  private static final Duration FIRST_LOOKS_BACK = Duration.ofDays(7);
  /** Of reminders that somebody wants one by one. */
  private static final int MOST_SINGLE = 50;

  private final DigestStore store;
  private final Outbox outbox;
  private final Accounts accounts;
  private final RuleBook rules;
  private final Follows follows;
  private final Stalls stalls;
  private final AmbassadorNews ambassadors;

  public Digests(Graph graph, Outbox outbox, Accounts accounts, RuleBook rules, Follows follows, Stalls stalls, AmbassadorNews ambassadors) {
    this.stalls = stalls;
    this.ambassadors = ambassadors;
    store = new DigestStore(graph);
    this.outbox = outbox;
    this.accounts = accounts;
    this.rules = rules;
    this.follows = follows;
  }

  /** Begins with the next morning. */
  public void begin() {
    outbox.store().begin(CURSOR, follows.newest(), outbox.today());
  }

  /** Makes the day's mails where it is time and nobody has. */
  void pass() {
    LocalDate today = outbox.today();
    OutboxStore.Cursor done = outbox.store().cursor(CURSOR).orElseThrow();
    boolean isTime = LocalTime.ofInstant(outbox.now(), Sweden.ZONE).compareTo(HOUR) >= 0;
    if (isTime && done.day().isBefore(today) && AnswerDate.workingDay(today).equals(today)) make();
  }

  /** Makes the day's mails; those of one day are made once, however often it is asked for. */
  void make() {
    LocalDate today = outbox.today();
    OutboxStore.Cursor done = outbox.store().cursor(CURSOR).orElseThrow();
    Map<String, Rules> all = rules.all();
    List<Made> made = new ArrayList<>();
    readers().forEach((reader, covers) -> made.addAll(ofDay(reader, covers, all.getOrDefault(reader.id(), Rules.USUAL), today)));
    outbox.make(made);
    long newest = follows.newest();
    follows.tell(done.sequence(), newest, today);
    outbox.store().dayDone(today, newest);
  }

  /** Who is there, with the accounts whose work is theirs today: their own, and those they stand in for. */
  private Map<Account, Set<String>> readers() {
    Map<Account, Set<String>> readers = new HashMap<>();
    for (Account one : rules.readers()) {
      accounts.present(one).filter(there -> there.email().isPresent()).ifPresent(there -> readers.computeIfAbsent(there, it -> new HashSet<>()).add(one.id()));
    }
    return readers;
  }

  private List<Made> ofDay(Account reader, Set<String> covers, Rules wanted, LocalDate today) {
    List<Made> made = new ArrayList<>();
    if (wanted.hasDigest()) made.add(new Made("digest " + reader.id() + " " + today, Kind.DIGEST, reader.id(), "", 0, covers));
    Whose whose = whose(reader, covers, wanted);
    if (wanted.of(Matter.DUE) == When.NOW) made.addAll(single(Kind.DUE, reader, store.due(whose, today, today.plusDays(SOON_DAYS), MOST_SINGLE)));
    if (wanted.of(Matter.LATE) == When.NOW) made.addAll(single(Kind.LATE, reader, store.late(whose, today, MOST_SINGLE)));
    if (wanted.of(Matter.STALLED) == When.NOW) made.addAll(singleStalled(reader, whose));
    return made;
  }

  /** Once for each day that an answer is due on: one that was put off is told of anew. */
  private static List<Made> single(Kind kind, Account reader, Found found) {
    return found.rows().stream().map(row -> new Made(kind.code() + " " + row.id() + " " + reader.id() + " " + row.answerBy().map(LocalDate::toString).orElse(""), kind,
        reader.id(), row.id(), 0, Set.of(reader.id()))).toList();
  }

  /** Once for each stand-still. */
  private List<Made> singleStalled(Account reader, Whose whose) {
    Map<String, Long> still = still();
    return store.stalled(whose, reader.id(), still, MOST_SINGLE).rows().stream().map(row -> new Made(Kind.STALLED.code() + " " + row.id() + " " + reader.id() + " " + still.get(row.id()),
        Kind.STALLED, reader.id(), row.id(), still.get(row.id()), Set.of(reader.id()))).toList();
  }

  /** The cases that stand still, each with the number of its last event. */
  private Map<String, Long> still() {
    return stalls.now().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().event()));
  }

  /** Whether nothing has happened to a case since an event, and for too long. */
  boolean standsStill(String id, long event) {
    return Long.valueOf(event).equals(still().get(id));
  }

  /** What is noted when a mail has left: that its reader has been told of these stand-stills. */
  List<Graph.Statement> told(Delivery delivery) {
    if (delivery.kind() == Kind.STALLED) return List.of(DigestStore.markStalled(delivery.subject(), delivery.recipient(), delivery.event(), outbox.now()));
    return accounts.byId(delivery.recipient()).filter(reader -> rules.of(reader.id()).of(Matter.STALLED) == When.DIGEST)
        .map(reader -> DigestStore.markStalled(whose(reader, delivery.covers(), rules.of(reader.id())), reader.id(), still(), outbox.now())).stream().toList();
  }

  /** Forgets what was told of cases that nobody works with any more; tells how many times. */
  public int purge() {
    return store.forgetStalled(Stalls.STEPS.stream().map(Status::code).toList());
  }

  private Whose whose(Account reader, Set<String> covers, Rules wanted) {
    Set<String> own = covers.stream().flatMap(id -> accounts.byId(id).stream()).flatMap(one -> one.forvaltningar().stream()).collect(Collectors.toSet());
    return new Whose(reader.role() == Role.COORDINATOR, covers, own, wanted.of(Matter.ASSIGNED) == When.DIGEST);
  }

  /** What a digest has to say. */
  record Daily(Found late, Found due, Found fresh, Found stalled, Found replied, AmbassadorNews.Daily ambassador) {
    boolean isEmpty() {
      return cases() == 0 && ambassador.isEmpty();
    }

    long cases() {
      return late.total() + due.total() + fresh.total() + stalled.total() + replied.total();
    }
  }

  /** What is so now: what has been done since is left out. */
  Daily now(Account reader, Set<String> covers, Rules wanted) {
    LocalDate today = outbox.today();
    Whose whose = whose(reader, covers, wanted);
    Instant since = outbox.store().lastSent(reader.id(), Kind.DIGEST).orElse(outbox.now().minus(FIRST_LOOKS_BACK));
    return new Daily(wanted.of(Matter.LATE) == When.DIGEST ? store.late(whose, today, DigestStore.LINES) : Found.NONE,
        wanted.of(Matter.DUE) == When.DIGEST ? store.due(whose, today, today.plusDays(SOON_DAYS), DigestStore.LINES) : Found.NONE,
        wanted.of(Matter.FRESH) == When.DIGEST || whose.told() ? store.fresh(whose, since, today) : Found.NONE,
        wanted.of(Matter.STALLED) == When.DIGEST ? store.stalled(whose, reader.id(), still(), DigestStore.LINES) : Found.NONE,
        wanted.of(Matter.REPLIED) == When.DIGEST ? store.replied(whose, since, today) : Found.NONE, ambassadors.now(reader, covers, wanted));
  }

  /** Whether a case still waits for one of these accounts. */
  boolean stillWaits(CaseFacts facts, Account reader, Set<String> covers) {
    return facts.awaitsAnswer() && isOf(facts, reader, covers);
  }

  /** Whether a case is the work of one of these accounts. */
  boolean isOf(CaseFacts facts, Account reader, Set<String> covers) {
    return reader.role() == Role.COORDINATOR || covers.contains(facts.handler()) || reader.id().equals(facts.handler())
        || facts.handler().isEmpty() && facts.forvaltningar().stream().anyMatch(reader.forvaltningar()::contains);
  }

  static boolean isSoon(LocalDate answerBy, LocalDate today) {
    return !answerBy.isBefore(today) && !answerBy.isAfter(today.plusDays(SOON_DAYS));
  }
}
