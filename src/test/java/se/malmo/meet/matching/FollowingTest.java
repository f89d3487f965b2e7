package se.malmo.meet.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestModels;
import se.malmo.meet.TestScale;
import se.malmo.meet.TestServer;
import se.malmo.meet.alliance.AllianceRow;
import se.malmo.meet.alliance.AllianceStore;
import se.malmo.meet.alliance.Alliances;
import se.malmo.meet.initiative.InitiativeRow;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.OrganisationStore;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Commits;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.vocabulary.Act;
import se.malmo.meet.vocabulary.ChangeStore;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Rereading;
import se.malmo.meet.vocabulary.RereadingStore;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.vocabulary.VocabularyStore;
import se.malmo.meet.vocabulary.Workbench;

/** An index that has followed the event log through any changes is the one that a new start would load. */
class FollowingTest {
  private static final long SEED = 20_260_401;
  private static final int ROUNDS = TestScale.of(5, 12);
  private static final int MOST_CHANGES = 12;
  private static final int TEXTS = TestScale.of(10, 20);
  /** Likeness is a sum of floats, made in the order of each index's own numbers; its fourth power is off by four times as much. */
  private static final double SAME = 1e-5;
  private static final String SOURCE = "following";
  private static final List<String> STATES = List.of("running", "ended", "accepted", "withdrawn", "declined", "received");
  private static final Clock CLOCK = Clock.systemUTC();

  private static TestServer server;
  private static Graph graph;
  private static EventLog log;
  private static Follower follower;
  /** That of whoever makes the changes: the follower learns of them by the log alone. */
  private static Follower writer;
  private static Organisations organisations;
  private static Initiatives initiatives;
  private static Alliances alliances;
  private static Workbench workbench;
  private static List<String> texts;

  private final Random random = new Random(SEED);
  private final List<Integer> deck = new ArrayList<>();
  private final Map<String, Integer> changes = new TreeMap<>();
  private final List<String> merges = new ArrayList<>();

  /** An index with all that is needed to ask it. */
  private record Follower(Vocabulary vocabulary, Projection projection, Matcher matcher) {
    static Follower loaded() {
      Vocabulary vocabulary = new Vocabulary(new VocabularyStore(graph, CLOCK), TestModels.analyzer());
      Projection projection = new Projection(graph, log, Commits.unheard(), vocabulary, Weights.STANDARD);
      projection.load();
      return new Follower(vocabulary, projection, new Matcher(new Profiles(TestModels.analyzer(), vocabulary), projection, new CandidateStore(graph), vocabulary));
    }

