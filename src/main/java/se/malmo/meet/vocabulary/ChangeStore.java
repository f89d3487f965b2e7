package se.malmo.meet.vocabulary;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neo4j.driver.Value;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;

/** Changes of the vocabulary in the graph: each is a node that keeps what undoing it needs, written with what it changes. */
public final class ChangeStore {
  /** More edges than this are not moved in one transaction. */
  static final int MOST_EDGES = 20_000;

  /** The nodes that a competence has edges to, each found by its own index. */
  private static final List<String> KINDS = List.of("Organisation", "Initiative", "Forvaltning", "Keyword", "Competence", "Alliance", "Signal", "Demand");

  /** Whoever hangs an edge on the competences waits until this is done; where somebody was quicker, nothing is written. */
  private static final String BEGIN = """
      CALL () {
        MATCH (c:Competence) WHERE c.id IN [one IN $before | one.id]
        WITH c ORDER BY c.id
        SET c.changing = true REMOVE c.changing
        WITH c, [one IN $before WHERE one.id = c.id][0] AS was
        RETURN count(CASE WHEN properties(c) = was THEN 1 END) AS unchanged, sum(COUNT { (c)--() }) AS edges
      }
      WITH unchanged, edges WHERE unchanged = size($before) AND ($edges < 0 OR edges = $edges)
      """;

  private static final String RECORD = BEGIN + """
      CREATE (v:VocabularyChange {id: $change})
      SET v += $properties, v.at = datetime($at), v.reading = true
      """;

  private static final String UNDO = BEGIN + """
      MATCH (v:VocabularyChange {id: $change}) WHERE v.undoneAt IS NULL
      SET v.undoneAt = datetime($at), v.undoneBy = $by, v.undoing = $undoing, v.reading = true
      REMOVE v.stopped
      """;

  /** The change by its id, in the state that this very transaction has brought it to. */
  private static final String BEGUN = "MATCH (v:VocabularyChange {id: $change}) WHERE coalesce(v.undoing, v.id) = $undoing\n";

  private static final String UNHANG = BEGUN + """
      UNWIND $edges AS row
      MATCH (c:Competence {id: row.competence})
      MATCH (other:KIND {id: row.other})
      CALL (c, other, row) {
        MATCH (c)-[edge]-(other)
        WHERE type(edge) = row.type AND (startNode(edge) = c) = row.outgoing AND properties(edge) = row.properties
        WITH edge LIMIT 1
        DELETE edge
      }
      """;

  private static final String COME = BEGUN + """
      UNWIND $after AS properties
      MERGE (c:Competence {id: properties.id})
      SET c = properties
      """;

  private static final String GO = BEGUN + """
      UNWIND $gone AS id
      MATCH (c:Competence {id: id})
      DETACH DELETE c
      """;

  /** Out of the vocabulary, with its edges until the texts that made them are read again. */
  private static final String RETIRE = BEGUN + """
      UNWIND $gone AS id
      MATCH (c:Competence {id: id})
      REMOVE c:Competence SET c:RetiredCompetence
      """;

  private static final String HANG_OUT = BEGUN + """
      UNWIND $edges AS row
      MATCH (c:Competence {id: row.competence})
      MATCH (other:KIND {id: row.other})
      CREATE (c)-[edge:$(row.type)]->(other) SET edge = row.properties
      """;

  private static final String HANG_IN = BEGUN + """
      UNWIND $edges AS row
      MATCH (c:Competence {id: row.competence})
      MATCH (other:KIND {id: row.other})
      CREATE (other)-[edge:$(row.type)]->(c) SET edge = row.properties
      """;

  /** Those whose edges to a competence came, went or lead elsewhere now, be it by way of a keyword or an alliance. */
  private static final String CONCERNED = BEGUN + """
      WITH DISTINCT v
      UNWIND $others AS other
      CALL (other) {
        MATCH (n:Organisation|Initiative|Forvaltning {id: other}) RETURN n.id AS subject
        UNION MATCH (:Keyword {id: other})<-[:MENTIONS]-(n) RETURN n.id AS subject
        UNION MATCH (:Alliance {id: other})<-[:MEMBER_OF]-(n) RETURN n.id AS subject
      }
      """;

  private static final Map<String, String> UNHANG_BY_KIND = byKind(UNHANG);
  private static final Map<String, String> HANG_OUT_BY_KIND = byKind(HANG_OUT);
  private static final Map<String, String> HANG_IN_BY_KIND = byKind(HANG_IN);

