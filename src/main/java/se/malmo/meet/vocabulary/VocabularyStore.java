package se.malmo.meet.vocabulary;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;

/** The competences in the graph. */
public final class VocabularyStore {
  private static final int PAGE = 2_000;

  private static final String SAVE = """
      UNWIND $competences AS row
      MERGE (c:Competence {id: row.id})
      SET c.labelSv = row.labelSv, c.labelEn = row.labelEn, c.alternativesSv = row.alternativesSv, c.alternativesEn = row.alternativesEn
      """;

  private static final String RELATE = """
      UNWIND $competences AS row
      MATCH (c:Competence {id: row.id})
      CALL (c) { MATCH (c)-[old:BROADER|RELATED]->() DELETE old }
      CALL (c, row) { UNWIND row.broader AS wider MATCH (w:Competence {id: wider}) WHERE w <> c MERGE (c)-[:BROADER]->(w) }
      CALL (c, row) { UNWIND row.related AS beside MATCH (b:Competence {id: beside}) WHERE b <> c MERGE (c)-[:RELATED]->(b) }
      """;

  private static final String PAGE_OF_ALL = """
      MATCH (c:Competence) WHERE c.id > $after
      WITH c ORDER BY c.id LIMIT $limit
      RETURN c.id AS id, c.labelSv AS labelSv, c.labelEn AS labelEn, c.alternativesSv AS alternativesSv, c.alternativesEn AS alternativesEn,
        [(c)-[:BROADER]->(w) | w.id] AS broader, [(c)-[:RELATED]->(b) | b.id] AS related
      ORDER BY id
      """;

  private final Graph graph;
  private final InstantSource clock;

  public VocabularyStore(Graph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  void save(Collection<Competence> competences) {
    Map<String, Object> rows = Map.of("competences", competences.stream().map(VocabularyStore::row).toList());
    graph.write(List.of(new Graph.Statement(SAVE, rows), new Graph.Statement(RELATE, rows),
        EventLog.append(clock.instant(), List.of(new EventLog.Happening(Vocabulary.CHANGED, "vocabulary", "import")))));
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

  private static Map<String, Object> row(Competence c) {
    return Map.of("id", c.id(), "labelSv", c.labelSv(), "labelEn", c.labelEn(), "alternativesSv", c.alternativesSv(), "alternativesEn",
        c.alternativesEn(), "broader", c.broader(), "related", c.related());
  }

  private static Competence competence(Record row) {
    return new Competence(row.get("id").asString(), row.get("labelSv").asString(), row.get("labelEn").asString(), strings(row.get("alternativesSv")),
        strings(row.get("alternativesEn")), strings(row.get("broader")), strings(row.get("related")));
  }

  private static List<String> strings(Value value) {
    return value.asList(Value::asString);
  }
}
