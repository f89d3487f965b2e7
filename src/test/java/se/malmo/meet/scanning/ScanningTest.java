package se.malmo.meet.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.MovedClock;
import se.malmo.meet.TestModels;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Lookup;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.TestGraph;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.vocabulary.VocabularyStore;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** What the city notices, over the graph: signals, feeds with a clock that is moved, meetings. */
class ScanningTest {
  private static final Caller MILJO = new Caller(Role.AMBASSADOR, "acc-1", "Åsa", Set.of("miljo"));
  private static final Caller KULTUR = new Caller(Role.AMBASSADOR, "acc-2", "Bo", Set.of("kultur"));
  private static final Caller COORDINATOR = new Caller(Role.COORDINATOR, "acc-3", "Cim", Set.of());
  private static final List<String> ALL = List.of("miljo", "kultur");
  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T08:00:00Z"));
  private Graph graph;
  private Scanning scanning;
  private FeedServer server;
  private int filling;

  @BeforeEach
  void a_small_city() {
    graph = TestGraph.fresh();
    server = new FeedServer();
    Vocabulary vocabulary = new Vocabulary(new VocabularyStore(graph, clock), TestModels.analyzer());
    vocabulary.save(List.of(competence("vatten", "vattenmiljö", List.of()), competence("badvatten", "badvattenkvalitet", List.of("vatten")), competence("matsvinn", "matsvinn", List.of()),
        competence("bibliotek", "bibliotek", List.of())));
    graph.write("UNWIND [['miljo', 'Miljöförvaltningen'], ['kultur', 'Kulturförvaltningen']] AS f CREATE (:Forvaltning {id: f[0], name: f[1], nameEn: f[1]})", Map.of());
    graph.write("CREATE (:Organisation {id: 'org-1', name: 'Bryggan AB', nameKey: 'bryggan ab'}), (:Organisation {id: 'org-2', name: 'Kajen', nameKey: 'kajen'})", Map.of());
    scanning = made();
  }

  @AfterEach
  void close() {
    scanning.close();
    server.close();
  }

  private Scanning made() {
    Vocabulary vocabulary = new Vocabulary(new VocabularyStore(graph, clock), TestModels.analyzer());
    return new Scanning(graph, vocabulary, TestModels.analyzer(), clock, new Ids(clock), new FeedFetcher(true, 3, new Lookup(true)));
  }

  private static Competence competence(String id, String label, List<String> broader) {
    return new Competence(id, label, label + " (en)", List.of(), List.of(), broader, List.of());
  }

  private static MultiMap fields(String title, String... more) {
    MultiMap fields = MultiMap.caseInsensitiveMultiMap().set("title", title);
    for (int i = 0; i < more.length; i += 2) fields.add(more[i], more[i + 1]);
    return fields;
  }

  private Understanding understood(MultiMap fields) {
    return Understanding.of(fields.get("title"), "", fields, Language.SWEDISH, scanning.reader());
  }

  private String note(Caller by, MultiMap fields) {
    List<String> own = by.limit().map(List::copyOf).orElse(ALL);
    return scanning.signals().note(Entry.parse(fields, own, understood(fields)), "filling " + ++filling, by);
  }

  private String note(Caller by, String title) {
    return note(by, fields(title));
  }

  private Set<String> concepts(String id) {
    Set<String> ids = new HashSet<>();
    scanning.signals().byId(id).concepts().forEach(one -> ids.add(one.id()));
    return ids;
  }

  private void initiative(String reference, String status, String holder, String... needs) {
    graph.write("""
        CREATE (i:Initiative {id: 'ini-' + $reference, reference: $reference, title: 'Ärende ' + $reference, status: $status, language: 'sv', date: datetime($at)})
        WITH i MATCH (f:Forvaltning {id: $holder}) CREATE (i)-[:ROUTED_TO]->(f)
        WITH i UNWIND $needs AS need MATCH (c:Competence {id: need}) CREATE (i)-[:NEEDS {weight: 1.0}]->(c)""",
        Map.of("reference", reference, "status", status, "holder", holder, "needs", List.of(needs), "at", clock.instant().toString()));
  }

