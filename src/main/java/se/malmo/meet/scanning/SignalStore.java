package se.malmo.meet.scanning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.scanning.Signal.Also;
import se.malmo.meet.scanning.Signal.Touched;
import se.malmo.meet.scanning.Signal.Touching;
import se.malmo.meet.scanning.Signal.Unit;
import se.malmo.meet.vocabulary.Keyword;
import se.malmo.meet.vocabulary.Mentions;

/** Signals in the graph, and what they have in common with each other and with cases. */
public final class SignalStore {
  /** The states in which somebody works with a case or is about to. */
  private static final List<String> OPEN = Stream.of(Status.RECEIVED, Status.ASSESSED, Status.ACCEPTED, Status.WORKING_GROUP, Status.RUNNING).map(Status::code).toList();

  private static final String SAVE = "MERGE (s:Signal {key: $key}) ON CREATE SET s += $properties, s.at = datetime($at)";

  private static final String NOTED_BY = """
      MATCH (s:Signal {id: $id})
      MATCH (f:Forvaltning {id: s.forvaltning})
      MERGE (s)-[noted:NOTED_BY]->(f) ON CREATE SET noted.since = date(s.at), noted.source = s.source
      """;

  private static final String FIRST_TIME = "MATCH (s:Signal {id: $id}) WHERE NOT EXISTS { (:Event {subject: $id}) }\nWITH s\n";

  private static final String SAVED = "MATCH (s:Signal {key: $key}) RETURN s.id AS id";

  private static final String WHOLE = """
      OPTIONAL MATCH (f:Forvaltning {id: s.forvaltning})
      OPTIONAL MATCH (a:Account {id: s.by})
      RETURN s {.id, .title, .link, .note, .language, .forvaltning, .by, at: s.at} AS s, coalesce(f.name, s.forvaltning) AS nameSv, coalesce(f.nameEn, f.name, s.forvaltning) AS nameEn,
        coalesce(a.name, '') AS who, COLLECT {
          MATCH (s)-[m:MENTIONS]->(:Keyword)-[:DENOTES]->(c:Competence)
          WITH c, max(m.weight) AS weight ORDER BY weight DESC, c.id LIMIT 24
          RETURN [c.id, c.labelSv, c.labelEn] } AS concepts
      """;

  private static final String BY_ID = "MATCH (s:Signal {id: $id})\n" + WHOLE;

  private static final String ANY = "MATCH (s:Signal) WHERE $forvaltning = '' OR s.forvaltning = $forvaltning\n";

  /** One about a narrower concept is about the wider one too; their few keywords lead to the signals sooner than all signals to their concepts. */
  private static final String OF_CONCEPT = """
      MATCH (:Competence {id: $concept})<-[:BROADER*0..2]-(narrower:Competence)
      WITH DISTINCT narrower
      MATCH (narrower)<-[:DENOTES]-(k:Keyword)
      WITH DISTINCT k
      MATCH (k)<-[:MENTIONS]-(s:Signal)
      WITH DISTINCT s WHERE $forvaltning = '' OR s.forvaltning = $forvaltning
      """;

  private static final String PAGE = "WITH s ORDER BY s.at DESC, s.id SKIP $skip LIMIT $limit\n" + WHOLE + "ORDER BY s.at DESC, s.id";

  private static final String COUNT = "RETURN count(s) AS n";

  /** There are few signals beside all that mentions a word, so every question begins with them. */
  private static final String RECENT = "MATCH (s:Signal) WHERE s.at >= datetime($since) WITH s ORDER BY s.at DESC LIMIT 2000\n";

  private static final String ABOUT = RECENT + """
      MATCH (s)-[:MENTIONS]->(:Keyword)-[:DENOTES]->(c:Competence) WHERE c.id IN $concepts
      WITH s, collect(DISTINCT [c.id, c.labelSv, c.labelEn]) AS shared
      MATCH (f:Forvaltning {id: s.forvaltning})
      RETURN s.id AS id, s.title AS title, f.id AS forvaltning, f.name AS nameSv, coalesce(f.nameEn, f.name) AS nameEn, shared
      ORDER BY s.at DESC, s.id LIMIT 500
      """;

  /** What is needed is what people have said; where they have not, what the text names. */
  private static final String NEEDS = """
      WITH i, [(i)-[:NEEDS]->(c:Competence) | c.id] AS needs
      WITH i, CASE WHEN needs = [] THEN [(i)-[m:MENTIONS]->(:Keyword)-[:DENOTES]->(c:Competence) WHERE m.weight >= 0.05 | c.id] ELSE needs END AS needs
      """;

