package se.malmo.meet.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.MovedClock;
import se.malmo.meet.TestModels;
import se.malmo.meet.TestScale;
import se.malmo.meet.TestServer;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.casework.CaseQuery.Which;
import se.malmo.meet.casework.CaseQuery.Who;
import se.malmo.meet.casework.Pairing.Sort;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.Cases;
import se.malmo.meet.initiative.SenderKind;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.initiative.Submission;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.MovedWords;
import se.malmo.meet.matching.Profiles;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.vocabulary.VocabularyStore;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** The board, the queues and the clock, against what the log of events says by itself, over random histories. */
class SecondWayTest {
  private static final long SEED = 20261129;
  private static final int STEPS = 30;
  private static final int LOOKED_AT = TestScale.of(15, 10);
  private static final int MOST_CASES = 14;
  private static final List<String> UNITS = List.of("kulturforvaltningen", "miljoforvaltningen", "serviceforvaltningen");
  /** Before Easter, the feasts of May, midsummer, Christmas and New Year, so that answers fall due on them; and twice a change of the clocks. */
  private static final List<String> BEGINNINGS = List.of("2026-03-09", "2026-04-06", "2026-04-20", "2026-05-26", "2026-10-05", "2026-12-01", "2026-12-08", "2027-03-01");
  private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private static final Pattern CARD = Pattern.compile("<p class=\"quiet\">(MM-\\d{4}-\\d+)");

  private static TestServer server;
  private static Graph graph;
  private static EventLog log;
  private static Accounts accounts;
  private static Cases cases;
  private static Desk desk;
  private static CaseLists lists;
  /** Without an event; a working group may take as long as it takes. */
  private static final Map<Status, Integer> DAYS = Map.of(Status.RECEIVED, 4, Status.ASSESSED, 3, Status.ACCEPTED, 5, Status.RUNNING, 2);
  private static Pairings pairings;
  private static final List<Account> AMBASSADORS = new ArrayList<>();
  private static Caller coordinator;

  private Random random;
  private ToldCases told;
  private long heard;
  private int number;
  /** What was really done, by kind, so that a test that tries nothing is found out. */
  private final Set<String> done = new HashSet<>();