    ProfileIndex index() {
      return projection.state().index();
    }
  }

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    graph = server.graph();
    log = new EventLog(graph);
    follower = Follower.loaded();
    Ids ids = new Ids(CLOCK, new Random(SEED));
    writer = Follower.loaded();
    organisations = new Organisations(new OrganisationStore(graph, CLOCK), writer.matcher(), writer.vocabulary(), ids);
    Recorder recorder = new Recorder(writer.matcher(), writer.projection(), writer.vocabulary(), ids, Placing.BY_RELEVANCE);
    initiatives = new Initiatives(graph, writer.matcher(), recorder, CLOCK, ids, new byte[32]);
    alliances = new Alliances(new AllianceStore(graph, CLOCK), ids);
    workbench = new Workbench(new ChangeStore(graph, CLOCK), writer.vocabulary(),
        new Rereading(new RereadingStore(graph, CLOCK), writer.vocabulary(), new AsBefore(new Profiles(TestModels.analyzer(), writer.vocabulary()))), CLOCK, ids);
    texts = graph.read("MATCH (n:Organisation|Initiative) RETURN coalesce(n.text, n.description) AS text ORDER BY n.sourceId", Map.of()).stream()
        .map(row -> row.get("text").asString()).filter(text -> !text.isBlank()).toList();
  }

  @AfterAll
  static void stop() {
    workbench.close();
    writer.projection().close();
    follower.projection().close();
    server.close();
  }

  @Test
  void what_was_followed_through_any_changes_is_what_would_be_loaded() {
    for (int round = 0; round < ROUNDS; round++) {
      IntStream.range(0, 1 + random.nextInt(MOST_CHANGES)).forEach(i -> change());
      follower.projection().catchUp();
      follower.projection().countAnew();
      Follower fresh = Follower.loaded();
      assertSameContent(fresh.index());
      for (int i = 0; i < TEXTS; i++) assertSameScores(fresh, any(texts));
      fresh.projection().close();
    }
    LogManager.getLogger().info("Changes: {}", changes);
    assertThat(changes).hasSize(9);
  }

  private void assertSameContent(ProfileIndex fresh) {
    ProfileIndex followed = follower.index();
    assertThat(ids(followed)).isEqualTo(ids(fresh));
    for (String id : ids(fresh)) {
      assertThat(content(followed, id)).as(id).isEqualTo(content(fresh, id));
      assertThat(followed.document(followed.place(id)).known()).as(id).isEqualTo(fresh.document(fresh.place(id)).known());
    }
  }

  private static List<String> ids(ProfileIndex index) {
    return index.documents().stream().map(Document::id).sorted().toList();
  }

  /** Features by name, and for whom it votes. */
  private static Map<String, Object> content(ProfileIndex index, String id) {
    int place = index.place(id);
    Map<String, Object> content = new TreeMap<>();
    int[] features = index.features(place);
    for (int i = 0; i < features.length; i++) content.put(index.numbering().name(features[i]), index.values(place)[i]);
    index.document(place).parts().forEach(part -> content.put("part of " + part.who() + part.led() + part.moved(), index.place(part.who()) >= 0));
    return content;
  }

  private static void assertSameScores(Follower fresh, String text) {
    Map<String, Double> followed = scores(follower.matcher(), text);
    Map<String, Double> loaded = scores(fresh.matcher(), text);
    assertThat(followed.keySet()).as(text).isEqualTo(loaded.keySet());
    loaded.forEach((who, score) -> assertThat(followed.get(who)).as(who + " for " + text).isCloseTo(score, within(SAME * score)));
  }

  private static Map<String, Double> scores(Matcher matcher, String text) {
    Suggestions suggestions = matcher.suggest(text, Optional.empty(), 50);
    Map<String, Double> scores = new HashMap<>();
    suggestions.partners().forEach(hit -> scores.put(hit.what().id(), hit.score()));
    suggestions.forvaltningar().forEach(hit -> scores.put(hit.what().id(), hit.score()));
    suggestions.similar().forEach(hit -> scores.put(hit.what().reference(), hit.score()));
    return scores;
  }

  /** All kinds come in any order before any comes again, so that few rounds try them all too. */
  private void change() {
    if (deck.isEmpty()) {
      IntStream.range(0, 22).forEach(deck::add);
      Collections.shuffle(deck, random);
    }
    int kind = deck.removeLast();
    if (kind < 5) count("organisation saved", this::saveOrganisation);
    else if (kind < 7) count("organisation deleted", () -> delete("Organisation", List.of()));
    else if (kind < 11) count("initiative saved", () -> saveInitiative(STATES.get(random.nextInt(STATES.size()))));
    else if (kind < 13) count("initiative withdrawn", () -> saveInitiative("withdrawn"));
    else if (kind < 14) count("initiative deleted", () -> delete("Initiative", List.of()));
    else if (kind < 17) count("alliance saved", this::saveAlliance);
    else if (kind < 18) count("alliance deleted", this::deleteAlliance);
    else if (kind < 20) count("competences merged or parted", this::merge);
    else count("case moved", this::moveCase);
  }

  private void count(String what, Runnable change) {
    change.run();
    changes.merge(what, 1, Integer::sum);
  }

  private void saveOrganisation() {
    List<String> offers = some(competences(), 3).stream().map(Competence::labelSv).toList();
    organisations.save(List.of(Organisations.checked(new OrganisationRow("o-" + random.nextInt(20), "Följare " + random.nextInt(40), "business", null, any(texts), offers,
        some(competences(), 2).stream().map(Competence::labelSv).toList(), null, null, null))), SOURCE);
  }

  private void saveInitiative(String status) {
    List<String> parts = Stream.concat(some(names("Organisation"), 3).stream(), Stream.of("Okänd " + random.nextInt(30))).map(name -> random.nextBoolean() ? name + ":expert" : name).toList();
    initiatives.save(List.of(Initiatives.checked(new InitiativeRow("i-" + random.nextInt(15), TextNode.valueOf("Initiativ " + random.nextInt(1_000)), TextNode.valueOf(any(texts)), null,
        LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2_000)).toString(), parts, status, some(ids("Forvaltning"), 2), some(competences(), 2).stream().map(Competence::id).toList(), null, null,
        any(names("Organisation")), null, null, null, null, null))), SOURCE);
  }

  private void saveAlliance() {
    List<String> members = Stream.concat(IntStream.range(0, 4).mapToObj(i -> "o-" + random.nextInt(20)), some(ids("Forvaltning"), 2).stream()).distinct().toList();
    alliances.save(List.of(new AllianceRow("a-" + random.nextInt(6), "Allians " + random.nextInt(100), "Alliance " + random.nextInt(100), "Vi gör det ihop.",
        some(competences(), 3).stream().map(Competence::id).distinct().toList(), members, LocalDate.of(2024, 1, 1))), SOURCE);
  }

  private void deleteAlliance() {
    delete("Alliance", graph.read("MATCH (a:Alliance)<-[:MEMBER_OF]-(m) RETURN DISTINCT m.id AS id", Map.of()).stream().map(row -> row.get("id").asString()).toList());
  }

  private void delete(String label, List<String> hanging) {
    List<String> all = ids(label);
    if (all.isEmpty()) return;
    String id = any(all);
    graph.write(List.of(new Graph.Statement("MATCH (n:" + label + " {id: $id}) DETACH DELETE n", Map.of("id", id)),
        EventLog.append(CLOCK.instant(), Stream.concat(Stream.of(id), hanging.stream()).map(one -> new EventLog.Happening("test.deleted", one, "test")).toList())));
  }

  /** One that is not public any more until it is saved again, and speaks for where it was moved to. */
  private void moveCase() {
    Map<String, Object> which = Map.of("id", any(ids("Initiative")), "to", any(ids("Forvaltning")), "at", CLOCK.instant().toString());
    graph.write(List.of(new Graph.Statement("MATCH (i:Initiative {id: $id}) MATCH (f:Forvaltning {id: $to}) SET i.published = false, i.status = 'received', i.movedAt = datetime($at), "
        + "i.movedWords = i.words, i.movedCounts = i.counts MERGE (i)-[to:ROUTED_TO]->(f) SET to.at = datetime($at)", which),
        EventLog.append(CLOCK.instant(), List.of(new EventLog.Happening("initiative.moved", (String) which.get("id"), "test")))));
  }

  /** Two become one, or the last that did become two again. */
  private void merge() {
    if (!merges.isEmpty() && random.nextBoolean()) {
      part(merges.removeLast());
      return;
    }
    List<Competence> two = some(competences(), 2);
    Workbench.Done done = workbench.apply(new Act.Merge(two.get(0).id(), two.get(1).id()), "test").toCompletableFuture().join();
    done.read().toCompletableFuture().join();
    merges.add(done.change().id());
  }

  /** Nothing happens where what they have was changed since. */
  private static void part(String merge) {
    try {
      workbench.undo(merge, "test").toCompletableFuture().join().read().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof Problem.Conflict)) throw e;
    }
  }

  private static List<Competence> competences() {
    return List.copyOf(writer.vocabulary().all());
  }

  private static List<String> ids(String label) {
    return graph.read("MATCH (n:" + label + ") RETURN n.id AS x ORDER BY coalesce(n.sourceId, n.id)", Map.of()).stream().map(row -> row.get("x").asString()).toList();
  }

  private static List<String> names(String label) {
    return graph.read("MATCH (n:" + label + ") RETURN n.name AS x ORDER BY n.name", Map.of()).stream().map(row -> row.get("x").asString()).toList();
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> List<T> some(List<T> all, int most) {
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, Math.min(most, all.size()));
  }
}