  private List<String> types() {
    return new EventLog(graph).since(0, 1_000).stream().map(EventLog.Event::type).filter(type -> !type.equals(Vocabulary.CHANGED)).toList();
  }

  @Test
  void a_title_is_enough_and_its_concepts_are_read() {
    String id = note(MILJO, "Köpenhamn mäter badvattenkvalitet varje timme");
    Signal signal = scanning.signals().byId(id);
    assertThat(signal.forvaltning().nameSv()).isEqualTo("Miljöförvaltningen");
    assertThat(concepts(id)).containsExactly("badvatten");
    assertThat(types()).containsExactly("signal.logged");
    assertThat(graph.read("MATCH (s:Signal)-[n:NOTED_BY]->(f) RETURN f.id AS f, n.source AS s, toString(n.since) AS d", Map.of()).getFirst().asMap())
        .isEqualTo(Map.of("f", "miljo", "s", "page", "d", "2026-03-02"));
  }

  @Test
  void what_is_unticked_is_left_out_and_what_is_typed_is_added() {
    MultiMap fields = fields("Badvattenkvalitet och matsvinn", "shown", "badvatten", "shown", "matsvinn", "concept", "matsvinn", "words", "bibliotek, matsvinn");
    assertThat(understood(fields).choices().stream().filter(Understanding.Choice::isChosen).map(one -> one.concept().id())).containsExactlyInAnyOrder("matsvinn", "bibliotek");
    assertThat(concepts(note(MILJO, fields))).containsExactlyInAnyOrder("matsvinn", "bibliotek");
  }

  @Test
  void each_fault_names_its_field() {
    assertThatThrownBy(() -> note(COORDINATOR, fields("  ", "link", "javascript:alert(1)", "words", "blorpgnast")))
        .isInstanceOfSatisfying(Problem.Invalid.class, e -> assertThat(e.fields()).extracting(Problem.Field::field).containsExactly("title", "link", "forvaltning", "words"));
    assertThatThrownBy(() -> note(MILJO, fields("Matsvinn", "forvaltning", "kultur"))).isInstanceOfSatisfying(Problem.Invalid.class,
        e -> assertThat(e.fields()).extracting(Problem.Field::field).containsExactly("forvaltning"));
    assertThatThrownBy(() -> note(MILJO, "x".repeat(201))).isInstanceOf(Problem.Invalid.class);
    assertThat(types()).isEmpty();
  }

  @Test
  void the_same_form_twice_is_one_signal() {
    MultiMap fields = fields("Matsvinn i Oslo");
    Entry entry = Entry.parse(fields, List.of("miljo"), understood(fields));
    String first = scanning.signals().note(entry, "same", MILJO);
    assertThat(scanning.signals().note(entry, "same", MILJO)).isEqualTo(first);
    assertThat(scanning.signals().count(new SignalStore.Query("", ""))).isEqualTo(1);
    assertThat(types()).containsExactly("signal.logged");
  }

  @Test
  void two_forvaltningar_that_note_the_same_concept_both_see_it() {
    String mine = note(MILJO, "Matsvinn minskar i Lund");
    String other = note(KULTUR, "Bibliotek lånar ut burkar mot matsvinn");
    note(KULTUR, "Bibliotek öppnar på natten");
    assertThat(also(mine)).extracting(Signal.Also::signal).containsExactly(other);
    assertThat(also(mine).getFirst().forvaltning().nameSv()).isEqualTo("Kulturförvaltningen");
    assertThat(also(other)).extracting(Signal.Also::signal).containsExactly(mine);
    clock.move(Signals.TIMELY.plusDays(1));
    assertThat(also(mine)).isEmpty();
  }

  private List<Signal.Also> also(String id) {
    return scanning.signals().also(List.of(scanning.signals().byId(id))).get(id);
  }