  private static final String TOUCHING = "MATCH (i:Initiative {id: $id}) WHERE i.status IN $open\n" + NEEDS + """
      MATCH (c:Competence) WHERE c.id IN needs
      MATCH (c)<-[:DENOTES]-(:Keyword)<-[:MENTIONS]-(s:Signal) WHERE s.at >= datetime($since)
      WITH s, collect(DISTINCT c.id) AS shared
      ORDER BY size(shared) DESC, s.at DESC, s.id LIMIT $limit
      """ + WHOLE.replace("RETURN s {", "RETURN shared, s {") + "ORDER BY size(shared) DESC, s.at DESC, s.id";

  private static final String TOUCHED = """
      MATCH (i:Initiative) WHERE i.status IN $open AND i.mergedInto IS NULL AND ($all OR i.handler = $account OR EXISTS { (i)-[:ROUTED_TO]->(f:Forvaltning) WHERE f.id IN $own }
        OR i.status = 'received' AND NOT EXISTS { (i)-[:ROUTED_TO]->() } AND any(one IN coalesce(i.proposed, []) WHERE one IN $own AND NOT one IN coalesce(i.refused, [])))
      WITH i ORDER BY i.date DESC LIMIT 3000
      """ + NEEDS + """
      WITH i, needs WHERE any(need IN needs WHERE need IN $concepts)
      WITH i, COLLECT { UNWIND needs AS need WITH DISTINCT need WHERE need IN $concepts MATCH (c:Competence {id: need}) RETURN [c.id, c.labelSv, c.labelEn] } AS shared
      RETURN i.reference AS reference, i.title AS title, coalesce(i.language, 'sv') AS language, i.status AS status, shared
      ORDER BY size(shared) DESC, i.date DESC, reference LIMIT $limit
      """;

  private static final String COUNTS = RECENT + """
      MATCH (s)-[:MENTIONS]->(:Keyword)-[:DENOTES]->(said:Competence)
      WITH said, collect(DISTINCT s.id) AS signals
      MATCH (said)-[:BROADER*0..2]->(c:Competence) WHERE c.id IN $concepts
      UNWIND signals AS signal
      RETURN c.id AS concept, count(DISTINCT signal) AS n
      """;

  private static final String CHANGE = "MATCH (s:Signal {id: $id}) SET s.changed = datetime($at), s.changedBy = $by";
  private static final String THERE = "MATCH (s:Signal {id: $id})\nWITH s\n";
  private static final String REMOVE = "MATCH (s:Signal {id: $id}) DETACH DELETE s";

  private final Graph graph;

  public SignalStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * A signal to be written.
   *
   * @param key the same key again writes nothing new
   * @param source how it came: "page", "feed" or "demo"
   */
  record Fresh(String id, String key, String title, Optional<String> link, String note, String language, String forvaltning, String by, String source, Instant at,
      List<Keyword> keywords) {
    Map<String, Object> properties() {
      Map<String, Object> properties = new HashMap<>(Map.of("id", id, "title", title, "note", note, "language", language, "forvaltning", forvaltning, "by", by, "source", source));
      link.ifPresent(address -> properties.putAll(Map.of("link", address, "linkKey", ProposalStore.linkKey(forvaltning, address))));
      return properties;
    }
  }

  /** Which signals are asked for: all where both are empty. */
  record Query(String forvaltning, String concept) {
    private String matched() {
      return concept.isEmpty() ? ANY : OF_CONCEPT;
    }

    Map<String, Object> with(Map<String, Object> more) {
      Map<String, Object> all = new HashMap<>(more);
      all.putAll(Map.of("forvaltning", forvaltning, "concept", concept));
      return all;
    }
  }

  /** Writes it and tells its id; that of the earlier one where the same form came before. */
  String save(Fresh fresh) {
    List<Graph.Statement> all = new ArrayList<>();
    all.add(new Graph.Statement(SAVE, Map.of("key", fresh.key(), "properties", fresh.properties(), "at", fresh.at().toString())));
    all.addAll(hanging(fresh, "signal.logged"));
    all.add(new Graph.Statement(SAVED, Map.of("key", fresh.key())));
    return graph.write(all).getFirst().get("id").asString();
  }

