package se.malmo.meet.explorer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import se.malmo.meet.platform.Graph;

/** Reads the whole graph as far as everybody may see it, in parts that each stay within a question's time. */
public final class WholeStore {
  private static final String FIELDS = """
       RETURN n.id AS id, labels(n)[0] AS label, coalesce(n.reference, n.id) AS key, coalesce(n.name, n.title, n.labelSv) AS name,
        coalesce(n.nameEn, n.labelEn, n.name, n.title) AS nameEn, n.sector AS sector, n.date.year AS year
      """;

  /** Of competences those that somebody other than the vocabulary is tied to; where there are too many, the most tied stay. */
  private static final List<String> NODES = List.of(
      "MATCH (n:Forvaltning) WITH n ORDER BY n.id LIMIT $limit" + FIELDS,
      "MATCH (n:Alliance) WITH n ORDER BY n.id LIMIT $limit" + FIELDS,
      "MATCH (n:Initiative) WHERE n.published AND n.status IN $public WITH n ORDER BY n.date DESC, n.id LIMIT $limit" + FIELDS,
      """
      MATCH (n:Organisation) WHERE NOT coalesce(n.optedOut, false)
      WITH n ORDER BY COUNT { (n)-[:PARTICIPATES_IN|SUBMITTED|MEMBER_OF|TIED_TO]-() } DESC, n.id LIMIT $limit
      """ + FIELDS,
      """
      MATCH (n:Competence) WHERE EXISTS { (n)<-[:NEEDS|OFFERS|SEEKS|HAS_MANDATE|ABOUT]-() }
      WITH n ORDER BY COUNT { (n)<-[:NEEDS|HAS_MANDATE|ABOUT|OFFERS|SEEKS]-() } DESC, n.id LIMIT $limit
      """ + FIELDS);

  /** Every edge points from the one with few to the one with many, so the way out of each is short. */
  private static final String TIES = """
      UNWIND $ids AS id
      MATCH (a:Organisation|Forvaltning|Alliance|Competence|Initiative {id: id})
      CALL (a) {
        MATCH (a)-[e:PARTICIPATES_IN|SUBMITTED|ROUTED_TO|NEEDS|OFFERS|SEEKS|HAS_MANDATE|MEMBER_OF|ABOUT|MET_WITH|TIED_TO|BROADER|RELATED]->(b:Organisation|Forvaltning|Alliance|Competence|Initiative)
        RETURN e, b LIMIT 500
      }
      RETURN a.id AS from, b.id AS to, type(e) AS type, coalesce(e.role, CASE type(e) WHEN 'TIED_TO' THEN e.kind END, '') AS role,
        type(e) <> 'TIED_TO' OR e.confirmed IS NOT NULL AS confirmed, toString(date(coalesce(e.since, e.at, a.date, b.date))) AS since,
        coalesce(e.source, CASE WHEN type(e) IN ['BROADER', 'RELATED'] THEN 'vocabulary' END, a.source, b.source, 'form') AS source, coalesce(e.strength, e.weight, 1.0) AS strength
      ORDER BY from, to, type LIMIT 50000
      """;

  private final Graph graph;

  public WholeStore(Graph graph) {
    this.graph = graph;
  }

  /** How many kinds of nodes there are to ask for. */
  int kinds() {
    return NODES.size();
  }

  /** The nodes of a kind, at most so many. */
  List<Node> nodes(int kind, int limit) {
    return graph.read(NODES.get(kind), Map.of("limit", limit, "public", ExplorerStore.PUBLIC)).stream().map(ExplorerStore::node).toList();
  }

  /** What leads out of these nodes, also to nodes that not everybody may see: only who knows which those are may tell of it. */
  List<Tie> tiesFrom(Collection<String> ids) {
    return graph.read(TIES, Map.of("ids", List.copyOf(ids))).stream().map(ExplorerStore::tie).toList();
  }
}