  @Test
  void a_signal_is_shown_on_the_open_cases_that_it_touches_and_on_no_others() {
    initiative("MM-1", "assessed", "miljo", "matsvinn", "badvatten");
    initiative("MM-2", "running", "kultur", "matsvinn");
    initiative("MM-3", "declined", "miljo", "matsvinn");
    initiative("MM-4", "received", "miljo", "bibliotek");
    String one = note(MILJO, "Matsvinn i Gent");
    String both = note(KULTUR, "Badvattenkvalitet och matsvinn");
    assertThat(scanning.signals().touching("ini-MM-1")).extracting(touching -> touching.signal().id()).containsExactly(both, one);
    assertThat(scanning.signals().touching("ini-MM-1").getFirst().shared()).extracting(Concept::id).containsExactlyInAnyOrder("badvatten", "matsvinn");
    assertThat(scanning.signals().touching("ini-MM-3")).isEmpty();
    assertThat(scanning.signals().touching("ini-MM-4")).isEmpty();
    assertThat(touched(one, COORDINATOR)).containsExactlyInAnyOrder("MM-1", "MM-2");
    assertThat(touched(one, MILJO)).containsExactly("MM-1");
    for (int i = 0; i < 8; i++) note(MILJO, "Matsvinn nummer " + i);
    assertThat(scanning.signals().touching("ini-MM-1")).hasSize(5);
  }

  private List<String> touched(String id, Caller caller) {
    return scanning.signals().touched(scanning.signals().byId(id), caller).stream().map(Signal.Touched::reference).toList();
  }

  @Test
  void a_case_whose_needs_nobody_has_said_is_touched_by_what_its_text_names() {
    graph.write("""
        CREATE (i:Initiative {id: 'ini-1', reference: 'MM-1', title: 'T', status: 'received', date: datetime()})-[:MENTIONS {weight: 0.3}]->(k:Keyword {id: 'sv:mat', lemma: 'mat', language: 'sv'})
        WITH k MATCH (c:Competence {id: 'matsvinn'}) CREATE (k)-[:DENOTES]->(c)""", Map.of());
    String id = note(MILJO, "Matsvinn i Gent");
    assertThat(scanning.signals().touching("ini-1")).extracting(one -> one.signal().id()).containsExactly(id);
  }

  @Test
  void signals_about_something_narrower_count_for_the_wider_theme() {
    note(MILJO, "Badvattenkvalitet i Århus");
    assertThat(scanning.signals().about(List.of("vatten", "badvatten", "matsvinn", ""))).isEqualTo(Map.of("vatten", 1L, "badvatten", 1L));
    assertThat(scanning.signals().count(new SignalStore.Query("", "vatten"))).isEqualTo(1);
    assertThat(scanning.signals().count(new SignalStore.Query("kultur", "vatten"))).isZero();
  }

  @Test
  void concepts_are_changed_and_a_signal_removed_by_its_own_forvaltning_and_those_who_coordinate_alone() {
    Signal signal = scanning.signals().byId(note(MILJO, "Matsvinn i Gent"));
    ConceptReader.Read read = scanning.reader().read(signal.title(), "");
    assertThatThrownBy(() -> scanning.signals().mean(signal, List.of(), KULTUR)).isInstanceOf(Problem.NotFound.class);
    scanning.signals().mean(signal, scanning.reader().keywords(read, Set.of("bibliotek")), MILJO);
    assertThat(concepts(signal.id())).containsExactly("bibliotek");
    assertThatThrownBy(() -> scanning.signals().remove(signal, KULTUR)).isInstanceOf(Problem.NotFound.class);
    scanning.signals().remove(signal, COORDINATOR);
    assertThatThrownBy(() -> scanning.signals().byId(signal.id())).isInstanceOf(Problem.NotFound.class);
    assertThat(types()).containsExactly("signal.logged", "signal.concepts", "signal.removed");
  }

  private void follow(String path) {
    scanning.feeds().register(MultiMap.caseInsensitiveMultiMap().set("address", server.at(path).text()), List.of("miljo"), MILJO);
  }

