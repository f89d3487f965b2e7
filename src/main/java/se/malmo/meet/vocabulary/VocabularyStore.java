package se.malmo.meet.vocabulary;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Json;

/** The competences in the graph. */
public final class VocabularyStore {
  private static final int PAGE = 2_000;
  private static final int BATCH = 1_000;

  /** Labels that people have added stay when a file renews the others. */
  private static final String SAVE = """
      UNWIND $competences AS row
      MERGE (c:Competence {id: row.id})
      SET c.labelSv = row.labelSv, c.labelEn = row.labelEn, c.missing = row.missing, c.sourceId = coalesce(row.source, c.sourceId),
        c.alternativesSv = row.alternativesSv + [x IN coalesce(c.addedSv, []) WHERE NOT x IN row.alternativesSv],
        c.alternativesEn = row.alternativesEn + [x IN coalesce(c.addedEn, []) WHERE NOT x IN row.alternativesEn]
      """;

  /** Says last that a row is in whole, so that an import that was cut off begins again where it was. */
  private static final String RELATE = """
      UNWIND $competences AS row
      MATCH (c:Competence {id: row.id})
      SET c.contentHash = row.hash
      WITH c, row
      CALL (c) { MATCH (c)-[old:BROADER|RELATED]->() DELETE old }
      CALL (c, row) { UNWIND row.broader AS wider MATCH (w:Competence {id: wider}) WHERE w <> c MERGE (c)-[:BROADER]->(w) }
      CALL (c, row) { UNWIND row.related AS beside MATCH (b:Competence {id: beside}) WHERE b <> c MERGE (c)-[:RELATED]->(b) }
      """;

  private static final String PAGE_OF_ALL = """
      MATCH (c:Competence) WHERE c.id > $after
      WITH c ORDER BY c.id LIMIT $limit
      RETURN c.id AS id, c.labelSv AS labelSv, c.labelEn AS labelEn, c.alternativesSv AS alternativesSv, c.alternativesEn AS alternativesEn,
        c.missing AS missing, [(c)-[:BROADER]->(w:Competence) | w.id] AS broader, [(c)-[:RELATED]->(b:Competence) | b.id] AS related
      ORDER BY id
      """;

  private static final String PAGE_OF_KNOWN = """
      MATCH (c:Competence) WHERE c.id > $after
      WITH c ORDER BY c.id LIMIT $limit
      RETURN c.id AS id, c.sourceId AS source, c.contentHash AS hash, coalesce(c.mergedIds, []) + coalesce(c.mergedSources, []) AS merged
      ORDER BY id
      """;

  private static final String MERGED = """
      MATCH (c:Competence) WHERE c.mergedIds IS NOT NULL
      UNWIND c.mergedIds AS merged
      RETURN merged, c.id AS into LIMIT 10000
      """;

  private static final String USE = """
      UNWIND $ids AS id
      MATCH (c:Competence {id: id})
      RETURN id, COUNT { MATCH (c)<-[:OFFERS]-(o:Organisation) RETURN DISTINCT o } AS offers,
        COUNT { MATCH (c)<-[:SEEKS]-(o:Organisation) RETURN DISTINCT o } AS seeks
      """;

  private final Graph graph;
  private final InstantSource clock;

  public VocabularyStore(Graph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /**
   * What the graph has of a competence, for an import that looks for its own.
   *
   * @param merged ids and sources of the competences that people have merged into it
   */
  record Known(String id, Optional<String> source, String hash, List<String> merged) {}

  /** A competence that comes from a file, with the IRI by which it is found again. */
  record Sourced(Competence competence, Optional<String> source) {}

  /** What a competence says, as one value: the same again need not be written. */
  static String hash(Competence c) {
    return Hash.sha256(Json.write(List.of(c.id(), c.labelSv(), c.labelEn(), c.missing().map(Language::code).orElse(""), c.alternativesSv(),
        c.alternativesEn(), c.broader(), c.related())));
  }

  /** Writes competences in bounded transactions, all nodes before their edges, and tells the log once at the end. */
  void save(Collection<Sourced> competences, IntConsumer progress) {
    List<Map<String, Object>> rows = competences.stream().map(VocabularyStore::row).toList();
    if (rows.isEmpty()) return;
    for (int from = 0; from < rows.size(); from += BATCH) {
      int to = Math.min(rows.size(), from + BATCH);
      graph.write(SAVE, Map.of("competences", rows.subList(from, to)));
      progress.accept(to / 2);
    }
    for (int from = 0; from < rows.size(); from += BATCH) {
      int to = Math.min(rows.size(), from + BATCH);
      List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(RELATE, Map.of("competences", rows.subList(from, to)))));
      if (to == rows.size()) {
        statements.add(EventLog.append(clock.instant(), List.of(new EventLog.Happening(Vocabulary.CHANGED, "vocabulary", "import"))));
      }
      graph.write(statements);
      progress.accept((rows.size() + to) / 2);
    }
  }

  List<Competence> all() {
    List<Competence> all = new ArrayList<>();
    List<Competence> page = page("");
    while (!page.isEmpty()) {
      all.addAll(page);
      page = page(page.getLast().id());
    }
    return all;
  }

  private List<Competence> page(String after) {
    return graph.read(PAGE_OF_ALL, Map.of("after", after, "limit", PAGE)).stream().map(VocabularyStore::competence).toList();
  }

  List<Known> known() {
    List<Known> all = new ArrayList<>();
    String after = "";
    for (List<Record> page = knownPage(after); !page.isEmpty(); page = knownPage(after)) {
      page.forEach(row -> all.add(new Known(row.get("id").asString(), Optional.ofNullable(row.get("source").asString(null)), row.get("hash").asString(""),
          strings(row.get("merged")))));
      after = all.getLast().id();
    }
    return all;
  }

  private List<Record> knownPage(String after) {
    return graph.read(PAGE_OF_KNOWN, Map.of("after", after, "limit", PAGE));
  }

  /** Ids of competences that people have merged into others, with what they are now. */
  Map<String, String> merged() {
    Map<String, String> merged = new HashMap<>();
    graph.read(MERGED, Map.of()).forEach(row -> merged.put(row.get("merged").asString(), row.get("into").asString()));
    return merged;
  }

  Map<String, Use> use(List<String> ids) {
    Map<String, Use> use = new HashMap<>();
    graph.read(USE, Map.of("ids", ids)).forEach(row -> use.put(row.get("id").asString(), new Use(row.get("offers").asLong(), row.get("seeks").asLong())));
    return use;
  }

  private static Map<String, Object> row(Sourced sourced) {
    Competence c = sourced.competence();
    Map<String, Object> row = new HashMap<>(Map.of("id", c.id(), "labelSv", c.labelSv(), "labelEn", c.labelEn(), "alternativesSv", c.alternativesSv(),
        "alternativesEn", c.alternativesEn(), "broader", c.broader(), "related", c.related(), "hash", hash(c)));
    row.put("missing", c.missing().map(Language::code).orElse(null));
    row.put("source", sourced.source().orElse(null));
    return row;
  }

  private static Competence competence(Record row) {
    return new Competence(row.get("id").asString(), row.get("labelSv").asString(), row.get("labelEn").asString(), strings(row.get("alternativesSv")),
        strings(row.get("alternativesEn")), strings(row.get("broader")), strings(row.get("related")), Language.of(row.get("missing").asString("")));
  }

  private static List<String> strings(Value value) {
    return value.asList(Value::asString);
  }
}