  private static final String FINISHED = """
      MATCH (v:VocabularyChange {id: $change})
      SET v.textsRead = $texts REMOVE v.reading, v.undoing
      WITH v
      CALL () { MATCH (gone:RetiredCompetence) WHERE gone.id IN $retired DETACH DELETE gone }
      """;

  private static final String FIELDS = """
      RETURN v {.id, .action, at: v.at, .by, .term, .language, .competence, .into, undoneAt: v.undoneAt, .reading, .textsRead, .kept, .labels, .competences} AS v
      """;

  private static final String BY_ID = "MATCH (v:VocabularyChange {id: $id}) " + FIELDS;

  private static final String UNFINISHED = "MATCH (v:VocabularyChange) WHERE v.reading " + FIELDS + " ORDER BY v.id LIMIT 100";

  private static final String PAGE = """
      MATCH (v:VocabularyChange)
      WITH v ORDER BY v.id DESC SKIP $skip LIMIT $limit
      """ + FIELDS;

  private static final String COUNT = "MATCH (v:VocabularyChange) RETURN count(v) AS n";

  private static final String PROPERTIES = "MATCH (c:Competence {id: $id}) RETURN properties(c) AS properties";

  private static final String EDGES = """
      MATCH (c:Competence {id: $id})-[edge]-(other)
      RETURN type(edge) AS type, startNode(edge) = c AS outgoing, labels(other)[0] AS kind, other.id AS other, properties(edge) AS properties
      ORDER BY type, outgoing, kind, other LIMIT $limit
      """;

  private final Graph graph;
  private final InstantSource clock;

  public ChangeStore(Graph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  Optional<Map<String, Object>> properties(String competence) {
    return graph.read(PROPERTIES, Map.of("id", competence)).stream().map(row -> row.get("properties").asMap(Value::asObject)).findFirst();
  }

  /** All edges of a competence, or one more than can be moved. */
  List<CompetenceEdge> edges(String competence) {
    return graph.read(EDGES, Map.of("id", competence, "limit", MOST_EDGES + 1)).stream().map(row -> new CompetenceEdge(competence, row.get("type").asString(),
        row.get("outgoing").asBoolean(), row.get("kind").asString(), row.get("other").asString(), row.get("properties").asMap(Value::asObject))).toList();
  }

  /**
   * Writes a change with all that it changes.
   *
   * @param edges how many edges the competences had when the change was worked out, -1 where it does not matter
   * @return false where somebody else was quicker; nothing has then been written
   */
  boolean apply(Change.Whole whole, Optional<String> stopped, long edges) {
    Change change = whole.change();
    Map<String, Object> properties = new HashMap<>(Map.of("action", change.action(), "by", change.by(), "kept", Kept.write(whole.delta()),
        "competences", whole.competences(), "labels", whole.labels().stream().map(label -> label.language().code() + ":" + label.text()).toList()));
    change.term().ifPresent(term -> properties.put("term", term));
    change.language().ifPresent(language -> properties.put("language", language));
    change.competence().ifPresent(competence -> properties.put("competence", competence));
    change.into().ifPresent(into -> properties.put("into", into));
    stopped.ifPresent(keyword -> properties.put("stopped", keyword));
    Graph.Statement record = new Graph.Statement(RECORD, Map.of("change", change.id(), "properties", properties, "at", change.at().toString(),
        "before", whole.delta().before(), "edges", edges));
    write(record, change, whole.delta(), change.id(), GO);
    return byId(change.id()).isPresent();
  }

  /**
   * Undoes a change.
   *
   * @param inverse what is to be made of the competences
   * @param undoing names this undoing
   * @return false where somebody else was quicker, with this or with the competences
   */
  boolean undo(Change.Whole whole, Delta inverse, String undoing, String by) {
    Change change = whole.change();
    Graph.Statement undo = new Graph.Statement(UNDO, Map.of("change", change.id(), "at", clock.instant().toString(), "by", by, "undoing", undoing,
        "before", inverse.before(), "edges", -1));
    write(undo, change, inverse, undoing, RETIRE);
    return graph.read(BEGUN + "RETURN v.id AS id", Map.of("change", change.id(), "undoing", undoing)).size() == 1;
  }

  private void write(Graph.Statement begin, Change change, Delta delta, String undoing, String goes) {
    List<Graph.Statement> statements = new ArrayList<>(List.of(begin));
    List<Object> gone = delta.before().stream().map(c -> c.get("id")).filter(id -> delta.after().stream().noneMatch(c -> c.get("id").equals(id))).toList();
    // The edges of a competence that goes, go with it.
    Stream<CompetenceEdge> removed = delta.removed().stream().filter(edge -> goes.equals(RETIRE) || !gone.contains(edge.competence()));
    removed.collect(Collectors.groupingBy(CompetenceEdge::kind)).forEach((kind, edges) -> statements.add(hanging(UNHANG_BY_KIND.get(kind), change, undoing, edges)));
    statements.add(of(goes, change, undoing, "gone", gone));
    statements.add(of(COME, change, undoing, "after", delta.after()));
    delta.added().stream().filter(CompetenceEdge::isOutgoing).collect(Collectors.groupingBy(CompetenceEdge::kind))
        .forEach((kind, edges) -> statements.add(hanging(HANG_OUT_BY_KIND.get(kind), change, undoing, edges)));
    delta.added().stream().filter(edge -> !edge.isOutgoing()).collect(Collectors.groupingBy(CompetenceEdge::kind))
        .forEach((kind, edges) -> statements.add(hanging(HANG_IN_BY_KIND.get(kind), change, undoing, edges)));
    Set<String> others = Stream.concat(delta.removed().stream(), delta.added().stream()).map(CompetenceEdge::other).collect(Collectors.toCollection(TreeSet::new));
    statements.add(EventLog.appendEach(CONCERNED, Map.of("change", change.id(), "undoing", undoing, "others", List.copyOf(others)), clock.instant(),
        "competence.changed", change.by()));
    statements.add(EventLog.appendWhere(BEGUN + "WITH v\n", Map.of("change", change.id(), "undoing", undoing), clock.instant(),
        List.of(new EventLog.Happening(Vocabulary.CHANGED, change.id(), change.by()))));
    graph.write(statements);
  }

  private static Map<String, String> byKind(String cypher) {
    return KINDS.stream().collect(Collectors.toMap(Function.identity(), kind -> cypher.replace("KIND", kind)));
  }

  private static Graph.Statement hanging(String cypher, Change change, String undoing, List<CompetenceEdge> edges) {
    if (cypher == null) throw new IllegalStateException("A competence has an edge to a node of an unknown kind: " + edges.getFirst().kind());
    return of(cypher, change, undoing, "edges", edges.stream().map(ChangeStore::row).toList());
  }

  private static Graph.Statement of(String cypher, Change change, String undoing, String name, Object value) {
    return new Graph.Statement(cypher, Map.of("change", change.id(), "undoing", undoing, name, value));
  }

  private static Map<String, Object> row(CompetenceEdge edge) {
    return Map.of("competence", edge.competence(), "type", edge.type(), "outgoing", edge.isOutgoing(), "kind", edge.kind(), "other", edge.other(),
        "properties", edge.properties());
  }

  /** Notes that the texts have been read again, and lets go of what only they held. */
  void finished(Change.Whole whole, long texts) {
    List<String> retired = whole.delta().after().stream().map(c -> (String) c.get("id")).toList();
    graph.write(FINISHED, Map.of("change", whole.change().id(), "texts", texts, "retired", retired));
  }

  Optional<Change.Whole> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(row -> whole(row.get("v"))).findFirst();
  }