  private Feed feed() {
    return scanning.feeds().page(Optional.empty(), 0, 10).getFirst();
  }

  private List<Proposal> proposals() {
    return scanning.proposals().page(MILJO, 0, 100);
  }

  @Test
  void what_is_new_in_a_feed_waits_for_a_person_and_never_comes_twice() {
    server.with("/a", FeedServer.rss(FeedServer.item("1", "Matsvinn i Oslo", "https://example.org/1", "t"), FeedServer.item("2", "Badvattenkvalitet", "https://example.org/2", "t")));
    follow("/a");
    initiative("MM-1", "assessed", "miljo", "matsvinn");
    assertThat(server.asked).hasValue(0);
    assertThat(scanning.rounds().round()).isEqualTo(1);
    assertThat(scanning.rounds().round()).isZero();
    assertThat(proposals()).extracting(Proposal::title).containsExactlyInAnyOrder("Matsvinn i Oslo", "Badvattenkvalitet");
    assertThat(feed().title()).isEqualTo("Nytt & sant");
    assertThat(scanning.signals().count(new SignalStore.Query("", ""))).isZero();
    assertThat(scanning.signals().touching("ini-MM-1")).isEmpty();
    assertThat(graph.read("MATCH (n:FeedItem)--() RETURN count(*) AS n", Map.of()).getFirst().get("n").asInt()).isZero();

    Proposal oslo = proposals().stream().filter(one -> one.title().contains("Oslo")).findFirst().orElseThrow();
    assertThat(oslo.concepts()).extracting(Concept::id).containsExactly("matsvinn");
    assertThatThrownBy(() -> scanning.proposals().byId(oslo.id(), KULTUR)).isInstanceOf(Problem.NotFound.class);
    String signal = scanning.proposals().confirm(oslo, Set.of("matsvinn"), MILJO);
    assertThat(scanning.signals().byId(signal).link()).contains("https://example.org/1");
    assertThat(scanning.signals().touching("ini-MM-1")).hasSize(1);
    assertThatThrownBy(() -> scanning.proposals().confirm(oslo, Set.of("matsvinn"), COORDINATOR)).isInstanceOf(Problem.Conflict.class);
    assertThatThrownBy(() -> scanning.proposals().dismiss(oslo, COORDINATOR)).isInstanceOf(Problem.Conflict.class);
    scanning.proposals().dismiss(proposals().getFirst(), MILJO);
    assertThat(proposals()).isEmpty();

    server.with("/a", FeedServer.rss(FeedServer.item("1", "Matsvinn i Oslo, ändrad", "https://example.org/1b", "t"), FeedServer.item("9", "Nytt id, samma länk", "http://example.org/2/", "t"),
        FeedServer.item("3", "Nytt", "https://example.org/3", "t")));
    clock.move(Feeds.INTERVAL);
    assertThat(scanning.rounds().round()).isEqualTo(1);
    assertThat(proposals()).extracting(Proposal::title).containsExactly("Nytt");
    assertThat(types()).contains("feed.registered", "feed.proposed", "signal.confirmed", "signal.dismissed");
  }

  @Test
  void what_was_decided_stays_so_when_a_feed_is_followed_anew_and_its_texts_are_forgotten_in_time() {
    server.with("/a", FeedServer.rss(FeedServer.item("1", "Matsvinn i Oslo", "https://example.org/1", "t"), FeedServer.item("2", "Bibliotek", "https://example.org/2", "t")));
    follow("/a");
    scanning.rounds().round();
    scanning.proposals().dismiss(proposals().stream().filter(one -> one.title().contains("Oslo")).findFirst().orElseThrow(), MILJO);
    scanning.feeds().remove(feed(), MILJO);
    assertThat(proposals()).isEmpty();
    follow("/a");
    scanning.rounds().round();
    assertThat(proposals()).extracting(Proposal::title).containsExactly("Bibliotek");
    clock.move(Proposals.KEPT.plusDays(1));
    assertThat(scanning.purge()).isEqualTo(2);
    assertThat(scanning.purge()).isZero();
    assertThat(graph.read("MATCH (n:FeedItem) WHERE n.title IS NOT NULL RETURN count(n) AS n", Map.of()).getFirst().get("n").asInt()).isZero();
    scanning.rounds().round();
    assertThat(proposals()).isEmpty();
  }

