package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Graph;

/** What the index keeps of the graph: words, edges to competences, and who took part in what. Reads across features. */
final class ProfileStore {
  private static final int PAGE = 1_000;

  /** One row a node: arrays are kept, so that a page of a thousand stays small. */
  private static final String ROW = """
      RETURN n.id AS id, labels(n)[0] AS label, coalesce(n.language, 'sv') AS language, n.words AS words, n.counts AS counts,
        n.otherWords AS otherWords, n.otherCounts AS otherCounts,
        [(n)-[edge:OFFERS|SEEKS|NEEDS|HAS_MANDATE]->(to:Competence|Keyword) | [type(edge), to.id, coalesce(edge.strength, edge.weight, 1.0)]] AS edges,
        [(n)-[mention:MENTIONS]->(:Keyword)-[:DENOTES]->(to:Competence) | [to.id, mention.weight]] AS mentions,
        [(n)-[:MEMBER_OF]->(:Alliance)-[:ABOUT]->(to:Competence) | to.id] AS themes,
        CASE WHEN n:Initiative AND NOT n.status IN ['declined', 'withdrawn']
          THEN [(n)-[part:PARTICIPATES_IN|SUBMITTED|ROUTED_TO]-(who:Organisation|Forvaltning) | [who.id, coalesce(part.role, type(part))]] ELSE [] END AS parts
      ORDER BY id
      """;

  private static final String PAGE_OF_ALL = """
      MATCH (n:Organisation|Initiative|Forvaltning) WHERE n.id > $after AND coalesce(n.published, true)
      WITH n ORDER BY n.id LIMIT $limit
      """ + ROW;

  private static final String SOME = """
      UNWIND $ids AS id
      MATCH (n:Organisation|Initiative|Forvaltning {id: id}) WHERE coalesce(n.published, true)
      """ + ROW;

  private static final Set<String> LEADING = Set.of("leader", "SUBMITTED", "ROUTED_TO");

  private final Graph graph;

  ProfileStore(Graph graph) {
    this.graph = graph;
  }

  List<Document> all(Features numbering) {
    List<Document> all = new ArrayList<>();
    List<Document> page = page("", numbering);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = page(page.getLast().id(), numbering);
    }
    return all;
  }

  private List<Document> page(String after, Features numbering) {
    return graph.read(PAGE_OF_ALL, Map.of("after", after, "limit", PAGE)).stream().map(row -> document(row, numbering)).toList();
  }

  List<Document> some(Collection<String> ids, Features numbering) {
    return graph.read(SOME, Map.of("ids", List.copyOf(ids))).stream().map(row -> document(row, numbering)).toList();
  }

  private static Document document(Record row, Features numbering) {
    List<Document.Text> texts = new ArrayList<>();
    for (String which : List.of("words", "otherWords")) {
      if (row.get(which).isNull()) continue;
      List<Integer> counts = row.get(which.equals("words") ? "counts" : "otherCounts").asList(Value::asInt);
      texts.add(Document.Text.of(row.get(which).asList(Value::asString), counts, numbering));
    }
    List<Document.Edge> edges = new ArrayList<>();
    row.get("edges").asList(edge -> edges.add(new Document.Edge(numbering.number(Features.edge(edge.get(0).asString(), edge.get(1).asString())),
        edge.get(2).asNumber().floatValue())));
    Map<String, Double> mentioned = new HashMap<>();
    row.get("mentions").asList(mention -> mentioned.merge(mention.get(0).asString(), mention.get(1).asDouble(), Double::sum));
    mentioned.forEach((competence, weight) -> edges.add(new Document.Edge(numbering.number(Features.edge("MENTIONS", competence)), prominence(weight))));
    row.get("themes").asList(theme -> edges.add(new Document.Edge(numbering.number(Features.edge("MEMBER_OF", theme.asString())), 1)));
    List<Document.Part> parts = row.get("parts").asList(part -> new Document.Part(part.get(0).asString(), LEADING.contains(part.get(1).asString())));
    return new Document(row.get("id").asString(), Kind.of(row.get("label").asString()),
        Language.of(row.get("language").asString()).orElse(Language.SWEDISH), texts, edges, parts);
  }

  /** A tenth of a text's weight is as much as a competence can be spoken of; depends on no other mention. */
  private static float prominence(double weight) {
    return (float) Math.min(1, Math.sqrt(10 * weight));
  }
}