  /** What hangs on a signal that was made in the same transaction, and tells of it; nothing where it was there before, with another id. */
  static List<Graph.Statement> hanging(Fresh fresh, String told) {
    Map<String, Object> id = Map.of("id", fresh.id());
    return List.of(new Graph.Statement(NOTED_BY, id), Mentions.replace(Map.of(fresh.id(), fresh.keywords())),
        EventLog.appendWhere(FIRST_TIME, id, fresh.at(), List.of(new Happening(told, fresh.id(), fresh.by(), Map.of("forvaltning", fresh.forvaltning())))));
  }

  void mean(String id, List<Keyword> keywords, String by, Instant at) {
    graph.write(List.of(new Graph.Statement(CHANGE, Map.of("id", id, "by", by, "at", at.toString())), Mentions.replace(Map.of(id, keywords)),
        EventLog.appendWhere(THERE, Map.of("id", id), at, List.of(new Happening("signal.concepts", id, by)))));
  }

  void remove(String id, String by, Instant at) {
    graph.write(List.of(EventLog.appendWhere(THERE, Map.of("id", id), at, List.of(new Happening("signal.removed", id, by))), new Graph.Statement(REMOVE, Map.of("id", id))));
  }

  Optional<Signal> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(SignalStore::signal).findFirst();
  }

  List<Signal> page(Query query, int skip, int limit) {
    return graph.read(query.matched() + PAGE, query.with(Map.of("skip", skip, "limit", limit))).stream().map(SignalStore::signal).toList();
  }

  long count(Query query) {
    return graph.read(query.matched() + COUNT, query.with(Map.of())).getFirst().get("n").asLong();
  }

  /** Signals about any of these concepts, the newest first. */
  List<Also> about(Collection<String> concepts, Instant since) {
    if (concepts.isEmpty()) return List.of();
    return graph.read(ABOUT, Map.of("concepts", List.copyOf(concepts), "since", since.toString())).stream().map(row -> new Also(
        new Unit(row.get("forvaltning").asString(), row.get("nameSv").asString(), row.get("nameEn").asString()), row.get("id").asString(), row.get("title").asString(),
        concepts(row.get("shared")))).toList();
  }

  /** The signals that touch an open case, those with most in common first; none for a case that nobody works with any more. */
  List<Touching> touching(String initiative, Instant since, int limit) {
    return graph.read(TOUCHING, Map.of("id", initiative, "open", OPEN, "since", since.toString(), "limit", limit)).stream().map(row -> {
      Signal signal = signal(row);
      Set<String> shared = Set.copyOf(row.get("shared").asList(Value::asString));
      return new Touching(signal, signal.concepts().stream().filter(concept -> shared.contains(concept.id())).toList());
    }).toList();
  }

  /** The open cases that any of these concepts touch, among those that the person sees. */
  List<Touched> touched(Collection<String> concepts, Optional<Set<String>> own, String account, int limit) {
    Map<String, Object> asked = Map.of("concepts", List.copyOf(concepts), "open", OPEN, "all", own.isEmpty(), "own", List.copyOf(own.orElse(Set.of())), "account", account, "limit", limit);
    return graph.read(TOUCHED, asked).stream().map(row -> new Touched(row.get("reference").asString(), row.get("title").asString(row.get("reference").asString()),
        row.get("language").asString(), row.get("status").asString(), concepts(row.get("shared")))).toList();
  }

  /** How many signals there are about each of these concepts, or something narrower. */
  Map<String, Long> counts(Collection<String> concepts, Instant since) {
    Map<String, Long> counts = new HashMap<>();
    graph.read(COUNTS, Map.of("concepts", List.copyOf(concepts), "since", since.toString())).forEach(row -> counts.put(row.get("concept").asString(), row.get("n").asLong()));
    return counts;
  }

  private static Signal signal(Record row) {
    Value s = row.get("s");
    return new Signal(s.get("id").asString(), s.get("title").asString(), Optional.ofNullable(s.get("link").asString(null)), s.get("note").asString(""), s.get("language").asString("sv"),
        new Unit(s.get("forvaltning").asString(), row.get("nameSv").asString(), row.get("nameEn").asString()), s.get("by").asString(""), row.get("who").asString(""),
        s.get("at").asZonedDateTime().toInstant(), concepts(row.get("concepts")));
  }

  private static List<Concept> concepts(Value rows) {
    return rows.asList(one -> new Concept(one.get(0).asString(), one.get(1).asString(""), one.get(2).asString(one.get(1).asString(""))));
  }
}