  @Test
  void a_feed_that_fails_says_why_and_is_asked_less_and_less_often() {
    server.answering("/a", 500, Map.of(), out -> { });
    follow("/a");
    for (int i = 0; i < Feeds.PAUSES.size() + 1; i++) {
      assertThat(scanning.rounds().round()).as("try " + i).isEqualTo(1);
      Duration pause = Feeds.PAUSES.get(Math.min(i, Feeds.PAUSES.size() - 1));
      assertThat(feed().fault()).contains(new Feed.Fault("status", "500"));
      assertThat(feed().failures()).isEqualTo(i + 1);
      assertThat(feed().nextRead()).isEqualTo(clock.instant().plus(pause));
      clock.move(pause.minusSeconds(1));
      assertThat(scanning.rounds().round()).isZero();
      clock.move(Duration.ofSeconds(1));
    }
    assertThat(types()).containsExactly("feed.registered", "feed.failed");
    server.with("/a", FeedServer.rss());
    assertThat(scanning.rounds().round()).isEqualTo(1);
    assertThat(feed().fault()).isEmpty();
    assertThat(feed().failures()).isZero();
  }

  @Test
  void of_several_servers_one_reads_a_feed_and_another_takes_over_from_one_that_died() {
    server.with("/a", FeedServer.rss(FeedServer.item("1", "Matsvinn", "https://example.org/1", "t")));
    follow("/a");
    FeedStore store = new FeedStore(graph);
    FeedStore.Taken taken = store.take("lea-1", clock.instant(), clock.instant().plus(Feeds.LEASE)).orElseThrow();
    try (Scanning other = made()) {
      assertThat(other.rounds().round()).isZero();
      clock.move(Feeds.LEASE.plusSeconds(1));
      assertThat(other.rounds().round()).isEqualTo(1);
    }
    assertThat(proposals()).hasSize(1);
    // The one that was thought dead comes back, and has nothing to say any more.
    store.failed(taken, new Feed.Fault("slow", ""), clock.instant(), clock.instant());
    assertThat(feed().fault()).isEmpty();
    long asked = server.asked.get();
    clock.move(Feeds.INTERVAL);
    List<Scanning> servers = IntStream.range(0, 4).mapToObj(i -> made()).toList();
    assertThat(servers.parallelStream().mapToInt(one -> one.rounds().round()).sum()).isEqualTo(1);
    assertThat(server.asked.get()).isEqualTo((int) asked + 1);
    servers.forEach(Scanning::close);
  }

  @Test
  void a_paused_feed_is_left_alone_and_an_address_is_followed_once() {
    server.with("/a", FeedServer.rss());
    follow("/a");
    assertThatThrownBy(() -> follow("/a")).isInstanceOfSatisfying(Problem.Invalid.class, e -> assertThat(e.fields().getFirst().key()).isEqualTo("problem.feed.known"));
    scanning.feeds().pause(feed(), MILJO);
    assertThat(scanning.rounds().round()).isZero();
    assertThatThrownBy(() -> scanning.feeds().byId(feed().id(), KULTUR)).isInstanceOf(Problem.NotFound.class);
    scanning.feeds().readSoon(feed(), COORDINATOR);
    assertThat(scanning.rounds().round()).isEqualTo(1);
    assertThat(scanning.feeds().page(KULTUR.limit(), 0, 10)).isEmpty();
  }

