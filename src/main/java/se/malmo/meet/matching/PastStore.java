package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;

/** Cases that have been, with what people made of them. Reads across features, writes nothing. */
final class PastStore {
  /**
   * Right are those who take part, by an invitation or as an import says, or were called useful; and the förvaltning that had the case when people had
   * decided. Whoever leads an imported case came with it.
   */
  static final String RIGHT = """
        COLLECT { MATCH (o:Organisation)-[part:PARTICIPATES_IN]->(i) WHERE part.invitation IS NOT NULL OR coalesce(part.role, '') <> 'leader' RETURN DISTINCT o.id ORDER BY o.id LIMIT 50 } +
        COLLECT { MATCH (f:Feedback {useful: true})-[:FOR]->(i) RETURN DISTINCT f.organisation AS id ORDER BY id LIMIT 50 } AS partners,
        CASE WHEN i.status IN $answered THEN COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) RETURN DISTINCT f.id ORDER BY f.id LIMIT 10 } ELSE [] END AS forvaltningar
      """;
  /** States of a case that people have answered. */
  static final List<String> ANSWERED = List.of("accepted", "referred", "declined", "working-group", "running", "ended");

  private static final String ROW = """
      RETURN i.id AS id, i.reference AS reference, i.title AS title, i.text AS text, coalesce(i.keywordsWithout, []) AS taken, coalesce(i.keywordsWith, []) AS added,
      """ + RIGHT;
  private static final String KEPT = """
      MATCH (s:Suggestion)-[:FOR]->(i:Initiative) WHERE i.text <> ''
      WITH i, max(s.at) AS at ORDER BY at DESC, i.id DESC LIMIT $limit
      """ + ROW + " ORDER BY at DESC, i.id DESC";
  private static final String OTHERS = """
      MATCH (i:Initiative) WHERE i.text <> '' AND NOT EXISTS { (:Suggestion)-[:FOR]->(i) }
      WITH i ORDER BY i.date DESC, i.id DESC LIMIT $limit
      """ + ROW + " ORDER BY i.date DESC, i.id DESC";
  private static final String NAMES = "UNWIND $ids AS id MATCH (n:Organisation|Forvaltning {id: id}) RETURN id, n.name AS name, coalesce(n.nameEn, n.name) AS nameEn";

  private final Graph graph;

  PastStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * A case.
   *
   * @param isKept whether its answer was kept when it came in
   * @param without what its sender took from the text
   * @param with ids of the competences that its sender added
   */
  record Past(String id, String reference, String title, String text, List<String> without, List<String> with, boolean isKept, List<String> partners, List<String> forvaltningar) {
    List<String> right(Kind kind) {
      return kind == Kind.FORVALTNING ? forvaltningar : partners;
    }
  }

  record Named(String id, String name, String nameEn) {}

  /** The newest that were answered by the program when they came in; where they are fewer than asked for, the newest others too. */
  List<Past> newest(int limit) {
    List<Past> all = new ArrayList<>(graph.read(KEPT, Map.of("limit", limit, "answered", ANSWERED)).stream().map(row -> past(row, true)).toList());
    if (all.size() < limit) graph.read(OTHERS, Map.of("limit", limit - all.size(), "answered", ANSWERED)).forEach(row -> all.add(past(row, false)));
    return all;
  }

  /** What these are called, by id. */
  Map<String, Named> names(List<String> ids) {
    return graph.read(NAMES, Map.of("ids", ids)).stream().map(row -> new Named(row.get("id").asString(), row.get("name").asString(), row.get("nameEn").asString()))
        .collect(Collectors.toMap(Named::id, Function.identity()));
  }

  private static Past past(Record row, boolean isKept) {
    return new Past(row.get("id").asString(), row.get("reference").asString(), row.get("title").asString(""), row.get("text").asString(), row.get("taken").asList(Value::asString),
        row.get("added").asList(Value::asString), isKept, row.get("partners").asList(Value::asString), row.get("forvaltningar").asList(Value::asString));
  }
}