  @BeforeAll
  static void start() {
    server = TestServer.empty(CLOCK);
    graph = server.graph();
    log = new EventLog(graph);
    Ids ids = new Ids(CLOCK);
    byte[] key = new byte[32];
    accounts = new Accounts(graph, CLOCK, ids);
    cases = new Cases(graph, log, new Attachments(graph, CLOCK, key), CLOCK, ids);
    List<Forvaltning.Name> names = UNITS.stream().map(one -> new Forvaltning.Name(one, one, one, List.of())).toList();
    MovedWords moved = new MovedWords(new Profiles(TestModels.analyzer(), new Vocabulary(new VocabularyStore(graph, CLOCK), TestModels.analyzer())));
    desk = new Desk(graph, cases, accounts, log, CLOCK, ids, () -> names, moved);
    lists = new CaseLists(graph, CLOCK);
    pairings = new Pairings(graph, cases, desk, CLOCK, ids);
    Map<Status, Integer> set = new HashMap<>(DAYS);
    set.put(Status.WORKING_GROUP, 0);
    new Stalls(graph, CLOCK).set(set, new Caller(Role.COORDINATOR, Optional.empty()));
    coordinator = caller(accounts.make(Role.COORDINATOR, "Kim Koord", Optional.empty(), Set.of(), Optional.empty(), "test"));
    // One alone, two together, and one who is in two places.
    AMBASSADORS.clear();
    for (List<String> one : List.of(List.of("Ada", UNITS.get(0)), List.of("Bo", UNITS.get(0)), List.of("Cia", UNITS.get(1)), List.of("Dan", UNITS.get(2)),
        List.of("Eva", UNITS.get(1), UNITS.get(2)))) {
      AMBASSADORS.add(accounts.make(Role.AMBASSADOR, one.getFirst(), Optional.empty(), Set.copyOf(one.subList(1, one.size())), Optional.empty(), "test"));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Caller caller(Account account) {
    return new Caller(account.role(), account.id(), account.name(), account.forvaltningar());
  }

  @Test
  void board_queues_and_clock_are_what_the_events_say() {
    int histories = TestScale.of(4, 200);
    for (int i = 0; i < histories; i++) history(SEED + i);
    assertThat(done).contains("create", "assign", "notOurs", "change", "extend", "withdraw", "absence", "MERGE", "BUNDLE", "SPLIT", "undo MERGE", "undo BUNDLE", "undo SPLIT", "late", "stalled",
        "silent");
    if (TestScale.IS_THOROUGH) assertThat(done).contains("feast", "deputy");
  }

  private void history(long seed) {
    random = new Random(seed);
    told = new ToldCases();
    graph.write("MATCH (n) WHERE n:Initiative OR n:Pairing OR n:Consent OR n:Suggestion OR n:SealedLink DETACH DELETE n", Map.of());
    CLOCK.move(Duration.between(CLOCK.instant(), Instant.parse(any(BEGINNINGS) + "T05:00:00Z").plusSeconds(random.nextInt(86_400))));
    AMBASSADORS.forEach(one -> accounts.change(one, "test"));
    heard = log.last();
    for (int step = 0; step < STEPS; step++) {
      CLOCK.move(Duration.ofMinutes(random.nextInt(20) == 0 ? random.nextInt(20 * 24 * 60) : random.nextInt(3 * 24 * 60)));
      String what = step < 4 ? "create" : any(List.of("create", "assign", "assign", "assign", "notOurs", "notOurs", "change", "change", "extend", "withdraw", "absence", "pair", "pair", "undo"));
      String as = "seed " + seed + ", step " + step + " (" + what + ", " + CLOCK.instant() + ")";
      try {
        act(what);
      } catch (Problem.Invalid | Problem.NotFound e) {
        // Not for this case: nothing may have changed.
      }
      hear();
      if (step % LOOKED_AT == LOOKED_AT - 1) compare(as);
    }
    AMBASSADORS.forEach(who -> told.all().forEach(one -> assertThat(sees(one.reference, caller(who))).as("seed " + seed + ", " + one.reference + " for " + who.name())
        .isEqualTo(one.isFor(caller(who)))));
    comparePage("seed " + seed);
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void hear() {
    List<EventLog.Event> events = log.since(heard, 1_000);
    if (events.isEmpty()) return;
    heard = events.getLast().sequence();
    graph.read("MATCH (i:Initiative) RETURN i.id AS id, i.reference AS r, coalesce(i.proposed, []) AS proposed", Map.of())
        .forEach(row -> told.know(row.get("id").asString(), row.get("r").asString(), row.get("proposed").asList(one -> one.asString())));
    told.hear(events);
  }

  private void act(String what) {
    switch (what) {
      case "create" -> create();
      case "absence" -> absence();
      case "pair" -> pair();
      case "undo" -> undo();
      default -> act(what, file());
    }
  }

  private void create() {
    if (told.all().size() >= MOST_CASES) return;
    String title = "Idé " + ++number;
    String text = "Vi bakar bröd med skolan. Vi lär också ut bakning. Det är idé nummer " + number + ".";
    Submission.Sender sender = new Submission.Sender("Åsa", SenderKind.BUSINESS, "Ugnen " + number, "asa@ugnen.example", Optional.empty());
    String reference = server.initiatives().submit(new Submission(title, text, sender, Submission.Details.NONE, Choices.NONE), "form " + number).reference();
    // Which the text points to is not what is tried here.
    List<String> proposed = UNITS.stream().filter(one -> random.nextInt(3) == 0).toList();
    graph.write("MATCH (i:Initiative {reference: $r}) SET i.proposed = $proposed", Map.of("r", reference, "proposed", proposed));
    done.add("create");
  }

  private CaseFile file() {
    return desk.file(any(told.all()).reference, coordinator);
  }

  private void act(String what, CaseFile file) {
    Caller who = random.nextInt(3) == 0 ? coordinator : any(readers(file));
    CaseFile seen = desk.file(file.initiative().reference(), who);
    switch (what) {
      case "assign" -> assign(seen, who);
      case "notOurs" -> notOurs(seen, who);
      case "change" -> {
        Status to = any(Arrays.asList(Status.values()));
        desk.act(seen, new Act.Change(to, "Så är det.", Optional.of("Vinnova"), Optional.of(true), Optional.of("Bra."), Optional.empty()), seen.standing().version(), who);
      }
      case "extend" -> {
        LocalDate until = desk.today().plusDays(random.nextInt(60));
        MultiMap fields = MultiMap.caseInsensitiveMultiMap().add("until", until.toString()).add("reason", "Vi väntar.");
        Act extend = ActReader.read(Doing.EXTEND, fields, seen, Set.copyOf(UNITS), desk.today());
        assertThat(((Act.Extend) extend).until()).isEqualTo(ToldCases.open(until));
        desk.act(seen, extend, seen.standing().version(), who);
      }
      default -> cases.withdraw(new Cases.Followed(seen.whole(), seen.sent().orElseThrow(), List.of()));
    }
    done.add(what);
  }

  /** Ambassadors who see it, else the coordinator. */
  private List<Caller> readers(CaseFile file) {
    List<Caller> all = AMBASSADORS.stream().map(SecondWayTest::caller).filter(told.of(file.initiative().id())::isFor).toList();
    return all.isEmpty() ? List.of(coordinator) : all;
  }

  private void assign(CaseFile seen, Caller who) {
    String to = any(who.limit().map(List::copyOf).orElse(UNITS));
    Optional<Account> meant = random.nextBoolean() ? Optional.empty() : Optional.of(any(AMBASSADORS.stream().filter(one -> one.forvaltningar().contains(to)).toList()));
    desk.act(seen, new Act.Assign(to, meant.map(Account::id), ""), seen.standing().version(), who);
    Optional<String> expected = meant.isPresent() ? there(now(meant.get()), new HashSet<>()) : whoever(to);
    assertThat(desk.file(seen.initiative().reference(), coordinator).standing().handler().map(CaseFile.Handler::account)).as("who gets it").isEqualTo(expected);
    if (meant.isPresent() && !expected.equals(meant.map(Account::id))) done.add("deputy");
  }

  private void notOurs(CaseFile seen, Caller who) {
    String from = seen.holders().isEmpty() ? any(UNITS) : any(seen.holders()).id();
    Optional<String> to = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(any(UNITS));
    boolean isSecond = told.of(seen.initiative().id()).moves > 0;
    desk.act(seen, new Act.NotOurs(from, to, "Inte vår."), seen.standing().version(), who);
    Optional<String> expected = isSecond ? Optional.empty() : to.flatMap(this::whoever);
    assertThat(desk.file(seen.initiative().reference(), coordinator).standing().handler().map(CaseFile.Handler::account)).as("who gets it").isEqualTo(expected);
  }

  private static Account now(Account one) {
    return accounts.byId(one.id()).orElseThrow();
  }

  private boolean isAway(Account one) {
    return one.absence().filter(days -> !desk.today().isBefore(days.from()) && !desk.today().isAfter(days.until())).isPresent();
  }

  /** By what the accounts say: themselves, or whoever stands in. */
  private Optional<String> there(Account one, Set<String> asked) {
    if (!asked.add(one.id())) return Optional.empty();
    return isAway(one) ? one.deputy().flatMap(accounts::byId).flatMap(deputy -> there(deputy, asked)) : Optional.of(one.id());
  }

  /** Nobody by name where several could take it and none is away; else the first who can. */
  private Optional<String> whoever(String unit) {
    List<Account> all = AMBASSADORS.stream().map(SecondWayTest::now).filter(one -> one.forvaltningar().contains(unit)).sorted((a, b) -> a.name().compareTo(b.name())).toList();
    if (all.size() > 1 && all.stream().noneMatch(this::isAway)) return Optional.empty();
    return all.stream().flatMap(one -> there(one, new HashSet<>()).stream()).findFirst();
  }

  private void absence() {
    Account one = now(any(AMBASSADORS));
    List<Account> colleagues = AMBASSADORS.stream().filter(other -> !other.id().equals(one.id()) && other.forvaltningar().stream().anyMatch(one.forvaltningar()::contains)).toList();
    LocalDate from = desk.today().plusDays(random.nextInt(4) - 1);
    Optional<Account.Absence> days = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(new Account.Absence(from, from.plusDays(random.nextInt(12))));
    accounts.change(one.away(days, random.nextInt(4) == 0 ? Optional.empty() : Optional.of(any(colleagues).id())), "test");
    done.add("absence");
  }

  private void pair() {
    CaseFile from = file();
    Sort sort = any(Arrays.asList(Sort.values()));
    CaseFile to = sort == Sort.SPLIT ? from : file();
    if (sort == Sort.SPLIT && told.all().size() >= MOST_CASES) return;
    pairings.propose(from, new Pairings.Proposal(sort, to, "Lära ut " + number, "Vi lär också ut bakning.", "Hör ihop."), coordinator);
    for (CaseFile one : List.of(from, to)) {
      if (random.nextInt(8) == 0) continue;
      pairings.asked(one.initiative().id()).forEach(asked -> pairings.answer(one.initiative().id(), asked.id(), random.nextInt(8) > 0, ""));
    }
    Pairing pairing = pairings.of(from).stream().filter(one -> one.state().equals("asked")).findFirst().orElseThrow();
    pairings.carry(from, pairing, versions(pairing), server.initiatives(), coordinator);
    done.add(sort.name());
  }

  private static Pairings.Versions versions(Pairing pairing) {
    return new Pairings.Versions(desk.file(pairing.fromReference(), coordinator).standing().version(), desk.file(pairing.toReference(), coordinator).standing().version());
  }

  private void undo() {
    List<String> carried = graph.read("MATCH (p:Pairing {state: 'carried'}) MATCH (i:Initiative {id: p.from}) RETURN DISTINCT i.reference AS r ORDER BY r", Map.of()).stream()
        .map(row -> row.get("r").asString()).toList();
    if (carried.isEmpty()) return;
    CaseFile file = desk.file(any(carried), coordinator);
    Pairing one = any(pairings.of(file).stream().filter(pairing -> pairing.state().equals("carried") && pairing.from().equals(file.initiative().id())).toList());
    pairings.undo(file, one, versions(one), "Isär igen.", coordinator);
    done.add("undo " + one.sort());
  }

  private void compare(String as) {
    LocalDate today = Sweden.today(CLOCK);
    for (ToldCases.Told one : told.all()) compare(as + ", " + one.reference, one, today);
    for (Caller who : Stream.concat(Stream.of(coordinator), AMBASSADORS.stream().map(SecondWayTest::caller)).toList()) lists(as + ", " + who.name(), who, today);
  }

  private void compare(String as, ToldCases.Told one, LocalDate today) {
    CaseFile file = desk.file(one.reference, coordinator);
    CaseFile.Standing standing = file.standing();
    assertThat(file.status()).as(as).isEqualTo(one.status);
    assertThat(file.holders().stream().map(holder -> holder.id()).collect(Collectors.toSet())).as(as).isEqualTo(one.holders);
    assertThat(standing.handler().map(CaseFile.Handler::account)).as(as).isEqualTo(one.handler);
    assertThat(standing.into()).as(as).isEqualTo(one.into);
    assertThat(file.initiative().answerBy()).as(as).contains(one.due);
    assertThat(standing.first()).as(as).isEqualTo(one.first);
    assertThat(file.isLate(today)).as(as).isEqualTo(one.isLate(today));
    assertThat(standing.version()).as(as).isEqualTo(one.version);
    assertThat(standing.moves()).as(as).isEqualTo(one.moves);
    if (one.isLate(today)) done.add("late");
    if (one.first.filter(day -> one.isAwaited() && day.isBefore(today) && !one.due.isBefore(today)).isPresent()) done.add("silent");
    LocalDate threeWeeks = Sweden.day(one.arrived).plusDays(21);
    if (ToldCases.isFeast(threeWeeks)) done.add("feast");
  }

  private static boolean sees(String reference, Caller who) {
    try {
      desk.file(reference, who);
      return true;
    } catch (Problem.NotFound e) {
      return false;
    }
  }

  private static CaseQuery query(Caller who, Which which) {
    return new CaseQuery(Who.of(who), List.of(Status.values()), Optional.empty(), which, "");
  }

  private static List<String> references(List<CaseList.Line> lines) {
    return lines.stream().map(CaseList.Line::reference).toList();
  }

  private void lists(String as, Caller who, LocalDate today) {
    assertThat(references(lists.mine(who).lines())).as(as + ": queue").isEqualTo(told.queue(who));
    assertThat(lists.mine(who).total()).as(as).isEqualTo(told.queue(who).size());
    if (who.limit().isPresent()) assertThat(references(lists.proposed(who))).as(as + ": proposed").isEqualTo(told.proposed(who));
    CaseList.Columns board = lists.board(query(who, Which.ALL));
    for (Status status : Status.values()) {
      List<String> column = told.column(who, status);
      assertThat(references(board.of(status))).as(as + ": " + status).isEqualTo(column.stream().limit(CaseLists.COLUMN).toList());
      assertThat(board.counts().of(status)).as(as + ": " + status).isEqualTo(column.size());
      board.of(status).forEach(line -> compare(as, line, today));
    }
    assertThat(references(lists.lines(query(who, Which.LATE), 0, 50)).stream().sorted().toList()).as(as + ": late").isEqualTo(told.late(who, today));
    assertThat(board.counts().late()).as(as).isEqualTo(told.late(who, today).size());
    List<String> stalled = told.stalled(who, today, DAYS);
    if (!stalled.isEmpty()) done.add("stalled");
    assertThat(references(lists.lines(query(who, Which.STALLED), 0, 50)).stream().sorted().toList()).as(as + ": stalled").isEqualTo(stalled);
    assertThat(board.counts().stalled()).as(as).isEqualTo(stalled.size());
    assertThat(references(lists.lines(query(who, Which.UNROUTED), 0, 50)).stream().sorted().toList()).as(as + ": unrouted").isEqualTo(told.unrouted(who));
    assertThat(board.counts().unrouted()).as(as).isEqualTo(told.unrouted(who).size());
  }

  private void compare(String as, CaseList.Line line, LocalDate today) {
    ToldCases.Told one = told.all().stream().filter(it -> it.reference.equals(line.reference())).findFirst().orElseThrow();
    assertThat(line.answerBy()).as(as).contains(one.due);
    assertThat(line.isExtended()).as(as).isEqualTo(one.first.isPresent());
    assertThat(line.isLate(today)).as(as).isEqualTo(one.isLate(today));
    assertThat(line.handler()).as(as).isEqualTo(one.handler.map(id -> accounts.byId(id).orElseThrow().name()));
    assertThat(line.forvaltningar().stream().map(holder -> holder.id()).collect(Collectors.toSet())).as(as).isEqualTo(one.holders);
    assertThat(line.last().map(CaseList.Last::type)).as(as).contains(one.last);
    assertThat(line.received()).as(as).isEqualTo(Sweden.day(one.arrived));
  }

  /** The board as it is read. */
  private void comparePage(String as) {
    String page = server.send(HttpRequest.newBuilder(URI.create(server.url("/arenden"))).header("Authorization", "Bearer " + server.token(Role.COORDINATOR))).body();
    String[] columns = page.split("data-status=\"");
    assertThat(columns.length - 1).as(as).isEqualTo(6);
    IntStream.range(1, columns.length).forEach(i -> {
      Status status = Status.of(columns[i].substring(0, columns[i].indexOf('"'))).orElseThrow();
      List<String> cards = CARD.matcher(columns[i]).results().map(card -> card.group(1)).toList();
      assertThat(cards).as(as + ": " + status).isEqualTo(told.column(coordinator, status).stream().limit(CaseLists.COLUMN).toList());
    });
  }
}