  @Test
  void an_address_inside_is_refused_when_it_is_added() {
    try (FeedFetcher strict = new FeedFetcher()) {
      Feeds feeds = new Feeds(graph, strict, scanning.reader(), clock, new Ids(clock));
      for (String address : List.of("http://[::ffff:127.0.0.1]/f", "http://10.0.0.1/f", "http://intranet/f")) {
        assertThatThrownBy(() -> feeds.register(MultiMap.caseInsensitiveMultiMap().set("address", address), List.of("miljo"), MILJO)).isInstanceOfSatisfying(Problem.Invalid.class,
            e -> assertThat(e.fields().getFirst().key()).isEqualTo("problem.feed.inside"));
      }
      assertThatThrownBy(() -> feeds.register(MultiMap.caseInsensitiveMultiMap().set("address", "feed"), List.of("miljo"), MILJO)).isInstanceOf(Problem.Invalid.class);
    }
  }

  private void meet(Caller by, String one, String other, String day) {
    scanning.meetings().note(MultiMap.caseInsensitiveMultiMap().set("party", one).set("counterpart", other).set("day", day).set("remark", "Fika"), "filling " + ++filling, by);
  }

  private Map<String, Object> tie() {
    return graph.read("MATCH (a)-[met:MET_WITH]->(b) RETURN a.id AS a, b.id AS b, toString(met.since) AS since, met.source AS source, keys(met) AS keys", Map.of()).getFirst().asMap();
  }

  @Test
  void a_meeting_is_a_tie_with_date_and_source_and_nothing_of_who_noted_it() {
    meet(MILJO, "Miljöförvaltningen", "bryggan ab", "2026-02-20");
    meet(MILJO, "Bryggan AB", "miljo", "2026-02-10");
    assertThat(tie()).containsEntry("a", "org-1").containsEntry("b", "miljo").containsEntry("since", "2026-02-20").containsEntry("source", "möte");
    assertThat((List<?>) tie().get("keys")).hasSize(3);
    List<Meeting> noted = scanning.meetings().page(0, 10);
    assertThat(noted).extracting(meeting -> meeting.day().toString()).containsExactly("2026-02-20", "2026-02-10");
    assertThatThrownBy(() -> scanning.meetings().remove(noted.getFirst().id(), KULTUR)).isInstanceOf(Problem.NotFound.class);
    scanning.meetings().remove(noted.getFirst().id(), MILJO);
    assertThat(tie()).containsEntry("since", "2026-02-10");
    scanning.meetings().remove(noted.getLast().id(), COORDINATOR);
    assertThat(graph.read("MATCH ()-[met:MET_WITH]->() RETURN met", Map.of())).isEmpty();
    assertThat(types()).containsExactly("meeting.noted", "meeting.noted", "meeting.removed", "meeting.removed");
  }

  @Test
  void a_meeting_needs_two_that_are_known_and_a_day_that_has_been() {
    assertThatThrownBy(() -> meet(MILJO, "Okänd", "Okänd", "2027-01-01")).isInstanceOfSatisfying(Problem.Invalid.class,
        e -> assertThat(e.fields()).extracting(Problem.Field::key).containsExactly("problem.meeting.unknown", "problem.meeting.unknown", "problem.meeting.day"));
    assertThatThrownBy(() -> meet(MILJO, "Kajen", "org-2", "2026-03-02")).isInstanceOfSatisfying(Problem.Invalid.class,
        e -> assertThat(e.fields()).extracting(Problem.Field::key).containsExactly("problem.meeting.same"));
    graph.write("CREATE (:Organisation {id: 'org-3', name: 'Kajen', nameKey: 'kajen'})", Map.of());
    assertThatThrownBy(() -> meet(MILJO, "Kajen", "miljo", "2026-03-02")).isInstanceOfSatisfying(Problem.Invalid.class,
        e -> assertThat(e.fields()).extracting(Problem.Field::key).containsExactly("problem.meeting.which"));
    assertThat(scanning.meetings().choices("Kajen")).hasSize(2);
    graph.write("MATCH (o:Organisation {id: 'org-3'}) SET o.optedOut = true", Map.of());
    meet(MILJO, "Kajen", "miljo", "2026-03-02");
    assertThat(tie()).containsEntry("a", "org-2");
  }
}
