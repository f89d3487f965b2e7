package se.malmo.meet.scanning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.scanning.Signal.Unit;

/** What feeds propose, in the graph: waiting, confirmed or dismissed, and remembered so that nothing comes twice. */
public final class ProposalStore {
  private static final String WAITING = "MATCH (n:FeedItem {state: 'waiting'}) WHERE $all OR n.forvaltning IN $own\n";

  private static final String WHOLE = """
      OPTIONAL MATCH (f:Feed {id: n.feed})
      OPTIONAL MATCH (u:Forvaltning {id: n.forvaltning})
      RETURN n {.id, .title, .link, .note, .language, .forvaltning, .concepts, published: n.published, at: n.at} AS n, coalesce(f.title, '') AS feed,
        coalesce(u.name, n.forvaltning) AS nameSv, coalesce(u.nameEn, u.name, n.forvaltning) AS nameEn
      """;

  private static final String PAGE = WAITING + "WITH n ORDER BY coalesce(n.published, n.at) DESC, n.id SKIP $skip LIMIT $limit\n" + WHOLE + "ORDER BY coalesce(n.published, n.at) DESC, n.id";
  private static final String COUNT = WAITING + "RETURN count(n) AS n";
  private static final String BY_ID = "MATCH (n:FeedItem {id: $id, state: 'waiting'})\n" + WHOLE;

  /** The lock is taken first: of two who decide on the same one only one does. */
  private static final String DECIDE = """
      MATCH (n:FeedItem {id: $item})
      SET n.lock = $act
      WITH n WHERE n.state = 'waiting'
      SET n.state = $state, n.act = $act, n.by = $by, n.decided = datetime($at)
      """;

  private static final String DECIDED = "MATCH (n:FeedItem {id: $item, act: $act})\nWITH n\n";
  private static final String IS_DECIDED = "MATCH (n:FeedItem {id: $item}) RETURN n.act = $act AS done";

  /** Whoever confirmed it first made the signal; another's has another act. */
  private static final String SIGNAL = """
      MATCH (n:FeedItem {id: $item, act: $act})
      MERGE (s:Signal {key: $key}) ON CREATE SET s += $properties, s.at = datetime($at)
      """;

  private static final String FORGET = """
      MATCH (n:FeedItem) WHERE n.at < datetime($before) AND n.title IS NOT NULL WITH n LIMIT 5000
      SET n.state = CASE n.state WHEN 'waiting' THEN 'lapsed' ELSE n.state END
      REMOVE n.title, n.note, n.link, n.concepts, n.by, n.lock, n.act, n.lease
      RETURN count(*) AS n
      """;

  private static final String ADD = """
      MERGE (n:FeedItem {key: $key})
      ON CREATE SET n += $properties, n.linkKey = $linkKey, n.published = datetime($published), n.state = 'waiting', n.at = datetime($at), n.feed = $feed, n.forvaltning = $forvaltning
      """;

  private final Graph graph;

  public ProposalStore(Graph graph) {
    this.graph = graph;
  }

  /** By what the same page is known again in a förvaltning, whichever feed or person names it. */
  static String linkKey(String forvaltning, String link) {
    return Hash.sha256(forvaltning + "\n" + link.replaceFirst("^https?://", "").replaceFirst("/$", ""));
  }

  private static Map<String, Object> own(Optional<Set<String>> limit, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.putAll(Map.of("all", limit.isEmpty(), "own", List.copyOf(limit.orElse(Set.of()))));
    return all;
  }

  List<Proposal> page(Optional<Set<String>> limit, int skip, int size, Function<List<String>, List<Concept>> concepts) {
    return graph.read(PAGE, own(limit, Map.of("skip", skip, "limit", size))).stream().map(row -> proposal(row, concepts)).toList();
  }

  long count(Optional<Set<String>> limit) {
    return graph.read(COUNT, own(limit, Map.of())).getFirst().get("n").asLong();
  }

  Optional<Proposal> byId(String id, Function<List<String>, List<Concept>> concepts) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(row -> proposal(row, concepts)).findFirst();
  }

  /** Makes a signal of it; false where somebody has decided already. */
  boolean confirm(Proposal proposal, SignalStore.Fresh fresh, String act) {
    Map<String, Object> which = Map.of("item", proposal.id(), "act", act);
    List<Graph.Statement> all = new ArrayList<>(List.of(decide(which, "confirmed", fresh.by(), fresh.at()),
        new Graph.Statement(SIGNAL, with(which, Map.of("key", fresh.key(), "properties", fresh.properties(), "at", fresh.at().toString())))));
    all.addAll(SignalStore.hanging(fresh, "signal.confirmed"));
    return done(all, which);
  }

  /** It is nothing for them, and does not come again. */
  boolean dismiss(Proposal proposal, String act, String by, Instant at) {
    Map<String, Object> which = Map.of("item", proposal.id(), "act", act);
    return done(new ArrayList<>(List.of(decide(which, "dismissed", by, at),
        EventLog.appendWhere(DECIDED, which, at, List.of(new Happening("signal.dismissed", proposal.id(), by, Map.of("forvaltning", proposal.forvaltning().id())))))), which);
  }

  private static Graph.Statement decide(Map<String, Object> which, String state, String by, Instant at) {
    return new Graph.Statement(DECIDE, with(which, Map.of("state", state, "by", by, "at", at.toString())));
  }

  private boolean done(List<Graph.Statement> all, Map<String, Object> which) {
    all.add(new Graph.Statement(IS_DECIDED, which));
    return graph.write(all).stream().anyMatch(row -> row.get("done").asBoolean(false));
  }

  /** Of what came long ago only what tells it from others is kept; tells how many were forgotten. */
  int forget(Instant before) {
    return graph.write(FORGET, Map.of("before", before.toString())).getFirst().get("n").asInt();
  }

  /** One that comes with a new city, where it is not there yet. */
  void add(Map<String, Object> item, String feed, String forvaltning, Instant at) {
    graph.write(ADD, with(item, Map.of("feed", feed, "forvaltning", forvaltning, "at", at.toString())));
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  private static Proposal proposal(Record row, Function<List<String>, List<Concept>> concepts) {
    Value n = row.get("n");
    return new Proposal(n.get("id").asString(), n.get("title").asString(""), Optional.ofNullable(n.get("link").asString(null)), n.get("note").asString(""),
        n.get("language").asString("sv"), row.get("feed").asString(), new Unit(n.get("forvaltning").asString(), row.get("nameSv").asString(), row.get("nameEn").asString()),
        n.get("published").isNull() ? Optional.empty() : Optional.of(n.get("published").asZonedDateTime().toInstant()), n.get("at").asZonedDateTime().toInstant(),
        concepts.apply(n.get("concepts").isNull() ? List.of() : n.get("concepts").asList(Value::asString)));
  }
}