  /** Changes whose texts have not been read again: the process that was at it has ended. */
  List<Change.Whole> unfinished() {
    return graph.read(UNFINISHED, Map.of()).stream().map(row -> whole(row.get("v"))).toList();
  }

  List<Change> page(int skip, int limit) {
    return graph.read(PAGE, Map.of("skip", skip, "limit", limit)).stream().map(row -> change(row.get("v"))).toList();
  }

  long count() {
    return graph.read(COUNT, Map.of()).getFirst().get("n").asLong();
  }

  private static Change.Whole whole(Value v) {
    List<Rereading.Label> labels = v.get("labels").asList(Value::asString).stream()
        .map(label -> new Rereading.Label(label.substring(3), Language.of(label.substring(0, 2)).orElseThrow())).toList();
    return new Change.Whole(change(v), Kept.read(v.get("kept").asString()), labels, v.get("competences").asList(Value::asString));
  }

  private static Change change(Value v) {
    Optional<Instant> undone = v.get("undoneAt").isNull() ? Optional.empty() : Optional.of(v.get("undoneAt").asZonedDateTime().toInstant());
    boolean reading = v.get("reading").asBoolean(false);
    return new Change(v.get("id").asString(), v.get("action").asString(), v.get("at").asZonedDateTime().toInstant(), v.get("by").asString(), text(v, "term"),
        text(v, "language"), text(v, "competence"), text(v, "into"), undone,
        reading || v.get("textsRead").isNull() ? Optional.empty() : Optional.of(v.get("textsRead").asLong()));
  }

  private static Optional<String> text(Value v, String field) {
    return Optional.ofNullable(v.get(field).asString(null));
  }
}
